"""What the runner said and what follows from it are stored together, or neither is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.errors import StoreError
from app.trainer import holding, mornings
from app.trainer.desk import Desk
from tests.data.builders import an_enrolment
from tests.trainer.training_room import MovableClock, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = make_desk(tmp_path, MovableClock())
    made.store.save_enrolment(an_enrolment(started=date(2026, 11, 2)))
    return made


def refuse(desk: Desk, what: str, table: str) -> None:
    """Let the log take nothing of this kind any more."""
    with closing(sqlite3.connect(desk.paths.log)) as raw, raw:
        raw.execute(
            f"CREATE TRIGGER no_{table} BEFORE {what} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )


def test_a_tendon_is_ticked_with_its_decision(desk: Desk) -> None:
    ticked = mornings.tick_tendon(desk, "left Achilles")
    assert ticked is not None
    (where,) = ticked.tendons
    (row,) = desk.store.decisions("tendon")
    assert (row.subject, row.choice) == (where, "diagnosed")
    mornings.tick_tendon(desk, "left Achilles")
    # Both are of one instant, so neither comes first.
    told = {row.choice for row in desk.store.decisions("tendon")}
    assert told == {"diagnosed", "not diagnosed"}
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert enrolment.tendons == frozenset()


def test_a_tendon_without_its_decision_is_not_ticked(desk: Desk) -> None:
    refuse(desk, "INSERT", "decision")
    with pytest.raises(StoreError, match="no room"):
        mornings.tick_tendon(desk, "left Achilles")
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert enrolment.tendons == frozenset()


def test_nobody_is_called_cleared_whose_plan_is_not(desk: Desk) -> None:
    refuse(desk, "UPDATE", "programme")
    with pytest.raises(StoreError, match="no room"):
        holding.clear(desk, "normal", 0, ())
    assert desk.store.decisions("hold") == ()


def test_cleared_and_refused_are_both_told(desk: Desk) -> None:
    assert holding.clear(desk, "normal", 9, ()) is not None
    assert holding.clear(desk, "normal", 0, ()) is None
    assert {row.choice for row in desk.store.decisions("hold")} == {"not cleared", "cleared"}
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert enrolment.cleared == desk.clock.today()
