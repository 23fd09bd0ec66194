"""`stridetui demo`: the same sixteen weeks each time, and never over anything of the runner's."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app import paths
from app.clock import Clock
from app.coach.gate_state import Gate, GateChoice
from app.coach.model import History, Link, Moment, SetStatus, Side, SkipReason, Start, WorkoutStatus
from app.errors import StoreError
from app.settings import Settings
from app.trainer import gating
from app.trainer.demo import SESSIONS, make
from app.trainer.desk import Desk
from data.lock import LiveLock

Run = Callable[..., subprocess.CompletedProcess[str]]

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class Still:
    """A clock that stands still."""

    def __init__(self, instant: datetime, day: date, zone: str) -> None:
        self._moment, self._day, self._zone = Moment(0.0, instant), day, zone

    def now(self) -> Moment:
        return self._moment

    def today(self) -> date:
        return self._day

    def zone(self) -> str:
        return self._zone


def desk_at(instant: datetime, day: date, zone: str = "UTC") -> Desk:
    clock: Clock = Still(instant, day, zone)
    return Desk(paths.find("/nowhere/own.db"), clock, Settings())


def made(path: Path, instant: datetime = NOON, zone: str = "UTC", day: date | None = None) -> Desk:
    return make(desk_at(instant, day or instant.date(), zone), path, ())


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo that every test may look at and none may change."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    made(path).store.close()
    return path


@pytest.fixture
def copied(made_once: Path, tmp_path: Path) -> Path:
    """A demo of the test's own."""
    return Path(shutil.copy(made_once, tmp_path))


@pytest.fixture
def shown(copied: Path) -> Iterator[Desk]:
    """The desk on which that demo lies."""
    desk = Desk(paths.find(str(copied)), Still(NOON, NOON.date(), "UTC"), Settings())
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def demo(made_once: Path) -> History:
    desk = Desk(paths.find(str(made_once)), Still(NOON, NOON.date(), "UTC"), Settings())
    try:
        return desk.store.history()
    finally:
        desk.store.close()


def told(history: History) -> list[object]:
    """What a history says, without the ids that are drawn anew each time."""
    return [
        (w.day, w.started_at, w.ended_at, w.slot_key, w.title, w.note, w.sets, w.ratings)
        for w in history
    ]


def test_sixteen_weeks_end_today(demo: History) -> None:
    assert len(demo) == SESSIONS == 48
    assert demo[-1].day == NOON.date()
    assert demo[0].day == NOON.date() - timedelta(days=109)
    assert all(workout.status is WorkoutStatus.ENDED for workout in demo)
    assert [workout.slot_key for workout in demo] == [
        f"{block}.{week}.{day}"
        for block in ("phase1", "phase2", "phase3_cadence", "phase4_coordination")
        for week in (1, 2, 3, 4)
        for day in (1, 2, 3)
    ]
    assert all(workout.day == workout.original_day for workout in demo)


def test_three_gates_were_met_and_the_last_is_left_to_the_viewer(shown: Desk) -> None:
    enrolment = shown.store.enrolment()
    assert enrolment is not None
    assert [(one.gate, one.choice) for one in enrolment.gates] == [
        (Gate.DRILLS, GateChoice.OPENED),
        (Gate.RUNNING, GateChoice.OPENED),
        (Gate.LINK, GateChoice.OPENED),
    ]
    stands = gating.look(shown).now
    assert stands is not None
    assert stands.gate is Gate.END


def test_everything_lies_in_the_past_and_in_order(demo: History) -> None:
    for workout in demo:
        times = [
            instant
            for row in workout.sets
            if row.status is SetStatus.DONE
            for instant in (row.started_at, row.ended_at)
        ]
        assert None not in times
        assert times == sorted(instant for instant in times if instant)
        assert workout.ended_at is not None
        assert workout.started_at < workout.ended_at <= NOON
        assert workout.ended_at - workout.started_at < timedelta(minutes=55)


def test_one_set_is_skipped_with_a_reason_and_one_falls_short(demo: History) -> None:
    rows = [row for workout in demo for row in workout.sets]
    skipped = [row for row in rows if row.status is SetStatus.SKIPPED]
    assert [(row.exercise_id, row.skip_reason) for row in skipped] == [
        ("forward_lunge", SkipReason.TIME)
    ]
    short = [row for row in rows if row.status is SetStatus.DONE and row.actual != row.target]
    assert [(row.exercise_id, row.side) for row in short] == [("one_leg_squat", Side.LEFT)]


def test_the_left_side_is_weaker_and_catches_up(demo: History) -> None:
    def control(number: int, side: Side) -> int:
        given = demo[number].rating("one_leg_squat", side).control
        assert given is not None
        return given

    assert (control(0, Side.LEFT), control(0, Side.RIGHT)) == (3, 4)
    assert control(11, Side.LEFT) >= 4


def test_what_is_asked_is_answered_where_it_belongs(demo: History) -> None:
    for workout in demo:
        for rating in workout.ratings:
            shared = workout.rating(rating.exercise_id, Side.BOTH)
            assert shared.effort is not None
            assert shared.pain is not None
            assert (rating.effort is None) == (rating.side is not Side.BOTH)
    assert {rating.pain for workout in demo for rating in workout.ratings} == {0, 1, 2, None}


