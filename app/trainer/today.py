"""What the first screen and `stridetui next` say: the next session and where the plan stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.coach.frozen import dataclass
from app.coach.last_times import LastTime, last_times
from app.coach.model import (
    Decision,
    Demand,
    Enrolment,
    History,
    Prescription,
    Readiness,
    SetRow,
    Slot,
    Start,
)
from app.coach.pain import MorningQuestion, open_questions
from app.errors import ContentError, NoLogError

if TYPE_CHECKING:
    from app.coach.plan import SlotState
    from app.coach.retest import SelfTested
    from app.coach.standing import Standing
    from app.trainer.desk import Desk
    from app.trainer.gating import GateView
    from data.glance import Glance, LiveSummary

# What the last questionnaire said where it made no plan (F.2.7).
_WITHOUT_PLAN = {
    Start.HOLD: (
        "Your answers asked for a person before a plan; they are kept, and you can answer again "
        "when that is settled."
    ),
    Start.NONE: (
        "Your answers found nothing that needs a plan; run as you do, and answer again in 8 to "
        "12 weeks."
    ),
}


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A workout that was begun and not ended.

    `coming` is the set at which it goes on, None where all are closed; `exercise` is the name of
    what is done in it, its id where that cannot be read. `running` says another copy is in it
    right now.
    """

    workout_id: str
    title: str
    day: date
    done_sets: int
    all_sets: int
    coming: SetRow | None
    running: bool
    exercise: str = ""


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything Today shows.

    `session` is None when there is nothing to train; `why_none` then says so in one sentence
    (no plan yet, HOLD, nothing is broken, the plan is done). `start` is what the last
    questionnaire said, None before the first. `session_no` of `session_count` counts within the
    phase. `tests` are the names of the self-tests due with the session, `gate` how the gates stand.
    `week_done` of `week_planned` counts this plan week. `history` is what the plan was read from,
    oldest first. `mornings` is what is still to be asked about the last session that hurt, the
    worst first. `hold` says that pain has stopped the plan until it is cleared. `readiness` is
    what was answered before a session today, None where nothing was yet. `short` marks the
    ten-minute version. `week` are the sessions of this plan week, with the day each was done or
    fits best, and `week_closes` is its last day. `longest_run` are the minutes of the longest run
    of the last 30 days, None where none is known. `tested` is what the self-tests say, None
    without a plan.
    """

    day: date
    enrolment: Enrolment | None
    session: Prescription | None
    why_none: str = ""
    phase_label: str = ""
    session_no: int = 0
    session_count: int = 0
    week_done: int = 0
    week_planned: int = 0
    last: tuple[LastTime, ...] = ()
    unfinished: Unfinished | None = None
    advice: tuple[Decision, ...] = ()
    draft_answers: int = 0
    start: Start | None = None
    gate: GateView | None = None
    history: History = ()
    mornings: tuple[MorningQuestion, ...] = ()
    hold: Decision | None = None
    readiness: Readiness | None = None
    short: bool = False
    week: tuple[SlotState, ...] = ()
    week_closes: date | None = None
    tests: tuple[str, ...] = ()
    longest_run: float | None = None
    tested: SelfTested | None = None

    @property
    def may_step_up(self) -> bool:
        """Whether the step-up session may be begun by itself.

        The questions on readiness come first, and HOLD means no training (D.6).
        """
        if self.hold is not None:
            return False
        return self.enrolment is not None or self.start not in {None, Start.HOLD}


def look(
    desk: Desk, on: date | None = None, *, short: bool = False, gates: bool = False
) -> TodayView:
    """Return what to show on `on` (the clock's today when None), as if that day were today.

    `short` asks for the ten-minute version of the session (D.7.10), `gates` also for how the
    gates stand, which takes as long as all the rest.
    Reads with plain `sqlite3` only, so that it costs no SQLModel import. Without a plan
    `why_none` is empty, unless the last questionnaire ended in HOLD or NONE. Raises `StoreError`
    when the log cannot be read, `ContentError` when an exercise or a table cannot.
    """
    day = on or desk.clock.today()
    glance = _glance(desk, day)
    if glance is None:
        return TodayView(day, None, None)
    unfinished = _unfinished(desk, glance.live) if glance.live else None
    enrolment = glance.enrolment
    if enrolment is None or enrolment.started > day:
        return TodayView(
            day,
            None,
            None,
            why_none=_why_none(glance, day),
            unfinished=unfinished,
            draft_answers=glance.draft_answers,
            start=glance.start,
            advice=_load(glance),
            mornings=open_questions(_until(glance.history, day), day),
        )

    # Not by way of `app.coach.programme`, which brings the step-up session along.
    from app.coach.plan import queue
    from app.coach.prescribe import prescribe
    from app.coach.readiness import advice as readiness_advice
    from app.coach.readiness import of_day
    from app.coach.retest import SelfTested

    history = _until(glance.history, day)
    ready = of_day(enrolment.readiness, day)
    programmes = desk.programmes
    plan = queue(enrolment, history, day, programmes)
    held = plan.hold.decision if plan.hold else _held_by_answers(desk, glance, enrolment)
    tested = SelfTested(glance.measured, glance.without).until(day)
    session = None
    if plan.next is not None and held is None:
        session = prescribe(
            plan.next,
            enrolment,
            history,
            desk.library,
            day,
            programmes=programmes,
            short=short,
            longest_run=glance.longest_run,
            tested=tested,
            standing=plan.standing,
        )
    return TodayView(
        day,
        enrolment,
        session,
        why_none=held.sentence if held else plan.why_none,
        phase_label=plan.phase_label,
        session_no=plan.session_no,
        session_count=plan.session_count,
        week_done=plan.week_done,
        week_planned=plan.week_planned,
        last=last_times(session, history) if session else (),
        unfinished=unfinished,
        advice=(
            *_load(glance),
            *plan.advice,
            *(_waits(glance, enrolment, plan.next, day) if glance.put_off else ()),
            *(readiness_advice(ready) if ready and session else ()),
            *(_after_run(desk, glance, session, day) if session else ()),
        ),
        draft_answers=glance.draft_answers,
        start=glance.start,
        gate=_gate(desk, glance, day, plan.standing) if gates else None,
        history=history,
        mornings=open_questions(history, day, enrolment.tendons),
        hold=held,
        readiness=ready,
        short=short and session is not None,
        week=plan.this_week,
        week_closes=plan.closes,
        tests=_tests(desk, session) if session else (),
        longest_run=glance.longest_run,
        tested=tested,
    )


def _why_none(glance: Glance, day: date) -> str:
    """Say why there is no plan on that day; nothing where no questionnaire was answered."""
    if glance.enrolment is not None:
        # Begun east of the date line, or under a clock that was wrong since.
        begins = glance.enrolment.started
        return f"The programme begins on {begins:%a} {begins}; this is {day:%a} {day}."
    return _WITHOUT_PLAN.get(glance.start, "") if glance.start else ""


def _load(glance: Glance) -> tuple[Decision, ...]:
    """Return the message of a steady build where the last questionnaire asked for it (D.3)."""
    from app.coach.running import LOAD, steady_build

    flags = (glance.verdict or {}).get("flags")
    if not isinstance(flags, list) or LOAD not in flags:
        return ()

    return (steady_build(glance.longest_run),)


def _after_run(
    desk: Desk, glance: Glance, session: Prescription, day: date
) -> tuple[Decision, ...]:
    """Return what a run of today means for the leg work of a session (S5)."""
    from app.coach.safety import run_today

    legs = any(desk.library[item.exercise_id].demand is Demand.STRENGTH for item in session.items)
    if glance.run_ended is None or not legs or day != desk.clock.today():
        return ()
    since = desk.clock.now().instant - glance.run_ended
    found = run_today(since.total_seconds() / 3600)
    return (found,) if found else ()


def _gate(desk: Desk, glance: Glance, day: date, standing: Standing | None) -> GateView | None:
    from app.trainer.gating import at_a_glance

    return at_a_glance(desk, glance, day, standing)


def _held_by_answers(desk: Desk, glance: Glance, enrolment: Enrolment) -> Decision | None:
    """Say that answers given during the plan hold it until they are cleared, or None (D.6)."""
    if glance.start is not Start.HOLD or glance.assessed_at is None:
        return None
    from app.clock import local_day

    day = local_day(glance.assessed_at, desk.clock.zone())
    cleared = enrolment.cleared
    if day < enrolment.started or (cleared is not None and cleared >= day):
        return None
    return Decision("D.6", "Your last answers ask for a person to look first; the plan waits.")


def _waits(
    glance: Glance, enrolment: Enrolment, slot: Slot | None, day: date
) -> tuple[Decision, ...]:
    from app.coach import putting_off

    key = slot.key if slot else ""
    return putting_off.advice(putting_off.put_off(glance.put_off, enrolment.id, key, day), day)


def _tests(desk: Desk, session: Prescription) -> tuple[str, ...]:
    """Return the names of the self-tests that belong to a session; most sessions have none."""
    if not session.tests:
        return ()
    return tuple(desk.selftests[test_id].title for test_id in session.tests)


def step_up(desk: Desk, on: date | None = None) -> Prescription:
    """Return the step-up session by itself, as it would be on `on` (today when None).

    Raises `StoreError`, `ContentError`.
    """
    from app.coach.programme import step_up_session

    day = on or desk.clock.today()
    glance = _glance(desk, day)
    history = _until(glance.history, day) if glance else ()
    enrolment = glance.enrolment if glance else None
    return step_up_session(enrolment, history, desk.library, day, desk.programmes)


def _glance(desk: Desk, day: date) -> Glance | None:
    from data import glance

    try:
        return glance.read(desk.paths.log, day)
    except NoLogError:
        return None


def _until(history: History, day: date) -> History:
    """Leave out what was done after `day`: `--on` may name a day long gone."""
    return tuple(workout for workout in history if workout.day <= day)


def _unfinished(desk: Desk, live: LiveSummary) -> Unfinished:
    from data.lock import LiveLock

    return Unfinished(
        live.workout_id,
        live.title,
        live.day,
        live.done_sets,
        live.all_sets,
        live.coming,
        running=not LiveLock(desk.paths.log).free(),
        exercise=_name(desk, live.coming.exercise_id) if live.coming else "",
    )


def _name(desk: Desk, exercise_id: str) -> str:
    """Return an exercise's name; its id where it cannot be read: the session waits all the same."""
    from app.coach.names import name_of

    try:
        return name_of(desk.library, exercise_id)
    except ContentError:
        return exercise_id
