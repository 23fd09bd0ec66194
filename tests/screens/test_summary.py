"""What the summary of a session says of it."""

from __future__ import annotations

from app.coach.model import SetStatus, SkipReason
from screens.live_text import Book
from screens.summary import summary_text
from tests.data.builders import a_set, a_workout, done


def test_a_session_that_does_not_count_is_not_called_done() -> None:
    left_out = a_set(1, status=SetStatus.SKIPPED, skip_reason=SkipReason.TIME)
    whole = a_workout(sets=(done(a_set(0), 9), done(a_set(1), 9)))
    cut = a_workout(sets=(done(a_set(0), 9), left_out))

    assert summary_text(whole, Book({})).plain.startswith("Session done\n")
    said = summary_text(cut, Book({})).plain
    assert said.startswith("Session ended early\n")
    assert "does not count as done: 1 of 2 main sets, two thirds (2) are needed." in said
