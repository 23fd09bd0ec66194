"""Coach values by hand and by hypothesis, and a clock that only tests move."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from app.coach.logbook import Entry, EntryKind, Wanted
from app.coach.model import (
    Enrolment,
    Kind,
    Link,
    Moment,
    Place,
    Rating,
    Section,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Start,
    Tempo,
    Unit,
    WorkoutRecord,
    WorkoutStatus,
)
from data.store import Store
from data.timeline_sql import NO_NAMES

HOSTILE = (
    "[/",
    "5[km]",
    "[red]x",
    "=1+1",
    "+1",
    "-1",
    "@cmd",
    "\tx",
    "\rx",
    "'=x",
    "'",
    'say "hi", a;b',
    "two\nlines\r\nand more",
    "\x1b[31mred\x1b[0m",
    "колено 膝 🦵🏽",
    "שלום",
    "\x00nul",
    "'; DROP TABLE workout; --",
)


@dataclass
class MovableClock:
    """A clock that stands still until it is moved."""

    instant: datetime = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
    name: str = "Europe/Berlin"

    def now(self) -> Moment:
        return Moment(self.instant.timestamp(), self.instant)

    def today(self) -> date:
        return self.instant.date()

    def zone(self) -> str:
        return self.name

    def move(self, **by: float) -> None:
        self.instant += timedelta(**by)


_SESSIONS = Wanted(kinds=frozenset({EntryKind.SESSION}))


def sessions(store: Store) -> tuple[Entry, ...]:
    """The sessions on the time line, newest first, without those that were taken back."""
    return store.book.page(_SESSIONS, NO_NAMES)


def count(store: Store) -> int:
    """How many there are, whoever wrote them."""
    return store.book.count(_SESSIONS, NO_NAMES)


def a_set(pos: int = 0, **changes: Any) -> SetRow:
    row = SetRow(
        pos=pos,
        section=Section.MAIN,
        exercise_id="forward_lunge",
        set_no=1,
        set_count=1,
        side=Side.LEFT,
        unit=Unit.REPS,
        target=10,
        seconds_per_unit=4.0,
        rest_after=30,
        rule="P1",
        why="The first time: ten slow ones.",
    )
    return replace(row, **changes)


def a_workout(workout_id: str = "w1", **changes: Any) -> WorkoutRecord:
    record = WorkoutRecord(
        id=workout_id,
        programme_id=None,
        kind=Kind.PROGRAMME,
        slot_key="phase1.1.1",
        phase=1,
        week=1,
        day_no=1,
        day=date(2026, 11, 20),
        zone="Europe/Berlin",
        started_at=datetime(2026, 11, 20, 17, 0, tzinfo=UTC),
        status=WorkoutStatus.LIVE,
        title="Strength, balance, coordination",
        sets=(a_set(0, switch=True), a_set(1, side=Side.RIGHT)),
    )
    return replace(record, **changes)


def done(row: SetRow, actual: int) -> SetRow:
    return replace(row, status=SetStatus.DONE, actual=actual)


def an_enrolment(programme_id: str = "p1", **changes: Any) -> Enrolment:
    enrolment = Enrolment(
        id=programme_id,
        started=date(2026, 11, 2),
        start=Start.FULL,
        link=Link.MECHANICS,
        weekdays=(1, 3, 5),
    )
    return replace(enrolment, **changes)


texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"])))
# Not of the first or the last year there is, where some zones have no such day: no clock tells
# them, and an import refuses them.
instants = st.builds(
    datetime.combine, st.dates(date(2, 1, 1), date(9998, 12, 31)), st.times(), st.just(UTC)
)
words = st.text("abcdefghij_", min_size=1, max_size=12)
counts = st.integers(0, 10_000)
tempos = st.builds(Tempo, *[st.integers(0, 9)] * 4)


@st.composite
def sets(draw: st.DrawFn, pos: int) -> SetRow:
    set_count = draw(st.integers(1, 6))
    return SetRow(
        pos=pos,
        section=draw(st.sampled_from(Section)),
        exercise_id=draw(words),
        set_no=draw(st.integers(1, set_count)),
        set_count=set_count,
        side=draw(st.sampled_from(Side)),
        unit=draw(st.sampled_from(Unit)),
        target=draw(counts),
        seconds_per_unit=draw(st.floats(0, 600)),
        rest_after=draw(counts),
        rule=draw(texts),
        why=draw(texts),
        switch=draw(st.booleans()),
        tempo=draw(st.none() | tempos),
        rung=draw(st.none() | texts),
        hold_seconds=draw(counts),
        load_kg=draw(st.none() | st.floats(0, 300)),
        height_cm=draw(st.none() | counts),
        rated=draw(st.booleans()),
        status=draw(st.sampled_from(SetStatus)),
        actual=draw(counts),
        skip_reason=draw(st.none() | st.sampled_from(SkipReason)),
        pain=draw(st.none() | st.integers(0, 10)),
        note=draw(texts),
        started_at=draw(st.none() | instants),
        ended_at=draw(st.none() | instants),
    )


ratings = st.builds(
    Rating,
    exercise_id=words,
    side=st.sampled_from(Side),
    control=st.none() | st.integers(1, 5),
    effort=st.none() | st.integers(0, 10),
    pain=st.none() | st.integers(0, 10),
    pain_place=texts,
    next_morning=st.none() | st.sampled_from(["gone", "same", "worse", "new"]),
)


@st.composite
def workouts(draw: st.DrawFn, workout_id: str = "w1") -> WorkoutRecord:
    given = draw(st.lists(ratings, max_size=4, unique_by=lambda r: (r.exercise_id, r.side)))
    return WorkoutRecord(
        id=workout_id,
        programme_id=None,
        kind=draw(st.sampled_from(Kind)),
        slot_key=draw(texts),
        phase=draw(st.integers(0, 3)),
        week=draw(st.integers(0, 20)),
        day_no=draw(st.integers(0, 7)),
        day=draw(st.dates()),
        zone=draw(texts),
        started_at=draw(instants),
        status=draw(st.sampled_from(WorkoutStatus)),
        title=draw(texts),
        ended_at=draw(st.none() | instants),
        original_day=draw(st.none() | st.dates()),
        source=draw(words),
        short=draw(st.booleans()),
        note=draw(texts),
        sets=tuple(draw(sets(pos)) for pos in range(draw(st.integers(0, 4)))),
        ratings=tuple(sorted(given, key=lambda r: (r.exercise_id, r.side))),
    )


enrolments = st.builds(
    Enrolment,
    id=st.just("p1"),
    started=st.dates(),
    start=st.sampled_from(Start),
    link=st.none() | st.sampled_from(Link),
    weekdays=st.lists(st.integers(1, 7), unique=True).map(tuple),
    places=st.frozensets(st.sampled_from(Place)),
    kit=st.frozensets(texts, max_size=3),
    race_day=st.none() | st.dates(),
    easy_entry=st.booleans(),
    squat=st.none() | texts,
    tendons=st.frozensets(texts, max_size=2),
    cleared=st.none() | st.dates(),
)
