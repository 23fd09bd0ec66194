"""The questionnaire as a use case: consent, a draft that can be left, the verdict, the start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from app.coach.answers import BadAnswerError, CleanAnswers, validate
from app.coach.model import Enrolment, Link, Start
from app.coach.scoring import Verdict, as_json, assess
from app.errors import AnswersError, NoLogError
from app.questions import QuestionnaireText, load_questionnaire

if TYPE_CHECKING:
    from app.trainer.desk import Desk

_CONSENT = "med"
# Answers to Q11 that ask for cadence runs in phase 3 (D.7.5).
_NOT_EASY = frozenset({"effort", "cant"})
_BEGUN = frozenset({Start.GENTLE, Start.PRIMER, Start.FULL, Start.DEFER})


def words(desk: Desk) -> QuestionnaireText:
    """Return every word of consent, questions and verdict. Raises `ContentError`."""
    return load_questionnaire(desk.paths)


def draft(desk: Desk) -> dict[str, object]:
    """Return the answers of a questionnaire left half-way, or none. Raises `StoreError`."""
    try:
        return desk.store.draft()
    except NoLogError:
        return {}


def keep_draft(desk: Desk, answers: Mapping[str, object]) -> None:
    """Keep the answers given so far; none at all forgets the draft. Raises `StoreError`."""
    desk.store.save_draft(answers)


def consent(desk: Desk, med: bool) -> dict[str, object]:
    """Keep the answer to the medical list and return the draft; `med` is any yes on it.

    Raises `StoreError`.
    """
    answers = {**draft(desk), _CONSENT: med}
    keep_draft(desk, answers)
    return answers


def faulty(answers: Mapping[str, object]) -> str | None:
    """Return the key of the first answer that is missing or wrong; None where all is well."""
    try:
        validate(answers)
    except BadAnswerError as error:
        return error.question
    return None


def conclude(desk: Desk, answers: Mapping[str, object]) -> Verdict:
    """Store the finished questionnaire with its verdict, forget the draft, return the verdict.

    Raises `AnswersError` when an answer is missing or wrong, `StoreError` when it cannot be
    stored; the draft is then kept.
    """
    verdict = assess(_checked(answers))
    desk.store.save_assessment(answers, as_json(verdict))
    return verdict


def waiting(desk: Desk) -> tuple[Verdict, dict[str, object]] | None:
    """Return the last verdict and its answers where no programme was begun; else None.

    Raises `StoreError`.
    """
    try:
        if desk.store.enrolment() is not None:
            return None
        rows = desk.store.assessments()
    except NoLogError:
        return None
    if not rows:
        return None
    answers = dict(rows[0].answers)
    try:
        return assess(validate(answers)), answers
    except BadAnswerError:
        # A log from another version, or edited by hand: asking again is the way out.
        return None


def has_plan(desk: Desk) -> bool:
    """Return whether a programme is under way, which a new one would end. Raises `StoreError`."""
    try:
        return desk.store.enrolment() is not None
    except NoLogError:
        return False


def begin_programme(
    desk: Desk, start: Start, link: Link | None, answers: Mapping[str, object]
) -> Enrolment:
    """Store and return a programme that begins today.

    `start` is the verdict's, or FULL where the runner chose it over NONE or PRIMER (F.2, need
    gate); the choice is stored too. Days, places, kit, race and the 2 × 8 entry come from the
    answers. Raises `AnswersError` for answers that are not whole, `StoreError`; `ValueError` for
    HOLD and NONE, which begin nothing, and for FULL where the answers do not allow it.
    """
    clean = _checked(answers)
    given = assess(clean)
    chosen = start is not given.start
    if start not in _BEGUN or (chosen and not (start is Start.FULL and given.may_take_full)):
        raise ValueError(f"{start} cannot be begun on a verdict of {given.start}")
    enrolment = _enrolment(desk, start, link, clean)
    rows = desk.store.assessments()
    instead = f"{start} instead of {given.start}"
    desk.store.save_enrolment(
        enrolment,
        rows[0].id if rows else None,
        decided=("start", enrolment.id, instead) if chosen else None,
    )
    return enrolment


def _enrolment(desk: Desk, start: Start, link: Link | None, clean: CleanAnswers) -> Enrolment:
    from uuid import uuid4

    today = desk.clock.today()
    weeks = clean.race_weeks
    weak = (link, assess(clean).secondary)
    return Enrolment(
        id=uuid4().hex,
        started=today,
        start=start,
        link=link,
        weekdays=clean.days,
        places=clean.places,
        kit=clean.kit,
        race_day=None if weeks is None else today + timedelta(weeks=weeks),
        easy_entry=clean.easy_entry and start is Start.FULL,
        squat=clean.codes["Q10"],
        cadence=Link.COORDINATION in weak or clean.codes["Q11"] in _NOT_EASY,
        hard="hard" in clean.trained,
    )


def _checked(answers: Mapping[str, object]) -> CleanAnswers:
    try:
        return validate(answers)
    except BadAnswerError as error:
        raise AnswersError(f"{error}.") from error
