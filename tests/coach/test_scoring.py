"""F.1 to F.3: scores, weak link, start, confidence, flags and reasons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.figures import WEAK_FROM
from app.coach.links import Ranking, rank
from app.coach.model import DIAGNOSED_LINKS, Link, Start
from app.coach.questionnaire import CHOICES, full_total
from app.coach.scoring import Verdict, as_json, assess, validate
from tests.coach.answer_sets import any_answers, with_answers

EXAMPLES = json.loads(
    (Path(__file__).parent / "data" / "questionnaire_examples.json").read_text(encoding="utf-8")
)


def judge(**changed: Any) -> Verdict:
    return assess(validate(with_answers(**changed)))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['id']} {e['name']}")
def test_every_worked_example_comes_out_exactly(example: dict[str, Any]) -> None:
    assert as_json(assess(validate(example["answers"]))) == example["expect"]


def test_the_examples_stand_on_the_default_answers_of_the_digest() -> None:
    ugly = next(e for e in EXAMPLES if e["id"] == 18)
    answers = ugly["answers"] | {"Q13": sorted(ugly["answers"]["Q13"])}
    assert answers == with_answers(Q9="ahead", Q13=["drills", "hard", "strength"])


@pytest.mark.parametrize(
    ("link", "most"),
    [(Link.MECHANICS, 18), (Link.COORDINATION, 15), (Link.POWER, 14), (Link.AEROBIC, 11)],
)
def test_the_weights_add_up_to_the_published_totals(link: Link, most: int) -> None:
    assert full_total(link) == most


@pytest.mark.parametrize(
    ("quick", "hard", "sustain", "first", "primary", "start"),
    [
        ("easy", "strong", "hold", "equal", None, Start.NONE),
        ("easy", "strong", "lot", "lungs", Link.AEROBIC, Start.PRIMER),
        ("easy", "weak", "hold", "legs", Link.POWER, Start.PRIMER),
        ("easy", "weak", "lot", "legs", Link.POWER, Start.PRIMER),
        ("cant", "strong", "hold", "rhythm", Link.COORDINATION, Start.PRIMER),
        ("cant", "strong", "lot", "rhythm", Link.COORDINATION, Start.PRIMER),
        ("cant", "weak", "hold", "rhythm", Link.COORDINATION, Start.FULL),
        ("cant", "weak", "lot", "rhythm", Link.COORDINATION, Start.FULL),
    ],
)
def test_the_truth_table_of_quick_hard_and_sustain(
    quick: str, hard: str, sustain: str, first: str, primary: Link | None, start: Start
) -> None:
    verdict = judge(Q5=quick, Q6=hard, Q7=sustain, Q8=first)
    assert verdict.primary is primary
    assert verdict.start is start
    if quick == "cant" and hard == "weak":
        assert verdict.secondary is Link.MECHANICS


@pytest.mark.parametrize(
    ("changed", "start"),
    [
        ({"med": True}, Start.HOLD),
        ({"urgent": True}, Start.HOLD),
        ({"pain": 6}, Start.HOLD),
        ({"Q1": "off"}, Start.HOLD),
        ({"pain": 5}, Start.GENTLE),
        ({"pain": 3}, Start.GENTLE),
        ({"Q1": "restricted"}, Start.GENTLE),
        ({"pain": 2}, Start.NONE),
        ({"Q1": "managed"}, Start.FULL),
        ({"Q3": "one", "Q4": "modest"}, Start.FULL),
        # Injuries after a jump in training: the load is the lesson, not the form.
        ({"Q3": "many", "Q4": "jump"}, Start.PRIMER),
        # Neither quick nor hard is FULL even where no link reaches 30.
        ({"Q5": "cant", "Q6": "weak"}, Start.FULL),
        ({"Q1": "managed", "race_weeks": 8}, Start.DEFER),
        ({"Q1": "managed", "race_weeks": 9}, Start.FULL),
        ({"Q1": "managed", "race_weeks": 0}, Start.DEFER),
        ({"Q6": "weak", "race_weeks": 4}, Start.DEFER),
        ({"race_weeks": 4}, Start.NONE),
        ({"pain": 4, "race_weeks": 4}, Start.GENTLE),
    ],
)
def test_where_to_begin(changed: dict[str, Any], start: Start) -> None:
    assert judge(**changed).start is start


def test_defer_remembers_what_it_puts_off() -> None:
    assert judge(Q1="managed", race_weeks=3).instead_of is Start.FULL
    assert judge(Q6="weak", Q8="legs", race_weeks=3).instead_of is Start.PRIMER
    assert judge(Q1="managed").instead_of is None


@pytest.mark.parametrize(
    ("changed", "code", "tests"),
    [
        ({"pain": 3}, "K1", ()),
        ({"Q4": "modest"}, "K2", ()),
        ({"Q11": "cant"}, "K3", ("T2", "T3")),
        ({"Q8": "legs"}, "K4", ("T13", "T8")),
        ({"Q8": "lungs"}, "K5", ("T14",)),
    ],
)
def test_a_contradiction_is_said_and_lowers_the_confidence(
    changed: dict[str, Any], code: str, tests: tuple[str, ...]
) -> None:
    verdict = judge(**changed)
    assert [clash.code for clash in verdict.contradictions] == [code]
    assert verdict.confidence == "medium"
    assert verdict.tests == tests
    assert any(flag.startswith(f"{code} ") for flag in verdict.flags)


@pytest.mark.parametrize(
    ("unsure", "confidence"), [((), "high"), (("Q9",), "medium"), (("Q9", "Q12"), "medium")]
)
def test_not_sure_lowers_the_confidence(unsure: tuple[str, ...], confidence: str) -> None:
    assert judge(**dict.fromkeys(unsure, "?")).confidence == confidence


def test_three_not_sure_name_no_link_and_never_end_in_none() -> None:
    verdict = judge(Q9="?", Q10="?", Q12="?")
    said = as_json(verdict)
    assert (said["primary"], said["secondary"], said["confidence"]) == ("unclear", "none", "low")
    assert verdict.start is Start.PRIMER
    assert verdict.tests == ("T2", "T3", "T4", "T5", "T8")


def test_an_unclear_verdict_names_no_tie_and_stays_unclear_under_every_start() -> None:
    held = judge(med=True, Q5="?", Q6="?", Q7="?", Q8="rhythm", Q9="ahead", Q3="many", Q4="modest")
    assert held.start is Start.HOLD
    assert as_json(held)["primary"] == "unclear"
    assert not [flag for flag in held.flags if flag.startswith("TIE")]


def test_an_unknown_landing_asks_for_a_video() -> None:
    assert "VIDEO" in judge(Q9="?").flags


def test_high_mechanics_offer_the_whole_programme_with_a_primer_only() -> None:
    wobbly = {"Q9": "ahead", "Q10": "both", "Q8": "pain", "Q4": "na"}
    assert "OFFER_FULL" in judge(**wobbly).flags
    assert "OFFER_FULL" not in judge(**wobbly, race_weeks=2).flags


def test_points_below_nothing_count_as_nothing() -> None:
    assert judge(Q4="jump", Q3="none").scores[Link.MECHANICS] == 0


def test_a_few_answers_cannot_make_a_hundred() -> None:
    # Only Q13 and Q11 speak for coordination here: 6 of a divisor of 9, not of 6.
    verdict = judge(Q5="?", Q8="?", Q11="cant", Q13=[])
    assert verdict.scores[Link.COORDINATION] == 67


def test_three_links_in_a_tie_are_all_named_and_the_highest_of_the_rest_is_second() -> None:
    close = {Link.MECHANICS: 95, Link.COORDINATION: 97, Link.POWER: 100, Link.AEROBIC: 94}
    assert rank(close) == Ranking(
        Link.MECHANICS, Link.POWER, (Link.MECHANICS, Link.COORDINATION, Link.POWER)
    )


def test_a_link_under_thirty_is_in_no_tie() -> None:
    near = {Link.MECHANICS: 29, Link.COORDINATION: 0, Link.POWER: 30, Link.AEROBIC: 29}
    assert rank(near) == Ranking(Link.POWER, None, ())


def test_reasons_are_the_answers_that_weighed_most() -> None:
    power = judge(Q6="weak", Q8="legs", Q12="far", Q13=["drills", "hard"]).links[Link.POWER]
    assert [(r.question, r.code, r.points) for r in power.reasons] == [
        ("Q6", "weak", 5),
        ("Q8", "legs", 4),
        ("Q12", "far", 3),
    ]
    assert power.reasons[0].words == "your push uphill feels empty"


def test_what_moved_a_score_besides_answers_is_explained() -> None:
    links = judge(Q5="cant", Q6="weak", Q7="lot").links
    assert links[Link.AEROBIC].adjustments[0].numbers == (("times", 0.35),)
    assert links[Link.MECHANICS].adjustments[0].numbers == (("added", 25),)


@settings(max_examples=300, deadline=None)
@given(any_answers())
def test_whatever_is_answered_the_verdict_keeps_its_bounds(answers: dict[str, Any]) -> None:
    verdict = assess(validate(answers))
    assert list(verdict.scores) == list(DIAGNOSED_LINKS)
    assert all(0 <= score <= 100 for score in verdict.scores.values())
    assert verdict.primary is None or verdict.primary is not verdict.secondary
    if verdict.primary:
        assert verdict.scores[verdict.primary] >= WEAK_FROM
        assert max(verdict.scores.values()) - verdict.scores[verdict.primary] <= 5
    red = answers["med"] or answers["urgent"] or answers["pain"] >= 6 or answers["Q1"] == "off"
    assert (verdict.start is Start.HOLD) == red
    assert (verdict.confidence == "low") == verdict.unclear
    assert not (verdict.unclear and verdict.start is Start.NONE)
    assert verdict.start_reason.rule
    assert verdict.start_reason.sentence.endswith(".")
    for found in verdict.links.values():
        points = [reason.points for reason in found.reasons]
        assert len(points) <= 3
        assert points == sorted(points, reverse=True)


@settings(max_examples=150, deadline=None)
@given(any_answers(), st.randoms(use_true_random=False))
def test_the_order_in_which_answers_are_stored_changes_nothing(
    answers: dict[str, Any], random: Any
) -> None:
    keys = list(answers)
    random.shuffle(keys)
    shuffled = {key: answers[key] for key in keys} | {"Q13": answers["Q13"][::-1]}
    assert as_json(assess(validate(shuffled))) == as_json(assess(validate(answers)))


@settings(max_examples=200, deadline=None)
@given(any_answers(), st.sampled_from([q for q in CHOICES if q.id != "Q8"]), st.data())
def test_a_worse_answer_never_lowers_the_link_it_speaks_for(
    answers: dict[str, Any], question: Any, data: st.DataObject
) -> None:
    sure = [option for option in question.options if option.code != "?"]
    first = data.draw(st.sampled_from(sure))
    second = data.draw(st.sampled_from(sure))
    one = assess(validate(answers | {question.id: first.code}))
    other = assess(validate(answers | {question.id: second.code}))
    for link in DIAGNOSED_LINKS:
        low, high = first.points.get(link, 0), second.points.get(link, 0)
        if low < high:
            assert one.scores[link] <= other.scores[link]


@settings(max_examples=150, deadline=None)
@given(any_answers(), st.integers(0, 10), st.integers(0, 10))
def test_more_pain_never_leads_to_a_harder_start(
    answers: dict[str, Any], one: int, other: int
) -> None:
    careful = {Start.HOLD: 2, Start.GENTLE: 1}
    less, more = sorted((one, other))
    mild = assess(validate(answers | {"pain": less})).start
    sore = assess(validate(answers | {"pain": more})).start
    assert careful.get(mild, 0) <= careful.get(sore, 0)
