"""Evidence for a gate, built by hand: a phase trained as told, and tests with given results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from app.coach.gate_evidence import Evidence, PlanWeek
from app.coach.gate_state import Gate, GateDecision
from app.coach.model import (
    Enrolment,
    Kind,
    Link,
    Rating,
    Section,
    SetRow,
    SetStatus,
    Side,
    Start,
    Unit,
    WorkoutRecord,
    WorkoutStatus,
)
from app.coach.norms import UNTOLD, Person
from app.coach.selftests import Measurement
from tests.coach.training_log import LIBRARY, MONDAY

CORE = ("one_leg_squat", "reverse_deadlift_swing", "forward_lunge")
DRILLS = ("high_knees", "butt_kicks", "a_march", "strides")
EXERCISES = {
    Gate.PRIMER_EXIT: ("hundred_up_minor", *CORE[:2]),
    Gate.DRILLS: ("hundred_up_minor", *CORE),
    Gate.RUNNING: DRILLS,
    Gate.LINK: ("form_blocks", "strides"),
    Gate.END: CORE,
}
PHASE = {Gate.PRIMER_EXIT: 0, Gate.DRILLS: 1, Gate.RUNNING: 2, Gate.LINK: 3, Gate.END: 4}
WEEKS = {Gate.PRIMER_EXIT: 2}
_SIDED = frozenset({*CORE, "wall_drill"})
_RUNG = {name: LIBRARY[name].rungs[-1].id for name in CORE}


def trained(
    gate: Gate,
    day: date,
    number: int,
    *,
    control: int | None = 4,
    pain: int | None = 0,
    touches: int = 60,
    minutes: int = 15,
    rung: str | None = None,
    short: bool = False,
    exercises: Iterable[str] | None = None,
    left: int | None = None,
) -> WorkoutRecord:
    """Return a session in which everything was done and rated alike."""
    rows: list[SetRow] = []
    ratings: list[Rating] = []
    for name in exercises or EXERCISES[gate]:
        sides = (Side.LEFT, Side.RIGHT) if name in _SIDED else (Side.BOTH,)
        target = {"hundred_up_minor": touches, "form_blocks": minutes}.get(name, 10)
        rows += [
            SetRow(
                pos=len(rows) + place,
                section=Section.MAIN,
                exercise_id=name,
                set_no=1,
                set_count=1,
                side=side,
                unit=Unit.REPS,
                target=target,
                seconds_per_unit=1,
                rest_after=0,
                rule="P1",
                why="",
                rung=rung or _RUNG.get(name),
                status=SetStatus.DONE,
                actual=target,
            )
            for place, side in enumerate(sides)
        ]
        if len(sides) == 2:
            ratings += [
                Rating(name, Side.LEFT, control if left is None else left),
                Rating(name, Side.RIGHT, control),
                Rating(name, Side.BOTH, None, 5, pain),
            ]
        else:
            ratings.append(Rating(name, Side.BOTH, control, 5, pain))
    began = datetime.combine(day, time(18), UTC)
    return WorkoutRecord(
        id=f"w{number:03}",
        programme_id="plan-1",
        kind=Kind.PROGRAMME,
        slot_key=f"phase{PHASE[gate]}.1.1",
        phase=PHASE[gate],
        week=1,
        day_no=1,
        day=day,
        zone="Europe/Berlin",
        started_at=began,
        status=WorkoutStatus.ENDED,
        ended_at=began + timedelta(minutes=25),
        short=short,
        sets=tuple(rows),
        ratings=tuple(ratings),
    )


def evidence(
    gate: Gate,
    *,
    a_week: tuple[int, ...] | None = None,
    last: Mapping[str, object] | None = None,
    measured: tuple[Measurement, ...] | None = None,
    gates: tuple[GateDecision, ...] = (),
    person: Person = UNTOLD,
    link: Link | None = Link.POWER,
    start: Start = Start.FULL,
    without: frozenset[str] = frozenset(),
    days_later: int = 0,
    every: Mapping[str, object] | None = None,
) -> Evidence:
    """Return a phase trained so often each week; `last` changes its last session, `every` all.

    `today` is the last session's day plus `days_later`.
    """
    count = WEEKS.get(gate, 4)
    a_week = a_week if a_week is not None else (3,) * count
    weeks: list[PlanWeek] = []
    history: list[WorkoutRecord] = []
    total, number = sum(a_week), 0
    for week, sessions in enumerate(a_week):
        opens = MONDAY + timedelta(weeks=week)
        own: list[WorkoutRecord] = []
        for place in range(sessions):
            number += 1
            more = dict(every or {}) | (dict(last or {}) if number == total else {})
            own.append(trained(gate, opens + timedelta(days=2 * place), number, **more))  # type: ignore[arg-type]  # a test's own words
        history += own
        closes = opens + timedelta(days=6)
        weeks.append(PlanWeek(min(week + 1, count), opens, closes, tuple(own), over=True))
    today = (history[-1].day if history else MONDAY) + timedelta(days=days_later)
    enrolment = Enrolment(
        id="plan-1", started=MONDAY, start=start, link=link, weekdays=(1, 3, 5), gates=gates
    )
    return Evidence(
        gate=gate,
        today=today,
        enrolment=enrolment,
        start=start,
        weeks=tuple(weeks),
        week_count=count,
        history=tuple(history),
        measured=passing(gate, today) if measured is None else measured,
        library=LIBRARY,
        person=person,
        without=without,
    )


def passing(gate: Gate, day: date) -> tuple[Measurement, ...]:
    """Return results with which a gate's tests are just met."""
    just = {
        Gate.PRIMER_EXIT: (both("T4", day, 1), both("T8", day, 20), both("T7", day, 4)),
        Gate.DRILLS: (both("T5", day, 4),),
        Gate.RUNNING: (both("T4", day, 1), both("T8", day, 15)),
        Gate.LINK: (both("T4", day, 1, "uncued"), both("T7", day, 4), both("T8", day, 20)),
        Gate.END: (both("T8", day, 20), both("T9", day, 20)),
    }[gate]
    return tuple(one for pair in just for one in pair)


def both(
    test: str, day: date, value: float, conditions: str = "", right: float | None = None
) -> tuple[Measurement, Measurement]:
    """Return a result of each leg."""
    how = conditions or ("cued" if test == "T4" else "")
    unit = {"T4": "landing", "T5": "points", "T7": "points"}.get(test, "reps")
    return (
        Measurement(test, day, Side.LEFT, value, unit, "", how),
        Measurement(test, day, Side.RIGHT, value if right is None else right, unit, "", how),
    )


def without_side(found: Evidence, test: str, side: Side) -> Evidence:
    """Return the same evidence with one leg untested."""
    kept = tuple(one for one in found.measured if (one.test, one.side) != (test, side))
    return replace(found, measured=kept)
