"""FIT files: what is written is what three programs of others read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.model import Section, SetRow, SetStatus, Side, SkipReason, Unit, WorkoutRecord
from app.errors import UsageError
from data.exports.fit.activity import activity, spans, worked
from data.exports.fit.encoder import FitFile, checksum, instant, text
from data.exports.fit.profile import kind_of
from data.exports.fit.steps import Duration, Intensity
from data.exports.fit.workout import plan, workout
from tests.data.builders import a_set, a_workout, done, texts, workouts
from tests.exports.fit_readers import READERS, of_kind

READER = pytest.mark.parametrize("reader", READERS)
BEGAN = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
MODERN = st.integers(0, 35_000 * 86_400).map(
    lambda s: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(seconds=s)
)


def called(exercise_id: str) -> str:
    return {"forward_lunge": "Forward lunge"}.get(exercise_id, exercise_id)


def timed(row: SetRow, actual: int, begin: float, end: float) -> SetRow:
    return replace(
        done(row, actual),
        started_at=BEGAN + timedelta(seconds=begin),
        ended_at=BEGAN + timedelta(seconds=end),
    )


LUNGES = a_workout(
    sets=(
        timed(a_set(0, switch=True, load_kg=12.5), 10, 10, 50),
        timed(a_set(1, side=Side.RIGHT, load_kg=12.5), 9, 60, 96.5),
        timed(a_set(2, exercise_id="side_plank", unit=Unit.SECONDS), 30, 120, 150),
    ),
)


@READER
def test_a_session_is_its_sets_and_the_rests_between(reader: str) -> None:
    found = of_kind(READERS[reader](activity(LUNGES, called)), "set")

    assert [values["set_type"] in ("active", 1) for values in found] == [
        True,
        False,
        True,
        False,
        True,
    ]
    worked_sets = [values for values in found if values["set_type"] in ("active", 1)]
    assert [values.get("repetitions") for values in worked_sets] == [10, 9, None]
    assert [values["duration"] for values in found] == [40.0, 10.0, 36.5, 23.5, 30.0]
    assert [values.get("weight") for values in worked_sets] == [12.5, 12.5, None]
    assert [values["category"] for values in worked_sets] == (
        ["lunge", "lunge", "plank"] if reader != "fit-tool" else [17, 17, 19]
    )
    assert [values.get("category_subtype") for values in worked_sets] == [32, 32, 66]


@READER
def test_the_time_of_a_set_is_its_end_and_the_activity_spans_them_all(reader: str) -> None:
    messages = READERS[reader](activity(LUNGES, called))

    def at(value: object) -> datetime:
        if isinstance(value, datetime):
            return value.replace(tzinfo=UTC)
        assert isinstance(value, int | float)
        return datetime.fromtimestamp(value / 1000, UTC)

    sets = of_kind(messages, "set")
    assert at(sets[0]["start_time"]) == BEGAN + timedelta(seconds=10)
    assert at(sets[0]["timestamp"]) == BEGAN + timedelta(seconds=50)
    (session,) = of_kind(messages, "session")
    assert at(session["start_time"]) == BEGAN
    assert session["total_elapsed_time"] == 150.0
    assert len(of_kind(messages, "record")) == 2
    assert len(of_kind(messages, "activity")) == 1


@READER
def test_each_set_points_at_a_step_that_names_the_leg(reader: str) -> None:
    messages = READERS[reader](activity(LUNGES, called))
    names = [step["wkt_step_name"] for step in of_kind(messages, "workout_step")]
    steps = [values.get("wkt_step_index") for values in of_kind(messages, "set")]

    assert names == ["Forward lunge, left", "Forward lunge, right", "side_plank, left"]
    assert [index for index in steps if index is not None] == [0, 1, 2]


def test_a_set_that_pain_closed_was_worked_and_one_left_out_was_not() -> None:
    closed = replace(done(a_set(0), 4), status=SetStatus.SKIPPED, skip_reason=SkipReason.PAIN)
    out = a_set(1, status=SetStatus.SKIPPED, skip_reason=SkipReason.TIME)
    record = a_workout(sets=(closed, out))

    assert worked(record) == (closed,)


def test_sets_without_times_follow_one_another_at_their_pace() -> None:
    record = a_workout(sets=(done(a_set(0, rest_after=30), 10), done(a_set(1, rest_after=20), 5)))

    found = [
        (span.row is not None, (span.begin - BEGAN).total_seconds(), span.milliseconds / 1000)
        for span in spans(record)
    ]

    assert found == [(True, 0, 40), (False, 40, 30), (True, 70, 20)]


@READER
@settings(max_examples=25, deadline=None)
@given(record=workouts(), began=MODERN, name=texts)
def test_any_session_is_read_by_all(
    reader: str, record: WorkoutRecord, began: datetime, name: str
) -> None:
    record = replace(
        record,
        started_at=began,
        sets=tuple(replace(row, started_at=None, ended_at=None) for row in record.sets),
    )

    messages = READERS[reader](activity(record, lambda _id: name))

    rows = worked(record)
    found = [values for values in of_kind(messages, "set") if values["set_type"] in ("active", 1)]
    counted = (Unit.REPS, Unit.TOUCHES, Unit.HOLDS, Unit.PAIRS)
    assert [values.get("repetitions") for values in found] == [
        row.actual if row.unit in counted else None for row in rows
    ]
    assert len(of_kind(messages, "record")) >= 1


@READER
def test_more_layouts_than_there_are_numbers_for(reader: str) -> None:
    names = [f"{'x' * length}" for length in range(1, 40)]
    rows = tuple(a_set(pos, exercise_id=name, set_no=1) for pos, name in enumerate(names))

    messages = READERS[reader](workout("Many", rows, called, BEGAN))

    named = [step.get("wkt_step_name") for step in of_kind(messages, "workout_step")]
    assert [name for name in named if name != "Rest"] == [f"{name}, left" for name in names]


def test_a_year_that_fit_does_not_know_is_refused() -> None:
    with pytest.raises(UsageError, match="FIT knows no 1990"):
        instant(datetime(1990, 1, 1, tzinfo=UTC))


def test_texts_are_cut_at_whole_characters_and_hold_no_nul() -> None:
    assert text("a\0b\nc") == b"a b c\0"
    cut = text("膝" * 60)
    assert len(cut) <= 64
    assert cut.endswith(b"\0")
    assert cut[:-1].decode() == "膝" * 21


def test_the_checksum_is_the_known_one() -> None:
    # The check value of CRC-16/ARC, which FIT uses.
    assert checksum(b"123456789") == 0xBB3D
    assert checksum(FitFile().data) == 0


def test_what_a_watch_does_not_know_is_unknown() -> None:
    assert kind_of("forward_lunge").category == 17
    assert kind_of("of my own").category == 65534


# --- workouts for a watch ------------------------------------------------------------------


def a_round(number: int, count: int, rest: int, pos: int) -> tuple[SetRow, SetRow]:
    left = a_set(pos, set_no=number, set_count=count, switch=True, rest_after=10)
    return left, replace(left, pos=pos + 1, side=Side.RIGHT, switch=False, rest_after=rest)


@READER
def test_rounds_that_are_alike_are_one_and_a_repeat(reader: str) -> None:
    rows = (*a_round(1, 3, 30, 0), *a_round(2, 3, 30, 2), *a_round(3, 3, 0, 4))

    messages = READERS[reader](workout("Lunges", rows, called, BEGAN))

    steps = of_kind(messages, "workout_step")
    assert [step.get("wkt_step_name") for step in steps] == [
        "Forward lunge, left",
        "Change legs",
        "Forward lunge, right",
        "Rest",
        None,
        "Forward lunge, left",
        "Change legs",
        "Forward lunge, right",
    ]
    again = steps[4]
    assert again["duration_type"] in ("repeat_until_steps_cmplt", Duration.REPEAT)
    assert again.get("duration_step", again.get("duration_value")) == 0
    assert again.get("repeat_steps", again.get("target_value")) == 2


@READER
def test_times_distances_and_waits_end_as_they_do(reader: str) -> None:
    rows = (
        a_set(0, exercise_id="warm_up", unit=Unit.MINUTES, target=8, seconds_per_unit=60,
              section=Section.OPENING, side=Side.BOTH, rest_after=0),
        a_set(1, exercise_id="a_skip", unit=Unit.METRES, target=20, set_count=2, side=Side.BOTH,
              rest_after=45),
        a_set(2, exercise_id="a_skip", unit=Unit.METRES, target=20, set_no=2, set_count=2,
              side=Side.BOTH, rest_after=20),
        a_set(3, exercise_id="side_plank", unit=Unit.SECONDS, target=30),
    )  # fmt: skip

    steps = of_kind(READERS[reader](workout("Drills", rows, called, BEGAN)), "workout_step")

    found = [(step["wkt_step_name"], step["duration_type"]) for step in steps]
    word = {
        "time": Duration.TIME,
        "distance": Duration.DISTANCE,
        "open": Duration.LAP_BUTTON,
    }
    assert [(name, word.get(kind, kind)) for name, kind in found] == [
        ("warm_up", Duration.TIME),
        ("At the line, then lap", Duration.LAP_BUTTON),
        ("a_skip", Duration.DISTANCE),
        ("Walk back, then lap", Duration.LAP_BUTTON),
        ("a_skip", Duration.DISTANCE),
        ("Rest", Duration.TIME),
        ("side_plank, left", Duration.TIME),
    ]
    assert steps[0].get("duration_time", 480.0) == 480.0
    assert steps[2].get("duration_distance", 20.0) == 20.0
    assert steps[0]["intensity"] in ("warmup", Intensity.WARM_UP)
    assert steps[3]["notes"] == "45 s are planned"


@READER
def test_a_workout_says_what_it_is_and_how_many_steps_it_has(reader: str) -> None:
    rows = LUNGES.sets

    messages = READERS[reader](workout("Lunges", rows, called, BEGAN))

    (head,) = of_kind(messages, "file_id")
    assert head["type"] in ("workout", 5)
    (told,) = of_kind(messages, "workout")
    assert told["num_valid_steps"] == len(plan(rows, called))
    assert told["wkt_name"] == "Lunges"
