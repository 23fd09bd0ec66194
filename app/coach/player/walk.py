"""How the player gets from one phase to the next. `at` is the second at which it happens."""

from __future__ import annotations

from app.coach.model import RowChange, SetRow, SetStatus, SkipReason, Unit
from app.coach.player import checkin
from app.coach.player.hurting import stop
from app.coach.player.log import set_change
from app.coach.player.model import Cue, Phase, State
from app.coach.player.pace import CLOSE, TIMED, Stage, counted, length, paced, period, stages
from app.coach.player.turn import Turn

COUNT_FROM = 3
HALFWAY_FROM_SECONDS = 20.0
"""A set shorter than this is over before half of it is worth saying."""


def get_ready(turn: Turn, at: float, seconds: float) -> None:
    """Count down to the set in hand."""
    turn.put(phase=Phase.READY, since=at, deadline=at + seconds)
    turn.cue(Cue.READY, at)


def wait(turn: Turn, at: float) -> None:
    """Stand at the set in hand until a key is pressed."""
    turn.put(phase=Phase.READY, since=at, deadline=None)
    turn.cue(Cue.READY, at)


def work(turn: Turn, at: float) -> None:
    """Begin the set in hand. A check-in still open waits for the end of the session."""
    row = turn.state.row
    if row is None:
        return
    by_itself = paced(row, pacer=turn.state.options.pacer)
    turn.put(
        phase=Phase.WORK,
        since=at,
        deadline=at + length(row) if by_itself else None,
        reported=None if by_itself else row.target,
        work_began=turn.instant(at),
        asking=None,
    )
    turn.cue(Cue.WORK, at)
    if row.set_no == row.set_count > 1:
        turn.cue(Cue.LAST_SET, at)


def result(state: State, row: SetRow, at: float) -> int:
    """What the running set comes to if it ends at this second."""
    if state.reported is not None:
        return state.reported
    return counted(row, at - state.since)


def finish(turn: Turn, at: float, actual: int) -> None:
    """Close the running set with its result and go on."""
    row = turn.state.row
    if row is None:
        return
    turn.write("done", _closed(turn, row, at, actual=actual))
    turn.put(last=row.pos)
    leave(turn, at)


def finish_as_of(turn: Turn, row: SetRow, ended: float, actual: int) -> None:
    """Close a set that ended a while ago; what follows it begins now."""
    turn.write("done", _closed(turn, row, ended, actual=actual))
    turn.put(last=row.pos)
    leave(turn, turn.now.seconds)


_HURT = frozenset({SkipReason.PAIN, SkipReason.SHARP, SkipReason.BONE})


def cut_short(turn: Turn, row: SetRow, at: float, reason: SkipReason) -> RowChange | None:
    """Return the change that closes the set in hand before its end.

    What was counted is kept (S7). A set that pain closed does not count as done (D.7.2), and one
    in which nothing was done was left out. An open-ended set has nothing until a key ends it.
    """
    state = turn.state
    working = state.phase is Phase.WORK and state.reported is None
    actual = result(state, row, at) if working else 0
    if actual == 0:
        return left_out(row, reason)
    status = SetStatus.SKIPPED if reason in _HURT else SetStatus.DONE
    return _closed(turn, row, at, actual=actual, status=status, reason=reason)


def left_out(row: SetRow, reason: SkipReason) -> RowChange | None:
    """Return the change that leaves a whole set out."""
    return set_change(row, status=SetStatus.SKIPPED, skip_reason=reason)


def _closed(
    turn: Turn,
    row: SetRow,
    at: float,
    *,
    actual: int,
    status: SetStatus = SetStatus.DONE,
    reason: SkipReason | None = None,
) -> RowChange | None:
    return set_change(
        row,
        status=status,
        actual=actual,
        skip_reason=reason,
        started_at=turn.state.work_began,
        ended_at=turn.instant(at),
    )


def leave(turn: Turn, at: float) -> None:
    """Go on from the set in hand, which is closed: to the other leg, a rest, or the end."""
    state = turn.state
    closed = state.rows[state.cursor]
    following = next_planned(state.rows, closed.pos)
    if following is None:
        close(turn, at, closed.exercise_id)
        return
    asks = checkin.due(state, closed.exercise_id) and checkin.still_open(state, closed.exercise_id)
    asking = closed.exercise_id if asks else None
    other_leg = closed.switch and following == closed.pos + 1
    turn.put(
        phase=Phase.SWITCH if other_leg else Phase.REST,
        since=at,
        deadline=at + _between(state, closed, other_leg=other_leg),
        cursor=following,
        reported=None,
        work_began=None,
        asking=asking,
    )
    if other_leg:
        turn.cue(Cue.SWITCH, at)
    elif closed.rest_after:
        turn.cue(Cue.REST, at)
    elif asking is None:
        # Moves without a rest between them follow one another; a lead-in is all they get.
        get_ready(turn, at, state.options.lead_in)
    else:
        wait(turn, at)


