"""The machine's own clock, in a zone of the settings that is not the machine's."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, timedelta
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.clock import SystemClock
from app.trainer import training
from tests.trainer.training_room import make_desk, prescription

# Twenty-five hours apart: it is never the same day in both.
HERE, SETTINGS = "Pacific/Kiritimati", "Pacific/Pago_Pago"


@pytest.fixture(autouse=True)
def zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that stands in `HERE`."""
    monkeypatch.setenv("TZ", HERE)
    # It asks the machine once in a process, which may have been before.
    monkeypatch.setattr(import_module("pendulum.tz.local_timezone"), "_local_timezone", None)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_the_day_is_that_of_the_settings_and_not_of_the_machine() -> None:
    clock = SystemClock(SETTINGS)
    before, today, after = (
        clock.now().instant.astimezone(ZoneInfo(SETTINGS)).date(),
        clock.today(),
        clock.now().instant.astimezone(ZoneInfo(SETTINGS)).date(),
    )
    assert before <= today <= after
    assert today < SystemClock().today()
    assert (clock.zone(), SystemClock().zone()) == (SETTINGS, HERE)


def test_an_instant_is_the_same_in_every_zone() -> None:
    one, other = SystemClock(SETTINGS).now(), SystemClock().now()
    assert one.instant.utcoffset() == other.instant.utcoffset() == timedelta(0)
    assert timedelta(0) <= other.instant - one.instant < timedelta(minutes=1)
    assert 0 <= other.seconds - one.seconds < 60


def test_a_session_is_of_the_day_of_the_settings(tmp_path: Path) -> None:
    clock = SystemClock(SETTINGS)
    desk = make_desk(tmp_path, clock)  # type: ignore[arg-type]  # any clock will do
    live = training.begin(desk, prescription())
    live.close()
    stored = desk.store.workout(live.record.id)
    assert stored.zone == SETTINGS
    assert stored.day == stored.started_at.astimezone(ZoneInfo(SETTINGS)).date()
    assert stored.day < stored.started_at.astimezone(ZoneInfo(HERE)).date()
    assert stored.started_at.tzinfo is UTC or stored.started_at.utcoffset() == timedelta(0)
