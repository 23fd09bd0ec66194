"""What an edit changed, in words, whatever a file of another program says was changed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.coach.edit_text import change_text, changes_text, edit_text
from app.coach.logbook import Cause, EditMade, EntryKind

SET = {"exercise_id": "one_leg_squat", "side": "left", "actual": 8, "unit": "reps"}


def test_a_set_that_came_is_told_whole() -> None:
    said = change_text("workout_set", (1,), None, SET)
    assert said == "set 2 (one_leg_squat left, 8 reps) put in"


AT = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def an_edit(edit_id: str, cause: Cause, *changes: Any, undoes: str | None = None) -> EditMade:
    return EditMade(edit_id, AT, EntryKind.SESSION, "w1", cause, undoes, changes=changes)


def test_what_is_taken_back_is_named_and_told_as_it_happened() -> None:
    edit = an_edit(
        "a", Cause.EDIT, ("workout_set", (0,), {"actual": 8}, {"actual": 9}),
        ("workout_set", (1,), None, SET),
    )  # fmt: skip
    undo = an_edit("b", Cause.UNDO, undoes="a")
    assert [edit_text(one, (edit, undo)) for one in (edit, undo)] == [
        "changed",
        "a correction taken back",
    ]
    assert changes_text(edit, back=True) == (
        "set 2 (one_leg_squat left, 8 reps) taken out",
        "set 1 actual 9 → 8",
    )
    # What it took back may not be known: a file that was taken in need not tell.
    assert edit_text(undo) == "taken back"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("ended", "discarded", "taken off the time line"),
        ("discarded", "ended", "put on the time line"),
        ("live", "ended", "status “live” → “ended”"),
        (["ended"], "ended", "status ['ended'] → “ended”"),
    ],
)
def test_a_session_that_goes_or_comes_back_is_told_in_words(
    before: object, after: object, said: str
) -> None:
    assert change_text("workout", (), {"status": before}, {"status": after}) == said
    told = change_text("workout", (), {"status": before}, {"status": after, "note": "x"})
    assert told == f"{said}, note nothing → “x”"


@pytest.mark.parametrize("missing", SET)
def test_a_set_that_is_not_told_whole_is_not_described(missing: str) -> None:
    row = {name: value for name, value in SET.items() if name != missing}
    assert change_text("workout_set", (1,), None, row) == "set 2 put in"
    assert change_text("workout_set", (1,), row, None) == "set 2 taken out"


@pytest.mark.parametrize("key", [(), ("",), ("first",), (None,), (1.5,), ([1],)])
def test_a_set_without_its_number_is_a_set(key: tuple[Any, ...]) -> None:
    assert change_text("workout_set", key, {"actual": 7}, {"actual": 8}) == "set actual 7 → 8"


@pytest.mark.parametrize("key", [(), ("one_leg_squat",)])
def test_an_exercise_that_is_named_in_part_is_told_as_far(key: tuple[str, ...]) -> None:
    said = change_text("exercise_result", key, {"pain": 1}, {"pain": 2})
    assert said == " ".join((*key, "pain 1 → 2"))


@pytest.mark.parametrize("value", [[1], {"a": 1}])
def test_a_value_that_no_column_holds_is_told_as_it_stands(value: object) -> None:
    said = change_text("run", ("r",), {"note": None}, {"note": value})
    assert said == f"note nothing → {value}"
