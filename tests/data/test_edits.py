"""The latest edits are found by when they were made, however many there are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite

from app.coach import edit_text
from app.coach.logbook import Cause, EntryKind
from data import edits
from data.store import Store
from data.tables import Edit
from tests.data.builders import MovableClock


@pytest.mark.parametrize("condition", [Edit.cause != Cause.UNDO, Edit.cause == Cause.DELETE])
def test_no_more_edits_are_sorted_than_those_of_one_instant(
    store: Store, path: Path, condition: bool
) -> None:
    store.save_draft({})
    query = edits.standing(condition, 1)
    words = query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
    with closing(sqlite3.connect(path)) as raw:
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {words}")]
    assert "SEARCH edit USING INDEX ix_edit_at (at>?)" in plan
    assert not any("TEMP B-TREE FOR ORDER BY" in step for step in plan)


def test_of_one_instant_the_later_edit_is_the_latest(store: Store, clock: MovableClock) -> None:
    asked = tuple(f"subject {number}" for number in range(9))
    for subject in asked:
        store.book.edit_rows(EntryKind.RUN, subject, Cause.DELETE, ())
    assert [made.subject for made in store.book.deleted()] == list(reversed(asked))
    clock.instant -= timedelta(days=1)
    store.book.edit_rows(EntryKind.RUN, "dated back", Cause.DELETE, ())
    latest = store.book.last_edit()
    assert latest is not None
    assert latest.subject == asked[-1]


@pytest.mark.parametrize("cause", Cause)
def test_every_cause_has_words_of_its_own(cause: Cause) -> None:
    assert edit_text.became(cause) != cause
    assert edit_text.called(cause) != cause


def test_a_cause_of_another_version_is_told_as_it_stands() -> None:
    assert (edit_text.became("merge"), edit_text.called("merge")) == ("merge", "merge")
