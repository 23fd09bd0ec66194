"""The events that change sets: correct, skip, redo, end early, undo."""

from __future__ import annotations

from app.coach.model import Changeset, RowChange, SetRow, SetStatus
from app.coach.player import checkin, walk
from app.coach.player.events import (
    Back,
    Correct,
    EndEarly,
    Skip,
    Undo,
)
from app.coach.player.log import RESULTS, SETS, set_change, undoable
from app.coach.player.model import Phase
from app.coach.player.pace import period
from app.coach.player.regroup import rest_of_exercise
from app.coach.player.turn import Turn


def correct(turn: Turn, event: Correct) -> None:
    """Move the count of the running set, and so its end; else correct the set closed last."""
    state = turn.state
    if state.phase is not Phase.WORK or state.row is None:
        _correct_last(turn, event.by)
    elif state.deadline is not None:
        done = turn.clock - state.since
        left = state.deadline - turn.clock
        moved = min(left, max(-done, event.by * period(state.row)))
        turn.put(since=state.since - moved, deadline=state.deadline - moved)
        if not turn.state.paused:
            walk.cross(turn)
    elif state.reported is not None:
        turn.put(reported=max(0, state.reported + event.by))


def _correct_last(turn: Turn, by: int) -> None:
    state = turn.state
    row = state.rows[state.last] if state.last is not None else None
    if row is not None and row.actual is not None:
        turn.write("corrected", set_change(row, actual=max(0, row.actual + by)))


def skip(turn: Turn, event: Skip) -> None:
    """Leave out the set in hand, or all that is left of its exercise."""
    state, row, at = turn.state, turn.state.row, turn.clock
    if row is None:
        return
    others = rest_of_exercise(state.rows, row) if event.exercise else ()
    turn.write(
        "skipped",
        walk.cut_short(turn, row, at, event.reason),
        *(walk.left_out(other, event.reason) for other in others if other.pos != row.pos),
    )
    turn.put(last=row.pos)
    if state.phase is Phase.WORK:
        walk.leave(turn, at)
    else:
        _go_past(turn, row, at)


def _go_past(turn: Turn, skipped: SetRow, at: float) -> None:
    """Leave a set that had not begun; a rest that runs goes on, any other countdown starts anew.

    Another exercise has as long to get ready for as the first one, whatever was left.
    """
    state = turn.state
    following = walk.next_planned(state.rows, skipped.pos)
    if following is None:
        walk.close(turn, at, skipped.exercise_id)
        return
    turn.put(cursor=following)
    if checkin.due(state, skipped.exercise_id) and state.asking is None:
        turn.put(asking=skipped.exercise_id)
    if state.deadline is None:
        return
    another = state.rows[following].exercise_id != skipped.exercise_id
    ready = state.options.get_ready if another else state.options.lead_in
    if state.phase is not Phase.REST:
        walk.get_ready(turn, at, ready)
    elif another:
        turn.put(deadline=max(state.deadline, at + ready))


def back(turn: Turn, _event: Back) -> None:
    """Begin the running set again, or open the one closed last."""
    state, at = turn.state, turn.clock
    if state.phase is Phase.WORK:
        walk.get_ready(turn, at, state.options.lead_in)
        turn.put(reported=None, work_began=None)
        return
    if state.last is None:
        return
    row = state.rows[state.last]
    turn.write(
        "again",
        set_change(
            row,
            status=SetStatus.PLANNED,
            actual=None,
            skip_reason=None,
            started_at=None,
            ended_at=None,
        ),
    )
    walk.stand_at(turn, row.pos, at)
    walk.get_ready(turn, at, state.options.lead_in)


def end_early(turn: Turn, event: EndEarly) -> None:
    """Close every set that is left, and keep what is done."""
    state, row, at = turn.state, turn.state.row, turn.clock
    if row is None:
        return
    others = [
        walk.left_out(other, event.reason)
        for other in state.rows
        if other.status is SetStatus.PLANNED and other.pos != row.pos
    ]
    turn.write("ended early", walk.cut_short(turn, row, at, event.reason), *others)
    last = row.pos if turn.state.rows[row.pos].actual is not None else state.last
    turn.put(last=last)
    walk.close(turn, at, state.rows[last].exercise_id if last is not None else "")


def undo(turn: Turn, _event: Undo) -> None:
    """Take the newest changeset back, and stand where that leads."""
    state = turn.state
    target = undoable(state.changesets)
    if target is None:
        return
    inverse = tuple(change.inverse for change in reversed(target.rows))
    turn.write("undone", *inverse, undoes=target.seq)
    rows = turn.state.rows
    moved = [int(change.key[0]) for change in target.rows if _moves(change)]
    there = [pos for pos in moved if pos < len(rows)]
    if moved:
        planned = [pos for pos in there if rows[pos].status is SetStatus.PLANNED]
        here = min(planned) if planned else walk.next_planned(rows, max(there, default=-1))
        walk.stand_at(turn, here, turn.clock)
    else:
        _ask_again(turn, target)


def _moves(change: RowChange) -> bool:
    """Whether what is to be done was changed, and not only what is said about it."""
    if change.table != SETS or change.before is None or change.after is None:
        return change.table == SETS
    return not change.after.keys().isdisjoint({"status", "exercise_id", "rung"})


def _ask_again(turn: Turn, undone: Changeset) -> None:
    """Open the check-in whose answer was taken back, where a check-in can stand open."""
    results = [change for change in undone.rows if change.table == RESULTS]
    if not results or turn.state.phase is Phase.WORK:
        return
    exercise_id = str(results[0].key[0])
    if not checkin.due(turn.state, exercise_id):
        return
    passed = tuple(each for each in turn.state.passed if each[0] != exercise_id)
    turn.put(asking=exercise_id, passed=passed)
    if turn.state.phase is Phase.DONE:
        turn.put(phase=Phase.ASKING)
