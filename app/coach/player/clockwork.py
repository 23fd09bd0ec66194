"""The events that move the clock: the large key, pause, rest."""

from __future__ import annotations

from app.coach.player import said, walk
from app.coach.player.model import (
    Accept,
    Done,
    PassBy,
    Pause,
    Phase,
    Rest,
    Resume,
    State,
    Tick,
)
from app.coach.player.turn import Turn

# A key that comes this soon after the phase changed by itself was meant for the phase before.
GRACE_SECONDS = 1.0


def tick(turn: Turn, _event: Tick) -> None:
    """Nothing but what time did."""


def done(turn: Turn, _event: Done) -> None:
    """Do what the large key means now."""
    state, at = turn.state, turn.now.seconds
    if state.paused:
        resume(turn, Resume())
    elif _too_soon(state, at):
        return
    elif state.phase is Phase.ASKING:
        said.pass_by(turn, PassBy())
    elif state.phase is Phase.WORK and state.row is not None:
        walk.finish(turn, at, walk.result(state, state.row, at))
    elif state.phase is not Phase.DONE:
        _start(turn, at)


def _too_soon(state: State, at: float) -> bool:
    if state.turned is None:
        return False
    # What waits after a rest was waited for: there the key means what it meant before.
    waits = state.phase is Phase.READY and state.deadline is None
    return not waits and at - state.turned < GRACE_SECONDS


def _start(turn: Turn, at: float) -> None:
    """Lead in to the set in hand; a second press begins it at once."""
    state = turn.state
    if state.phase is Phase.READY and state.deadline is not None:
        walk.work(turn, at)
    elif state.phase is Phase.SWITCH and state.deadline is not None:
        walk.get_ready(turn, at, min(state.options.lead_in, state.deadline - at))
    else:
        walk.get_ready(turn, at, state.options.lead_in)


def accept(turn: Turn, _event: Accept) -> None:
    """Take what stands ready; where nothing does, this is the large key, too."""
    if not said.accept_ready(turn):
        done(turn, Done())


def pause(turn: Turn, _event: Pause) -> None:
    """Stop the clock."""
    if not turn.state.paused and turn.state.phase is not Phase.DONE:
        turn.put(paused_at=turn.now.seconds)


def resume(turn: Turn, _event: Resume) -> None:
    """Let the clock run on: everything that was due is due later by as long as it stood."""
    state = turn.state
    if state.paused_at is None:
        return
    stood = turn.now.seconds - state.paused_at
    turn.put(
        paused_at=None,
        away=None,
        since=state.since + stood,
        began=state.began + stood,
        deadline=None if state.deadline is None else state.deadline + stood,
        turned=None,
    )


def rest(turn: Turn, event: Rest) -> None:
    """Move the end of the rest, or give some back to one that is over."""
    state, at = turn.state, turn.clock
    if state.phase in (Phase.REST, Phase.SWITCH) and state.deadline is not None:
        turn.put(deadline=max(at, state.deadline + event.by), turned=None)
    elif state.phase is Phase.READY and state.deadline is None and event.by > 0:
        turn.put(phase=Phase.REST, since=at, deadline=at + event.by)
    if not turn.state.paused:
        walk.cross(turn)
