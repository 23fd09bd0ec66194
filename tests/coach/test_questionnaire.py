"""Stored answers: what is accepted, and what a fault says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.answers import BadAnswerError, validate
from app.coach.model import Place
from app.coach.questionnaire import CHOICES, UNSURE, choice
from tests.coach.answer_sets import DEFAULT, any_answers, with_answers


def test_extras_of_the_last_question_are_read_and_have_defaults() -> None:
    plain = validate(DEFAULT)
    assert plain.days == (1, 3, 5)
    assert plain.places == {Place.HOME}
    assert not plain.kit
    full = validate(
        with_answers(
            days=[6, 2, 4],
            places=["home", "outdoors"],
            kit=["step"],
            easy_entry=True,
            pain_place="knee",
            race_weeks=12,
        )
    )
    assert full.days == (2, 4, 6)
    assert full.places == {Place.HOME, Place.OUTDOORS}
    assert full.kit == {"step"}
    assert full.easy_entry
    assert (full.pain_place, full.race_weeks) == ("knee", 12)


@pytest.mark.parametrize("key", sorted(DEFAULT))
def test_a_missing_answer_is_named(key: str) -> None:
    answers = {name: value for name, value in DEFAULT.items() if name != key}
    with pytest.raises(BadAnswerError, match="has no answer") as caught:
        validate(answers)
    assert caught.value.question == key
    assert key in str(caught.value)


@pytest.mark.parametrize("question", CHOICES, ids=lambda q: q.id)
def test_an_unknown_code_is_named_with_the_allowed_ones(question: Any) -> None:
    with pytest.raises(BadAnswerError) as caught:
        validate(with_answers(**{question.id: "maybe"}))
    said = str(caught.value)
    assert question.id in said
    assert "'maybe'" in said
    assert all(code in said for code in question.codes)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"pain": 11}, "Q2 (pain) is 11; give a whole number from 0 to 10"),
        ({"pain": -1}, "Q2 (pain) is -1"),
        ({"pain": 2.5}, "Q2 (pain) is 2.5"),
        ({"pain": True}, "Q2 (pain) is true"),
        ({"pain": float("nan")}, "Q2 (pain) is not a number"),
        ({"pain": 10**5000}, "Q2 (pain) is a huge number"),
        ({"pain": None}, "Q2 (pain) is null"),
        ({"pain": "3"}, "Q2 (pain) is '3'"),
        ({"Q13": "hard"}, "Q13 is 'hard'; give a list of strength, drills, hard"),
        ({"Q13": ["yoga"]}, "Q13 has 'yoga'; allowed are strength, drills, hard"),
        ({"Q13": [["hard"]]}, "Q13 has a list"),
        ({"Q13": None}, "Q13 is null"),
        ({"med": "no"}, "(med) is 'no'; give true or false"),
        ({"med": 1}, "(med) is 1; give true or false"),
        ({"urgent": None}, "Q2 (urgent) is null; give true or false"),
        ({"urgent_signs": ["bone"]}, "has a tick while urgent is false"),
        ({"race_weeks": 1.5}, "Q14 (race_weeks) is 1.5; give whole weeks"),
        ({"race_weeks": -1}, "Q14 (race_weeks) is -1"),
        ({"race_weeks": True}, "Q14 (race_weeks) is true"),
        ({"race_weeks": 10**9}, "Q14 (race_weeks) is 1000000000"),
        ({"Q5": {"a": 1}}, "Q5 is an object"),
        ({"Q5": ["easy"]}, "Q5 is a list"),
        ({"Q1": UNSURE}, "Q1 is '?'; allowed are normal, managed, restricted, off"),
        ({"days": [1]}, "Q14 (days) has too few days"),
        ({"days": [0, 1]}, "Q14 (days) has 0"),
        ({"days": "Monday"}, "Q14 (days) is 'Monday'"),
        ({"places": ["moon"]}, "Q14 (places) has 'moon'; allowed are home, outdoors, gym"),
        ({"pain_place": "ear"}, "Q2 (pain_place) is 'ear'"),
        ({"Q15": "x"}, "'Q15' is no question"),
    ],
)
def test_a_wrong_answer_is_named_with_its_remedy(changed: dict[str, Any], said: str) -> None:
    with pytest.raises(BadAnswerError) as caught:
        validate(with_answers(**changed))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_fault_quotes_hostile_text_harmlessly_and_briefly() -> None:
    with pytest.raises(BadAnswerError) as caught:
        validate(with_answers(Q5="\x1b[31m\nred" + "x" * 10_000))
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 200


@settings(max_examples=150, deadline=None)
@given(any_answers())
def test_every_valid_set_is_kept_as_it_is(answers: dict[str, Any]) -> None:
    clean = validate(answers)
    assert (clean.med, clean.urgent, clean.pain) == tuple(
        answers[key] for key in ("med", "urgent", "pain")
    )
    assert clean.codes == {question.id: answers[question.id] for question in CHOICES}
    assert sorted(clean.trained) == answers["Q13"]


@settings(max_examples=150, deadline=None)
@given(
    any_answers(),
    st.sampled_from(sorted(DEFAULT)),
    st.none()
    | st.text()
    | st.floats()
    | st.lists(st.text())
    | st.dictionaries(st.text(), st.text()),
)
def test_no_value_whatever_escapes_as_another_error(
    answers: dict[str, Any], key: str, value: Any
) -> None:
    said = ""
    try:
        validate(answers | {key: value})
    except BadAnswerError as error:
        said = str(error)
    assert said.isprintable()


def test_an_unknown_question_or_code_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        choice("Q2")
    with pytest.raises(KeyError):
        choice("Q5").option("never")
