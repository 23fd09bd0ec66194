"""What the clock of a session showed when it was left, kept until it is taken up again."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime

from sqlmodel import Session

from data import rows
from data.tables import Meta

# One session at a time can be under way, so one clock is kept.
_KEY = "session_clock"


def keep(session: Session, workout_id: str, seconds: float, at: datetime) -> None:
    """Keep how many seconds of a workout had passed at an instant."""
    text = rows.json_text([workout_id, seconds, rows.instant_text(at)])
    session.merge(Meta(key=_KEY, value=text))


def left(session: Session, workout_id: str) -> tuple[float, datetime] | None:
    """Return the seconds of a workout and when it was left; None where nothing tells."""
    kept = session.get(Meta, _KEY)
    if kept is None:
        return None
    # A few seconds on the clock are no reason not to take a session up.
    with suppress(ValueError, TypeError):
        whose, seconds, at = json.loads(kept.value)
        if whose == workout_id:
            return float(seconds), datetime.fromisoformat(at).astimezone(UTC)
    return None


def forget(session: Session) -> None:
    """Forget it; the workout has ended."""
    kept = session.get(Meta, _KEY)
    if kept is not None:
        session.delete(kept)
