"""Plans as text a coach can review: what was prescribed, day by day, and why.

`python -m tests.coach.plan_text` writes the golden files anew; read the difference before
committing it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from app.coach.gate_state import GateChoice
from app.coach.model import (
    DIAGNOSED_LINKS,
    Laterality,
    Link,
    Place,
    PrescribedItem,
    Prescription,
    Section,
    Side,
    Start,
    Unit,
)
from app.coach.retest import SelfTested
from app.coach.selftests import HOPS, PAINLESS, Measurement
from tests.coach.training_log import (
    EVERYTHING,
    FINE,
    LIBRARY,
    MONDAY,
    NOTHING_SAID,
    Answer,
    Runner,
    Went,
    always,
    enrol,
)

OUTDOORS = frozenset({Place.HOME, Place.OUTDOORS})

GOLDEN = Path(__file__).parent / "golden"


def text(runner: Runner, about: str, until: date) -> str:
    """Return the runner's sessions in order, then where the plan stands on `until`."""
    lines = [about, ""]
    for day, session in runner.shown:
        lines += [*_session(day, session), ""]
    now = runner.queue(until)
    lines.append(f"On {until:%a %d %b}: {now.phase_label or 'no plan'}")
    if now.next is not None:
        lines.append(f"  next {now.next.key}, due {now.next.due:%a %d %b}")
    lines += [f"  [{one.rule}] {one.sentence}" for one in now.advice]
    if now.why_none and not now.advice:
        lines.append(f"  {now.why_none}")
    return "\n".join(lines) + "\n"


def _session(day: date, session: Prescription) -> list[str]:
    slot = session.slot
    head = f"{day:%a %d %b}  {slot.block} week {slot.week} day {slot.day_no}  {slot.title}"
    lines = [f"{head}  ({session.main_minutes} min, {session.all_minutes} all in)"]
    lines += [_item(item) for item in session.items if item.decision.rule != "D.7.3"]
    lines += [f"    tests: {', '.join(session.tests)}"] if session.tests else []
    return lines + [f"    [{note.rule}] {note.sentence}" for note in session.notes]


def _item(item: PrescribedItem) -> str:
    exercise = LIBRARY[item.exercise_id]
    where = {Section.OPENING: "o", Section.MAIN: " ", Section.CLOSING: "c"}[item.section]
    unit = "" if item.unit is Unit.REPS else f" {item.unit}"
    side = "/leg" if item.laterality is Laterality.EACH else ""
    first = f"  {item.first_side} first" if side and item.first_side is Side.RIGHT else ""
    extra = f"  +1 set {item.extra_side}" if item.extra_side else ""
    more = f"  {item.height_cm} cm" if item.height_cm else ""
    more += f"  {item.load_kg:g} kg" if item.load_kg else ""
    rung = exercise.rung(item.rung)
    dose = f"{len(item.targets)} × {item.targets[0]}{unit}{side}"
    form = f"{rung.name.lower()}" if rung else ""
    tempo = str(item.tempo or "free")
    timing = f"{tempo:8} rest {item.leg_rest}/{item.set_rest}"
    body = f"{exercise.name:28} {dose:18} {form:32} {timing}{more}{first}{extra}"
    return f"  {where} {body}\n      [{item.decision.rule}] {item.decision.sentence}"


def _strong_calves() -> Iterable[Measurement]:
    """Calf raises at the end of phase 2, ten small hops once phase 3 asks for them."""
    for weeks, test, value, unit in ((8, "T8", 20, "reps"), (9, HOPS, PAINLESS, "hops")):
        for side in (Side.LEFT, Side.RIGHT):
            day = MONDAY + timedelta(weeks=weeks, days=-1)
            yield Measurement(test, day, side, value, unit)


TESTED = SelfTested(tuple(_strong_calves()))

# --- the runners --------------------------------------------------------------------------

Made = tuple[Runner, date]


def _plain(start: Start, weeks: int, answer: Answer | None = None, **other: Any) -> Made:
    until = MONDAY + timedelta(weeks=weeks, days=-1)
    return Runner(enrol(start, **other)).train_plan(until, answer), until


def _two_days() -> Made:
    return _plain(Start.FULL, 6, weekdays=(2, 6))


def _defer() -> Made:
    return _plain(Start.DEFER, 5, race_day=MONDAY + timedelta(weeks=5))


def _missed_week() -> Made:
    """Trains week 1, stays away for week 2, comes back on the Monday after."""
    runner = Runner(enrol()).train_plan(MONDAY + timedelta(days=6))
    back, until = MONDAY + timedelta(days=14), MONDAY + timedelta(days=34)
    for ahead in range((until - back).days + 1):
        today = back + timedelta(days=ahead)
        slot = runner.queue(today).next
        if slot is not None and slot.due == today:
            runner.train(today)
    return runner, until


def _weak_left() -> Made:
    """The left leg is at control 3 in the squat for two weeks, then catches up."""
    runner = Runner(enrol())
    weak = always(one_leg_squat=Went(left=3, right=5))
    runner.train_plan(MONDAY + timedelta(days=13), weak)
    return _go_on(runner, MONDAY + timedelta(days=27))


