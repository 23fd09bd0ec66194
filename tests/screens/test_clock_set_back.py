"""A clock that was set back during a session: it took no time that anybody could say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.coach.model import WorkoutRecord
from screens.done_text import head_text
from screens.live_text import Book
from screens.summary import summary_text
from screens.workout import workout_text
from tests.data.builders import a_set, a_workout, done


@pytest.mark.parametrize(("later", "minutes"), [(-58, 0), (0, 0), (26, 26), (24 * 60 + 5, 1445)])
def test_minutes_are_those_that_passed_and_never_less_than_none(later: int, minutes: int) -> None:
    record = _record(later)
    assert record.minutes == minutes
    library: Any = {}
    for text in (
        summary_text(record, Book({})),
        workout_text(record, library, 80),
        head_text(record, record.day, 80),
    ):
        assert f" {minutes} min" in text.plain


def test_a_session_that_is_open_has_no_minutes_yet() -> None:
    assert replace(_record(0), ended_at=None).minutes is None


def _record(later: int) -> WorkoutRecord:
    record = a_workout(sets=(done(a_set(0), 3),))
    return replace(record, ended_at=record.started_at + timedelta(minutes=later))
