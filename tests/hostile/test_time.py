"""Clocks as machines have them: stepped, asleep, in odd zones, on odd nights, with no zone data."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import zoneinfo
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.coach.model import Moment
from app.errors import StridetuiError
from app.settings import Settings
from app.trainer import diary, exporting, importing, planning
from app.trainer.amend_fields import local, moved
from app.trainer.exporting import Wish
from app.trainer.exports.format import What
from app.trainer.exports.registry import format_of
from app.trainer.foresee import foresee
from app.trainer.today import look
from app.trainer.weekly import review, week_of
from data import backups, contents
from tests.hostile.conftest import COUNT, Program
from tests.hostile.test_no_network import every_verb
from tests.screens.rooms import a_desk

FEW = COUNT or 15
ZONES = (
    "UTC", "Europe/Berlin", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham",
    "Pacific/Kiritimati", "Etc/GMT+12", "Pacific/Apia", "America/St_Johns", "Africa/Casablanca",
)  # fmt: skip
# Nights of a clock change, ends of years, leap days, a day that was left out (Apia, 30 December).
NIGHTS = (
    date(2026, 3, 29), date(2026, 10, 25), date(2026, 4, 5), date(2026, 10, 4), date(2026, 9, 27),
    date(2024, 2, 29), date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 1), date(2020, 12, 31),
    date(2021, 1, 3), date(2011, 12, 30), date(2011, 12, 31),
)  # fmt: skip
days = st.one_of(st.sampled_from(NIGHTS), st.dates(date(2000, 1, 1), date(2060, 12, 31)))
hours = st.one_of(
    st.sampled_from([time(0, 0), time(1, 30), time(2, 0), time(2, 30), time(3, 0), time(23, 59)]),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)


@dataclass
class ZoneClock:
    """A clock that only tests move, in a zone of the runner's."""

    instant: datetime
    name: str

    def now(self) -> Moment:
        return Moment(self.instant.timestamp(), self.instant)

    def today(self) -> date:
        return self.instant.astimezone(ZoneInfo(self.name)).date()

    def zone(self) -> str:
        return self.name


# --- no zone data ---------------------------------------------------------------------------


