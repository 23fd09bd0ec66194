"""What the clock of a session showed when something of it was last stored."""

from __future__ import annotations

import json
from contextlib import suppress
from math import inf

from sqlmodel import Session

from data import rows
from data.tables import Meta

# One session at a time can be under way, so one clock is kept.
_KEY = "session_clock"
# It goes with every set, which should be safe at once: one statement, whether it was kept or not.
_KEEP = (
    "INSERT INTO meta (key, value) VALUES (?, ?) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)


def keep(session: Session, workout_id: str, seconds: float) -> None:
    """Keep how many seconds of a workout have passed."""
    text = rows.json_text([workout_id, seconds])
    session.connection().exec_driver_sql(_KEEP, (_KEY, text))


def kept(session: Session, workout_id: str) -> float | None:
    """Return how many seconds of a workout had passed; None where nothing tells."""
    found = session.get(Meta, _KEY)
    if found is None:
        return None
    # A few seconds on the clock are no reason not to take a session up.
    with suppress(ValueError, TypeError):
        whose, seconds = json.loads(found.value)
        if whose == workout_id and 0 <= seconds < inf:
            return float(seconds)
    return None


def forget(session: Session) -> None:
    """Forget it; the workout has ended."""
    found = session.get(Meta, _KEY)
    if found is not None:
        session.delete(found)
