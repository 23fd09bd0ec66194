"""The events that change which sets are to come: another exercise, or the same one later."""

from __future__ import annotations

from app.coach.frozen import replace
from app.coach.model import Changeset, SetRow, SetStatus, Side, Unit
from app.coach.player import checkin, walk
from app.coach.player.events import Later, Swap
from app.coach.player.log import apply, rewritten
from app.coach.player.model import Phase
from app.coach.player.pace import length
from app.coach.player.turn import Turn
from app.coach.swap import Substitute

_WHOLE_SECONDS = 5
"""Seconds of a hold come in steps that a person would choose."""


def rest_of_exercise(rows: tuple[SetRow, ...], row: SetRow) -> tuple[SetRow, ...]:
    """Return the sets still to do of this exercise, in this form and part of the session."""
    return tuple(other for other in rows if _same(other, row) and _planned(other))


def can_wait(rows: tuple[SetRow, ...], row: SetRow) -> bool:
    """Whether another exercise of this part of the session could be done first."""
    return any(
        _planned(other) and other.section is row.section and not _same(other, row)
        for other in rows[row.pos :]
    )


def later(turn: Turn, _event: Later) -> None:
    """Put what is left of the exercise at the end of its part; a set that runs begins anew then."""
    state, row = turn.state, turn.state.row
    if row is None or not can_wait(state.rows, row):
        return
    moved = [each for each in state.rows[row.pos :] if _same(each, row) and _planned(each)]
    gone = {each.pos for each in moved}
    others = [each for each in state.rows[row.pos :] if each.pos not in gone]
    last = max(
        index for index, each in enumerate(others) if _planned(each) and each.section is row.section
    )
    # What follows a part of the session follows its new last set.
    before, end = others[last], moved[-1]
    others[last] = replace(before, rest_after=end.rest_after or before.rest_after)
    moved[-1] = replace(end, rest_after=before.rest_after)
    order = [*state.rows[: row.pos], *others[: last + 1], *moved, *others[last + 1 :]]
    _rewrite(turn, "later", order)
    _stand(turn, row)


def swap(turn: Turn, event: Swap) -> None:
    """Do what is left of the exercise as another; what was done of a running set is kept."""
    state, row, at = turn.state, turn.state.row, turn.clock
    if row is None:
        return
    closing = walk.cut_short(turn, row, at, event.reason) if state.phase is Phase.WORK else None
    # A set in which nothing was counted yet is done as the other exercise.
    closes = closing is not None and closing.after is not None and "actual" in closing.after
    rows = state.rows
    changes = []
    if closes and closing is not None:
        changes.append(closing)
        rows, _ = apply(rows, (), Changeset(0, "closed", (closing,)))
        turn.put(last=row.pos)
    old = rest_of_exercise(rows, row)
    if old:
        order = [*rows[: old[0].pos], *_substituted(old, event)]
        order += [each for each in rows[old[0].pos :] if each.pos not in {one.pos for one in old}]
        changes += rewritten(rows, _numbered(order))
    turn.write("swapped", *changes)
    _stand(turn, row)


def _substituted(old: tuple[SetRow, ...], event: Swap) -> list[SetRow]:
    to = event.to
    rounds: dict[int, list[SetRow]] = {}
    for row in old:
        rounds.setdefault(row.set_no, []).append(row)
    new: list[SetRow] = []
    for sets in rounds.values():
        sides = _sides(sets, to)
        for side in sides:
            switch = side is not sides[-1]
            new.append(
                replace(
                    sets[0],
                    exercise_id=to.exercise_id,
                    side=side,
                    unit=to.unit,
                    target=_target(sets[0], to),
                    seconds_per_unit=to.seconds_per_unit,
                    tempo=to.tempo,
                    hold_seconds=to.hold_seconds,
                    rung=to.rung,
                    rated=to.rated,
                    load_kg=None,
                    height_cm=None,
                    switch=switch,
                    rest_after=to.leg_rest if switch else sets[-1].rest_after,
                    rule=to.rule(event.reason),
                    why=to.why(event.reason),
                    pain=None,
                    note="",
                )
            )
    return new


def _sides(sets: list[SetRow], to: Substitute) -> tuple[Side, ...]:
    if to.laterality.sides == 1:
        return (Side.BOTH,)
    sides = tuple(row.side for row in sets)
    return (Side.LEFT, Side.RIGHT) if sides == (Side.BOTH,) else sides


def _target(row: SetRow, to: Substitute) -> int:
    """Return the same number of the same unit, else what takes as long."""
    if to.unit is row.unit or to.seconds_per_unit <= 0:
        return row.target
    units = length(row) / to.seconds_per_unit
    if to.unit is Unit.SECONDS:
        return max(_WHOLE_SECONDS, round(units / _WHOLE_SECONDS) * _WHOLE_SECONDS)
    return max(1, round(units))


def _rewrite(turn: Turn, cause: str, order: list[SetRow]) -> None:
    turn.write(cause, *rewritten(turn.state.rows, _numbered(order)))


def _numbered(order: list[SetRow]) -> tuple[SetRow, ...]:
    return tuple(replace(row, pos=pos) for pos, row in enumerate(order))


def _stand(turn: Turn, before: SetRow) -> None:
    """Stand at the next set to do; a rest that runs goes on, and what has ended is asked about."""
    state, at = turn.state, turn.clock
    following = walk.next_planned(state.rows, before.pos - 1)
    if following is None:
        walk.close(turn, at, before.exercise_id)
        return
    turn.put(
        cursor=following,
        last=walk.previous(state.rows, following),
        reported=None,
        work_began=None,
    )
    asking = state.asking or before.exercise_id
    turn.put(asking=asking if checkin.due(turn.state, asking) else None)
    if state.phase is Phase.REST:
        return
    if state.options.hands_free:
        walk.get_ready(turn, at, state.options.get_ready)
    else:
        walk.wait(turn, at)


def _same(other: SetRow, row: SetRow) -> bool:
    return (other.exercise_id, other.rung, other.section) == (
        row.exercise_id,
        row.rung,
        row.section,
    )


def _planned(row: SetRow) -> bool:
    return row.status is SetStatus.PLANNED
