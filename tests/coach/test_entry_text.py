"""What an entry of the time line says: words that people use, and nothing nobody said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.coach import entry_text
from app.coach.logbook import Entry, EntryKind
from app.coach.model import Start
from app.coach.start_text import START_WORD

_AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
_NO: dict[str, object] = {"ill": False, "short_sleep": False, "sore": False, "hard_run": False}


def facts(kind: EntryKind, said: dict[str, object]) -> tuple[str, ...]:
    return entry_text.facts(Entry(kind, "e", date(2026, 11, 20), _AT, "", "", facts=said))


def test_to_start_answers_no_question_by_itself() -> None:
    assert facts(EntryKind.CHECK_IN, _NO) == ("nothing was said against it",)
    assert facts(EntryKind.CHECK_IN, {**_NO, "sore": True}) == ("sore at rest",)


@pytest.mark.parametrize("start", Start)
def test_where_to_begin_is_said_in_words(start: Start) -> None:
    said = facts(EntryKind.QUESTIONNAIRE, {"link": "none", "start": start.value, "scores": None})
    assert said == (f"start: {START_WORD[start]}",)
    assert start.value not in said[0]


def test_a_start_of_another_version_is_kept_as_it_is() -> None:
    said = facts(EntryKind.QUESTIONNAIRE, {"link": "none", "start": "SLOW", "scores": None})
    assert said == ("start: SLOW",)
