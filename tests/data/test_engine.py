"""What a log that is not there yet reads as: empty, whoever reads, and as strict as a real one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from data.engine import blank
from data.store import Store


def test_two_read_an_empty_log_at_the_same_time() -> None:
    engine = blank()
    with Session(engine) as one, Session(engine) as other:
        for session in (one, other):
            assert session.connection().execute(text("SELECT count(*) FROM run")).scalar() == 0
    engine.dispose()


def test_many_threads_read_a_log_that_does_not_exist_yet(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: store.history(), range(80)))
    assert found == [()] * 80
    assert not store.path.exists()


def test_what_belongs_to_nothing_is_refused_there_too() -> None:
    engine = blank()
    with Session(engine) as session, pytest.raises(IntegrityError, match="FOREIGN KEY"):
        session.connection().execute(
            text(
                "INSERT INTO change (workout_id, seq, at, cause, rows) VALUES ('w', 1, '', '', '')"
            )
        )
    engine.dispose()
