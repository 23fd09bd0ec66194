"""Runs inside the plan: how long one may be, and which blocks fit (D.2, D.7.5)."""

from __future__ import annotations

from collections.abc import Sequence

from app.coach.figures import LONGEST_RUN_DAYS, LONGEST_RUN_SHARE
from app.coach.frozen import replace
from app.coach.minutes import item_seconds
from app.coach.model import Decision, PrescribedItem, Unit

LOAD = "LOAD"
"""The flag of a questionnaire whose injuries came only after jumps in training (F.1 Q4)."""

RUNS = frozenset(
    {"easy_run", "form_blocks", "cadence_run", "vo2_intervals", "steady_run", "warm_up"}
)
"""What is done running; the rests between blocks are easy running too (B.7)."""

Items = tuple[PrescribedItem, ...]


def longest_allowed(longest_minutes: float | None) -> float | None:
    """Return the most minutes of a run: 10 % beyond the longest of the last 30 days (X17).

    None where no run of these days is known.
    """
    return None if longest_minutes is None else longest_minutes * LONGEST_RUN_SHARE


def steady_build(longest_minutes: float | None) -> Decision:
    """Return what a runner hears whose injuries came after jumps in training (D.3, LOAD; X17).

    It is said before any talk of mechanics, with the guard in the runner's own minutes.
    """
    most = longest_allowed(longest_minutes)
    sentence = (
        "Your injuries followed jumps in training: build steadily, with no run more than a tenth "
        f"beyond your longest of the last {LONGEST_RUN_DAYS} days"
    )
    if most is None or longest_minutes is None:
        return Decision("G1", f"{sentence}.")
    numbers = (("longest run", round(longest_minutes)), ("most", int(most)))
    own = f"{longest_minutes:.0f} minutes so far, so at most {int(most)}"
    return Decision("G1", f"{sentence}: {own}.", numbers)


def run_minutes(items: Sequence[PrescribedItem]) -> float:
    """Return the minutes of a session that are run, in and between its blocks."""
    return sum(item_seconds(item) for item in items if item.exercise_id in RUNS) / 60


def fit_run(items: Items, longest_minutes: float | None) -> tuple[Items, tuple[Decision, ...]]:
    """Drop blocks from the end until the run is no longer than the guard allows (D.7.5).

    The first block always stays: a run that short is one the runner does anyway. Where the
    longest run is not known nothing is dropped, and the note says what to look at.
    """
    if not any(_has_blocks(item) for item in items):
        return items, ()
    most = longest_allowed(longest_minutes)
    before = run_minutes(items)
    if most is None or longest_minutes is None:
        sentence = (
            f"About {before:.0f} minutes of running. No run of the last 30 days is known here: if "
            "that is over a tenth more than your longest, leave out blocks from the end."
        )
        return items, (Decision("D.2", sentence, (("minutes", round(before)),)),)
    kept = list(items)
    while run_minutes(kept) > most:
        place = next((n for n in reversed(range(len(kept))) if _can_shrink(kept[n])), None)
        if place is None:
            break
        kept[place] = _one_block_less(kept[place])
    if tuple(kept) == items:
        return items, ()
    sentence = (
        f"Blocks left out from the end: no run goes more than a tenth beyond the longest of the "
        f"last 30 days, {longest_minutes:.0f} minutes."
    )
    numbers = (("longest run", longest_minutes), ("minutes before", round(before)))
    return tuple(kept), (Decision("D.2", sentence, numbers),)


def _has_blocks(item: PrescribedItem) -> bool:
    return item.rated and item.unit is Unit.MINUTES and item.exercise_id in RUNS


def _can_shrink(item: PrescribedItem) -> bool:
    return _has_blocks(item) and (len(item.targets) > 1 or item.targets[0] > 1)


def _one_block_less(item: PrescribedItem) -> PrescribedItem:
    """One block less; of the only block a minute less."""
    if len(item.targets) > 1:
        return replace(item, targets=item.targets[:-1])
    return replace(item, targets=(item.targets[0] - 1,))
