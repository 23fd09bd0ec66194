"""A made-up runner who trains what the plan prescribes, for tests of the planning."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from app.coach.gate_state import GateChoice, GateDecision
from app.coach.layout import lay_out
from app.coach.model import (
    Enrolment,
    Kind,
    Library,
    Link,
    Place,
    PrescribedItem,
    Prescription,
    Rating,
    Section,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Start,
    WorkoutRecord,
    WorkoutStatus,
)
from app.coach.programme import Queue, prescribe, queue, step_up_session
from app.coach.retest import UNTESTED, SelfTested
from app.coach.tables import Programmes
from app.content import load_library
from app.paths import Paths
from app.programmes import load_programmes

MONDAY = date(2026, 1, 5)
MON_WED_FRI = (1, 3, 5)
EVERYTHING = frozenset({"step", "box", "bench", "hill", "grass"})

_PATHS = Paths(log=Path("log"), demo=Path("demo"), settings=Path("settings"), content=Path("own"))
LIBRARY: Library = load_library(_PATHS)
PROGRAMMES: Programmes = load_programmes(_PATHS)


@dataclass(frozen=True)
class Went:
    """How one exercise went: control per side, effort, pain, and the share of each set done."""

    left: int | None = 4
    right: int | None = 4
    effort: int | None = 5
    pain: int | None = 0
    place: str = ""
    short_by: int = 0
    morning: str | None = None
    skip: SkipReason | None = None


FINE = Went()
NOTHING_SAID = Went(left=None, right=None, effort=None, pain=None)

Answer = Callable[[str], Went]


def always(went: Went = FINE, **exceptions: Went) -> Answer:
    """Answer the same for every exercise but the named ones."""
    return lambda exercise_id: exceptions.get(exercise_id, went)


def enrol(start: Start = Start.FULL, **other: Any) -> Enrolment:
    """Return a runner who begins on a Monday, with a step, trained on Monday, Wednesday, Friday."""
    base = Enrolment(
        id="plan-1",
        started=MONDAY,
        start=start,
        link=Link.POWER,
        weekdays=MON_WED_FRI,
        places=frozenset({Place.HOME}),
        kit=frozenset({"step", "box"}),
        squat="steady",
    )
    return replace(base, **other)


@dataclass
class Runner:
    """Trains on given days and keeps what was prescribed."""

    enrolment: Enrolment
    history: tuple[WorkoutRecord, ...] = ()
    shown: list[tuple[date, Prescription]] = field(default_factory=list)
    opens_gates: bool = True
    tested: SelfTested = UNTESTED

    def queue(self, today: date) -> Queue:
        return queue(self.enrolment, self.history, today, PROGRAMMES)

    def session(self, today: date, *, short: bool = False) -> Prescription:
        slot = self.queue(today).next
        assert slot is not None, self.queue(today).why_none
        return prescribe(
            slot,
            self.enrolment,
            self.history,
            LIBRARY,
            today,
            programmes=PROGRAMMES,
            short=short,
            tested=self.tested.until(today),
        )

    def train(
        self, today: date, answer: Answer | None = None, *, short: bool = False
    ) -> Prescription:
        """Do today's session and say how each exercise went."""
        session = self.session(today, short=short)
        kept = self._keep(session, today, answer or always(), short)
        if self.opens_gates:
            self.decide(today)
        return kept

    def decide(self, today: date, choice: GateChoice = GateChoice.OPENED, **other: Any) -> None:
        """Decide at the gate that is due, if one is."""
        gate = self.queue(today).gate
        if gate is not None:
            decision = GateDecision(gate, today, choice, **other)
            gates = (*self.enrolment.gates, decision)
            self.enrolment = replace(self.enrolment, gates=gates)

    def step_up(self, today: date, answer: Answer | None = None) -> Prescription:
        session = step_up_session(self.enrolment, self.history, LIBRARY, today, PROGRAMMES)
        return self._keep(session, today, answer or always(), short=False)

    def train_plan(self, until: date, answer: Answer | None = None) -> Runner:
        """Train every session on its due day, up to and with `until`."""
        today = max((record.day for record in self.history), default=self.enrolment.started)
        while today <= until:
            slot = self.queue(today).next
            if slot is not None and slot.due == today:
                self.train(today, answer)
            today += timedelta(days=1)
        return self

    def _keep(
        self, session: Prescription, today: date, answer: Answer, short: bool
    ) -> Prescription:
        self.shown.append((today, session))
        number = len(self.history) + 1
        self.history += (done(session, self.enrolment, today, answer, f"w{number:03}", short),)
        return session


def done(
    session: Prescription,
    enrolment: Enrolment | None,
    today: date,
    answer: Answer,
    record_id: str = "w001",
    short: bool = False,
) -> WorkoutRecord:
    """Return the record of a session that went as answered."""
    slot = session.slot
    began = datetime.combine(today, time(18), UTC)
    rows = tuple(_done(row, answer(row.exercise_id)) for row in lay_out(session))
    rated = dict.fromkeys(item.exercise_id for item in session.items if item.rated)
    return WorkoutRecord(
        id=record_id,
        programme_id=enrolment.id if enrolment else None,
        kind=slot.kind,
        slot_key=slot.key if slot.kind is Kind.PROGRAMME else "",
        phase=slot.phase,
        week=slot.week,
        day_no=slot.day_no,
        day=today,
        zone="Europe/Berlin",
        started_at=began,
        status=WorkoutStatus.ENDED,
        ended_at=began + timedelta(minutes=25),
        original_day=slot.due,
        short=short,
        sets=rows,
        ratings=tuple(_ratings(session.items, rated, answer)),
    )


def _done(row: SetRow, went: Went) -> SetRow:
    if went.skip is SkipReason.QUALITY and row.section is Section.MAIN and row.target > 2:
        # Closed after a few, as the player does (S7).
        return replace(row, status=SetStatus.DONE, actual=2, skip_reason=went.skip)
    if went.skip is not None and row.section is Section.MAIN:
        return replace(row, status=SetStatus.SKIPPED, skip_reason=went.skip)
    short_by = went.short_by if row.section is Section.MAIN else 0
    return replace(row, status=SetStatus.DONE, actual=max(0, row.target - short_by))


def _ratings(
    items: tuple[PrescribedItem, ...], rated: Iterable[str], answer: Answer
) -> Iterable[Rating]:
    for exercise_id in rated:
        went = answer(exercise_id)
        if went.skip is not None:
            continue
        each = any(i.exercise_id == exercise_id and i.laterality.sides == 2 for i in items)
        both = None if each else went.left
        yield Rating(exercise_id, Side.BOTH, both, went.effort, went.pain, went.place, went.morning)
        if each:
            yield Rating(exercise_id, Side.LEFT, went.left)
            yield Rating(exercise_id, Side.RIGHT, went.right)
