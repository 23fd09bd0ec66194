"""What to call where a runner begins (F.2.7), wherever people read it."""

from __future__ import annotations

from collections.abc import Mapping

from app.coach.model import Start

START_WORD: Mapping[str, str] = {
    Start.HOLD: "held until a person has looked at it",
    Start.GENTLE: "gentle start",
    Start.NONE: "nothing to begin",
    Start.PRIMER: "primer, then the block of the weak link",
    Start.FULL: "the whole sequence",
    Start.DEFER: "after the race",
}