def _pain_four() -> Made:
    """The lunge hurts at 4 on the second day, never again."""
    runner = Runner(enrol())
    runner.train(MONDAY)
    sore = always(forward_lunge=Went(pain=4, place="right knee"))
    runner.train(MONDAY + timedelta(days=2), sore)
    return _go_on(runner, MONDAY + timedelta(days=27))


def _red() -> Made:
    """The calf says 7 on the first day of week 2."""
    runner = Runner(enrol()).train_plan(MONDAY + timedelta(days=6))
    sore = always(calf_raise_straight=Went(pain=7, place="left Achilles"))
    runner.train(MONDAY + timedelta(days=7), sore)
    return _go_on(runner, MONDAY + timedelta(days=20))


def _hard_start() -> Made:
    """The first session is too much; the runner's squat is unsteady on both legs."""
    runner = Runner(enrol(squat="both"))
    runner.train(MONDAY, always(Went(effort=8), hundred_up_minor=FINE))
    return _go_on(runner, MONDAY + timedelta(days=20))


def _go_on(runner: Runner, until: date) -> Made:
    today = max(record.day for record in runner.history) + timedelta(days=1)
    while today <= until:
        slot = runner.queue(today).next
        if slot is not None and slot.due == today:
            runner.train(today)
        today += timedelta(days=1)
    return runner, until


def _whole(start: Start, link: Link, weeks: int) -> Made:
    """Everything at hand, every session clean, every gate opened on its day."""
    cadence = link is Link.COORDINATION
    until = MONDAY + timedelta(weeks=weeks, days=-1)
    runner = Runner(
        enrol(start, link=link, cadence=cadence, places=OUTDOORS, kit=EVERYTHING), tested=TESTED
    )
    return runner.train_plan(until), until


def _failed_gate() -> Made:
    """The gate is judged at the end of each week, and opens at the fourth time."""
    runner = Runner(enrol(places=OUTDOORS, kit=EVERYTHING), opens_gates=False)
    runner.train_plan(MONDAY + timedelta(days=27))
    for week, failing, counts in (
        (4, {"one_leg_squat"}, False),
        (5, {"one_leg_squat"}, True),
        (6, set(), True),
    ):
        judged = MONDAY + timedelta(weeks=week, days=-1)
        missing = frozenset(failing)
        runner.decide(judged, GateChoice.REPEATED, failing=missing, counts=counts)
        runner.train_plan(judged + timedelta(days=7))
    until = MONDAY + timedelta(weeks=8)
    runner.decide(MONDAY + timedelta(weeks=7))
    return runner.train_plan(until), until


def _no_box() -> Made:
    kit = frozenset[str]()
    return _plain(Start.FULL, 16, link=Link.POWER, places=OUTDOORS, kit=kit)


def _at_home() -> Made:
    return _plain(Start.FULL, 10)


def _step_ups() -> Made:
    """Twice a week for twelve weeks, every session clean."""
    runner = Runner(enrol(Start.NONE))
    for week in range(10):
        for day in (0, 3):
            runner.step_up(MONDAY + timedelta(weeks=week, days=day))
    return runner, MONDAY + timedelta(weeks=10)


PLANS: dict[str, tuple[str, Callable[[], Made]]] = {
    **{
        f"full_{link}": (
            f"FULL with {link}, the whole programme done as prescribed, and the week after.",
            partial(_whole, Start.FULL, link, 17),
        )
        for link in DIAGNOSED_LINKS
    },
    **{
        f"primer_{link}": (
            f"PRIMER with {link}, the whole programme done as prescribed, and the week after.",
            partial(_whole, Start.PRIMER, link, 7),
        )
        for link in DIAGNOSED_LINKS
    },
    "failed_gate": (
        "FULL; the gate to phase 2 is not met three times: the squat, then the calf count.",
        _failed_gate,
    ),
    "no_box": ("FULL with power, without box, bench, hill and grass.", _no_box),
    "at_home": ("FULL without room to run: phase 2 on the spot, then it waits.", _at_home),
    "gentle": ("GENTLE, every session calm.", lambda: _plain(Start.GENTLE, 3)),
    "defer": ("DEFER, the race in five weeks.", _defer),
    "two_days": ("FULL on Tuesdays and Saturdays.", _two_days),
    "missed_week": ("FULL, with week 2 missed.", _missed_week),
    "weak_left": ("FULL, the left leg weaker in the squat for two weeks.", _weak_left),
    "pain_four": ("FULL, pain 4 in the lunge on the second day.", _pain_four),
    "red": ("FULL, pain 7 in the calf raise at the start of week 2.", _red),
    "hard_start": ("FULL, effort 8 in the first session, squat unsteady.", _hard_start),
    "unanswered": (
        "FULL, no question ever answered.",
        lambda: _plain(Start.FULL, 4, always(NOTHING_SAID)),
    ),
    "step_ups": ("The step-up session by itself, twice a week, always clean.", _step_ups),
}


def plan(name: str) -> str:
    """Return the text of one reference runner."""
    about, make = PLANS[name]
    runner, until = make()
    return text(runner, about, until)


if __name__ == "__main__":
    for each in PLANS:
        (GOLDEN / f"{each}.txt").write_text(plan(each), encoding="utf-8")