@pytest.fixture
def zoneless(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the zones of the system and those of the package away."""
    parts = [name for name in sys.modules if name.startswith("tzdata.")]
    for name in ("tzdata", *parts):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(zoneinfo, "TZPATH", ())
    zoneinfo.reset_tzpath(())
    ZoneInfo.clear_cache()
    with pytest.raises(zoneinfo.ZoneInfoNotFoundError):
        ZoneInfo("UTC")
    yield
    monkeypatch.undo()
    zoneinfo.reset_tzpath()
    ZoneInfo.clear_cache()


@pytest.mark.usefixtures("zoneless")
def test_every_verb_works_where_there_is_no_zone_data(
    program: Program, log: Path, tmp_path: Path
) -> None:
    table = tmp_path / "sets.csv"
    table.write_text(
        "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
        "Workout Notes,RPE\n2026-01-01 10:00:00,A,30m,Lunge,1,20,5,0,0,,,\n"
    )
    run = tmp_path / "run.gpx"
    points = "".join(
        f'<trkpt lat="52.{n:04}" lon="13.0"><time>2026-01-01T10:{n // 60:02}:{n % 60:02}Z</time>'
        "</trkpt>"
        for n in range(600)
    )
    run.write_text(f'<gpx version="1.1" creator="x"><trk><trkseg>{points}</trkseg></trk></gpx>')
    for verb in (
        *every_verb(Path.cwd(), log).splitlines(),
        f"import {table} --weight-unit kg",
        f"import {run}",
        "log list --text mean",
    ):
        said = program("--db", str(log), *verb.split())
        needs_zones = "has none; install" in said.err
        assert said.status in {0, 1} or needs_zones, (verb, said)
        assert not needs_zones or verb.startswith(("pack", "export --format ics")), verb
    for entry in ("session", "run", "test"):
        listed = program("--db", str(log), "log", "list", "--kind", entry, "--limit", "1")
        entry_id = listed.out.split()[0]
        for words in (("show",), ("show", "--fields"), ("edit", "day=2026-01-02")):
            said = program("--db", str(log), "log", words[0], entry_id, *words[1:])
            assert said.status in {0, 2}, (entry, words, said)
            assert "Traceback" not in said.err


@pytest.mark.usefixtures("zoneless")
def test_a_zone_of_the_settings_that_is_gone_is_a_sentence(program: Program, home: Path) -> None:
    file = home / "config" / "stridetui" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text('zone = "Europe/Berlin"\n')
    said = program("log", "list")
    assert (said.status, said.out) == (0, "")
    assert "there is no time zone 'Europe/Berlin'; this machine knows no zones" in said.err
    # What would be stored in a zone nobody meant is not.
    said = program("measure", "T1", "--left", "30")
    assert (said.status, said.out) == (2, "")
    assert "there is no time zone 'Europe/Berlin'" in said.err
    assert program("doctor").status == 1


# --- odd nights and zones -------------------------------------------------------------------


@settings(max_examples=FEW * 12, deadline=None, derandomize=not COUNT)
@given(
    zone=st.sampled_from(ZONES), was=days, began=hours, fold=st.integers(0, 1),
    to=st.none() | days, at=st.none() | hours,
)  # fmt: skip
@example("Europe/Berlin", date(2026, 3, 28), time(2, 30), 0, date(2026, 3, 29), None)
@example("Pacific/Apia", date(2011, 12, 29), time(8, 0), 0, date(2011, 12, 30), None)
def test_what_is_moved_stands_where_it_was_moved_to(
    zone: str, was: date, began: time, fold: int, to: date | None, at: time | None
) -> None:
    there = ZoneInfo(zone)
    before = datetime.combine(was, began.replace(fold=fold), there).astimezone(UTC)
    shift = moved(before, zone, local(before, zone).date(), to, at)
    after = local(before + shift, zone)
    wanted_day = to or local(before, zone).date()
    wanted = datetime.combine(wanted_day, at or local(before, zone).time())
    exists = wanted.replace(tzinfo=there).astimezone(UTC).astimezone(there)
    if exists.replace(tzinfo=None) == wanted:
        assert after.replace(tzinfo=None, fold=0) == wanted.replace(fold=0)
    else:
        # An hour, or in Apia a day, that no clock ever showed: the nearest after it.
        assert after.replace(tzinfo=None) - wanted <= timedelta(days=1)
    # Back again is back, but for an hour that was shown twice or never.
    back = moved(before + shift, zone, after.date(), local(before, zone).date(), None)
    assert abs(before + shift + back - before) <= timedelta(days=1) or at is not None


@settings(
    max_examples=FEW,
    deadline=None,
    derandomize=not COUNT,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(zone=st.sampled_from(ZONES), day=days, at=st.none() | hours, other=st.sampled_from(ZONES))
@example("Pacific/Apia", date(2011, 12, 30), time(12, 0), "Pacific/Kiritimati")
@example("Europe/Berlin", date(2026, 3, 29), time(2, 30), "UTC")
def test_a_day_that_was_typed_stays_that_day_through_every_file(
    tmp_path_factory: pytest.TempPathFactory, zone: str, day: date, at: time | None, other: str
) -> None:
    """The training day never moves: not by its hour, its zone, nor the zone of whoever reads it."""
    folder = tmp_path_factory.mktemp("typed")
    clock = ZoneClock(datetime(2061, 1, 2, 12, 0, tzinfo=UTC), zone)
    desk = a_desk(folder)
    desk.clock = clock
    hour = f', "time": "{at:%H:%M}"' if at else ""
    raw = (
        f'{{"date": "{day}"{hour}, "exercises": [{{"id": "forward_lunge", '
        '"sets": [{"side": "left", "reps": 10}, {"side": "right", "reps": 10}]}]}'
    )
    (stored,) = diary.add(desk, raw.encode(), "x")
    assert (stored.day, stored.zone) == (day, zone)
    assert abs(stored.started_at - datetime.combine(day, at or time(12), UTC)) <= timedelta(days=2)
    files = {}
    for name in ("json", "jsonl", "csv", "strong", "hevy"):
        files[name] = folder / f"x.{name}"
        exporting.export(desk, Wish(format_of(name), None, None, None), files[name])
    traveller = a_desk(folder / "elsewhere")
    traveller.clock = ZoneClock(clock.instant, other)
    importing.carry_out(traveller, importing.prepare(traveller, [files["json"]]))
    (read,) = traveller.store.history()
    assert (read.day, read.zone, read.started_at) == (day, zone, stored.started_at)
    for each in (desk, traveller):
        each.store.close()
    shutil.rmtree(folder)


@settings(
    max_examples=FEW,
    deadline=None,
    derandomize=not COUNT,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    on=st.one_of(days, st.dates(date(2025, 1, 1), date(2029, 12, 31))), zone=st.sampled_from(ZONES)
)
@example(date(1970, 1, 1), "UTC")
@example(date(2999, 12, 31), "Pacific/Kiritimati")
def test_the_plan_can_be_asked_on_any_day_the_clock_may_say(
    made_up: Path, tmp_path_factory: pytest.TempPathFactory, on: date, zone: str
) -> None:
    """A clock that was years off says a session, or why there is none; it never trips."""
    folder = tmp_path_factory.getbasetemp() / "asked"
    folder.mkdir(exist_ok=True)
    log = folder / "log.db"
    if not log.exists():
        shutil.copy(made_up, log)
    clock = ZoneClock(datetime.combine(on, time(9, 0), UTC), zone)
    desk = a_desk(folder)
    desk.clock = clock
    today = clock.today()
    assert abs((today - on).days) <= 1
    view = look(desk, today)
    assert view.day == today
    assert view.session is not None or view.why_none
    first, last = week_of(today)
    assert (first.isoweekday(), (last - first).days) == (1, 6)
    assert first <= today <= last
    found = review(desk, first, last)
    assert all(first <= one.day <= last for one in found.sessions)
    try:
        ahead = foresee(desk, 4).preview.sessions
        standing = planning.look(desk)
    except StridetuiError:
        pass
    else:
        # What is ahead is never behind, and in order; a wait is never in the past.
        coming = [one.day for one in ahead]
        assert coming == sorted(coming)
        assert all(day >= today for day in coming)
        assert standing.waiting is None or all(day >= today for day in standing.waiting.days)
    desk.store.close()


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("night", NIGHTS[:3])
def test_appointments_stand_at_the_hour_of_the_settings_on_every_night(
    made_up: Path, tmp_path: Path, zone: str, night: date
) -> None:
    clock = ZoneClock(datetime.combine(night - timedelta(days=2), time(9), UTC), zone)
    log = Path(shutil.copy(made_up, tmp_path / "log.db"))
    # As if the programme had begun the day before a clock change, wherever that day is by now.
    with closing(sqlite3.connect(log)) as held, held:
        held.execute("DELETE FROM workout_set")
        held.execute("DELETE FROM exercise_result")
        held.execute('DELETE FROM "change"')
        held.execute("DELETE FROM workout")
        held.execute("UPDATE programme SET started = ?", (str(clock.today()),))
    desk = a_desk(tmp_path)
    desk.clock, desk.settings = clock, Settings(session_time="02:30")
    plan = tmp_path / "plan.ics"
    exporting.export(desk, Wish(format_of("ics"), None, None, What.PLAN), plan)
    starts = [line for line in plan.read_text().splitlines() if line.startswith("DTSTART")]
    assert len(starts) > 3
    assert all(line.startswith("DTSTART:") and line.endswith("T023000") for line in starts)
    desk.store.close()


def test_a_programme_begun_across_the_date_line_is_said_to_begin_tomorrow(
    made_up: Path, tmp_path: Path
) -> None:
    """It was Saturday where the questions were answered; after the flight it is Friday again."""
    log = Path(shutil.copy(made_up, tmp_path / "log.db"))
    instant = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)
    east, west = ZoneClock(instant, "Pacific/Kiritimati"), ZoneClock(instant, "Etc/GMT+12")
    with closing(sqlite3.connect(log)) as held, held:
        held.execute("UPDATE programme SET started = ?", (str(east.today()),))
    desk = a_desk(tmp_path)
    desk.clock = west
    said = look(desk).why_none
    assert said == "The programme begins on Sat 2026-11-21; this is Fri 2026-11-20."
    desk = a_desk(tmp_path)
    desk.clock = east
    assert look(desk).enrolment is not None


# --- clocks that step -------------------------------------------------------------------------


def test_sessions_that_ended_before_they_began_break_nothing(
    program: Program, log: Path, tmp_path: Path
) -> None:
    """A wall clock set back in the middle of a session leaves ends before beginnings."""
    with closing(sqlite3.connect(log)) as held, held:
        held.execute("UPDATE workout SET ended_at = '2020-01-01T00:00:00.000000Z' WHERE phase = 1")
        held.execute("UPDATE workout SET ended_at = '2090-01-01T00:00:00.000000Z' WHERE phase = 2")
        held.execute(
            "UPDATE workout_set SET ended_at = '1970-01-01T00:00:00.000000Z' WHERE pos % 3 = 1"
        )
        held.execute(
            "UPDATE workout_set SET started_at = '2090-12-31T23:59:59.000000Z' WHERE pos % 3 = 2"
        )
    for verb in every_verb(Path.cwd(), log).splitlines():
        said = program("--db", str(log), *verb.split())
        assert said.status in {0, 1}, (verb, said)
    said = program("--db", str(log), "log", "list", "--kind", "session", "--limit", "60")
    assert "-" not in "".join(part for part in said.out.split(" · ") if part.endswith(" min"))
    said = program("--db", str(log), "stats", "--since", "2026-01-01", "--json")
    assert '"minutes": -' not in said.out


def test_weekly_copies_survive_a_clock_that_jumps(made_up: Path, tmp_path: Path) -> None:
    log = Path(shutil.copy(made_up, tmp_path / "log.db"))
    now = datetime(2026, 11, 20, tzinfo=UTC)
    made = []
    for step in (0, 3, 400, -400, 5, 0, 8, 15, 36_500, 16):
        copy = backups.weekly(log, now + timedelta(days=step), 3)
        made.append((step, copy is not None))
        if copy is not None:
            assert copy.exists()
            assert contents.of(copy).counts["workout"] > 0
    # Back from the future, a copy is made at once: one from the future says nothing about today.
    assert dict(made)[8]
    assert not dict(made)[3]
    names = [path.name for _, path in backups.weekly_copies(log)]
    assert len(names) == len(set(names)) <= 4
