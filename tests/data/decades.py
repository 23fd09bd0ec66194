"""A log of many years, written in a second: daily sessions, runs, check-ins and the rest.

Nothing is random: the same arguments give the same log, so that what it holds can be counted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from data import rows, schema

LAST_DAY = date(2026, 11, 19)
SETS = 35
"""Sets of a session; twenty years of them are a quarter of a million."""

EXERCISES = (
    "one_leg_squat",
    "forward_lunge",
    "reverse_deadlift_swing",
    "calf_raise_straight",
    "side_plank",
    "glute_bridge",
    "balance_hold",
)
_PLACES = ("left knee", "right Achilles", "колено", "hip [inside]")
_NOTES = ("felt light", "5[km] before it", "narrow stance", "Говорит сосед", "[/] markup", "windy")
_AS_IT_IS = "The same as last time, since control was below 4."


def write(path: Path, days: int, last: date = LAST_DAY, sets: int = SETS) -> Path:
    """Write a log of `days` days that end with `last`; return its path."""
    schema.prepare(path, 5)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA synchronous=OFF")
        for table, columns, found in (
            ("workout", _WORKOUT, _workouts(days, last)),
            ("workout_set", _SET, _sets(days, last, sets)),
            ("exercise_result", _RESULT, _results(days)),
            ("change", "workout_id, seq, at, cause, rows", _mornings(days, last)),
            ("run", _RUN, _runs(days, last)),
            ("readiness", "id, at, day, ill, short_sleep, sore, hard_run", _asked(days, last)),
            ("measurement", _MEASUREMENT, _measurements(days, last)),
            ("assessment", "id, at, answers, verdict", _assessments(days, last)),
            ("decision", "id, at, kind, subject, choice", _decisions(days, last)),
        ):
            marks = ", ".join("?" * (columns.count(",") + 1))
            raw.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", found)
    return path


def _days(days: int, last: date) -> Iterator[tuple[int, date]]:
    return ((back, last - timedelta(days=back)) for back in range(days))


def _at(day: date, hour: int, minute: int = 0) -> str:
    return rows.instant_text(datetime.combine(day, time(hour, minute), UTC))


_WORKOUT = (
    "id, kind, slot_key, phase, week, day_no, day, zone, started_at, status, title, ended_at, "
    "source, short, note, cursor"
)


def _workouts(days: int, last: date) -> Iterator[tuple[object, ...]]:
    for back, day in _days(days, last):
        note = _NOTES[back % len(_NOTES)] if back % 5 == 0 else ""
        phase = 1 + back // 60 % 4
        yield (
            f"w{back:06}",
            "programme",
            f"phase{phase}.{1 + back % 6}.1",
            phase,
            1 + back % 6,
            1,
            day.isoformat(),
            "Europe/Berlin",
            _at(day, 17),
            "discarded" if back % 50 == 49 else "ended",
            "Strength, balance, coordination",
            _at(day, 17, 31),
            "live",
            False,
            note,
            SETS,
        )


_SET = (
    "workout_id, pos, section, exercise_id, set_no, set_count, side, unit, target, "
    "seconds_per_unit, rest_after, rule, why, switch, hold_seconds, rated, status, actual, pain, "
    "note"
)


def _sets(days: int, last: date, sets: int) -> Iterator[tuple[object, ...]]:
    per_exercise = max(1, sets // len(EXERCISES))
    for back, _ in _days(days, last):
        for pos in range(sets):
            exercise = EXERCISES[min(pos // per_exercise, len(EXERCISES) - 1)]
            number = back * sets + pos
            yield (
                f"w{back:06}",
                pos,
                "main",
                exercise,
                1 + pos % per_exercise // 2,
                per_exercise,
                "left" if pos % 2 else "right",
                "reps",
                10,
                4.0,
                30,
                "P1",
                _AS_IT_IS,
                False,
                0,
                True,
                "done",
                10 - pos % 3,
                3 if number % 700 == 0 else None,
                _NOTES[number % len(_NOTES)] if number % 9 == 0 else "",
            )


_RESULT = "workout_id, exercise_id, side, control, effort, pain, pain_place, next_morning"


def _results(days: int) -> Iterator[tuple[object, ...]]:
    for back in range(days):
        for number, exercise in enumerate(EXERCISES):
            hurt = (back + number) % 40 == 0
            place = _PLACES[back // 40 % len(_PLACES)] if hurt else ""
            yield f"w{back:06}", exercise, "left", 4, None, None, "", None
            yield f"w{back:06}", exercise, "right", 5, None, None, "", None
            pain = 2 if hurt else 0
            yield f"w{back:06}", exercise, "both", None, 6, pain, place, "gone" if hurt else None


def _mornings(days: int, last: date) -> Iterator[tuple[object, ...]]:
    for back, day in _days(days, last):
        if back % 40 == 0:
            image = (
                '[["exercise_result",["one_leg_squat","both"],'
                '{"next_morning":null},{"next_morning":"gone"}]]'
            )
            yield f"w{back:06}", 1, _at(day + timedelta(days=1), 7), "next morning", image


_RUN = (
    "id, day, zone, started_at, source, damaged, note, seconds, elapsed_seconds, metres, "
    "heart_rate, cadence_raw, cadence_factor"
)


def _runs(days: int, last: date) -> Iterator[tuple[object, ...]]:
    for back, day in _days(days, last):
        if back % 2 == 0:
            yield (
                f"r{back:06}",
                day.isoformat(),
                "Europe/Berlin",
                _at(day, 6),
                "fit",
                False,
                _NOTES[back % len(_NOTES)] if back % 10 == 0 else "",
                2400.0,
                2460.0,
                7000.0 + back % 900,
                148.0,
                86.0,
                2,
            )


def _asked(days: int, last: date) -> Iterator[tuple[object, ...]]:
    for back, day in _days(days, last):
        yield f"c{back:06}", _at(day, 16, 58), day.isoformat(), False, back % 30 == 0, False, False


_MEASUREMENT = "id, at, day, test, side, value, unit, note, conditions"


def _measurements(days: int, last: date) -> Iterator[tuple[object, ...]]:
    for back, day in _days(days, last):
        if back % 28 == 0:
            for side in ("left", "right"):
                note = "barefoot" if side == "left" else ""
                yield (
                    f"t{back:06}{side}",
                    _at(day, 9),
                    day.isoformat(),
                    "T8",
                    side,
                    float(20 + back % 9),
                    "reps",
                    note,
                    "",
                )


def _assessments(days: int, last: date) -> Iterator[tuple[object, ...]]:
    for back, day in _days(days, last):
        if back % 90 == 0:
            yield f"q{back:06}", _at(day, 8), "{}", '{"start":"FULL","scores":{}}'


def _decisions(days: int, last: date) -> Iterator[tuple[object, ...]]:
    for back, day in _days(days, last):
        if back % 60 == 0:
            yield f"d{back:06}", _at(day, 18), "gate", "p1 gate1", "go"
