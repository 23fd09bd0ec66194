"""The time line in the log: everything on it, in order, searched through indices, at any length."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.coach.logbook import WHOLE, EntryKind, Wanted
from app.coach.model import Link, Rating, Side, WorkoutStatus
from data import timeline_sql
from data.store import Store
from data.timeline_sql import NO_NAMES, Names
from tests.data import decades
from tests.data.builders import HOSTILE, MovableClock, a_set, a_workout, done

DAYS = 400


@pytest.fixture(scope="module")
def long_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return decades.write(tmp_path_factory.mktemp("decades") / "log.db", DAYS)


@pytest.fixture
def years(long_log: Path) -> Iterator[Store]:
    store = Store(long_log, MovableClock())
    yield store
    store.close()


def every(store: Store, wanted: Wanted = WHOLE, names: Names = NO_NAMES) -> list[tuple[str, str]]:
    """Read the time line page by page."""
    found: list[tuple[str, str]] = []
    while page := store.book.page(wanted, names, len(found), 64):
        found += [(entry.kind.value, entry.id) for entry in page]
    assert len(found) == store.book.count(wanted, names)
    assert len(set(found)) == len(found)
    return found


def test_an_empty_log_has_an_empty_time_line(store: Store) -> None:
    assert store.book.page(WHOLE, NO_NAMES) == ()
    assert store.book.count(WHOLE, NO_NAMES) == 0


def test_everything_is_on_it_once_newest_first(years: Store) -> None:
    found = every(years)
    kinds = Counter(kind for kind, _ in found)
    # Of 400 sessions every fiftieth was discarded.
    assert kinds == {
        "session": 392,
        "run": 200,
        "check-in": 400,
        "test": 15,
        "morning": 10,
        "questionnaire": 5,
        "decision": 7,
    }
    days = [entry.day for entry in years.book.page(WHOLE, NO_NAMES, 0, 500)]
    assert days == sorted(days, reverse=True)


def test_the_entries_of_one_day_stand_in_the_order_of_the_hours(years: Store) -> None:
    day = decades.LAST_DAY
    found = years.book.page(Wanted(since=day, until=day), NO_NAMES)
    assert [entry.kind.value for entry in found] == [
        "decision",
        "session",
        "check-in",
        "test",
        "questionnaire",
        "run",
    ]


def test_every_kind_says_what_it_has_to_say(years: Store) -> None:
    facts = {entry.kind: entry.facts for entry in reversed(years.book.page(WHOLE, NO_NAMES, 0, 64))}
    assert facts[EntryKind.RUN]["metres"] == 7000
    assert facts[EntryKind.RUN]["cadence"] == 172
    assert facts[EntryKind.CHECK_IN] == {
        "ill": False,
        "short_sleep": True,
        "sore": False,
        "hard_run": False,
    }
    results = facts[EntryKind.TEST]["results"]
    assert isinstance(results, list)
    assert [(one["side"], one["value"]) for one in results] == [("left", 20.0), ("right", 20.0)]
    assert facts[EntryKind.MORNING]["answer"] == "gone"
    assert facts[EntryKind.MORNING]["place"] == "left knee"
    assert facts[EntryKind.QUESTIONNAIRE]["start"] == "FULL"
    assert facts[EntryKind.DECISION]["subject"] == "p1 gate1"
    assert facts[EntryKind.SESSION]["all_sets"] == decades.SETS
    assert facts[EntryKind.SESSION]["pain"] == 3


# --- looking for something -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "kinds", "count"),
    [
        (Wanted(kinds=frozenset({EntryKind.RUN})), {"run"}, 200),
        (Wanted(since=date(2026, 11, 1), until=date(2026, 11, 2)), None, 5),
        (Wanted(phase=2), {"session", "morning"}, 118 + 2),
        (Wanted(exercise="side_plank"), {"session", "morning"}, 402),
        (Wanted(exercise="no_such"), set(), 0),
        (Wanted(side=Side.LEFT, kinds=frozenset({EntryKind.TEST})), {"test"}, 15),
        (Wanted(side=Side.BOTH), set(), 0),
        (Wanted(pain=11), set(), 0),
        (Wanted(words=("gate",)), {"decision"}, 7),
        (Wanted(words=("zzz",)), set(), 0),
        (Wanted(words=("сосед",)), {"session"}, None),
        (Wanted(words=("СОСЕД", "говорит")), {"session"}, None),
        (Wanted(words=("5[km]",)), {"session"}, None),
        (Wanted(words=("narrow", "stance")), {"session", "run"}, None),
        (Wanted(words=("barefoot",)), {"test"}, 15),
        (Wanted(words=("sleep",)), {"check-in"}, 14),
        (Wanted(words=("knee",)), {"session", "morning"}, None),
        (Wanted(words=("%",)), set(), 0),
        (Wanted(words=("_",)), set(), 0),
        (Wanted(words=("колЕно",)), {"session", "morning"}, None),
    ],
)
def test_what_is_wanted_is_found(
    years: Store, wanted: Wanted, kinds: set[str] | None, count: int | None
) -> None:
    found = every(years, wanted)
    if kinds is not None:
        assert {kind for kind, _ in found} == kinds
    if count is not None:
        assert len(found) == count
    elif kinds:
        assert found


def test_exercise_side_and_pain_are_asked_of_one_exercise(store: Store) -> None:
    store.add_workout(
        a_workout(
            "w1",
            status=WorkoutStatus.ENDED,
            sets=(
                done(a_set(0, side=Side.LEFT, exercise_id="one_leg_squat", pain=4), 8),
                done(a_set(1, side=Side.RIGHT, exercise_id="forward_lunge"), 8),
            ),
        )
    )
    assert every(store, Wanted(exercise="one_leg_squat", side=Side.LEFT, pain=4))
    assert not every(store, Wanted(exercise="one_leg_squat", side=Side.RIGHT))
    assert not every(store, Wanted(exercise="forward_lunge", pain=1))
    assert not every(store, Wanted(exercise="one_leg_squat", pain=5))


def test_links_and_names_are_those_the_caller_knows(years: Store) -> None:
    names = Names(
        of_link=frozenset({"side_plank"}),
        tests_of_link=frozenset({"T8"}),
        exercises={"plank": frozenset({"side_plank"})},
        tests={"calf": frozenset({"T8"})},
    )
    assert len(every(years, Wanted(link=Link.MECHANICS), names)) == 392 + 10 + 15
    assert {kind for kind, _ in every(years, Wanted(words=("plank",)), names)} == {"session"}
    assert {kind for kind, _ in every(years, Wanted(words=("calf",)), names)} == {"test"}
    assert not every(years, Wanted(link=Link.MECHANICS), NO_NAMES)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_found_by_its_own_words(store: Store, text: str) -> None:
    store.add_workout(
        a_workout(status=WorkoutStatus.ENDED, sets=(done(a_set(0, note=text), 1),), note="other")
    )
    for word in text.split():
        if "\x00" not in word:
            assert every(store, Wanted(words=(word,))) == [("session", "w1")]


def test_a_place_of_pain_is_found_in_either_case(store: Store) -> None:
    rating = Rating("forward_lunge", Side.BOTH, pain=2, pain_place="Übergang ÄUSSEN")
    store.add_workout(a_workout(status=WorkoutStatus.ENDED, ratings=(rating,)))
    assert every(store, Wanted(words=("übergang", "äussen")))


# --- time ----------------------------------------------------------------------------------


def test_two_sessions_a_day_midnight_zones_and_the_night_of_the_clock_change(store: Store) -> None:
    def session(name: str, day: date, zone: str, *began: int) -> None:
        store.add_workout(
            a_workout(
                name,
                day=day,
                zone=zone,
                started_at=datetime(*began, tzinfo=UTC),  # type: ignore[arg-type,misc]  # year to minute
                status=WorkoutStatus.ENDED,
            )
        )

    session("noon", date(2026, 10, 24), "Europe/Berlin", 2026, 10, 24, 10, 0)
    session("over midnight", date(2026, 10, 24), "Europe/Berlin", 2026, 10, 24, 21, 50)
    # 02:30 twice: once in summer time, an hour later in winter time.
    session("first 02:30", date(2026, 10, 25), "Europe/Berlin", 2026, 10, 25, 0, 30)
    session("second 02:30", date(2026, 10, 25), "Europe/Berlin", 2026, 10, 25, 1, 30)
    # The 25th in Auckland begins before the 24th in Berlin is over.
    session("Auckland", date(2026, 10, 25), "Pacific/Auckland", 2026, 10, 24, 18, 0)
    assert [name for _, name in every(store)] == [
        "second 02:30",
        "first 02:30",
        "Auckland",
        "over midnight",
        "noon",
    ]


def test_an_answer_without_a_day_stands_on_the_runners_own(path: Path) -> None:
    clock = MovableClock(datetime(2026, 11, 20, 1, 0, tzinfo=UTC), "America/New_York")
    store = Store(path, clock)
    store.decide("hold", "p1", "cleared")
    (entry,) = store.book.page(WHOLE, NO_NAMES)
    assert entry.day == date(2026, 11, 19)
    store.close()


# --- how much it costs ---------------------------------------------------------------------


def plans(path: Path, wanted: Wanted, names: Names = NO_NAMES) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        raw.create_function("local_day", 1, lambda at: at[:10], deterministic=True)
        query, values = timeline_sql.page_query(timeline_sql.parts(wanted, names))
        found = raw.execute(f"EXPLAIN QUERY PLAN {query}", [*values, 64, 0])
        return [row[3] for row in found]


def test_a_page_reads_every_kind_in_the_order_of_its_index(long_log: Path) -> None:
    said = plans(long_log, WHOLE)
    for index in ("ix_workout_shown", "ix_run_day", "ix_measurement_day", "ix_readiness_day"):
        assert any(index in line for line in said), index
    # What is sorted by itself is little: answers and decisions, and the numbers of a test.
    assert not any("TEMP B-TREE" in line and "LAST" not in line for line in said[:7])


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(exercise="side_plank", side=Side.LEFT), "ix_workout_set_exercise"),
        (Wanted(pain=3), "ix_workout_set_pain"),
        (Wanted(pain=3), "ix_exercise_result_pain"),
        (Wanted(words=("narrow",)), "ix_workout_set_note"),
        (Wanted(words=("knee",)), "ix_exercise_result_place"),
    ],
    ids=str,
)
def test_a_search_reads_only_what_was_said(long_log: Path, wanted: Wanted, index: str) -> None:
    said = plans(long_log, wanted)
    assert any(index in line for line in said)
    assert not any(line.startswith("SCAN workout_set") and "INDEX" not in line for line in said)
