"""What is asked before a session, stored for the day."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from app.coach.model import Readiness

if TYPE_CHECKING:
    from app.trainer.desk import Desk

QUESTIONS = {
    "ill": "Feverish, or ill below the neck",
    "short_sleep": "Slept less than four hours",
    "sore": "Sore while at rest",
    "hard_run": "A hard run today, yesterday or tomorrow",
}
"""The four answers by the names of their fields (D.7.2)."""


def note(desk: Desk, ticked: Collection[str]) -> Readiness:
    """Store and return what holds today; none ticked means that nothing does.

    Raises `StoreError`; `ValueError` for a name that is none of `QUESTIONS`.
    """
    unknown = set(ticked) - set(QUESTIONS)
    if unknown:
        raise ValueError(f"nothing asks about {sorted(unknown)}")
    readiness = Readiness(desk.clock.today(), **dict.fromkeys(ticked, True))
    desk.store.save_readiness(readiness)
    return readiness
