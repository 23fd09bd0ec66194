"""The programme of today: Today and every use case after it read one and the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.coach.model import DecisionKind, Enrolment, Readiness
from data import glance
from data.store import Store
from tests.data.builders import MovableClock, an_enrolment

TODAY = date(2026, 11, 20)


def both(store: Store) -> Enrolment:
    """The programme as the store and as the first screen read it."""
    found = store.enrolment()
    assert found is not None
    assert glance.read(store.path, TODAY).enrolment == found
    return found


def test_answers_of_one_instant_stand_in_one_order(store: Store) -> None:
    store.save_enrolment(an_enrolment())
    for back in range(6):
        store.save_readiness(Readiness(TODAY - timedelta(days=back), sore=back % 2 == 0))
    assert len(both(store).readiness) == 6


def test_neither_more_nor_less_than_a_month_of_days(store: Store, clock: MovableClock) -> None:
    store.save_enrolment(an_enrolment())
    # Typed in late: the day is what counts, not when it was told.
    for back in (31, 30):
        store.save_readiness(Readiness(TODAY - timedelta(days=back), short_sleep=True))
    for _ in range(70):
        clock.move(minutes=1)
        store.save_readiness(Readiness(TODAY))
    found = both(store).readiness
    assert len(found) == 71
    assert found[0] == Readiness(TODAY - timedelta(days=30), short_sleep=True)
    longer = store.enrolment(TODAY - timedelta(days=31))
    assert longer is not None
    assert len(longer.readiness) == 72


@pytest.mark.parametrize("programme_id", ["p_1", "P%1", "p1"])
def test_a_gate_is_of_the_programme_that_it_names(store: Store, programme_id: str) -> None:
    store.save_enrolment(an_enrolment(programme_id))
    store.decide(DecisionKind.GATE, f"{programme_id} 1-2", "opened 2026-11-19")
    for other in ("pX1", "PXX1", "p11", "P1"):
        if other != programme_id:
            store.decide(DecisionKind.GATE, f"{other} 1-2", "opened 2026-11-18")
    assert [one.day for one in both(store).gates] == [date(2026, 11, 19)]
