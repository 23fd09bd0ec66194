"""How the gate at the end of a block stands for the plan: on, early, shorter, or again (D.7.8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coach.figures import GATE_REPEATS
from app.coach.frozen import dataclass
from app.coach.gate_state import Gate, GateChoice, GateDecision, Gates, failures, passed
from app.coach.model import Decision
from app.coach.tables import Block

NAMES = {
    Gate.PRIMER_EXIT: "the way out of the groundwork",
    Gate.DRILLS: "the gate to phase 2",
    Gate.RUNNING: "the gate to phase 3",
    Gate.LINK: "the gate to phase 4",
    Gate.END: "the end of phase 4",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """What was decided at a block's gate by some day. `failed` are the times it was not met."""

    opened: GateDecision | None = None
    shortened: bool = False
    failed: Gates = ()


def passage(gates: Gates, block: Block, since: date, day: date) -> Passage:
    """Return how a block's gate stands on `day`; `since` is the first day of the block."""
    if block.gate is None:
        return Passage()
    shortened = any(
        one.gate is block.gate and one.choice is GateChoice.SHORTENED and since <= one.day <= day
        for one in gates
    )
    return Passage(
        opened=passed(gates, block.gate, day, since),
        shortened=shortened,
        failed=failures(gates, block.gate, day, since),
    )


def next_week(block: Block, week: int, stands: Passage) -> int | None:
    """Return the week that follows: the same one where it is repeated, None after the block.

    A gate that opens in the last week but one ends the block early. A shortened phase leaves out
    that week and keeps the lighter last one (D.7.1).
    """
    if block.repeats:
        return week + 1
    if stands.opened is not None and week >= block.weeks - 1:
        return None
    if week < block.weeks:
        return block.weeks if stands.shortened and week == block.weeks - 2 else week + 1
    return week if block.gate is not None else None


def again(block: Block, failed: Sequence[GateDecision]) -> Decision:
    """Say why the last week comes again, and how (D.7.8)."""
    gate = NAMES[block.gate] if block.gate else block.label
    match min(len(failed), GATE_REPEATS):
        case 0:
            how = f"the last week again until {gate} is decided; the same numbers keep it all."
        case 1:
            how = f"{gate} was not met: the last week again, with the same numbers."
        case 2:
            how = f"{gate} was not met twice: again, and what failed is one step easier."
        case _:
            how = f"{gate} was not met {len(failed)} times: two sessions a week for now."
    return Decision("D.7.8", how[:1].upper() + how[1:], (("not met", len(failed)),))
