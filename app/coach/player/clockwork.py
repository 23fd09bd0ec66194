"""The events that move the clock: the large key, pause, rest, and how sets follow one another."""

from __future__ import annotations

from app.coach.frozen import replace
from app.coach.model import SkipReason
from app.coach.player import said, sets, walk
from app.coach.player.events import (
    Accept,
    Done,
    EndEarly,
    Hold,
    LetGo,
    Meanwhile,
    PassBy,
    Pause,
    Rest,
    RestOff,
    Resume,
    SetHandsFree,
    SetPacer,
    Skip,
    Tick,
)
from app.coach.player.hurting import stop
from app.coach.player.model import (
    Cue,
    Phase,
    State,
    Stop,
)
from app.coach.player.pace import CLOSE, TIMED, length, paced
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
    elif (stops := stop(state, state.row)) is Stop.SESSION:
        sets.end_early(turn, EndEarly())
    elif stops is not None:
        # There is nothing to start; what is left of it is left out. A jump did not hurt itself.
        reason = SkipReason.OTHER if stops is Stop.JUMPS else SkipReason.PAIN
        sets.skip(turn, Skip(reason, exercise=True))
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
    """Stop the clock, or call off that it runs on."""
    state = turn.state
    if state.paused:
        turn.put(goes_on=None, held=False)
    elif state.phase is not Phase.DONE:
        turn.put(paused_at=turn.now.seconds, held=False)


def resume(turn: Turn, _event: Resume) -> None:
    """Let the clock run on; a set is counted down to first, and a second time begins at once."""
    state, at = turn.state, turn.now.seconds
    if state.paused_at is None:
        return
    turn.put(held=False)
    if state.phase is Phase.WORK and state.goes_on is None and state.options.resume > 0:
        turn.put(goes_on=at + state.options.resume, away=None)
        _count_in(turn, at - CLOSE)
    else:
        _run_on(turn, at)


def hold(turn: Turn, _event: Hold) -> None:
    """Let no countdown run out from here on; a clock that the runner stopped is theirs to start."""
    if not turn.state.paused or turn.state.goes_on is not None:
        turn.put(held=True)


def let_go(turn: Turn, _event: LetGo) -> None:
    """Let a countdown that was held run on; a set that counts in does so by itself."""
    state = turn.state
    turn.put(held=False)
    if state.held and state.paused and state.phase is not Phase.WORK:
        _run_on(turn, turn.now.seconds)


def wait_to_go_on(turn: Turn) -> None:
    """Count down to a set that goes on after a pause, and let it go on when that is over."""
    state = turn.state
    if state.goes_on is None:
        return
    _count_in(turn, state.seen)
    if state.goes_on <= turn.now.seconds + CLOSE:
        turn.cue(Cue.WORK, state.goes_on)
        turn.put(seen=state.goes_on)
        _run_on(turn, state.goes_on)


def _count_in(turn: Turn, after: float) -> None:
    end = turn.state.goes_on
    assert end is not None
    for left in range(walk.COUNT_FROM, 0, -1):
        if after < end - left <= turn.now.seconds + CLOSE:
            turn.cue(Cue.COUNT, end - left)


def _run_on(turn: Turn, at: float) -> None:
    """Everything that was due is due later by as long as the clock stood."""
    state = turn.state
    assert state.paused_at is not None
    stood = at - state.paused_at
    turn.put(
        paused_at=None,
        goes_on=None,
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


def rest_off(turn: Turn, _event: RestOff) -> None:
    """Stand ready; what is over is counted up."""
    if turn.state.phase in (Phase.REST, Phase.SWITCH):
        walk.wait(turn, turn.clock)
        turn.put(turned=None)


def set_hands_free(turn: Turn, event: SetHandsFree) -> None:
    """Change how sets follow one another; what already waits goes on waiting."""
    turn.put(options=replace(turn.state.options, hands_free=event.on))


def set_pacer(turn: Turn, event: SetPacer) -> None:
    """Change who counts the repetitions, from the running set on."""
    state, row = turn.state, turn.state.row
    turn.put(options=replace(state.options, pacer=event.on))
    if state.phase is not Phase.WORK or row is None or row.unit in TIMED:
        return
    if not event.on and state.deadline is not None:
        turn.put(deadline=None, reported=row.target)
    elif event.on and state.deadline is None and paced(row):
        # Whoever asks to be counted begins with one.
        at = turn.clock
        turn.put(since=at, deadline=at + length(row), reported=None)


def meanwhile(turn: Turn, _event: Meanwhile) -> None:
    """Take the time nobody looked as used: the set in hand is done, the rest is over."""
    state, row, at = turn.state, turn.state.row, turn.now.seconds
    if state.away is None or state.paused_at is None or row is None:
        return
    turn.put(paused_at=None, away=None, goes_on=None, turned=None)
    if state.phase is Phase.WORK:
        ended = at if state.deadline is None else min(state.deadline, at)
        walk.finish_as_of(
            turn, row, ended, row.target if state.reported is None else state.reported
        )
    else:
        walk.wait(turn, at)
