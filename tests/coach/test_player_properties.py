"""What holds under any order of events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.model import (
    Laterality,
    Rating,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Tempo,
    Unit,
)
from app.coach.player import (
    Accept,
    Advance,
    Answer,
    Back,
    Correct,
    Cue,
    Done,
    EndEarly,
    Event,
    Hold,
    Later,
    LetGo,
    Meanwhile,
    Note,
    Pain,
    PassBy,
    Pause,
    Phase,
    PlayerOptions,
    Proposal,
    Rest,
    RestOff,
    Resume,
    SetHandsFree,
    SetPacer,
    Skip,
    State,
    Swap,
    Tick,
    Undo,
    advance,
    begin,
    next_change,
    resume,
    view,
)
from app.coach.player.log import apply
from app.coach.swap import Substitute
from tests.coach.walking import exercise, moment, session

EXAMPLES = 150
BRIDGE = Substitute(
    "bridge",
    "Bridge",
    Unit.REPS,
    Laterality.TOGETHER,
    4.0,
    Tempo(1, 0, 1, 2),
    0,
    0,
    "two",
    True,
    "One-legged squat",
)
HINGE = Substitute(
    "hinge", "Hinge", Unit.REPS, Laterality.EACH, 4.0, None, 0, 20, None, True, "One-legged squat"
)
STAND = Substitute(
    "balance",
    "Stand",
    Unit.SECONDS,
    Laterality.EACH,
    1.0,
    None,
    0,
    10,
    None,
    True,
    "One-legged squat",
)
EVENTS: st.SearchStrategy[Event] = st.one_of(
    st.sampled_from([Tick(), Done(), Pause(), Resume(), Back(), Undo(), Accept(), PassBy()]),
    st.sampled_from([RestOff(), Meanwhile(), Later(), Hold(), LetGo()]),
    st.builds(SetHandsFree, st.booleans()),
    st.builds(SetPacer, st.booleans()),
    st.builds(Swap, st.sampled_from([BRIDGE, HINGE, STAND]), st.sampled_from(SkipReason)),
    st.builds(Correct, st.integers(-5, 5)),
    st.builds(Rest, st.sampled_from([-15, 15])),
    st.builds(Skip, st.sampled_from(SkipReason), st.booleans()),
    st.builds(Answer, st.integers(-1, 11)),
    st.builds(Note, st.sampled_from(["", "wobbly", "[/"])),
    st.builds(Pain, st.integers(0, 10), st.sampled_from(["", "left knee"])),
)
# Quarter seconds are exact in binary, so that sums of them can be compared.
WAITS = st.sampled_from([0.0, 0.25, 1.0, 2.5, 7.0, 9.75, 60.0])
STEPS = st.lists(st.tuples(WAITS, EVENTS), max_size=40)
OPTIONS = st.builds(
    PlayerOptions,
    get_ready=st.sampled_from([0, 10]),
    lead_in=st.sampled_from([0, 5]),
    switch=st.sampled_from([None, 0, 6]),
    resume=st.sampled_from([0, 3]),
    hands_free=st.booleans(),
    pacer=st.booleans(),
)
PROPOSALS = st.sampled_from(
    [
        {},
        {"squat": Proposal({Side.LEFT: 4, Side.RIGHT: 5}, 6, 1), "calf": Proposal(pain=4)},
    ]
)
SESSIONS = st.sampled_from(
    [
        session(exercise("squat", sets=2), exercise("calf", sets=2, sides=(Side.BOTH,))),
        session(
            exercise("touches", sets=1, unit=Unit.TOUCHES, seconds=0.35, target=30, tempo=None),
            exercise("skip", sets=2, unit=Unit.METRES, sides=(Side.BOTH,), tempo=None),
            exercise("squat", sets=1, leg_rest=0, set_rest=0),
        ),
        session(
            exercise("foot", sets=1, unit=Unit.HOLDS, seconds=7, tempo=None, hold=5),
            exercise("free", sets=2, sides=(Side.BOTH,), seconds=0, tempo=None),
        ),
        session(
            exercise("blocks", sets=2, unit=Unit.MINUTES, target=1, seconds=60, tempo=None),
            exercise("contrast", sets=2, unit=Unit.PAIRS, target=1, seconds=105, tempo=None),
        ),
        session(
            exercise("stand", sets=2, unit=Unit.SECONDS, target=30, seconds=1, tempo=None),
            exercise("swings", sets=1, sides=(Side.BOTH,), rated=False),
        ),
    ]
)
WALKS = st.tuples(SESSIONS, OPTIONS, PROPOSALS, STEPS)
Given = tuple[tuple[SetRow, ...], PlayerOptions, dict[str, Proposal], Sequence[tuple[float, Event]]]


def play(given: Given) -> tuple[State, float, list[Advance]]:
    rows, options, proposals, steps = given
    state, seconds = begin(rows, options, proposals, moment(0.0)), 0.0
    outcomes = []
    for wait, event in steps:
        seconds += wait
        outcome = advance(state, event, moment(seconds))
        outcomes.append(outcome)
        state = outcome.state
    return state, seconds, outcomes


def step(state: State, event: Event, seconds: float) -> State:
    return advance(state, event, moment(seconds)).state


@given(WALKS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_set_is_ever_lost(given: Given) -> None:
    rows, options, proposals, steps = given
    regroups = any(isinstance(event, Swap | Later) for _, event in steps)
    state, _, _ = play((rows, options, proposals, steps))
    said = {"status", "actual", "skip_reason", "pain", "note", "started_at", "ended_at"}
    assert [row.pos for row in state.rows] == list(range(len(state.rows)))
    if not regroups:
        assert len(state.rows) == len(rows)
        for row, before in zip(state.rows, rows, strict=True):
            for field in fields(row):
                if field.name not in said:
                    assert getattr(row, field.name) == getattr(before, field.name)
    for row in state.rows:
        if row.status is SetStatus.DONE:
            assert row.actual is not None
            assert row.actual >= 0
        elif row.status is SetStatus.PLANNED:
            assert row.actual is None
            assert row.ended_at is None
        else:
            assert row.skip_reason is not None


@given(WALKS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_the_changesets_tell_the_whole_story(given: Given) -> None:
    state, _, outcomes = play(given)
    stored = [change for outcome in outcomes for change in outcome.changes]
    assert tuple(stored) == state.changesets
    assert [change.seq for change in stored] == list(range(1, len(stored) + 1))
    rows = given[0]
    ratings: tuple[Rating, ...] = ()
    for change in stored:
        for each in change.rows:
            if each.table == "workout_set" and each.before is not None:
                old = rows[int(each.key[0])]
                assert {name: getattr(old, name) for name in each.before} == each.before
        rows, ratings = apply(rows, ratings, change)
    assert rows == state.rows
    assert ratings == state.ratings


@given(WALKS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_it_can_always_be_finished(given: Given) -> None:
    state, seconds, _ = play(given)
    for _ in range(600):
        if state.phase is Phase.DONE:
            break
        seconds += 5.0
        state = step(state, Done(), seconds)
    assert state.phase is Phase.DONE
    assert all(row.status is not SetStatus.PLANNED for row in state.rows)


@given(WALKS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_it_can_be_ended_early_at_any_moment(given: Given) -> None:
    state, seconds, _ = play(given)
    done = [row for row in state.rows if row.status is SetStatus.DONE]
    state = step(state, EndEarly(), seconds)
    assert state.phase in (Phase.ASKING, Phase.DONE)
    assert all(row.status is not SetStatus.PLANNED for row in state.rows)
    assert [state.rows[row.pos] for row in done] == done


@given(WALKS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_undoing_everything_leads_back_to_the_start(given: Given) -> None:
    state, seconds, _ = play(given)
    state = step(state, Pause(), seconds)
    for _ in range(len(state.changesets)):
        state = step(state, Undo(), seconds)
    assert state.rows == given[0]
    assert state.ratings == ()
    assert not view(state, seconds).can_undo


@given(WALKS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_resuming_stands_paused_at_the_same_set(given: Given) -> None:
    state, seconds, _ = play(given)
    again = resume(
        state.rows,
        state.ratings,
        state.cursor,
        state.asking,
        state.changesets,
        options=state.options,
        proposals=state.proposals,
        now=moment(seconds + 1000),
    )
    assert (again.rows, again.ratings) == (state.rows, state.ratings)
    assert again.cursor == state.cursor
    assert again.paused
    assert again.changesets == state.changesets
    if state.phase not in (Phase.ASKING, Phase.DONE):
        assert again.phase is Phase.READY
        assert again.asking == state.asking
    undone = step(again, Undo(), seconds + 1001)
    assert undone.rows == step(step(state, Pause(), seconds), Undo(), seconds).rows


@given(WALKS, st.floats(10.5, 100_000))
@settings(max_examples=EXAMPLES, deadline=None)
def test_nothing_is_announced_or_done_after_a_gap(given: Given, gap: float) -> None:
    state, seconds, _ = play(given)
    outcome = advance(state, Tick(), moment(seconds + gap))
    assert outcome.cues == ()
    assert outcome.changes == ()
    assert outcome.state.rows == state.rows
    if state.phase not in (Phase.ASKING, Phase.DONE):
        assert outcome.state.paused


@given(WALKS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_cues_never_come_in_a_burst(given: Given) -> None:
    _, _, outcomes = play(given)
    for outcome in outcomes:
        assert len(set(outcome.cues)) == len(outcome.cues)
        assert outcome.cues.count(Cue.COUNT) <= 1


@given(WALKS, st.integers(1, 4000))
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_pause_shifts_every_deadline_by_its_length(given: Given, quarters: int) -> None:
    rows, options, proposals, steps = given
    state, seconds, _ = play((rows, replace(options, resume=0), proposals, steps))
    state = step(step(state, Resume(), seconds), Tick(), seconds)
    length = quarters / 4
    after = step(step(state, Pause(), seconds), Resume(), seconds + length)
    if state.phase is Phase.DONE:
        assert after == replace(state, seen=after.seen)
        return
    assert after.began == state.began + length
    if state.deadline is None:
        assert after.deadline is None
    else:
        assert after.deadline is not None
        assert abs(after.deadline - (state.deadline + length)) < 1e-6
    assert view(after, seconds + length) == view(state, seconds)


@given(WALKS, st.floats(0.05, 0.95))
@settings(max_examples=EXAMPLES, deadline=None)
def test_what_is_shown_changes_only_when_it_was_said_to(given: Given, part: float) -> None:
    state, seconds, _ = play(given)
    change = next_change(state, seconds)
    if change is None:
        assert view(state, seconds) == view(state, seconds + 500)
        return
    assert seconds <= change <= seconds + 1.0 + 1e-6
    between = seconds + (change - seconds) * part
    if between < change - 1e-5:
        assert view(state, seconds) == view(step(state, Tick(), between), between)


@given(WALKS)
@settings(max_examples=EXAMPLES, deadline=None)
def test_only_a_key_press_stores_how_it_went(given: Given) -> None:
    rows, options, proposals, steps = given
    silent = [
        (wait, event) for wait, event in steps if not isinstance(event, Answer | Accept | Pain)
    ]
    state, _, _ = play((rows, options, proposals, silent))
    assert state.ratings == ()
