"""The programme itself: where it stands, beginning one, moving a session, a pause."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.coach.frozen import dataclass
from app.coach.model import Decision, DecisionKind, Enrolment, Start
from app.coach.not_today import Waiting, not_today
from app.coach.putting_off import (
    RESUMED,
    PutOff,
    move_subject,
    pause_choice,
    put_off,
)
from app.coach.safety import ready_on
from app.errors import UsageError

if TYPE_CHECKING:
    from app.coach.model import History, Slot
    from app.coach.plan import Queue
    from app.trainer.desk import Desk

LONGEST_PAUSE_DAYS = 365
"""After that the questionnaire comes first anyway (B7)."""

_NONE = "There is no programme yet; begin one with stridetui programme begin --answers FILE."


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """A programme on one day: where it stands, what may wait until when, what was decided."""

    enrolment: Enrolment
    plan: Queue
    waiting: Waiting | None
    put_off: PutOff
    day: date
    ready: date
    """From which day the next session may be done: when it is due, or later (S1, S2)."""


@dataclass(frozen=True, slots=True)
class GoesOn:
    """Where a plan goes on after a pause: on which day, with which session, and by which rules."""

    on: date
    slot: Slot | None
    phase_label: str
    reasons: tuple[Decision, ...]
    why_none: str = ""


def look(desk: Desk) -> ProgrammeView:
    """Return the current programme today. Raises `UsageError` where there is none, `StoreError`."""
    enrolment = desk.store.enrolment()
    if enrolment is None:
        raise UsageError(_NONE)
    today = desk.clock.today()
    plan = _plan(desk, enrolment, today)
    history = _history(desk, enrolment)
    waiting = _waiting(plan, history, today)
    ready = ready_on(plan.next, history) if plan.next else today
    decided = [
        (row.kind, row.subject, row.choice)
        for kind in (DecisionKind.MOVE, DecisionKind.PAUSE)
        for row in desk.store.decisions(kind)
    ]
    key = plan.next.key if plan.next else ""
    decisions = put_off(decided, enrolment.id, key, today)
    return ProgrammeView(enrolment, plan, waiting, decisions, today, ready)


def begin(
    desk: Desk,
    answers: Mapping[str, object] | None,
    *,
    full: bool = False,
    instead: bool = False,
) -> Enrolment:
    """Store finished answers and begin the programme they come to; None takes the last ones.

    `full` takes the twelve weeks where the answers allow it although they ask for less, `instead`
    ends a programme that is open. Raises `UsageError` where nothing can be begun, `AnswersError`,
    `StoreError`.
    """
    from app.coach.answers import BadAnswerError, validate
    from app.coach.scoring import assess
    from app.errors import AnswersError
    from app.trainer import assessing

    if desk.store.enrolment() is not None and not instead:
        raise UsageError("A programme is open; add --replace to end it and begin this one.")
    if answers is None:
        rows = desk.store.assessments()
        if not rows:
            raise UsageError("No questionnaire was answered yet; give the answers with --answers.")
        last, answers = rows[0], dict(rows[0].answers)
    else:
        last = None
    try:
        verdict = assessing.verdict_now(desk, last) if last else assess(validate(answers))
    except BadAnswerError as error:
        raise AnswersError(f"{error}.") from error
    start = Start.FULL if full and verdict.may_take_full else verdict.start
    if start in {Start.HOLD, Start.NONE}:
        raise UsageError(f"These answers begin no programme: {verdict.start_reason.sentence}")
    if full and start is not Start.FULL:
        raise UsageError("These answers do not allow the twelve weeks; leave --full out.")
    if last is None:
        assessing.conclude(desk, answers)
    return assessing.begin_programme(desk, start, verdict.primary, answers)


def move(desk: Desk, day: date) -> ProgrammeView:
    """Store that the next session waits until `day`, inside its plan week (B3, D.7.7).

    Raises `UsageError` for a day on which it does not fit, `StoreError`.
    """
    now = look(desk)
    slot = now.plan.next
    if slot is None or now.waiting is None:
        raise UsageError(now.plan.why_none or "There is no session to move today.")
    if day not in now.waiting.days:
        raise UsageError(f"{slot.title} does not fit on {day}: {waits(now.waiting)}")
    subject = move_subject(now.enrolment.id, slot.key)
    desk.store.decide(DecisionKind.MOVE, subject, day.isoformat())
    return look(desk)


def pause(desk: Desk, until: date) -> tuple[ProgrammeView, GoesOn]:
    """Store a pause whose last day is `until`, and say where the plan goes on after it (B3–B7).

    Raises `UsageError` for a day that is not ahead, or more than a year ahead; `StoreError`.
    """
    now = look(desk)
    today = desk.clock.today()
    if not today <= until <= today + timedelta(days=LONGEST_PAUSE_DAYS):
        raise UsageError(
            f"A pause ends today or later, within {LONGEST_PAUSE_DAYS} days, not on {until}."
        )
    desk.store.decide(DecisionKind.PAUSE, now.enrolment.id, pause_choice(until))
    return look(desk), goes_on(desk, now.enrolment, until + timedelta(days=1))


def resume(desk: Desk) -> tuple[ProgrammeView, GoesOn]:
    """End a pause today and say where the plan goes on. Raises `UsageError` if none is on."""
    now = look(desk)
    if now.put_off.until is None:
        raise UsageError("The programme is not paused; stridetui next prints its next session.")
    desk.store.decide(DecisionKind.PAUSE, now.enrolment.id, RESUMED)
    return look(desk), goes_on(desk, now.enrolment, desk.clock.today())


def goes_on(desk: Desk, enrolment: Enrolment, day: date) -> GoesOn:
    """Return where the plan would stand on `day` if nothing were done until then."""
    plan = _plan(desk, enrolment, day)
    return GoesOn(day, plan.next, plan.phase_label, plan.advice, plan.why_none)


def waits(waiting: Waiting) -> str:
    """Say until when a session may wait, in one sentence."""
    if waiting.lapses:
        return (
            f"this plan week ends on {waiting.closes} with {waiting.left} still open; what is not "
            "done by then lapses, and nothing is made up for (B3)."
        )
    days = ", ".join(f"{day:%a} {day}" for day in waiting.days)
    return f"it fits on {days}; this plan week ends on {waiting.closes} (D.7.7)."


def _waiting(plan: Queue, history: History, today: date) -> Waiting | None:
    """Return how long the next session may wait; None where it is not of this plan week."""
    from app.coach.plan import SlotStatus

    first = next((one for one in plan.this_week if one.status is SlotStatus.OPEN), None)
    if first is None or plan.closes is None or plan.next != first.slot:
        return None
    return not_today(plan.this_week, history, today, plan.closes)


def _plan(desk: Desk, enrolment: Enrolment, day: date) -> Queue:
    from app.coach.plan import queue

    return queue(enrolment, _history(desk, enrolment), day, desk.programmes)


def _history(desk: Desk, enrolment: Enrolment) -> History:
    from app.trainer.measuring import long_ago

    # Sessions outside the programme count for the free day after them.
    return desk.store.history(enrolment.id, long_ago(desk.clock.today()))
