"""A session made easier as a whole: after time away, or for a ten-minute day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.coach.course import Easing
from app.coach.figures import (
    FEWER_REPS_SHARE,
    LIGHTER_SHARE,
    SHORT_HUNDRED_UP,
    SHORT_WARM_UP_REPS,
)
from app.coach.ladders.core import STAND_INS
from app.coach.model import Decision, PrescribedItem, Section

Items = tuple[PrescribedItem, ...]

_CORE = frozenset(STAND_INS) | frozenset(STAND_INS.values())
_SHORT_MOVES = frozenset({"warm_up_squat", "warm_up_hinge"})
_TOUCHES = "hundred_up_minor"


def ease(items: Items, easing: Easing) -> Items:
    """Return the main part with fewer sets after time away (B4, B5, D.7.2)."""
    if easing is Easing.NONE:
        return items
    return tuple(_eased(item, easing) if item.section is Section.MAIN else item for item in items)


def lighter_sets(sets: int) -> int:
    """Return the sets of a lighter week: 0.6 of them, rounded, at least one (D.7.2)."""
    return max(1, round(LIGHTER_SHARE * sets))


def _eased(item: PrescribedItem, easing: Easing) -> PrescribedItem:
    sets, target = len(item.targets), item.targets[0]
    if easing is Easing.WEEK:
        fewer, rule = lighter_sets(sets), "B5"
        sentence = f"A lighter week after time away: {fewer} × {target}."
    elif sets > 1:
        fewer, rule = sets - 1, "B4"
        sentence = f"The first session after time away: one set less, {fewer} × {target}."
    else:
        fewer, rule, target = 1, "B4", max(1, round(target * FEWER_REPS_SHARE))
        sentence = f"The first session after time away: a third less, 1 × {target}."
    if (fewer, target) == (sets, item.targets[0]):
        return replace(item, extra_side=None)
    decision = Decision(rule, sentence, item.decision.numbers)
    return replace(item, targets=(target,) * fewer, decision=decision, extra_side=None)


def shorten(items: Items, lowest: Sequence[str]) -> tuple[Items, Decision]:
    """Return the ten-minute version: one set of the core, two for what needs it most (D.7.10).

    `lowest` names the core exercises by control, the lowest first. It counts for adherence once
    a week and never leads to more.
    """
    kept: list[PrescribedItem] = []
    needs_most = next(iter(lowest), None)
    for item in items:
        if item.section is Section.OPENING and item.exercise_id == _TOUCHES:
            if not any(one.exercise_id == _TOUCHES for one in kept):
                touches = min(item.targets[0], SHORT_HUNDRED_UP)
                kept.append(replace(item, targets=(touches,), decision=_short(item)))
        elif item.section is Section.OPENING and item.exercise_id in _SHORT_MOVES:
            kept.append(replace(item, targets=(SHORT_WARM_UP_REPS,), decision=_short(item)))
        elif item.section is Section.MAIN and item.exercise_id in _CORE:
            sets = 2 if item.exercise_id == needs_most else 1
            targets = item.targets[:sets]
            kept.append(replace(item, targets=targets, extra_side=None, decision=_short(item)))
    note = Decision("D.7.10", "Ten minutes keep the habit; they lead to nothing more.")
    return tuple(kept), note


def _short(item: PrescribedItem) -> Decision:
    return Decision("D.7.10", "Ten minutes today.", item.decision.numbers)
