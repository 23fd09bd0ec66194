"""A session made easier as a whole: after time away, or for a ten-minute day."""

from __future__ import annotations

from collections.abc import Sequence

from app.coach.figures import (
    FEWER_REPS_SHARE,
    LIGHTER_SHARE,
    SHORT_HUNDRED_UP,
    SHORT_WARM_UP_REPS,
)
from app.coach.frozen import replace
from app.coach.ladders.core import STAND_INS
from app.coach.model import Decision, PrescribedItem, Section
from app.coach.plan_weeks import Easing

Items = tuple[PrescribedItem, ...]

_CORE = frozenset(STAND_INS) | frozenset(STAND_INS.values())
_SHORT_MOVES = frozenset({"warm_up_squat", "warm_up_hinge"})
_TOUCHES = "hundred_up_minor"
_STEP_UPS = frozenset({"high_box_step_up", "single_leg_march"})
_CALVES = frozenset({"calf_raise_straight", "calf_raise_bent"})


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
    """Return the ten-minute version (D.7.10); runs and drills come here cut already.

    Of the core one set, and two for what needs it most: `lowest` names the core exercises by
    control, the lowest first. With step-ups it is two sets of them, one of the bridge and one of
    calf raises. It counts for adherence once a week and never leads to more.
    """
    ids = {item.exercise_id for item in items if item.section is Section.MAIN}
    if ids & _STEP_UPS:
        kept = _short_step_ups(items)
    elif ids & _CORE:
        kept = _short_core(items, lowest)
    else:
        kept = tuple(_cut(item, len(item.targets)) for item in items)
    note = Decision("D.7.10", "Ten minutes keep the habit; they lead to nothing more.")
    return kept, note


def _short_core(items: Items, lowest: Sequence[str]) -> Items:
    kept: list[PrescribedItem] = []
    needs_most = next((name for name in lowest if any(i.exercise_id == name for i in items)), None)
    for item in items:
        if item.section is Section.OPENING and item.exercise_id == _TOUCHES:
            if not any(one.exercise_id == _TOUCHES for one in kept):
                touches = min(item.targets[0], SHORT_HUNDRED_UP)
                kept.append(replace(item, targets=(touches,), decision=_short(item)))
        elif item.section is Section.OPENING and item.exercise_id in _SHORT_MOVES:
            kept.append(replace(item, targets=(SHORT_WARM_UP_REPS,), decision=_short(item)))
        elif item.section is Section.MAIN and item.exercise_id in _CORE:
            kept.append(_cut(item, 2 if item.exercise_id == needs_most else 1))
    return tuple(kept)


def _short_step_ups(items: Items) -> Items:
    kept: list[PrescribedItem] = []
    calves = 0
    for item in items:
        if item.section is Section.OPENING and item.exercise_id in _SHORT_MOVES:
            kept.append(replace(item, targets=(SHORT_WARM_UP_REPS,), decision=_short(item)))
        elif item.exercise_id in _STEP_UPS:
            kept.append(_cut(item, 2))
        elif item.exercise_id == "glute_bridge" or (item.exercise_id in _CALVES and not calves):
            calves += item.exercise_id in _CALVES
            kept.append(_cut(item, 1))
    return tuple(kept)


def _cut(item: PrescribedItem, sets: int) -> PrescribedItem:
    return replace(item, targets=item.targets[:sets], extra_side=None, decision=_short(item))


def _short(item: PrescribedItem) -> Decision:
    return Decision("D.7.10", "Ten minutes today.", item.decision.numbers)