def test_there_are_notes(demo: History) -> None:
    assert sum(bool(row.note) for workout in demo for row in workout.sets) == 7
    assert sum(bool(workout.note) for workout in demo) == 3


def test_it_is_the_same_each_time(tmp_path: Path, demo: History) -> None:
    again = made(tmp_path / "again.db")
    assert told(again.store.history()) == told(demo)
    again.store.close()


def test_the_programme_is_the_whole_one_for_coordination(shown: Desk) -> None:
    enrolment = shown.store.enrolment()
    assert enrolment is not None
    assert (enrolment.start, enrolment.link) == (Start.FULL, Link.COORDINATION)
    assert enrolment.started == NOON.date() - timedelta(days=109)
    assert len(shown.store.assessments()) == 1


@pytest.mark.parametrize(
    ("instant", "zone", "day"),
    [
        (datetime(2026, 11, 20, 0, 5, tzinfo=UTC), "UTC", date(2026, 11, 20)),
        (datetime(2026, 11, 19, 11, 30, tzinfo=UTC), "Pacific/Kiritimati", date(2026, 11, 20)),
        (datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "America/New_York", date(2026, 11, 1)),
    ],
)
def test_any_hour_and_zone_will_do(tmp_path: Path, instant: datetime, zone: str, day: date) -> None:
    desk = made(tmp_path / "demo.db", instant, zone, day)
    history = desk.store.history()
    assert (len(history), history[-1].day) == (48, day)
    assert history[-1].started_at <= instant
    desk.store.close()


def test_an_older_demo_is_replaced_and_nothing_is_left_over(tmp_path: Path, copied: Path) -> None:
    later = NOON + timedelta(days=60)
    desk = made(copied, later)
    assert desk.store.history()[-1].day == later.date()
    desk.store.close()
    assert [file.name for file in tmp_path.iterdir()] == ["demo.db"]


def test_it_keeps_off_the_runners_own_log(tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    with pytest.raises(StoreError, match="is your own log"):
        make(desk_at(NOON, NOON.date()), own, (own,))
    link = tmp_path / "link.db"
    link.symlink_to(own)
    with pytest.raises(StoreError, match="is your own log"):
        make(desk_at(NOON, NOON.date()), link, (own,))
    assert not own.exists()


def test_it_leaves_a_demo_in_which_someone_trains(copied: Path) -> None:
    before = copied.read_bytes()
    lock = LiveLock(copied)
    lock.acquire()
    try:
        with pytest.raises(StoreError, match="A session is running"):
            made(copied)
    finally:
        lock.release()
    assert copied.read_bytes() == before


def refused(result: subprocess.CompletedProcess[str], *words: str) -> None:
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1, result.stderr
    for word in words:
        assert word in result.stderr


def test_the_command_makes_it_beside_the_usual_log(stridetui: Run, home: Path) -> None:
    result = stridetui("demo", "--no-open")
    path = home / "data" / "stridetui" / "stridetui-demo.db"
    assert (result.returncode, result.stdout) == (0, f"{path}\n")
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM workout").fetchone() == (48,)
    connection.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("order", [("--db", "{}", "demo"), ("demo", "--db", "{}")])
def test_the_command_makes_it_elsewhere(
    stridetui: Run, tmp_path: Path, order: tuple[str, ...]
) -> None:
    path = tmp_path / "somewhere" / "my demo.db"
    result = stridetui(*(word.format(path) for word in order), "--no-open")
    assert (result.returncode, result.stdout) == (0, f"{path}\n")
    assert path.exists()


def test_without_a_terminal_nothing_is_made(stridetui: Run, home: Path) -> None:
    refused(stridetui("demo"), "There is no terminal")
    assert list(home.iterdir()) == []


def test_the_command_keeps_off_the_usual_log(stridetui: Run, home: Path) -> None:
    own = home / "data" / "stridetui" / "stridetui.db"
    refused(stridetui("demo", "--no-open", "--db", str(own)), "is your own log")
    assert not own.exists()


def test_the_command_keeps_off_the_chosen_log(stridetui: Run, tmp_path: Path) -> None:
    own = str(tmp_path / "mine.db")
    result = stridetui("demo", "--no-open", "--db", own, STRIDETUI_DB=own)
    refused(result, "is your own log")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no demo"),
        (b"not a database, and long enough to look like one" * 50, "not a training"),
    ],
)
def test_the_command_keeps_off_any_other_file(
    stridetui: Run, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "precious.db"
    path.write_bytes(content)
    refused(stridetui("demo", "--no-open", "--db", str(path)), str(path), words)
    assert path.read_bytes() == content


def test_the_command_keeps_off_another_log(stridetui: Run, copied: Path) -> None:
    with sqlite3.connect(copied) as connection:
        connection.execute("DELETE FROM meta WHERE key = 'demo'")
    connection.close()
    before = copied.read_bytes()
    refused(stridetui("demo", "--no-open", "--db", str(copied)), "is no demo")
    assert copied.read_bytes() == before


def test_the_command_says_that_a_folder_is_in_the_way(stridetui: Run, tmp_path: Path) -> None:
    refused(stridetui("demo", "--no-open", "--db", str(tmp_path)), str(tmp_path))
