"""Consent, fourteen questions and the verdict: journeys by keyboard and mouse, at every size."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.coach.model import Place, Start
from app.coach.scoring import assess, validate
from app.errors import StoreError
from app.trainer import assessing
from data.store import Store
from screens.questionnaire import QuestionnaireScreen
from screens.today import TodayScreen
from screens.verdict import VerdictScreen
from screens.verdict_words import because, headline
from screens.widgets.choices import Choices
from tests.coach.answer_sets import with_answers
from tests.screens.asking_room import (
    NOTHING_WRONG,
    OFF_RUNNING,
    WEAK_PUSH,
    answer,
    asked,
    idle,
    in_front,
)
from tests.screens.rooms import SIZES, THEMES, a_desk, prose, running, shown

SMALL, USUAL, LARGE = SIZES[0], SIZES[1], SIZES[2]


@pytest.mark.parametrize("size", [SMALL, USUAL, LARGE])
@pytest.mark.parametrize("theme", THEMES)
async def test_the_first_evening_leads_from_launch_to_a_plan_in_few_keys(
    tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    desk = a_desk(tmp_path, theme=theme)
    keys = ["enter", "1", *WEAK_PUSH, "1"]
    async with running(desk, size) as (program, pilot):
        await answer(pilot, keys[0])
        assert asked(program) == "Before we begin"
        await answer(pilot, keys[1])
        assert asked(program) == "Question 1 of 14"
        await answer(pilot, *WEAK_PUSH)
        assert in_front(program, VerdictScreen)
        said = prose(program)
        assert "Your weak link Muscular power." in said
        assert "Where we begin Mechanics, because" in said
        await answer(pilot, keys[-1])
        assert in_front(program, TodayScreen)
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert (enrolment.start, enrolment.link) == (Start.PRIMER, "power")
    assert enrolment.weekdays == (1, 3, 5)
    assert enrolment.places == {Place.HOME}
    assert enrolment.squat == "steady"
    assert assessing.draft(desk) == {}
    assert len(keys) <= 25


async def test_the_first_keys_of_a_fast_typist_count(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        for key in ("1", "2", "3", "1"):
            # As a terminal sends them: nobody waits for what the one before led to.
            program.simulate_key(key)
        await idle(pilot)
        assert asked(program) == "Question 2 of 14"
    found = assessing.draft(desk)
    assert (found["med"], found["Q1"], found["pain"]) == (False, "managed", 3)


async def test_what_was_pressed_behind_an_answer_that_was_not_stored_answers_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, stored = a_desk(tmp_path), assessing.consent
    refusals = iter([StoreError("There is no room on the disk.")])

    def consent(*args: Any) -> Any:
        for refusal in refusals:
            raise refusal
        return stored(*args)

    monkeypatch.setattr(assessing, "consent", consent)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        for key in ("1", "1", "2"):
            program.simulate_key(key)
        await idle(pilot)
        assert "no room on the disk" in shown(program)
        await answer(pilot, "1")
        assert asked(program) == "Question 1 of 14"
    assert set(assessing.draft(desk)) == {"med"}


async def test_a_key_pressed_too_early_decides_nothing_after_a_yes(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        for key in ("2", "1"):
            program.simulate_key(key)
        await idle(pilot)
        assert "Please speak with a doctor" in prose(program)
        assert asked(program) == "Not yet"


async def test_leaving_half_way_keeps_the_answers_and_comes_back_to_the_open_question(
    tmp_path: Path,
) -> None:
    desk = a_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "1")
        await answer(pilot, *WEAK_PUSH[:5], "q")
        assert in_front(program, TodayScreen)
    assert assessing.draft(desk) == {
        "med": False,
        "Q1": "normal",
        "pain": 0,
        "urgent": False,
        "urgent_signs": [],
        "Q3": "none",
        "Q4": "na",
    }
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        assert asked(program) == "Question 5 of 14"
        await answer(pilot, *WEAK_PUSH[5:])
        assert in_front(program, VerdictScreen)


async def test_arrows_and_enter_do_what_digits_do_and_left_goes_back(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "enter")  # none of these
        await answer(pilot, "down", "enter")  # managed
        await answer(pilot, "up", "up", "down", "enter")  # pain 1
        assert "Where does it hurt most?" in shown(program)
        await answer(pilot, "up", "enter")  # the last place
        await answer(pilot, "left", "left", "left")
        assert asked(program) == "Question 1 of 14"
        assert assessing.draft(desk) | {"med": False} == {
            "med": False,
            "Q1": "managed",
            "pain": 1,
            "pain_place": "other",
        }
        # What was answered is marked, so enter gives it again.
        await answer(pilot, "enter")
        assert assessing.draft(desk)["Q1"] == "managed"
        await answer(pilot, "left", "left")
        assert asked(program) == "Before we begin"


async def test_after_no_injury_the_next_question_says_which_answer_fits(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    assessing.keep_draft(desk, {"med": False})
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter", "1", "0", "enter", "2")
        assert "You counted none" not in prose(program)
        await answer(pilot, "left", "1")
        assert "You counted none, so the first answer fits" in prose(program)


async def test_pain_is_a_digit_or_x_and_where_it_hurts_is_asked_only_then(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "1")
        await answer(pilot, "1", "x")
        assert "Where does it hurt most?" in shown(program)
        await answer(pilot, "8")
        assert assessing.draft(desk)["pain"] == 10
        assert assessing.draft(desk)["pain_place"] == "tendon"
        await answer(pilot, "left", "left", "0")
        assert "pain_place" not in assessing.draft(desk)
        assert "Is any of this true" in shown(program)


async def test_ticks_are_toggled_by_digits_and_space_and_too_few_are_refused(
    tmp_path: Path,
) -> None:
    desk = a_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "1")
        await answer(pilot, "1", "0", "3", "space", "1", "enter")
        assert assessing.draft(desk)["urgent_signs"] == ["bone"]
        assert assessing.draft(desk)["urgent"] is True
        await answer(pilot, *WEAK_PUSH[3:13], "enter")
        assert "How many weeks" in shown(program)
        await answer(pilot, "1", "2", "backspace", "4", "up", "enter")
        assert assessing.draft(desk)["race_weeks"] == 15
        await answer(pilot, "1", "3", "enter")
        assert "Tick at least 2" in prose(program)
        assert "days" not in assessing.draft(desk)
        await answer(pilot, "7", "enter")
        assert assessing.draft(desk)["days"] == [5, 7]


async def test_no_race_can_be_said_after_all(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    # All but the days: the race comes just before them.
    assessing.keep_draft(desk, with_answers(urgent_signs=[], race_weeks=5))
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "left")
        assert "5 weeks" in shown(program)
        await answer(pilot, "n", "enter")
        assert assessing.draft(desk)["race_weeks"] is None
        await answer(pilot, "left", "up", "down", "down", "9", "9", "9")
        assert "520 weeks are the most" in prose(program)
        await answer(pilot, "enter")
        assert assessing.draft(desk)["race_weeks"] == 99
        # What stood there is not typed on, but anew.
        await answer(pilot, "left", "7", "enter")
        assert assessing.draft(desk)["race_weeks"] == 7


async def test_why_a_question_is_asked_is_one_key_away(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "1")
        assert "Why we ask" not in shown(program)
        await answer(pilot, "w")
        assert "Why we ask" in shown(program)
        assert "A23 (S2)" in shown(program)
        await answer(pilot, "1")
        assert "Pain decides before anything else" in prose(program)
        await answer(pilot, "w")
        assert "Why we ask" not in shown(program)


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_the_key_that_leaves_closes_the_reason_first(tmp_path: Path, key: str) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        await answer(pilot, "enter", "1", "w")
        assert "q close" in shown(program)
        await answer(pilot, key)
        assert "Why we ask" not in shown(program)
        assert "Question 1 of 14" in shown(program)
        assert "q leave" in shown(program)
        await answer(pilot, key)
        assert "Question 1 of 14" not in shown(program)


async def test_the_question_mark_lists_the_keys_of_a_question_and_the_digits_once(
    tmp_path: Path,
) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        await answer(pilot, "enter", "1")
        assert "? keys" in shown(program)
        await answer(pilot, "question_mark")
        listed = [line.split() for line in shown(program).splitlines()]
        assert [words[0] for words in listed if words[1:3] == ["Choose", "the"]] == [
            "digit",
            "enter",
        ]
        assert ["w", "Why", "this", "is", "asked"] in listed


async def test_a_refusal_is_said_once_and_goes_with_the_next_answer(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        await answer(pilot, "enter", "1", *WEAK_PUSH[:-3])
        assert "Which days" in prose(program)
        await answer(pilot, "1", "3", "enter", "enter", "enter")
        assert prose(program).count("Tick at least 2") == 1
        await answer(pilot, "1", "3", "enter")
        assert "Where can you train?" in prose(program)
        assert "Tick at least 2" not in prose(program)


@pytest.mark.parametrize("size", SIZES)
async def test_every_question_and_its_answers_are_whole_at_every_size(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    desk = a_desk(tmp_path)
    words = assessing.words(desk)
    assessing.consent(desk, med=False)
    async with running(desk, size) as (program, pilot):
        await answer(pilot, "enter")
        for key in [*WEAK_PUSH[:13], *["enter"] * 4]:
            screen = program.screen
            assert isinstance(screen, QuestionnaireScreen)
            on_screen = prose(program)
            question = words.questions[screen.step.field]
            for text in (question.text, *question.options.values()):
                assert text in on_screen
            assert max(map(len, shown(program).splitlines())) <= size[0]
            await answer(pilot, key)


async def test_a_yes_on_the_medical_list_holds_and_keeps_the_answers(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "2")
        assert "Please speak with a doctor" in prose(program)
        assert "rule and source: D.6 · X62 · X64 · J" in prose(program)
        await answer(pilot, "3")
        assert asked(program) == "Before we begin"
        await answer(pilot, "2")
        await answer(pilot, "1")
        assert in_front(program, TodayScreen)
        assert assessing.draft(desk) == {"med": True}
        await answer(pilot, "enter")
        assert asked(program) == "Not yet"
        await answer(pilot, "2")
        await answer(pilot, *WEAK_PUSH)
        said = prose(program)
        assert "This needs a person first" in said
        assert "Something on the medical list is true for you." in said
        await answer(pilot, "1")
        assert in_front(program, TodayScreen)
    assert desk.store.enrolment() is None
    assert desk.store.assessments()[0].answers["med"] is True


async def test_hold_ends_honestly_without_a_plan_and_waits_to_be_cleared(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "1")
        await answer(pilot, *OFF_RUNNING)
        assert "An injury keeps you from running." in prose(program)
        await answer(pilot, "q")
        await answer(pilot, "enter")
        # The verdict waits; it is not asked for again.
        assert in_front(program, VerdictScreen)
        await answer(pilot, "2")
        assert asked(program) == "Before we begin"
        await answer(pilot, "1")
        assert asked(program) == "Question 1 of 14"
        await answer(pilot, "q")
        assert in_front(program, TodayScreen)
        await answer(pilot, "enter")
        assert asked(program) == "Question 1 of 14"


async def test_none_ends_without_a_plan_and_may_be_overruled_when_asked(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "1")
        await answer(pilot, *NOTHING_WRONG)
        assert "Nothing is broken" in shown(program)
        await answer(pilot, "2")
        assert "Do you want the twelve weeks?" in prose(program)
        await answer(pilot, "3")
        assert "Nothing is broken" in shown(program)
        await answer(pilot, "2")
        await answer(pilot, "2")
        assert in_front(program, TodayScreen)
    enrolment = desk.store.enrolment()
    assert enrolment is not None
    assert (enrolment.start, enrolment.link, enrolment.easy_entry) == (Start.FULL, None, True)
    decision = desk.store.decisions("start")[0]
    assert (decision.subject, decision.choice) == (enrolment.id, "FULL instead of NONE")


async def test_a_click_answers_too(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await pilot.click(program.screen.query_one("#medical", Choices), offset=(6, 0))
        await idle(pilot)
        await pilot.click(program.screen.query_one("#one", Choices), offset=(6, 1))
        await idle(pilot)
        await pilot.click("PainScale", offset=(9, 0))
        await idle(pilot)
        assert assessing.draft(desk) == {"med": False, "Q1": "managed", "pain": 2}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "changed",
    [
        {"med": True, "urgent": True, "urgent_signs": ["bone", "limp"], "pain": 7, "Q1": "off"},
        {"pain": 4, "pain_place": "shin"},
        {},
        {"Q9": "?", "Q10": "?", "Q12": "?", "Q3": "one", "Q4": "jump"},
        {"Q6": "weak", "Q8": "legs", "Q9": "ahead", "Q10": "both", "Q11": "cant"},
        {"Q1": "managed", "Q5": "cant", "Q6": "weak", "Q7": "lot"},
        {"Q1": "managed", "race_weeks": 0},
    ],
    ids=["hold", "gentle", "none", "unclear", "primer", "full", "defer"],
)
async def test_every_verdict_says_all_it_has_to_at_every_size(
    tmp_path: Path, size: tuple[int, int], changed: dict[str, Any]
) -> None:
    desk = a_desk(tmp_path)
    words = assessing.words(desk)
    answers = with_answers(**changed)
    verdict = assess(validate(answers))
    async with running(desk, size) as (program, pilot):
        program.push_screen(VerdictScreen(verdict, answers))
        await idle(pilot)
        seen = shown(program)
        assert headline(verdict, words) in seen
        for _ in range(8):
            await answer(pilot, "pagedown")
            seen += "\n" + shown(program)
        flat = " ".join(seen.split())
        for expected in ("Your weak link", "Where we begin", "How sure we are", "weak from 30"):
            assert expected in flat
        for clash in verdict.contradictions:
            assert clash.sentence.split(",")[0] in flat
        for score in verdict.scores.values():
            assert str(score) in flat
        assert max(map(len, seen.splitlines())) <= size[0]


async def test_what_cannot_be_stored_is_said_and_can_be_tried_again(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.store = Store(desk.paths.log, desk.clock, busy_seconds=0.05)
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "1")
        await answer(pilot, *WEAK_PUSH[:-1])
        with closing(sqlite3.connect(desk.paths.log)) as other:
            other.execute("BEGIN IMMEDIATE")
            await answer(pilot, "enter")
            assert in_front(program, QuestionnaireScreen)
            assert "locked" in prose(program)
        await answer(pilot, "enter")
        assert in_front(program, VerdictScreen)
        with closing(sqlite3.connect(desk.paths.log)) as other:
            other.execute("BEGIN IMMEDIATE")
            await answer(pilot, "1")
            assert in_front(program, VerdictScreen)
        await answer(pilot, "1")
        assert in_front(program, TodayScreen)


async def test_a_draft_with_an_answer_that_is_not_known_is_asked_again(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    whole = {"days": [1, 3], "places": ["home"], "kit": [], "urgent_signs": []}
    assessing.keep_draft(desk, with_answers(**whole, Q5="of another version"))
    async with running(desk) as (program, pilot):
        await answer(pilot, "enter")
        await answer(pilot, "enter")
        assert asked(program) == "Question 5 of 14"
        assert "Q5 is 'of another version'" in prose(program)


def test_no_link_is_promised_where_none_is_named(tmp_path: Path) -> None:
    words = assessing.words(a_desk(tmp_path))
    unclear = with_answers(Q9="?", Q10="?", Q12="?")
    verdict = assess(validate(unclear))
    assert "your weak link" not in headline(verdict, words)
    lines = " ".join(line.text for line in because(verdict, unclear, words))
    assert "is then asked again" in lines
    assert "following a faster beat" in lines


@pytest.mark.parametrize(
    ("changed", "later"),
    [
        ({"Q1": "managed"}, "Put off until then: the whole sequence."),
        (
            {"Q6": "weak", "Q8": "legs"},
            "Put off until then: primer, then the block of the weak link.",
        ),
        (
            {"Q9": "?", "Q10": "?", "Q12": "?"},
            "Put off until then: two weeks of groundwork, which serve every link.",
        ),
    ],
)
def test_before_a_race_it_is_said_what_is_put_off(
    tmp_path: Path, changed: dict[str, str], later: str
) -> None:
    words = assessing.words(a_desk(tmp_path))
    answers = with_answers(**changed, race_weeks=3)
    lines = [line.text for line in because(assess(validate(answers)), answers, words)]
    assert later in lines
    calm = with_answers(**changed)
    told = " ".join(line.text for line in because(assess(validate(calm)), calm, words))
    assert "Put off" not in told


def test_the_examples_all_have_words(tmp_path: Path) -> None:
    words = assessing.words(a_desk(tmp_path))
    file = Path(__file__).parents[1] / "coach" / "data" / "questionnaire_examples.json"
    for example in json.loads(file.read_text(encoding="utf-8")):
        start = Start(example["expect"]["start"])
        assert words.starts[start].headline
        assert words.starts[start].next