def _between(state: State, closed: SetRow, *, other_leg: bool) -> int:
    if not other_leg:
        return closed.rest_after
    if state.options.switch is not None:
        return state.options.switch
    return closed.rest_after or state.options.lead_in


def close(turn: Turn, at: float, exercise_id: str) -> None:
    """End the work; ask about the last exercise, and what was cut off before, if anything."""
    asking = checkin.owed(turn.state, exercise_id)
    turn.put(
        phase=Phase.ASKING if asking else Phase.DONE,
        since=at,
        deadline=None,
        cursor=len(turn.state.rows),
        reported=None,
        work_began=None,
        asking=asking,
    )
    turn.cue(Cue.DONE, at)


def stand_at(turn: Turn, pos: int | None, at: float) -> None:
    """Wait at a set, or where all are closed at the end, after the log was changed behind us."""
    state = turn.state
    turn.put(reported=None, work_began=None, asking=None, turned=None)
    if pos is None:
        last = previous(state.rows, len(state.rows))
        turn.put(last=last)
        close(turn, at, state.rows[last].exercise_id if last is not None else "")
        return
    turn.put(cursor=pos, last=previous(state.rows, pos))
    wait(turn, at)


def cross(turn: Turn) -> None:
    """Let everything happen that was due by now, each at its own second."""
    now = turn.now.seconds
    after = turn.state.seen
    while True:
        state = turn.state
        deadline = state.deadline
        announce(turn, after, min(now, deadline) if deadline is not None else now)
        if deadline is None or deadline > now + CLOSE:
            return
        turn.put(turned=deadline)
        after = max(after, deadline)
        _reach(turn, deadline)
        stand_still(turn, deadline)
        if turn.state.paused:
            return


def _reach(turn: Turn, at: float) -> None:
    state = turn.state
    if state.phase is Phase.WORK and state.row is not None:
        finish(turn, at, state.row.target)
    elif stop(state, state.row) or (state.phase is Phase.REST and not _flows(state)):
        wait(turn, at)
    else:
        work(turn, at)


def stand_still(turn: Turn, at: float) -> None:
    """Stop a countdown while something is asked that may stop what it leads to."""
    state = turn.state
    if state.held and not state.paused and state.phase in _COUNTED and state.deadline is not None:
        turn.put(paused_at=at)


_COUNTED = frozenset({Phase.READY, Phase.REST, Phase.SWITCH})


def _flows(state: State) -> bool:
    """Whether the next set begins by itself; nobody is back at the line before they say so."""
    return state.options.hands_free and state.row is not None and state.row.unit is not Unit.METRES


def announce(turn: Turn, after: float, until: float) -> None:
    """Announce the count-down and the half-way mark that lie in this stretch of time."""
    state, row = turn.state, turn.state.row
    if state.deadline is None or row is None:
        return
    due = []
    if state.phase is Phase.WORK and row.unit is Unit.PAIRS:
        due = _parts_of_pairs(state, row)
    if state.phase is not Phase.WORK or row.unit in TIMED:
        due += [(state.deadline - left, Cue.COUNT) for left in range(COUNT_FROM, 0, -1)]
    if state.phase is Phase.WORK and length(row) >= HALFWAY_FROM_SECONDS:
        due.append((state.since + length(row) / 2, Cue.HALFWAY))
    for at, cue in due:
        if after + CLOSE < at <= until + CLOSE and at >= state.since:
            turn.cue(cue, at)


_PART_CUES = {
    Stage.STEP_UP: Cue.WORK,
    Stage.CHANGE: Cue.SWITCH,
    Stage.STEP_UP_OTHER: Cue.WORK,
    Stage.WALK: Cue.REST,
    Stage.RUN: Cue.WORK,
}


def _parts_of_pairs(state: State, row: SetRow) -> list[tuple[float, Cue]]:
    """Return when each part of each pair begins, the first aside, and the count down to a run."""
    found: list[tuple[float, Cue]] = []
    for number in range(row.target):
        at = state.since + number * period(row)
        for stage, seconds in stages(row):
            if stage is Stage.RUN:
                found += [(at - left, Cue.COUNT) for left in range(COUNT_FROM, 0, -1)]
            if at > state.since:
                found.append((at, _PART_CUES[stage]))
            at += seconds
    return found


def next_planned(rows: tuple[SetRow, ...], pos: int) -> int | None:
    """Return the next set still to do after `pos`; one left behind comes last."""
    planned = [row.pos for row in rows if row.status is SetStatus.PLANNED]
    return next((found for found in planned if found > pos), planned[0] if planned else None)


def previous(rows: tuple[SetRow, ...], pos: int) -> int | None:
    """Return the nearest closed set before `pos`."""
    closed = (row.pos for row in rows[:pos] if row.status is not SetStatus.PLANNED)
    return max(closed, default=None)
