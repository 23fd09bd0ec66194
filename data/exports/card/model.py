"""What stands on a card, in words that are ready to be set."""

from __future__ import annotations

from app.coach.frozen import dataclass
from app.coach.movement import Movement


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise: its dose, how it is done, and the legs that are rated apart.

    `legs` is () where both legs share one value. `mirror` shows the figure facing left.
    """

    name: str
    dose: str
    facts: str
    cues: tuple[str, ...]
    legs: tuple[str, ...] = ()
    movement: Movement | None = None
    mirror: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One session. `before` and `after` are the opening and the closing, in a line each."""

    title: str
    when: str
    purpose: str
    entries: tuple[Entry, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
