"""The tables of the log. Columns are named like the fields of the coach's dataclasses.

Columns hold what SQLite holds: words, numbers, ISO text; `data/rows.py` alone turns them into
coach values. `workout_set`, `exercise_result` and `change` are clustered by their workout, so
that one workout is one stretch of the file however long the log is.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_CLUSTERED: dict[str, Any] = {"sqlite_with_rowid": False}


def _check(name: str, rule: str) -> CheckConstraint:
    return CheckConstraint(rule, name=name)


def _words(name: str, column: str, words: tuple[str, ...]) -> CheckConstraint:
    return _check(name, f"{column} IN ({', '.join(repr(word) for word in words)})")


class Assessment(SQLModel, table=True):
    """A questionnaire as answered (stored answers of F.2) and its verdict, both as JSON."""

    __tablename__: ClassVar[str] = "assessment"

    id: str = Field(primary_key=True)
    at: str = Field(index=True)
    answers: str
    verdict: str


class Programme(SQLModel, table=True):
    """A programme a runner has begun; the current one is the newest that has not ended.

    `weekdays`, `places`, `kit` and `tendons` are JSON lists.
    """

    __tablename__: ClassVar[str] = "programme"
    __table_args__ = (
        _check("programme_started", f"started {_DAY}"),
        _check("programme_race_day", f"race_day IS NULL OR race_day {_DAY}"),
        _check("programme_cleared", f"cleared IS NULL OR cleared {_DAY}"),
    )

    id: str = Field(primary_key=True)
    assessment_id: str | None = Field(default=None, foreign_key="assessment.id")
    created_at: str
    ended_at: str | None = None
    started: str
    start: str
    link: str | None = None
    weekdays: str
    places: str
    kit: str
    race_day: str | None = None
    easy_entry: bool = False
    squat: str | None = None
    cadence: bool = False
    hard: bool = True
    tendons: str = "[]"
    cleared: str | None = None


class Workout(SQLModel, table=True):
    """A workout; `day` is its training day, `cursor` and `asking` are where the player stands."""

    __tablename__: ClassVar[str] = "workout"
    __table_args__ = (
        _check("workout_day", f"day {_DAY}"),
        _check("workout_original_day", f"original_day IS NULL OR original_day {_DAY}"),
        _words("workout_status", "status", ("live", "ended", "discarded")),
        _check("workout_cursor", "cursor >= 0"),
        Index("ix_workout_day", "day", "started_at", "id"),
        Index("ix_workout_programme", "programme_id", "day"),
        Index(
            "ix_workout_shown",
            "day",
            "started_at",
            "id",
            sqlite_where=text("status != 'discarded'"),
        ),
        # Almost empty at all times: the first screen asks it whether a session was left open.
        Index("ix_workout_live", "started_at", sqlite_where=text("status = 'live'")),
    )

    id: str = Field(primary_key=True)
    programme_id: str | None = Field(default=None, foreign_key="programme.id")
    kind: str
    slot_key: str = ""
    phase: int
    week: int
    day_no: int
    day: str
    zone: str
    started_at: str
    status: str
    title: str = ""
    ended_at: str | None = None
    original_day: str | None = None
    source: str = "live"
    short: bool = False
    note: str = ""
    cursor: int = 0
    asking: str | None = None


class WorkoutSet(SQLModel, table=True):
    """One prescribed set on one side, with what was done and the rule that set the target."""

    __tablename__: ClassVar[str] = "workout_set"
    __table_args__ = (
        _words("workout_set_side", "side", ("left", "right", "both")),
        _words("workout_set_status", "status", ("planned", "done", "skipped")),
        _check("workout_set_counts", "pos >= 0 AND set_no >= 1 AND set_count >= set_no"),
        _check("workout_set_target", "typeof(target) = 'integer' AND target >= 0"),
        _check(
            "workout_set_actual", "actual IS NULL OR typeof(actual) = 'integer' AND actual >= 0"
        ),
        _check(
            "workout_set_pain", "pain IS NULL OR typeof(pain) = 'integer' AND pain BETWEEN 0 AND 10"
        ),
        _check("workout_set_done", "status != 'done' OR actual IS NOT NULL"),
        # Holds all that a chart of one exercise adds up, so that twenty years of it are read
        # from the index alone.
        Index(
            "ix_workout_set_exercise",
            "exercise_id",
            "workout_id",
            "side",
            "status",
            "unit",
            "target",
            "actual",
        ),
        Index("ix_workout_set_note", "workout_id", "note", sqlite_where=text("note != ''")),
        Index(
            "ix_workout_set_pain",
            "workout_id",
            "exercise_id",
            "side",
            "pain",
            sqlite_where=text("pain > 0"),
        ),
        _CLUSTERED,
    )

    workout_id: str = Field(primary_key=True, foreign_key="workout.id")
    pos: int = Field(primary_key=True)
    section: str
    exercise_id: str
    set_no: int
    set_count: int
    side: str
    unit: str
    target: int
    seconds_per_unit: float
    rest_after: int
    rule: str
    why: str
    switch: bool = False
    tempo: str | None = None
    rung: str | None = None
    hold_seconds: int = 0
    load_kg: float | None = None
    height_cm: int | None = None
    rated: bool = True
    status: str = "planned"
    actual: int | None = None
    skip_reason: str | None = None
    pain: int | None = None
    note: str = ""
    started_at: str | None = None
    ended_at: str | None = None


class ExerciseResult(SQLModel, table=True):
    """How an exercise went on one side; effort and pain stand on the row of `both`."""

    __tablename__: ClassVar[str] = "exercise_result"
    __table_args__ = (
        _words("exercise_result_side", "side", ("left", "right", "both")),
        _check(
            "exercise_result_control",
            "control IS NULL OR typeof(control) = 'integer' AND control BETWEEN 1 AND 5",
        ),
        _check(
            "exercise_result_effort",
            "effort IS NULL OR typeof(effort) = 'integer' AND effort BETWEEN 0 AND 10",
        ),
        _check(
            "exercise_result_pain",
            "pain IS NULL OR typeof(pain) = 'integer' AND pain BETWEEN 0 AND 10",
        ),
        _check(
            "exercise_result_next_morning",
            "next_morning IS NULL OR next_morning IN ('gone', 'same', 'worse', 'new')",
        ),
        Index("ix_exercise_result_exercise", "exercise_id", "workout_id"),
        Index(
            "ix_exercise_result_pain",
            "workout_id",
            "exercise_id",
            "side",
            "pain",
            sqlite_where=text("pain > 0"),
        ),
        Index(
            "ix_exercise_result_place",
            "workout_id",
            "pain_place",
            sqlite_where=text("pain_place != ''"),
        ),
        _CLUSTERED,
    )

    workout_id: str = Field(primary_key=True, foreign_key="workout.id")
    exercise_id: str = Field(primary_key=True)
    side: str = Field(primary_key=True)
    control: int | None = None
    effort: int | None = None
    pain: int | None = None
    pain_place: str = ""
    next_morning: str | None = None


class Change(SQLModel, table=True):
    """One changeset of a workout: every row it touched, before and after, as JSON."""

    __tablename__: ClassVar[str] = "change"
    __table_args__ = (
        _check("change_seq", "seq >= 1"),
        Index("ix_change_morning", "at", sqlite_where=text("cause = 'next morning'")),
        _CLUSTERED,
    )

    workout_id: str = Field(primary_key=True, foreign_key="workout.id")
    seq: int = Field(primary_key=True)
    at: str
    cause: str
    undoes: int | None = None
    rows: str


class Edit(SQLModel, table=True):
    """One thing changed from the time line, so that the latest can be taken back.

    `kind` and `subject` name the entry. A session's rows are in `change`, under the seq `step`;
    those of any other entry are here, before and after, as JSON. `undoes` is the id of the edit
    that was taken back; nothing points at it by a foreign key, since logs are merged row by row.
    """

    __tablename__: ClassVar[str] = "edit"
    __table_args__ = (
        _check("edit_step", "step IS NULL OR step >= 1"),
        Index("ix_edit_at", "at", "id"),
        Index("ix_edit_subject", "subject", "at"),
        Index("ix_edit_undoes", "undoes", sqlite_where=text("undoes IS NOT NULL")),
    )

    id: str = Field(primary_key=True)
    at: str
    kind: str
    subject: str
    cause: str
    undoes: str | None = None
    step: int | None = None
    rows: str = "[]"


class Decision(SQLModel, table=True):
    """Something the runner chose, such as the answer to a gate."""

    __tablename__: ClassVar[str] = "decision"
    __table_args__ = (Index("ix_decision_kind", "kind", "at"),)

    id: str = Field(primary_key=True)
    at: str
    kind: str
    subject: str
    choice: str


class Readiness(SQLModel, table=True):
    """What the runner answered before a session, on a training day (D.7.2)."""

    __tablename__: ClassVar[str] = "readiness"
    __table_args__ = (
        _check("readiness_day", f"day {_DAY}"),
        Index("ix_readiness_day", "day", "at", "id"),
    )

    id: str = Field(primary_key=True)
    at: str
    day: str
    ill: bool
    short_sleep: bool
    sore: bool
    hard_run: bool


class Measurement(SQLModel, table=True):
    """One number of a self-test on one side; where it stands for a word, 0 is the poorest.

    Some tests give two numbers, each under its own `unit`.
    """

    __tablename__: ClassVar[str] = "measurement"
    __table_args__ = (
        _check("measurement_day", f"day {_DAY}"),
        _words("measurement_side", "side", ("left", "right", "both")),
        _check("measurement_value", "typeof(value) IN ('real', 'integer')"),
        Index("ix_measurement_test", "test", "day", "at"),
        Index("ix_measurement_day", "day", "at", "test", "id"),
    )

    id: str = Field(primary_key=True)
    at: str
    day: str
    test: str
    side: str
    value: float
    unit: str
    note: str = ""
    conditions: str = ""


class Run(SQLModel, table=True):
    """A run read from a file: what it comes to, never where it went. See `app.coach.runs`."""

    __tablename__: ClassVar[str] = "run"
    __table_args__ = (
        _check("run_day", f"day {_DAY}"),
        _check("run_factor", "cadence_factor IS NULL OR cadence_factor IN (1, 2)"),
        _check("run_seconds", "seconds >= 0 AND elapsed_seconds >= 0"),
        Index("ix_run_day", "day", "started_at", "id"),
    )

    id: str = Field(primary_key=True)
    day: str
    zone: str
    started_at: str
    source: str
    damaged: bool = False
    note: str = ""
    seconds: float
    elapsed_seconds: float
    metres: float | None = None
    heart_rate: float | None = None
    cadence_raw: float | None = None
    cadence_factor: int | None = None
    settled_speed: float | None = None
    settled_cadence: float | None = None
    early_speed: float | None = None
    early_cadence: float | None = None
    late_speed: float | None = None
    late_cadence: float | None = None
    first_speed: float | None = None
    first_heart_rate: float | None = None
    second_speed: float | None = None
    second_heart_rate: float | None = None


class Meta(SQLModel, table=True):
    """Small single things, each under its key.

    `draft` holds the answers given so far, `session_clock` how many seconds of the session
    under way had passed when something of it was last stored: the id and the seconds.
    """

    __tablename__: ClassVar[str] = "meta"

    key: str = Field(primary_key=True)
    value: str
