"""Self-tests in the log: stored whole, read back the same, taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.model import DecisionKind, Side
from app.coach.selftests import CAN, CANNOT, Measurement
from app.errors import StoreError
from data import glance
from data.store import Store
from tests.data.builders import HOSTILE, MovableClock, texts

DAY = date(2026, 11, 20)


def a_result(**changes: object) -> Measurement:
    found = {"test": "T8", "day": DAY, "side": Side.LEFT, "value": 21.0, "unit": "reps"}
    return Measurement(**{**found, **changes})  # type: ignore[arg-type]  # a test's own words


def test_before_anything_was_measured_there_is_nothing(store: Store) -> None:
    assert store.measurements() == ()


def test_results_come_back_oldest_first_and_by_test(store: Store) -> None:
    later = store.add_measurements((a_result(day=date(2026, 11, 21), value=22.5),))
    both = store.add_measurements((a_result(), a_result(side=Side.RIGHT, unit="s")))
    other = store.add_measurements((a_result(test="T6", note=HOSTILE[13], conditions="x"),))
    assert {one.id for one in both} != {""}
    assert store.measurements("T6") == other
    found = store.measurements("T8")
    assert set(found[:2]) == set(both)
    assert found[2:] == later


def test_what_is_taken_back_is_gone(store: Store) -> None:
    kept, gone = store.add_measurements((a_result(), a_result(side=Side.RIGHT)))
    store.remove_measurements((gone.id, "nothing of this id"))
    assert store.measurements() == (kept,)


def test_a_side_that_is_none_is_refused_and_nothing_is_stored(store: Store) -> None:
    store.add_measurements((a_result(),))
    with pytest.raises(StoreError):
        store.add_measurements((a_result(value=1.0), a_result(side="above")))
    assert len(store.measurements()) == 1


@settings(max_examples=25, deadline=None)
@given(st.floats(-1e6, 1e6), st.sampled_from(Side), texts, texts)
def test_what_goes_in_comes_out(
    tmp_path_factory: pytest.TempPathFactory, value: float, side: Side, note: str, how: str
) -> None:
    store = Store(tmp_path_factory.mktemp("log") / "log.db", MovableClock())
    stored = store.add_measurements((a_result(value=value, side=side, note=note, conditions=how),))
    assert store.measurements() == stored
    store.close()


def test_the_first_screen_reads_the_same(path: Path, clock: MovableClock, store: Store) -> None:
    stored = store.add_measurements((a_result(),))
    store.decide(DecisionKind.WITHOUT, "T4", CANNOT)
    found = glance.read(path, DAY)
    assert found.measured == stored
    assert found.without == {"T4"}
    clock.move(seconds=1)
    store.decide(DecisionKind.WITHOUT, "T4", CAN)
    assert glance.read(path, DAY).without == frozenset()
