"""The questionnaire as a use case: consent, a draft that can be left, the verdict, the start."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil
from typing import TYPE_CHECKING

from app.clock import local_day
from app.coach.answers import BadAnswerError, CleanAnswers, validate
from app.coach.frozen import replace
from app.coach.model import DecisionKind, Enrolment, Link, Start
from app.coach.scoring import Verdict, as_json, assess
from app.errors import AnswersError, NoLogError
from app.questions import QuestionnaireText, load_questionnaire

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from data.values import AssessmentRow

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
    except NoLogError:
        return None
    rows = _assessments(desk)
    if not rows:
        return None
    answers = dict(rows[0].answers)
    try:
        return verdict_now(desk, rows[0]), answers
    except BadAnswerError:
        # A log from another version, or edited by hand: asking again is the way out.
        return None


def verdict_now(desk: Desk, row: AssessmentRow) -> Verdict:
    """Return the verdict on stored answers as it is today: since then a race may have come near.

    Raises `BadAnswerError` for answers that are no longer understood.
    """
    clean = validate(row.answers)
    return assess(_today(desk, clean, _race_day(desk, clean, row)))


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
    answers, which are those of the last questionnaire. Raises `AnswersError` for answers that are
    not whole, `StoreError`; `ValueError` for HOLD and NONE, which begin nothing, and for FULL
    where the answers do not allow it.
    """
    clean = _checked(answers)
    rows = _assessments(desk)
    race_day = _race_day(desk, clean, rows[0] if rows else None)
    given = assess(_today(desk, clean, race_day))
    # What the runner was offered stays on offer, whatever the day has become since.
    chosen = start not in {given.start, assess(clean).start}
    if start not in _BEGUN or (chosen and not (start is Start.FULL and given.may_take_full)):
        raise ValueError(f"{start} cannot be begun on a verdict of {given.start}")
    enrolment = _enrolment(desk, start, link, clean, race_day)
    instead = f"{start} instead of {given.start}"
    desk.store.save_enrolment(
        enrolment,
        rows[0].id if rows else None,
        decided=(DecisionKind.START, enrolment.id, instead) if chosen else None,
    )
    return enrolment


def _assessments(desk: Desk) -> tuple[AssessmentRow, ...]:
    try:
        return desk.store.assessments()
    except NoLogError:
        return ()


def _race_day(desk: Desk, clean: CleanAnswers, row: AssessmentRow | None) -> date | None:
    """Return the day of the race: its weeks count from the day on which they were answered."""
    if clean.race_weeks is None:
        return None
    told = local_day(row.at, desk.clock.zone()) if row else desk.clock.today()
    race_day = told + timedelta(weeks=clean.race_weeks)
    return race_day if race_day >= desk.clock.today() else None


def _today(desk: Desk, clean: CleanAnswers, race_day: date | None) -> CleanAnswers:
    """Return the answers as they would be given today; a week begun counts as one."""
    left = None if race_day is None else ceil((race_day - desk.clock.today()).days / 7)
    return replace(clean, race_weeks=left)


def _enrolment(
    desk: Desk, start: Start, link: Link | None, clean: CleanAnswers, race_day: date | None
) -> Enrolment:
    from uuid import uuid4

    weak = (link, assess(clean).secondary)
    return Enrolment(
        id=uuid4().hex,
        started=desk.clock.today(),
        start=start,
        link=link,
        weekdays=clean.days,
        places=clean.places,
        kit=clean.kit,
        race_day=race_day,
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
