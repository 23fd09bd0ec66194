"""A decision as every verb tells it to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.coach.model import Decision


def decision_as_json(decision: Decision) -> dict[str, object]:
    """Return a decision: its rule, what it says, and the numbers it saw by their names."""
    return {
        "rule": decision.rule,
        "sentence": decision.sentence,
        "numbers": dict(decision.numbers),
    }
