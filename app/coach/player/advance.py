"""The workout machine: pure, with absolute deadlines; a tick only says that time has passed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.coach.model import Changeset, Moment, Rating, SetRow, SetStatus
from app.coach.player import checkin, clockwork, regroup, said, sets, walk
from app.coach.player.events import (
    Accept,
    Answer,
    Back,
    Correct,
    Done,
    EndEarly,
    Event,
    Hold,
    Later,
    LetGo,
    Meanwhile,
    Note,
    OnBone,
    Pain,
    PassBy,
    Pause,
    Rest,
    RestOff,
    Resume,
    SetHandsFree,
    SetPacer,
    Sharp,
    Skip,
    SorePlace,
    Swap,
    Tick,
    Undo,
)
from app.coach.player.model import (
    Advance,
    Phase,
    PlayerOptions,
    Proposal,
    State,
)
from app.coach.player.turn import Turn

# Ticks come at least once a second; when none came for so long, nobody was watching.
GAP_SECONDS = 10.0


def begin(
    rows: tuple[SetRow, ...],
    options: PlayerOptions,
    proposals: Mapping[str, Proposal],
    now: Moment,
) -> State:
    """Start a workout: count down to the first set. Without sets it is done at once."""
    at = now.seconds
    return State(
        rows=rows,
        options=options,
        proposals=proposals,
        phase=Phase.READY if rows else Phase.DONE,
        since=at,
        began=at,
        seen=at,
        deadline=at + options.get_ready if rows else None,
    )


def resume(
    rows: tuple[SetRow, ...],
    ratings: tuple[Rating, ...],
    cursor: int,
    asking: str | None,
    changesets: tuple[Changeset, ...],
    *,
    options: PlayerOptions,
    proposals: Mapping[str, Proposal],
    now: Moment,
    elapsed: float = 0.0,
) -> State:
    """Stand, paused, at the set where the log leaves off.

    `elapsed` is how many seconds of session had passed. A cursor at a set that is closed means
    the next one that is not.
    """
    at = now.seconds
    planned = cursor < len(rows) and rows[cursor].status is SetStatus.PLANNED
    here = cursor if planned else walk.next_planned(rows, cursor)
    state = State(
        rows=rows,
        options=options,
        proposals=proposals,
        phase=Phase.DONE if here is None else Phase.READY,
        since=at,
        began=at - elapsed,
        seen=at,
        cursor=len(rows) if here is None else here,
        deadline=None if here is None else at + options.lead_in,
        paused_at=at,
        last=walk.previous(rows, len(rows) if here is None else here),
        ratings=ratings,
        changesets=changesets,
    )
    turn = Turn(state, now)
    if here is None and state.last is not None:
        walk.close(turn, at, asking or rows[state.last].exercise_id)
    elif asking is not None and checkin.due(state, asking):
        turn.put(asking=asking)
    return turn.state


def advance(state: State, event: Event, now: Moment) -> Advance:
    """Return the state after `event` at `now`, the rows it changed, and what to announce.

    Whatever was due before `now` happens first, each thing at its own second. When nothing was
    heard for longer than `GAP_SECONDS` the workout pauses as of the last moment heard of, says
    how long that was, and does nothing else: the key was pressed before the runner could know.
    """
    if now.seconds < state.seen:
        now = Moment(state.seen, now.instant)
    turn = Turn(state, now)
    if _missed(state, now):
        stood = state.seen if state.paused_at is None else state.paused_at
        turn.put(paused_at=stood, goes_on=None, held=False, away=now.seconds - state.seen)
        if not isinstance(event, Note | Pain | SorePlace | Sharp | OnBone | EndEarly):
            turn.put(seen=now.seconds)
            return turn.result()
    clockwork.wait_to_go_on(turn)
    if not turn.state.paused:
        walk.cross(turn)
    turn.put(seen=now.seconds)
    _HANDLERS[type(event)](turn, event)
    walk.stand_still(turn, now.seconds)
    return turn.result()


def _missed(state: State, now: Moment) -> bool:
    clockless = state.phase in (Phase.ASKING, Phase.DONE)
    runs = not state.paused or state.goes_on is not None
    return runs and not clockless and now.seconds - state.seen > GAP_SECONDS


_HANDLERS: Mapping[type[Event], Callable[[Turn, Any], None]] = {
    Tick: clockwork.tick,
    Done: clockwork.done,
    Pause: clockwork.pause,
    Resume: clockwork.resume,
    Hold: clockwork.hold,
    LetGo: clockwork.let_go,
    Correct: sets.correct,
    Rest: clockwork.rest,
    RestOff: clockwork.rest_off,
    SetHandsFree: clockwork.set_hands_free,
    SetPacer: clockwork.set_pacer,
    Meanwhile: clockwork.meanwhile,
    Swap: regroup.swap,
    Later: regroup.later,
    Skip: sets.skip,
    Back: sets.back,
    Undo: sets.undo,
    Answer: said.answer,
    Accept: clockwork.accept,
    PassBy: said.pass_by,
    Note: said.note,
    Pain: said.pain,
    SorePlace: said.place,
    Sharp: said.sharp,
    OnBone: said.on_bone,
    EndEarly: sets.end_early,
}
