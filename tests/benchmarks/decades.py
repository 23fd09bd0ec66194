"""A log of twenty years, or of as many sets as wanted, written straight into the tables.

Made for measuring: every column of a real log is filled, with sentences of the usual length, but
no plan stands behind it. The same seed gives the same log.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from data import schema

LAST_DAY = date(2026, 11, 20)
SETS_A_SESSION = 35
_BLOCK_DAYS = 112
_WHY = "Last time was clean: all done, calm and in control, so two repetitions more than before."
# Exercise, whether each leg has its own, target, sets.
_ITEMS = (
    ("hundred_up_minor", False, 60, 2),
    ("one_leg_squat", True, 10, 3),
    ("reverse_deadlift_swing", True, 10, 3),
    ("forward_lunge", True, 10, 3),
    ("high_box_step_up", True, 8, 3),
    ("calf_raise_straight", True, 12, 2),
    ("glute_bridge", True, 10, 2),
    ("fast_feet", False, 6, 1),
)
_TESTS = (("T8", "reps", 18.0), ("T6", "s", 35.0), ("T5", "points", 4.0))


def make(path: Path, sets: int = 20 * 365 * SETS_A_SESSION) -> int:
    """Write a log with at least so many sets, a session a day up to `LAST_DAY`; return how many."""
    schema.prepare(path, 5.0)
    chance = Random(1926)
    sessions = -(-sets // SETS_A_SESSION)
    first = LAST_DAY - timedelta(days=sessions - 1)
    with closing(sqlite3.connect(path)) as log, log:
        log.execute("PRAGMA foreign_keys=ON")
        _programmes(log, first)
        for number in range(sessions):
            _session(log, number, first + timedelta(days=number), first, chance)
        for at in range(0, sessions, 28):
            _measured(log, first + timedelta(days=at), chance)
        for at in range(0, sessions, 4):
            _run(log, first + timedelta(days=at), chance)
        (written,) = log.execute("SELECT count(*) FROM workout_set").fetchone()
        log.execute("ANALYZE")
    return int(written)


def _blocks(first: date) -> Iterator[date]:
    day = first
    while day <= LAST_DAY:
        yield day
        day += timedelta(days=_BLOCK_DAYS)


def _programmes(log: sqlite3.Connection, first: date) -> None:
    for number, day in enumerate(_blocks(first)):
        at = f"{day}T06:00:00+00:00"
        later = day + timedelta(days=_BLOCK_DAYS)
        scores = {"M": 40 - number % 20, "C": 45 - number % 30, "P": 30, "A": 20 + number % 15}
        verdict = {"scores": scores, "start": "FULL", "primary": "C", "secondary": "M"}
        log.execute(
            "INSERT INTO assessment VALUES (?,?,?,?)",
            (f"a{number}", at, "{}", json.dumps(verdict)),
        )
        log.execute(
            "INSERT INTO programme (id, assessment_id, created_at, ended_at, started, start, link,"
            " weekdays, places, kit, easy_entry, cadence, hard, tendons)"
            " VALUES (?,?,?,?,?,'FULL','coordination','[1,3,5]','[\"home\"]','[]',0,0,1,'[]')",
            (
                f"p{number}",
                f"a{number}",
                at,
                f"{later}T06:00:00+00:00" if later <= LAST_DAY else None,
                day.isoformat(),
            ),
        )


def _session(log: sqlite3.Connection, number: int, day: date, first: date, chance: Random) -> None:
    workout_id = f"{number:032x}"
    block, since = divmod((day - first).days, _BLOCK_DAYS)
    phase, week = since // 28 + 1, since % 28 // 7 + 1
    began = datetime(day.year, day.month, day.day, 6, 30, tzinfo=UTC)
    log.execute(
        "INSERT INTO workout (id, programme_id, kind, slot_key, phase, week, day_no, day, zone,"
        " started_at, status, title, ended_at, source, short, note, cursor)"
        " VALUES (?,?,'programme',?,?,?,?,?,'Europe/Berlin',?,'ended',?,?,'live',0,'',?)",
        (
            workout_id,
            f"p{block}",
            f"phase{phase}.{week}.{day.isoweekday() % 3 + 1}",
            phase,
            week,
            day.isoweekday() % 3 + 1,
            day.isoformat(),
            began.isoformat(),
            "Strength, balance, coordination",
            (began + timedelta(minutes=24)).isoformat(),
            SETS_A_SESSION,
        ),
    )
    rows: list[tuple[object, ...]] = []
    ratings: list[tuple[object, ...]] = []
    for exercise_id, each, usual, count in _ITEMS:
        target = usual + (number // 60) % 5
        for set_no in range(1, count + 1):
            for side in ("left", "right") if each else ("both",):
                done = chance.random() > 0.03
                rows.append(
                    (
                        workout_id, len(rows), "main", exercise_id, set_no, count, side, "reps",
                        target, 3.0, 30, "P1", _WHY, side == "left", "2-0-1-0", 0, 1,
                        20 + (number // 400) % 5 * 5 if exercise_id == "high_box_step_up" else None,
                        "done" if done else "skipped",
                        target - chance.choice((0, 0, 0, 1)) if done else None,
                        began.isoformat(), began.isoformat(), "",
                    )
                )  # fmt: skip
        for side in ("left", "right") if each else ("both",):
            control = min(5, max(1, 3 + chance.choice((0, 1, 1, 2)) - (side == "left")))
            whole = side == "both"
            effort, pain = (6, chance.choice((0, 0, 1, 2))) if whole else (None, None)
            ratings.append((workout_id, exercise_id, side, control, effort, pain, "", None))
        if each:
            pain = chance.choice((0, 0, 0, 1, 2, 3)) if chance.random() < 0.3 else 0
            morning = chance.choice(("gone", "same")) if pain else None
            ratings.append((workout_id, exercise_id, "both", None, 6, pain, "", morning))
    log.executemany(
        "INSERT INTO workout_set (workout_id, pos, section, exercise_id, set_no, set_count, side,"
        " unit, target, seconds_per_unit, rest_after, rule, why, switch, tempo, hold_seconds,"
        " rated, height_cm, status, actual, started_at, ended_at, note)"
        f" VALUES ({','.join('?' * 23)})",
        rows,
    )
    log.executemany(f"INSERT INTO exercise_result VALUES ({','.join('?' * 8)})", ratings)


def _measured(log: sqlite3.Connection, day: date, chance: Random) -> None:
    for test, unit, usual in _TESTS:
        for side in ("left", "right"):
            value = float(max(0, round(usual + chance.gauss(0, 2))))
            value = min(value, 5.0) if test == "T5" else value
            log.execute(
                "INSERT INTO measurement (id, at, day, test, side, value, unit, note, conditions)"
                " VALUES (?,?,?,?,?,?,?,'','')",
                (f"{test}{side}{day}", f"{day}T06:00:00+00:00", day.isoformat(), test, side,
                 value, unit),
            )  # fmt: skip


def _run(log: sqlite3.Connection, day: date, chance: Random) -> None:
    speed, cadence = 3.0 + chance.gauss(0, 0.06), 82.0 + chance.gauss(0, 1)
    log.execute(
        "INSERT INTO run (id, day, zone, started_at, source, damaged, note, seconds,"
        " elapsed_seconds, metres, cadence_raw, cadence_factor, settled_speed, settled_cadence)"
        " VALUES (?,?,'Europe/Berlin',?,'fit',0,'',2700,2700,?,?,2,?,?)",
        (
            f"r{day}",
            day.isoformat(),
            f"{day}T16:00:00+00:00",
            2700 * speed,
            cadence,
            speed,
            cadence,
        ),
    )
