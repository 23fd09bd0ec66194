"""Today: what it says for every state of the plan, in every room, and where its keys lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.coach.gate_criteria import Aspect, Criterion
from app.coach.gate_state import Gate
from app.coach.gates import GateStanding, Verdict
from app.coach.last_times import LastTime
from app.coach.model import (
    Decision,
    Enrolment,
    Kind,
    Laterality,
    Link,
    Prescription,
    Section,
    Side,
    Slot,
    Start,
    Unit,
)
from app.trainer import assessing
from app.trainer.gating import GateView
from app.trainer.today import TodayView, Unfinished
from screens.consent import ConsentScreen
from screens.live import LiveScreen
from screens.resume import ResumeScreen
from screens.today import TodayScreen
from screens.today_text import Room, today_text
from screens.why import WhyScreen, why_text
from tests.coach.answer_sets import with_answers
from tests.data.builders import MovableClock, an_enrolment, count
from tests.screens.rooms import (
    SIZES,
    a_desk,
    a_session,
    front,
    press,
    prose,
    running,
    shown,
    unfinished,
    with_history,
)
from tests.screens.settling import settled
from tests.screens.waiting import reached
from tests.trainer.training_room import item

DAY = date(2026, 11, 20)
SLOT = Slot(
    Kind.PROGRAMME, "phase1", 1, 2, 2, DAY, "Strength, balance, coordination", "Steady on one leg."
)
SESSION = Prescription(
    SLOT,
    (
        item(
            "hundred_up_minor",
            targets=(20, 20),
            unit=Unit.TOUCHES,
            laterality=Laterality.ALTERNATING,
            section=Section.OPENING,
        ),
        item("one_leg_squat", targets=(10, 10, 10)),
        replace(
            item("forward_lunge", targets=(10, 10, 10)),
            decision=Decision("P4", "Control was 3. The same again.", (("control", 3),)),
        ),
    ),
    20,
    24,
    (Decision("S6", "Twenty minutes at most."),),
)
ENROLMENT = Enrolment("e", date(2026, 11, 9), Start.FULL, Link.COORDINATION, (1, 3, 5))
VIEW = TodayView(
    DAY,
    ENROLMENT,
    SESSION,
    phase_label="phase 1",
    session_no=5,
    session_count=12,
    week_done=2,
    week_planned=3,
    last=(LastTime("one_leg_squat", DAY, {Side.LEFT: 4, Side.RIGHT: 5}, "left knee drifts"),),
    start=Start.FULL,
)
LEFT_OPEN = Unfinished("w", "Strength", date(2026, 11, 19), 12, 33, None, running=False)


def text(view: TodayView, tmp_path: Path, width: int = 73, height: int = 21) -> str:
    return today_text(view, a_desk(tmp_path).library, Room(width, height)).plain


def test_a_gate_is_one_line_however_much_it_is_missing(tmp_path: Path) -> None:
    missing = ("left calf 17 of 20", "cadence count again", "control under 4 in week 3")
    gate = Verdict(
        Gate.DRILLS,
        DAY,
        GateStanding.NOT_MET,
        (Criterion(Aspect.TESTS, Decision("D.3", "Tests."), met=False, missing=missing),),
        next_step=Decision("D.3", "Test again."),
        asked_again="next week",
        tests=(),
    )
    said = text(replace(VIEW, gate=GateView(DAY, gate)), tmp_path, 53, 19)
    assert "\nGate to phase 2: 0 of 1 met; g shows what is missing." in said
    assert missing[0] not in said


def test_it_answers_what_how_long_where_and_how_it_went(tmp_path: Path) -> None:
    said = text(VIEW, tmp_path)
    first, second, third = said.splitlines()[:3]
    assert first.startswith("Strength, balance, coordination")
    assert first.endswith("phase 1 · week 2 · session 5 of 12")
    assert second == "20 min of work, 24 all in · at home"
    assert third == "Steady on one leg."
    assert "One-legged squat  3 × 10 each leg  control L 4  R 5  “left knee drifts”" in said
    assert "Forward lunge     3 × 10 each leg  new" in said
    assert "  Control was 3. The same again." in said
    assert "This week  ● ● ○  2 of 3" in said


@pytest.mark.parametrize("step", [False, True])
def test_what_to_watch_for_is_that_of_the_form_without_a_step(tmp_path: Path, step: bool) -> None:
    kit = frozenset({"step"} if step else ())
    session = replace(SESSION, items=(item("calf_raise_bent", targets=(10, 10)),))
    view = replace(VIEW, session=session, enrolment=replace(ENROLMENT, kit=kit), last=())
    exercise = a_desk(tmp_path).library["calf_raise_bent"]
    said = text(view, tmp_path, height=30)
    assert (exercise.cues[0] in said) is step
    assert (exercise.bare_cues[0] in said) is not step


@pytest.mark.parametrize(
    ("exercise", "kit", "said"),
    [
        ("calf_raise_straight", set(), "at home"),
        ("calf_raise_straight", {"step"}, "at home · with step"),
        ("high_box_step_up", {"box", "bench"}, "at home · with box"),
        ("high_box_step_up", {"step"}, "at home · with bottom stair"),
    ],
)
def test_only_kit_that_the_runner_has_is_named(
    tmp_path: Path, exercise: str, kit: set[str], said: str
) -> None:
    session = replace(SESSION, items=(item(exercise, targets=(10, 10)),))
    view = replace(VIEW, session=session, enrolment=replace(ENROLMENT, kit=frozenset(kit)), last=())
    assert text(view, tmp_path).splitlines()[1] == f"20 min of work, 24 all in · {said}"


@pytest.mark.parametrize(("width", "height"), [(53, 17), (73, 21), (113, 37), (116, 47)])
def test_it_fits_the_room(tmp_path: Path, width: int, height: int) -> None:
    said = text(VIEW, tmp_path, width, height).splitlines()
    assert len(said) <= height
    assert all(len(line) <= width for line in said if not line.startswith("first"))
    assert "This week" in said[-1]


def test_a_day_later_is_named(tmp_path: Path) -> None:
    later = replace(SESSION, slot=replace(SLOT, due=date(2026, 11, 23)))
    assert "due Mon 23 Nov" in text(replace(VIEW, session=later), tmp_path)


def test_what_is_due_and_has_to_wait_names_both_days(tmp_path: Path) -> None:
    clock = MovableClock()
    trained = (a_session(0, clock),)
    for due, words in (
        (DAY, "due Fri 20 Nov, may be done from Sun 22 Nov"),
        (DAY - timedelta(days=2), "was due Wed 18 Nov, may be done from Sun 22 Nov"),
        (DAY + timedelta(days=3), "due Mon 23 Nov"),
    ):
        session = replace(SESSION, slot=replace(SLOT, due=due))
        said = " ".join(text(replace(VIEW, session=session, history=trained), tmp_path).split())
        assert f"· {words}" in said
        assert ("may be done" in said) is ("may be done" in words)


def test_advice_stands_where_it_is_seen(tmp_path: Path) -> None:
    said = text(replace(VIEW, advice=(Decision("S1", "Tomorrow is better."),)), tmp_path)
    assert "▌ Tomorrow is better." in said.splitlines()[:5]


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (TodayView(DAY, None, None), "enter   begin"),
        (TodayView(DAY, None, None, draft_answers=6), "6 of 14 answered"),
        (TodayView(DAY, None, None, why_none="Hold.", start=Start.HOLD), "enter   answer again"),
        (TodayView(DAY, None, None, start=Start.FULL), "enter   see the result"),
        (TodayView(DAY, ENROLMENT, None, why_none="The plan is done."), "The plan is done."),
    ],
)
def test_nothing_to_train_is_said_with_the_way_on(
    tmp_path: Path, view: TodayView, words: str
) -> None:
    assert words in text(view, tmp_path)


def test_readiness_comes_before_any_training(tmp_path: Path) -> None:
    assert not TodayView(DAY, None, None).may_step_up
    assert not TodayView(DAY, None, None, why_none="Hold.", start=Start.HOLD).may_step_up
    assert TodayView(DAY, None, None, why_none="Fine.", start=Start.NONE).may_step_up
    assert VIEW.may_step_up


def test_an_unfinished_session_is_offered_and_a_running_one_left_alone(tmp_path: Path) -> None:
    said = text(replace(VIEW, unfinished=LEFT_OPEN), tmp_path)
    assert "Strength was begun and not ended." in said
    assert "yesterday · 12 of 33 sets done    r go on or end it" in said
    elsewhere = replace(LEFT_OPEN, running=True)
    said = text(replace(VIEW, unfinished=elsewhere), tmp_path)
    assert "is running in another window" in said
    assert "r go on" not in said
    long = replace(LEFT_OPEN, title="Step-ups, bridges and calves, retest")
    assert "\n  was begun and not ended.\n" in text(
        replace(VIEW, unfinished=long), tmp_path, 53, 17
    )
    narrow = text(replace(VIEW, unfinished=elsewhere), tmp_path, 53, 17).splitlines()
    assert all(len(line) <= 53 for line in narrow[:2])
    assert all(line.startswith("▌") for line in narrow[:2])


def test_why_names_rule_sentence_and_numbers(tmp_path: Path) -> None:
    said = why_text(SESSION, a_desk(tmp_path).library, 70).plain
    assert "Forward lunge   3 × 10 each leg\n  Control was 3. The same again." in said
    assert "  rule P4 · Not quite clean, or hard: the same again\n  seen: control 3\n" in said
    assert "  from: judgement, nobody has published it in this form" in said
    assert "The session as a whole\n  Twenty minutes at most.\n  rule S6" in said


async def test_the_keys_of_an_empty_program(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        assert shown(program).splitlines()[-1].split() == [
            "enter", "begin", "?", "keys", "q", "quit",
        ]  # fmt: skip
        await pilot.press("enter")
        await reached(pilot, ConsentScreen)
        await pilot.press("1")
        await pilot.pause()
        assert not isinstance(front(program), TodayScreen)


async def test_the_last_line_says_what_the_text_says(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    assessing.keep_draft(desk, {"med": False, "Q1": "normal"})
    async with running(desk) as (program, _):
        assert shown(program).count("go on") == 2
    assessing.conclude(desk, with_answers(Q6="weak", Q8="legs"))
    async with running(desk) as (program, _):
        assert shown(program).count("see the result") == 2


def test_advice_keeps_clear_of_its_mark(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    long = Decision("D.4", "Calm weeks, one after another, and no more. " * 4)
    view = TodayView(date(2026, 11, 20), None, None, advice=(long,))
    lines = today_text(view, desk.library, Room(60, 20)).plain.split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("▌"))
    assert all(line.startswith("  ") for line in lines[first + 1 :] if line)


@pytest.mark.parametrize("size", SIZES)
async def test_a_plan_shows_its_session_and_why(tmp_path: Path, size: tuple[int, int]) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, size) as (program, pilot):
        assert "session 1 of 12" in shown(program)
        assert "One-legged squat" in shown(program)
        assert "enter start" in shown(program)
        await press(pilot, "w")
        assert isinstance(front(program), WhyScreen)
        assert "rule D." in shown(program)


async def test_enter_begins_and_leaving_offers_to_go_on(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk) as (program, pilot):
        await pilot.press("enter")
        await reached(pilot, LiveScreen)
        await pilot.press("2")
        await pilot.pause()
        assert isinstance(front(program), LiveScreen)
        live = desk.store.live_workout()
        assert live is not None
        assert live.record.slot_key == "phase1.1.1"


@pytest.mark.parametrize("key", ["enter", "s"])
async def test_a_session_that_comes_too_early_is_begun_when_asked_once(
    tmp_path: Path, key: str
) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    desk.store.add_workout(replace(a_session(0, clock), programme_id="p1"))
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, key)
        assert isinstance(front(program), TodayScreen)
        assert desk.store.live_workout() is None
        said = prose(program)
        assert "your tissues still answer to it until" in said
        assert "The same key again starts it all the same." in said
        await pilot.press(key)
        await reached(pilot, LiveScreen)


async def test_the_step_up_session_by_itself(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk) as (_program, pilot):
        await pilot.press("s")
        await reached(pilot, LiveScreen)
        live = desk.store.live_workout()
        assert live is not None
        assert live.record.kind is Kind.STEP_UP


async def test_what_was_left_unfinished_is_offered_once_at_the_start(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    unfinished(desk, clock)
    async with running(desk) as (program, pilot):
        await reached(pilot, ResumeScreen)
        await pilot.press("q")
        await settled(pilot)
        assert isinstance(front(program), TodayScreen)
        assert "was begun and not ended" in prose(program)
        await pilot.press("r")
        await reached(pilot, ResumeScreen)


async def test_a_session_that_runs_elsewhere_is_left_alone(tmp_path: Path) -> None:
    from data.lock import LiveLock

    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    unfinished(desk, clock)
    lock = LiveLock(desk.paths.log)
    lock.acquire()
    try:
        async with running(desk) as (program, pilot):
            assert isinstance(front(program), TodayScreen)
            assert "is running in another window" in prose(program)
            assert "enter start" not in shown(program)
            await press(pilot, "enter", "s", "r")
            assert isinstance(front(program), TodayScreen)
    finally:
        lock.release()


async def test_it_notices_when_the_session_elsewhere_is_over(tmp_path: Path) -> None:
    from data.lock import LiveLock

    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    unfinished(desk, clock)
    lock = LiveLock(desk.paths.log)
    lock.acquire()
    async with running(desk) as (program, pilot):
        assert "is running in another window" in prose(program)
        # As after a kill: nothing is written, the lock is just gone.
        lock.release()
        await program.watch_log()
        await settled(pilot)
        await reached(pilot, ResumeScreen)


async def test_no_second_session_is_begun_beside_an_unfinished_one(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    unfinished(desk, clock)
    async with running(desk) as (_program, pilot):
        await reached(pilot, ResumeScreen)
        for key, then in (
            ("q", TodayScreen),
            ("enter", ResumeScreen),
            ("q", TodayScreen),
            ("s", ResumeScreen),
        ):
            await pilot.press(key)
            await reached(pilot, then)
    assert count(desk.store) == 1


async def test_what_was_left_for_later_is_not_offered_at_once(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk) as (program, pilot):
        await pilot.press("enter")
        await reached(pilot, LiveScreen)
        await pilot.press("q", "p")
        await reached(pilot, TodayScreen)
        await settled(pilot)
        assert isinstance(front(program), TodayScreen)
        assert "was begun and not ended" in prose(program)


async def test_a_plan_survives_its_history(tmp_path: Path) -> None:
    clock = MovableClock()
    desk = a_desk(tmp_path, clock)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 2)))
    with_history(desk, clock, 3)
    async with running(desk) as (program, _pilot):
        assert "control L 4  R 5" in shown(program)
