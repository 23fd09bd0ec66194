"""What a runner decided about waiting: a session moved to a day, a plan that pauses (D.7.7).

Neither changes a rule. A moved session stays due when it was due and counts in full inside its
plan week; after a pause the days missed say where the plan goes on (B3 to B7).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.coach.day_text import parse_day
from app.coach.frozen import dataclass
from app.coach.model import Decision, DecisionKind

RESUMED = "resumed"
_UNTIL = "until "


@dataclass(frozen=True, slots=True)
class PutOff:
    """What holds now. `moved_to` is the day chosen for the next session, `until` a pause's last.

    Both may be None.
    """

    moved_to: date | None = None
    until: date | None = None


def move_subject(programme_id: str, slot_key: str) -> str:
    """Return what a move is stored under."""
    return f"{programme_id} {slot_key}"


def pause_choice(until: date) -> str:
    """Return how a pause is stored."""
    return f"{_UNTIL}{until.isoformat()}"


def put_off(
    decided: Iterable[tuple[str, str, str]], programme_id: str, slot_key: str, today: date
) -> PutOff:
    """Return what holds on `today`; `decided` are kind, subject and choice, newest first.

    A move to a day that is over, and a pause that has ended, hold no more.
    """
    newest: dict[tuple[str, str], str] = {}
    for kind, subject, choice in decided:
        newest.setdefault((kind, subject), choice)
    moved = newest.get((DecisionKind.MOVE, move_subject(programme_id, slot_key)), "")
    paused = newest.get((DecisionKind.PAUSE, programme_id), "").removeprefix(_UNTIL)
    return PutOff(_from(moved, today), _from(paused, today))


def _from(text: str, today: date) -> date | None:
    try:
        day = parse_day(text)
    except ValueError:
        return None
    return day if day >= today else None


def advice(found: PutOff, today: date) -> tuple[Decision, ...]:
    """Say what the runner decided, where it matters today."""
    if found.until is not None:
        sentence = (
            f"Paused until {found.until:%a} {found.until}; the days missed then say where the plan "
            "goes on, and a session before that is none too early."
        )
        return (Decision("D.7.7", sentence, (("until", found.until.isoformat()),)),)
    if found.moved_to is not None and found.moved_to > today:
        sentence = f"You moved this session to {found.moved_to:%a} {found.moved_to}."
        return (Decision("D.7.7", sentence, (("day", found.moved_to.isoformat()),)),)
    return ()
