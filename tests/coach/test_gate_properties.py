"""Whatever is missing, a gate does not open; whatever there is, its verdict keeps its word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.gate_criteria import Aspect
from app.coach.gate_state import Gate, GateChoice
from app.coach.gates import GateStanding, judge
from app.coach.model import Rating, Side, WorkoutRecord
from tests.coach.gate_log import evidence

PHASED = (Gate.PRIMER_EXIT, Gate.DRILLS, Gate.RUNNING, Gate.LINK)
_RULES = {
    line.strip()
    for line in (Path(__file__).parent / "data" / "rule_ids.txt").read_text().splitlines()
    if line.strip() and not line.startswith("#")
}


def emptied(record: WorkoutRecord, place: int, field: str) -> WorkoutRecord:
    """Return the session with one answer never given."""
    ratings = list(record.ratings)
    empty = {"control": replace(ratings[place], control=None)}
    ratings[place] = empty.get(field, replace(ratings[place], pain=None))
    return replace(record, ratings=tuple(ratings))


def answered(rating: Rating, field: str) -> bool:
    return getattr(rating, field) is not None


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(PHASED), st.data())
def test_an_answer_that_was_never_given_opens_no_gate(gate: Gate, data: st.DataObject) -> None:
    found = evidence(gate)
    field = data.draw(st.sampled_from(["control", "pain"]))
    # The last three full sessions hold what control is read from, the last week what pain is.
    back = data.draw(st.integers(1, 3))
    record = found.history[-back]
    places = [n for n, one in enumerate(record.ratings) if answered(one, field)]
    if gate is Gate.LINK and field == "control":
        places = [n for n in places if record.ratings[n].exercise_id == "form_blocks"]
    if gate is Gate.DRILLS and field == "control":
        places = [n for n in places if record.ratings[n].exercise_id != "hundred_up_minor"]
    place = data.draw(st.sampled_from(places))
    history = list(found.history)
    history[-back] = emptied(record, place, field)
    verdict = judge(replace(found, history=tuple(history)))
    assert verdict.choice is not GateChoice.OPENED
    assert verdict.missing


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(Gate)), st.data())
def test_a_test_that_was_not_done_opens_no_gate(gate: Gate, data: st.DataObject) -> None:
    found = evidence(gate)
    gone = data.draw(st.sampled_from(found.measured))
    verdict = judge(
        replace(found, measured=tuple(one for one in found.measured if one is not gone))
    )
    assert verdict.choice is None
    assert any("not done" in words or "again" in words for words in verdict.missing)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(Gate)),
    st.lists(st.integers(0, 4), min_size=0, max_size=7),
    st.none() | st.integers(1, 5),
    st.none() | st.integers(0, 10),
    st.sets(st.integers(0, 5), max_size=6),
    st.integers(0, 40),
)
def test_a_verdict_keeps_its_word(
    gate: Gate,
    weeks: list[int],
    control: int | None,
    pain: int | None,
    dropped: set[int],
    later: int,
) -> None:
    found = evidence(
        gate,
        a_week=tuple(weeks),
        every={"control": control},
        last={"pain": pain},
        days_later=later,
    )
    kept = tuple(one for n, one in enumerate(found.measured) if n not in dropped)
    verdict = judge(replace(found, measured=kept))
    assert verdict == judge(replace(found, measured=kept))
    for criterion in verdict.criteria:
        assert criterion.met is not bool(criterion.missing)
        assert criterion.decision.rule in _RULES
        assert criterion.met or criterion.todo
    assert verdict.next_step.rule in _RULES
    assert verdict.next_step.sentence
    if verdict.choice is GateChoice.OPENED:
        assert all(one.met for one in verdict.criteria)
        assert control is not None or gate is Gate.END
        assert not dropped & set(range(len(found.measured)))
    hurts = any(one.aspect is Aspect.PAIN and not one.met for one in verdict.criteria)
    if hurts:
        assert verdict.override is not None
        assert verdict.choice is None
    if verdict.standing is GateStanding.NOT_MET:
        assert verdict.decide(GateChoice.REPEATED).gate is gate


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(PHASED), st.integers(3, 10), st.integers(0, 6))
def test_pain_over_the_limit_in_the_last_week_opens_no_gate(
    gate: Gate, pain: int, days: int
) -> None:
    found = evidence(gate, last={"pain": pain}, days_later=days)
    verdict = judge(found)
    assert verdict.choice is None
    assert Side.BOTH in {one.side for one in found.history[-1].ratings}
