"""The order of the questions, and how a draft grows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach import interview
from app.coach.answers import validate
from app.coach.interview import ALL_STEPS, Step, StepKind
from tests.coach.answer_sets import DEFAULT


def step(field: str) -> Step:
    return next(step for step in ALL_STEPS if step.field == field)


def test_fourteen_questions_are_asked_in_order_and_answer_all_that_is_stored() -> None:
    numbers = [step.number for step in ALL_STEPS]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, 15))
    fields = {step.field for step in ALL_STEPS} | {"med", "urgent"}
    assert set(DEFAULT) <= fields


def test_where_it_hurts_is_asked_only_where_something_does() -> None:
    hurting = interview.steps({"pain": 1})
    assert step("pain_place") in hurting
    assert step("pain_place") not in interview.steps({"pain": 0})
    assert step("pain_place") not in interview.steps({})


def test_no_pain_takes_its_place_away() -> None:
    draft = interview.put({"pain": 3, "pain_place": "knee"}, step("pain"), 0)
    assert draft == {"pain": 0}


def test_a_sign_makes_it_urgent_and_days_become_numbers() -> None:
    assert interview.put({}, step("urgent_signs"), [])["urgent"] is False
    assert interview.put({}, step("urgent_signs"), ["limp"])["urgent"] is True
    assert interview.put({}, step("days"), ["2", "4"])["days"] == [2, 4]


def test_a_draft_is_resumed_at_the_first_open_step_and_counts_whole_questions() -> None:
    assert interview.first_open({}) == 0
    half = {"Q1": "normal", "pain": 2, "pain_place": "knee"}
    assert interview.steps(half)[interview.first_open(half)].field == "urgent_signs"
    assert interview.answered_count(half) == 1
    whole = {step.field: None for step in ALL_STEPS}
    assert interview.steps(whole)[interview.first_open(whole)].field == "kit"
    assert interview.answered_count(whole) == 14


def test_ticks_are_read_from_whatever_a_draft_holds() -> None:
    assert interview.ticked({"days": [5, 1]}, step("days")) == ("1", "5")
    assert interview.ticked({"days": "broken"}, step("days")) == ()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_answering_every_step_in_turn_ends_in_a_valid_set(data: st.DataObject) -> None:
    draft: dict[str, object] = {"med": data.draw(st.booleans())}
    at = 0
    while at < len(interview.steps(draft)):
        asked = interview.steps(draft)[at]
        assert interview.steps(draft)[interview.first_open(draft)] == asked
        draft = interview.put(draft, asked, data.draw(_answers(asked)))
        at += 1
    clean = validate(draft)
    assert clean.pain == draft["pain"]
    assert interview.answered_count(draft) == 14


def _answers(asked: Step) -> st.SearchStrategy[object]:
    if asked.kind is StepKind.SCALE:
        return st.integers(0, 10)
    if asked.kind is StepKind.WEEKS:
        return st.none() | st.integers(0, 520)
    if asked.kind is StepKind.MANY:
        return st.lists(st.sampled_from(asked.codes), min_size=asked.least, unique=True)
    return st.sampled_from(asked.codes)
