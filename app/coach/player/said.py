"""The events that store what the runner says: answers, notes, pain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.coach.frozen import replace
from app.coach.model import Changeset, RowChange, SetRow, Side, SkipReason
from app.coach.pain import diagnosed, limit
from app.coach.player import checkin, walk
from app.coach.player.events import (
    Answer,
    Note,
    OnBone,
    Pain,
    PassBy,
    Sharp,
    SorePlace,
)
from app.coach.player.hurting import stop
from app.coach.player.log import apply, find_rating, rating_change, set_change
from app.coach.player.model import (
    Asked,
    Phase,
    Question,
    State,
)
from app.coach.player.turn import Turn
from app.coach.whole_session import set_pain


def answer(turn: Turn, event: Answer) -> None:
    """Store the answer to the open question, if it is one."""
    questions = checkin.open_questions(turn.state)
    if not questions or turn.state.asking is None:
        return
    question = questions[0]
    if question.asked.lowest <= event.value <= question.asked.highest:
        turn.write("answered", _store(turn.state, turn.state.asking, question, event.value))
        _next_question(turn)


def accept_ready(turn: Turn) -> bool:
    """Answer what is open with what stands ready; return whether anything stood ready."""
    state = turn.state
    if state.asking is None:
        return False
    answers = {
        question: value
        for question in checkin.open_questions(state)
        if (value := checkin.ready(state, state.asking, question)) is not None
    }
    if not answers:
        return False
    turn.write("accepted", *_store_all(state, state.asking, answers))
    _next_question(turn)
    return True


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


def pass_by(turn: Turn, _event: PassBy) -> None:
    """Leave the open question empty."""
    questions = checkin.open_questions(turn.state)
    if questions and turn.state.asking is not None:
        turn.put(passed=(*turn.state.passed, (turn.state.asking, questions[0])))
        _next_question(turn)


def _next_question(turn: Turn) -> None:
    if checkin.open_questions(turn.state):
        return
    turn.put(asking=None)
    if turn.state.phase is Phase.ASKING:
        owed = checkin.owed(turn.state, None)
        turn.put(asking=owed, phase=Phase.ASKING if owed else Phase.DONE)


def note(turn: Turn, event: Note) -> None:
    """Write a note to a set."""
    pos = turn.state.focus if event.pos is None else event.pos
    if pos is not None:
        turn.write("noted", set_change(turn.state.rows[pos], note=event.text))


def pain(turn: Turn, event: Pain) -> None:
    """Store a pain with its set, and the worst of them with the exercise.

    Where it has to stop, the running set is closed at once with what was counted (S9).
    """
    state = turn.state
    pos = state.focus if event.pos is None else event.pos
    if pos is None or not Asked.PAIN.lowest <= event.value <= Asked.PAIN.highest:
        return
    row = state.rows[pos]
    worst = max(_other_pains(state, row), event.value)
    place = _spot(state, replace(row, pain=event.value), event.place)
    changes = [
        set_change(row, pain=event.value),
        rating_change(
            state.ratings,
            row.exercise_id,
            Side.BOTH,
            pain=worst,
            **({"pain_place": place} if place else {}),
        ),
    ]
    running = state.phase is Phase.WORK and pos == state.cursor
    closes = running and stop(_after(state, changes), row) is not None
    if closes:
        changes.append(walk.cut_short(turn, row, turn.clock, SkipReason.PAIN))
    turn.write("pain", *changes)
    _next_question(turn)
    if closes:
        turn.put(last=pos)
        walk.leave(turn, turn.clock)


def place(turn: Turn, event: SorePlace) -> None:
    """Store where a set hurt, whether or not a number was said; nothing typed changes nothing."""
    pos = turn.state.focus if event.pos is None else event.pos
    if pos is not None and event.text:
        turn.write("pain", _rated(turn.state, turn.state.rows[pos], event.text))


def _rated(state: State, row: SetRow, where: str = "") -> RowChange | None:
    """Return the change by which the exercise has a result that can say where, and how it went."""
    place = _spot(state, row, where)
    return rating_change(state.ratings, row.exercise_id, Side.BOTH, pain_place=place)


def _spot(state: State, row: SetRow, where: str) -> str:
    """Return the spot to keep with the exercise of a set that hurts at `where` ("": not said).

    An exercise has one, and the rules read its limit off it (S9): so it is that of the pain which
    is over the limit of its own spot, and among such that of the highest. A calm tendon never
    speaks for a knee.
    """
    rating = find_rating(state.ratings, row.exercise_id, Side.BOTH)
    known = rating.pain_place if rating else ""
    if not where:
        return known
    tendons = state.options.tendons
    here, others = set_pain(row) or 0, _other_pains(state, row, signs=True)
    named_later = not known and here == others
    over, over_others = here > limit(where, tendons), others > limit(known, tendons)
    if named_later or (over, here) >= (over_others, others):
        return where
    # What nobody named may be named by less, but not as the spot that may hurt more.
    return known or ("" if diagnosed(where, tendons) else where)


def sharp(turn: Turn, event: Sharp) -> None:
    """Store that a set's pain was sharp or sudden, and stop the exercise at once (D.4, S9)."""
    _stop_for(turn, event.pos, SkipReason.SHARP)


def on_bone(turn: Turn, event: OnBone) -> None:
    """Store that a set's pain was on one spot of bone, and stop the session at once (D.6)."""
    _stop_for(turn, event.pos, SkipReason.BONE)


def _stop_for(turn: Turn, at: int | None, reason: SkipReason) -> None:
    state = turn.state
    pos = state.focus if at is None else at
    if pos is None or state.rows[pos].skip_reason is SkipReason.BONE:
        # The heavier of two signs stays.
        return
    row = state.rows[pos]
    # The morning after is asked of a result, so there has to be one.
    rated = _rated(state, row)
    running = state.phase is Phase.WORK and pos == state.cursor
    if running:
        change = walk.cut_short(turn, row, turn.clock, reason)
    else:
        change = set_change(row, skip_reason=reason)
    turn.write("pain", change, rated)
    _next_question(turn)
    if running:
        turn.put(last=pos)
        walk.leave(turn, turn.clock)


def _after(state: State, changes: Sequence[RowChange | None]) -> State:
    made = Changeset(0, "pain", tuple(change for change in changes if change is not None))
    rows, ratings = apply(state.rows, state.ratings, made)
    return replace(state, rows=rows, ratings=ratings)


def _other_pains(state: State, row: SetRow, *, signs: bool = False) -> int:
    """The highest pain of this exercise so far: what counts is one number, the highest (D.7.2).

    What was said of this very set before is left out, so that a slip can be put right. With
    `signs`, sharp pain and pain on bone count as red, with a number or without (D.4, D.6).
    """
    said = [
        set_pain(other) if signs else other.pain
        for other in state.rows
        if other.exercise_id == row.exercise_id and other.pos != row.pos
    ]
    of_all = checkin.answered(state, row.exercise_id, Question(Asked.PAIN, Side.BOTH))
    if of_all != state.rows[row.pos].pain:
        said.append(of_all)
    return max((pain for pain in said if pain is not None), default=0)
