"""A set that was typed in beside what a rule asked for: what it is like, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.coach.frozen import replace
from app.coach.model import Exercise, Section, SetRow, Side

RULE = "typed"
"""The rule id of a set that no rule asked for."""

_WHY = "Typed in afterwards; no rule set a target."


def own(exercise: Exercise) -> SetRow:
    """Return what a set of an exercise is like when no plan asked for it."""
    return SetRow(
        pos=0,
        section=Section.MAIN,
        exercise_id=exercise.id,
        set_no=1,
        set_count=1,
        side=Side.BOTH,
        unit=exercise.unit,
        target=0,
        seconds_per_unit=exercise.seconds_per_unit,
        rest_after=exercise.set_rest,
        rule=RULE,
        why="",
        tempo=exercise.tempo,
        hold_seconds=exercise.hold_seconds,
        rated=exercise.rated,
    )


def beside(like: SetRow, side: Side, target: int) -> SetRow:
    """Return one set more of the kind of `like`, that no rule asked for."""
    return replace(like, side=side, target=target, rule=RULE, why=_WHY)


def in_place(rows: Iterable[SetRow]) -> tuple[SetRow, ...]:
    """Return sets as they belong together, in the order of a workout.

    A set that was put in afterwards has the last place in the log, so that the others keep
    theirs; here it stands behind the last one of its exercise.
    """
    found: list[SetRow] = []
    for row in rows:
        at = len(found)
        if row.rule == RULE:
            same = (place for place in range(at, 0, -1) if _same(found[place - 1], row))
            at = next(same, at)
        found.insert(at, row)
    return tuple(found)


def _same(one: SetRow, other: SetRow) -> bool:
    return one.exercise_id == other.exercise_id


def numbered(before: Sequence[SetRow], after: Sequence[SetRow]) -> tuple[SetRow, ...]:
    """Return `after` with the sets numbered anew where some went or came, the others as they were.

    An exercise that comes twice, as at the start and at the end, is counted apart each time; a
    set that is not in `before` belongs to the last time.
    """
    block: dict[int, int] = {}
    for one in {(row.exercise_id, row.side) for row in before}:
        number = 0
        latest = 0
        for row in before:
            if (row.exercise_id, row.side) == one:
                number += row.set_no <= latest
                latest = row.set_no
                block[row.pos] = number
    return tuple(_with_number(row, after, block) for row in after)


def _with_number(row: SetRow, rows: Sequence[SetRow], block: Mapping[int, int]) -> SetRow:
    same = [one for one in rows if (one.exercise_id, one.side) == (row.exercise_id, row.side)]
    last = max((block[one.pos] for one in same if one.pos in block), default=0)
    of_this = [one.pos for one in same if block.get(one.pos, last) == block.get(row.pos, last)]
    return replace(row, set_no=of_this.index(row.pos) + 1, set_count=len(of_this))
