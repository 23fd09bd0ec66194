"""The workout machine: pure, with absolute deadlines; a tick only says that time has passed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.coach.model import Changeset, Moment, Rating, RowChange, SetRow, SetStatus, Side
from app.coach.player import checkin, walk
from app.coach.player.log import rating_change, set_change, undoable
from app.coach.player.model import (
    Accept,
    Advance,
    Answer,
    Asked,
    Back,
    Correct,
    Done,
    EndEarly,
    Event,
    Note,
    Pain,
    PassBy,
    Pause,
    Phase,
    PlayerOptions,
    Proposal,
    Question,
    Rest,
    Resume,
    Skip,
    State,
    Tick,
    Undo,
)
from app.coach.player.pace import paced, period
from app.coach.player.turn import Turn

# Ticks come at least once a second; when none came for so long, nobody was watching.
GAP_SECONDS = 10.0
# A key that comes this soon after the phase changed by itself was meant for the phase before.
GRACE_SECONDS = 1.0


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
        turn.put(paused_at=state.seen, away=now.seconds - state.seen)
        if not isinstance(event, Note | Pain | EndEarly):
            turn.put(seen=now.seconds)
            return turn.result()
    if not turn.state.paused:
        walk.cross(turn)
    turn.put(seen=now.seconds)
    _HANDLERS[type(event)](turn, event)
    return turn.result()


def _missed(state: State, now: Moment) -> bool:
    clockless = state.phase in (Phase.ASKING, Phase.DONE)
    return not state.paused and not clockless and now.seconds - state.seen > GAP_SECONDS


def _clock(turn: Turn) -> float:
    return turn.state.at(turn.now.seconds)


# --- the large key, and time -------------------------------------------------------------


def _tick(turn: Turn, _event: Tick) -> None:
    """Nothing but what time did."""


def _done(turn: Turn, _event: Done) -> None:
    state, at = turn.state, turn.now.seconds
    if state.paused:
        _resume(turn, Resume())
    elif _too_soon(state, at):
        return
    elif state.phase is Phase.ASKING:
        _pass_by(turn, PassBy())
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


def _pause(turn: Turn, _event: Pause) -> None:
    if not turn.state.paused and turn.state.phase is not Phase.DONE:
        turn.put(paused_at=turn.now.seconds)


def _resume(turn: Turn, _event: Resume) -> None:
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


def _rest(turn: Turn, event: Rest) -> None:
    state, at = turn.state, _clock(turn)
    if state.phase in (Phase.REST, Phase.SWITCH) and state.deadline is not None:
        turn.put(deadline=max(at, state.deadline + event.by), turned=None)
    elif state.phase is Phase.READY and state.deadline is None and event.by > 0:
        turn.put(phase=Phase.REST, since=at, deadline=at + event.by)
    if not turn.state.paused:
        walk.cross(turn)


# --- sets --------------------------------------------------------------------------------


def _correct(turn: Turn, event: Correct) -> None:
    state = turn.state
    if state.phase is not Phase.WORK or state.row is None:
        _correct_last(turn, event.by)
    elif paced(state.row) and state.deadline is not None:
        done = _clock(turn) - state.since
        left = state.deadline - _clock(turn)
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


def _skip(turn: Turn, event: Skip) -> None:
    state, row, at = turn.state, turn.state.row, _clock(turn)
    if row is None:
        return
    others = _rest_of_exercise(state.rows, row) if event.exercise else ()
    turn.write(
        "skipped",
        walk.cut_short(turn, row, at, event.reason),
        *(walk.left_out(other, event.reason) for other in others),
    )
    turn.put(last=row.pos)
    if state.phase is Phase.WORK:
        walk.leave(turn, at)
    else:
        _go_past(turn, row, at)


def _rest_of_exercise(rows: tuple[SetRow, ...], row: SetRow) -> tuple[SetRow, ...]:
    return tuple(
        other
        for other in rows
        if other.pos != row.pos
        and other.exercise_id == row.exercise_id
        and other.section is row.section
        and other.status is SetStatus.PLANNED
    )


def _go_past(turn: Turn, skipped: SetRow, at: float) -> None:
    """Leave a set that had not begun; a rest that runs goes on, any other wait starts anew."""
    state = turn.state
    following = walk.next_planned(state.rows, skipped.pos)
    if following is None:
        walk.close(turn, at, skipped.exercise_id)
        return
    turn.put(cursor=following)
    if checkin.due(state, skipped.exercise_id) and state.asking is None:
        turn.put(asking=skipped.exercise_id, passed=())
    if state.phase is Phase.SWITCH or (state.phase is Phase.READY and state.deadline is not None):
        walk.get_ready(turn, at, state.options.lead_in)


def _back(turn: Turn, _event: Back) -> None:
    state, at = turn.state, _clock(turn)
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


def _end_early(turn: Turn, event: EndEarly) -> None:
    state, row, at = turn.state, turn.state.row, _clock(turn)
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


def _undo(turn: Turn, _event: Undo) -> None:
    state = turn.state
    target = undoable(state.changesets)
    if target is None:
        return
    inverse = tuple(change.inverse for change in reversed(target.rows))
    turn.write("undone", *inverse, undoes=target.seq)
    moved = [
        int(change.key[0])
        for change in target.rows
        if change.table == "workout_set" and change.after and "status" in change.after
    ]
    if moved:
        rows = turn.state.rows
        planned = [pos for pos in moved if rows[pos].status is SetStatus.PLANNED]
        here = min(planned) if planned else walk.next_planned(rows, max(moved))
        walk.stand_at(turn, here, _clock(turn))
    else:
        _ask_again(turn, target)


def _ask_again(turn: Turn, undone: Changeset) -> None:
    """Open the check-in whose answer was taken back, where a check-in can stand open."""
    results = [change for change in undone.rows if change.table == "exercise_result"]
    if not results or turn.state.phase is Phase.WORK:
        return
    exercise_id = str(results[0].key[0])
    if not checkin.due(turn.state, exercise_id):
        return
    turn.put(asking=exercise_id, passed=())
    if turn.state.phase is Phase.DONE:
        turn.put(phase=Phase.ASKING)


# --- what is said ------------------------------------------------------------------------


def _answer(turn: Turn, event: Answer) -> None:
    questions = checkin.open_questions(turn.state)
    if not questions or turn.state.asking is None:
        return
    question = questions[0]
    if question.asked.lowest <= event.value <= question.asked.highest:
        turn.write("answered", _store(turn.state, turn.state.asking, question, event.value))
        _next_question(turn)


def _accept(turn: Turn, _event: Accept) -> None:
    state = turn.state
    questions = checkin.open_questions(state)
    if state.asking is None:
        _done(turn, Done())
        return
    answers = {
        question: value
        for question in questions
        if (value := checkin.ready(state, state.asking, question)) is not None
    }
    if not answers:
        _done(turn, Done())
        return
    turn.write("accepted", *_store_all(state, state.asking, answers))
    _next_question(turn)


def _store(state: State, exercise_id: str, question: Question, value: int) -> RowChange | None:
    return rating_change(state.ratings, exercise_id, question.side, **{question.asked.value: value})


def _store_all(
    state: State, exercise_id: str, answers: Mapping[Question, int]
) -> list[RowChange | None]:
    by_side: dict[Side, dict[str, int]] = {}
    for question, value in answers.items():
        by_side.setdefault(question.side, {})[question.asked.value] = value
    return [
        rating_change(state.ratings, exercise_id, side, **fields)
        for side, fields in by_side.items()
    ]


def _pass_by(turn: Turn, _event: PassBy) -> None:
    questions = checkin.open_questions(turn.state)
    if questions:
        turn.put(passed=(*turn.state.passed, questions[0]))
        _next_question(turn)


def _next_question(turn: Turn) -> None:
    if checkin.open_questions(turn.state):
        return
    turn.put(asking=None, passed=())
    if turn.state.phase is Phase.ASKING:
        turn.put(phase=Phase.DONE)


def _note(turn: Turn, event: Note) -> None:
    pos = turn.state.focus if event.pos is None else event.pos
    if pos is not None:
        turn.write("noted", set_change(turn.state.rows[pos], note=event.text))


def _pain(turn: Turn, event: Pain) -> None:
    state = turn.state
    pos = state.focus if event.pos is None else event.pos
    if pos is None or not Asked.PAIN.lowest <= event.value <= Asked.PAIN.highest:
        return
    row = state.rows[pos]
    worst = max(_other_pains(state, row), event.value)
    place = {"pain_place": event.place} if event.place else {}
    turn.write(
        "pain",
        set_change(row, pain=event.value),
        rating_change(state.ratings, row.exercise_id, Side.BOTH, pain=worst, **place),
    )
    _next_question(turn)


def _other_pains(state: State, row: SetRow) -> int:
    """The highest pain of this exercise so far: what counts is one number, the highest (D.7.2).

    What was said of this very set before is left out, so that a slip can be put right.
    """
    said = [
        other.pain
        for other in state.rows
        if other.exercise_id == row.exercise_id and other.pos != row.pos
    ]
    of_all = checkin.answered(state, row.exercise_id, Question(Asked.PAIN, Side.BOTH))
    if of_all != row.pain:
        said.append(of_all)
    return max((pain for pain in said if pain is not None), default=0)


_HANDLERS: Mapping[type[Event], Callable[[Turn, Any], None]] = {
    Tick: _tick,
    Done: _done,
    Pause: _pause,
    Resume: _resume,
    Correct: _correct,
    Rest: _rest,
    Skip: _skip,
    Back: _back,
    Undo: _undo,
    Answer: _answer,
    Accept: _accept,
    PassBy: _pass_by,
    Note: _note,
    Pain: _pain,
    EndEarly: _end_early,
}
