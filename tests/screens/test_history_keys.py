"""History with everything on it: search, filter, one entry, correcting, deleting, taking back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from app.coach.logbook import WHOLE, EntryKind, Wanted
from app.coach.model import Link, Side, WorkoutStatus
from app.trainer import amending, timeline, typing_runs
from app.trainer.desk import Desk
from screens.choose import ChooseScreen
from screens.correct import CorrectScreen
from screens.done_outside import DoneOutsideScreen
from screens.entry import EntryScreen
from screens.history import HistoryScreen, heading
from screens.history_deleted import DeletedScreen
from screens.history_filter import FilterScreen
from screens.why import RecordWhyScreen
from screens.widgets.catalogue import Catalogue
from screens.widgets.timeline import Timeline
from tests.data import decades
from tests.data.builders import HOSTILE, MovableClock
from tests.screens.rooms import (
    SIZES,
    a_desk,
    a_session,
    front,
    press,
    press_at_once,
    prose,
    running,
    shown,
    unfinished,
    with_history,
)
from tests.screens.settling import settled
from tests.trainer.test_today import enrol


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def desk(tmp_path: Path, clock: MovableClock) -> Desk:
    return a_desk(tmp_path, clock)


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk on a log of forty days with every kind of entry."""
    decades.write(desk.paths.log, 40)
    return desk


# --- searching and filtering ----------------------------------------------------------------


async def test_an_empty_log_says_so_and_every_key_can_be_pressed(desk: Desk) -> None:
    async with running(desk) as (program, pilot):
        await press(pilot, "2")
        assert "Nothing in the log yet" in shown(program)
        await press(pilot, "d", "c", "enter", "end", "u")
        assert "no edit to take back" in prose(program)
        assert isinstance(front(program), HistoryScreen)


async def test_every_kind_has_its_mark(full: Desk) -> None:
    async with running(full, (120, 50)) as (program, pilot):
        await press(pilot, "2")
        text = shown(program)
        assert "105 entries, newest first" in text
        for said in (
            "◐ The morning after",
            "□ Gate gate1",
            "● Strength, balance, coordination",
            "○ Before the session",
            "◆ T8",
            "■ Questionnaire",
            "▲ Run",
            "7.00 km · 40:00 · 5:43 /km · 148 bpm · 172 spm",
        ):
            assert said in text, said


async def test_search_follows_what_is_typed(full: Desk) -> None:
    async with running(full) as (program, pilot):
        await press(pilot, "2", "slash")
        for key in "narrow":
            await pilot.press(key)
        await press(pilot, "space", *"stance")
        assert "“narrow stance”" in shown(program)
        assert (
            program.screen.query_one(Timeline).total
            == timeline.page(full, Wanted(words=("narrow", "stance")), 0, 1).total
        )
        await press(pilot, "enter", "enter")
        assert isinstance(front(program), EntryScreen)
        await press(pilot, "q", "c")
        assert "105 entries" in shown(program)
        await press(pilot, "slash", "z", "z", "z")
        assert "0 entries · “zzz”" in shown(program)
        await press(pilot, "escape")
        assert "105 entries" in shown(program)
        assert not program.screen.query_one("#history-search", Input).display
        await press(pilot, "slash", "k", "down")
        assert program.screen.query_one(Timeline).has_focus


async def test_the_filters_are_chosen_with_the_arrows(full: Desk) -> None:
    async with running(full) as (program, pilot):
        await press(pilot, "2", "f")
        assert isinstance(front(program), FilterScreen)
        # Its own keys, not those of the list below it.
        assert "enter show" in shown(program).splitlines()[-1]
        assert "/ search" not in shown(program).splitlines()[-1]
        await press(pilot, "right", "right", "enter")
        assert "20 entries · runs only" in shown(program)
        await press(pilot, "f", "left", "left", "down", "right", "down", "right", "down", "right")
        await press(pilot, "right", "down", "right", "down", "right", "up", "escape")
        assert "runs only" in shown(program)
        await press(pilot, "f", "c", "down", "right", "f")
        text = shown(program)
        assert "entries · " in text
        assert "105 entries" not in text
        await press(pilot, "c")
        assert "105 entries, newest first" in shown(program)


def test_the_heading_names_what_is_looked_for() -> None:
    wanted = Wanted(
        kinds=frozenset({EntryKind.SESSION}),
        exercise="one_leg_squat",
        link=Link.POWER,
        phase=2,
        side=Side.LEFT,
        pain=3,
        words=("[/", "knee"),
    )
    assert heading(1, wanted, "One-legged [squat]") == (
        "1 entry · sessions only · One-legged [squat] · link power · phase 2 · side left · "
        "pain 3 or more · “[/ knee”"
    )
    assert heading(0, WHOLE).startswith("Nothing in the log yet")
    assert heading(18_765, WHOLE) == "18,765 entries, newest first"


# --- one entry ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (EntryKind.RUN, ["5:43 a kilometre", "172 steps a minute", "86, of one foot: times 2"]),
        (EntryKind.TEST, ["left 20", "right 20", "“barefoot”"]),
        (EntryKind.CHECK_IN, ["under four hours of sleep"]),
        (EntryKind.MORNING, ["pain gone", "left knee", "Strength, balance, coordination"]),
        (EntryKind.QUESTIONNAIRE, ["start: the whole sequence"]),
        (EntryKind.DECISION, ["Gate gate1", "go"]),
        (EntryKind.SESSION, ["9 of 10", "control L 4 R 5", "why: The same as last time"]),
    ],
)
async def test_an_entry_in_full(full: Desk, kind: EntryKind, said: list[str]) -> None:
    entry = timeline.page(full, Wanted(kinds=frozenset({kind})), 0, 1).entries[0]
    async with running(full, (100, 60)) as (program, pilot):
        await program.push_screen(EntryScreen(entry.id))
        await settled(pilot)
        text = prose(program)
        for words in said:
            assert words in text, words


async def test_an_entry_has_air_around_it(desk: Desk, clock: MovableClock) -> None:
    with_history(desk, clock, 1)
    async with running(desk) as (program, pilot):
        await press(pilot, "2", "enter")
        assert program.screen.query_one("#detail-text").region.offset == (3, 1)


async def test_the_reasons_are_one_key_away(desk: Desk, clock: MovableClock) -> None:
    with_history(desk, clock, 1)
    async with running(desk) as (program, pilot):
        await press(pilot, "2", "enter", "w")
        assert isinstance(front(program), RecordWhyScreen)


@pytest.mark.parametrize("kind", [EntryKind.QUESTIONNAIRE, EntryKind.DECISION])
async def test_what_cannot_be_corrected_says_why(full: Desk, kind: EntryKind) -> None:
    entry = timeline.page(full, Wanted(kinds=frozenset({kind})), 0, 1).entries[0]
    async with running(full, (100, 40)) as (program, pilot):
        await program.push_screen(EntryScreen(entry.id))
        await settled(pilot)
        await press(pilot, "c")
        assert isinstance(front(program), EntryScreen)
        assert amending.why_not(entry)[:30] in prose(program)


async def test_a_session_that_is_not_over_cannot_be_corrected(
    desk: Desk, clock: MovableClock
) -> None:
    unfinished(desk, clock)
    async with running(desk, (100, 30)) as (program, pilot):
        await program.push_screen(EntryScreen("live"))
        await settled(pilot)
        await press(pilot, "c", "d")
        assert "That session is not over; end or discard it" in prose(program)
        assert desk.store.workout("live").status is WorkoutStatus.LIVE


# --- correcting, deleting, taking back ------------------------------------------------------


async def test_a_note_is_corrected_and_taken_back(desk: Desk, clock: MovableClock) -> None:
    with_history(desk, clock, 1, note="felt good")
    async with running(desk) as (program, pilot):
        await press(pilot, "2", "enter", "c")
        assert isinstance(front(program), CorrectScreen)
        await press(pilot, "down", "down", "down", "down", "enter", "end", "!", "enter")
        assert desk.store.workout("w1").note == "felt good!"
        assert "felt good!" in shown(program)
        await press(pilot, "enter", "x")
        assert "empty for nothing" in prose(program)
        await press(pilot, "escape")
        assert desk.store.workout("w1").note == "felt good!"
        await press(pilot, "u")
        assert desk.store.workout("w1").note == "felt good"
        await press(pilot, "q")
        assert isinstance(front(program), EntryScreen)


async def test_what_cannot_be_is_asked_for_again_with_what_is_wrong(
    desk: Desk, clock: MovableClock
) -> None:
    with_history(desk, clock, 1)
    async with running(desk) as (program, pilot):
        await press(pilot, "2", "enter", "c", "enter")
        assert "empty for nothing" not in prose(program)
        await press(pilot, "9", "enter")
        assert "is no day; write it as 2026-11-20" in prose(program)
        await press(pilot, "backspace", "backspace", "7", "enter")
        assert isinstance(front(program), CorrectScreen)
        assert desk.store.workout("w1").day == date(2026, 11, 17)
        assert "2026-11-17" in shown(program)
        await press(pilot, "q")
        assert "Changed since" in shown(program) or "Tue 17 Nov 2026" in shown(program)
        await press(pilot, "u")
        assert desk.store.workout("w1").day == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        (".done", "done is a whole number from 0 to"),
        (".morning", "The morning after is one of "),
        (".load", "load: "),
    ],
)
async def test_what_is_wrong_is_said_by_the_name_on_the_screen(
    desk: Desk, clock: MovableClock, ending: str, said: str
) -> None:
    with_history(desk, clock, 1)
    async with running(desk, (100, 40)) as (program, pilot):
        await press(pilot, "2", "enter", "c")
        screen = front(program)
        assert isinstance(screen, CorrectScreen)
        key = next(item.id for item in screen.catalogue.items if item.id.endswith(ending))
        screen.catalogue.mark(key)
        await press(pilot, "enter", *("x",) * 3, "enter")
        assert said in prose(program)
        assert key not in prose(program)


async def test_a_digit_begins_the_marked_field(desk: Desk, clock: MovableClock) -> None:
    with_history(desk, clock, 1)
    theme = desk.settings.theme
    async with running(desk, (100, 40)) as (program, pilot):
        await press(pilot, "2", "enter", "c")
        screen = front(program)
        assert isinstance(screen, CorrectScreen)
        screen.catalogue.mark("set.1.done")
        await press_at_once(program, pilot, "1", "5", "enter")
        assert front(program) is screen
        assert desk.store.workout("w1").sets[0].actual == 15
        # What is asked for a set more takes its digits, too, however fast they come.
        screen.catalogue.mark("set.1.done")
        await press_at_once(program, pilot, "plus", "1", "3", "enter")
        assert desk.store.workout("w1").sets[-1].actual == 13
    assert desk.settings.theme == theme


async def test_a_set_of_another_exercise_is_added_on_the_screen(
    desk: Desk, clock: MovableClock
) -> None:
    with_history(desk, clock, 1)
    before = desk.store.workout("w1")
    async with running(desk, (100, 40)) as (program, pilot):
        await press(pilot, "2", "enter", "c", "o")
        chooser = front(program)
        assert isinstance(chooser, ChooseScreen)
        found = [(item.name, item.facts) for item in chooser.query_one(Catalogue).items]
        assert [name for name, _ in found] == sorted((name for name, _ in found), key=str.casefold)
        assert ("Pogo hops", "") in found
        assert ("High box step-up", "right") in found
        # The session has sets of it on either leg: + on one of them puts in one more.
        assert "Forward lunge" not in dict(found)
        await press(pilot, "q")
        assert desk.store.workout("w1") == before
        await press(pilot, "o")
        chooser = front(program)
        assert isinstance(chooser, ChooseScreen)
        chooser.query_one(Catalogue).mark("high_box_step_up.add.right")
        await press(pilot, "enter")
        assert "High box step-up, one more set, right (how many reps it came to)" in prose(program)
        await press(pilot, "1", "2", "enter")
        new = desk.store.workout("w1").sets[-1]
        assert (new.exercise_id, new.side, new.actual, new.rule) == (
            "high_box_step_up",
            Side.RIGHT,
            12,
            "typed",
        )
        screen = front(program)
        assert isinstance(screen, CorrectScreen)
        assert screen.catalogue.marked is not None
        assert screen.catalogue.marked.id == "high_box_step_up.add.right"
        # The other leg has none yet, and is on offer still.
        await press(pilot, "o")
        chooser = front(program)
        assert isinstance(chooser, ChooseScreen)
        found = [(item.name, item.facts) for item in chooser.query_one(Catalogue).items]
        assert ("High box step-up", "left") in found
        assert ("High box step-up", "right") not in found
        await press(pilot, "escape", "u")
        assert desk.store.workout("w1").sets == before.sets


async def test_only_a_session_takes_sets(full: Desk) -> None:
    entry = timeline.page(full, Wanted(kinds=frozenset({EntryKind.RUN})), 0, 1).entries[0]
    async with running(full, (100, 40)) as (program, pilot):
        await program.push_screen(CorrectScreen(entry.id))
        await settled(pilot)
        screen = front(program)
        assert isinstance(screen, CorrectScreen)
        assert not screen.check_action("add_other", ())
        await press(pilot, "o")
        assert front(program) is screen


async def test_a_set_is_added_and_another_deleted_on_the_screen(
    desk: Desk, clock: MovableClock
) -> None:
    with_history(desk, clock, 1)
    before = desk.store.workout("w1")
    first = before.sets[0]
    async with running(desk, (100, 40)) as (program, pilot):
        await press(pilot, "2", "enter", "c")
        screen = front(program)
        assert isinstance(screen, CorrectScreen)
        # Nothing to add to or to delete on the lines of the whole session.
        assert not screen.check_action("add_set", ())
        assert not screen.check_action("delete_set", ())
        assert ": delete" not in shown(program)
        screen.catalogue.mark("set.1.done")
        await press(pilot, "plus", "1", "3", "enter")
        after = desk.store.workout("w1").sets
        assert len(after) == len(before.sets) + 1
        assert (after[-1].exercise_id, after[-1].side) == (first.exercise_id, first.side)
        assert (after[-1].actual, after[-1].rule) == (13, "typed")
        screen.catalogue.mark("set.1.load")
        await press(pilot, "minus")
        assert first.pos not in {row.pos for row in desk.store.workout("w1").sets}
        assert "u brings it back" in prose(program)
        assert screen.catalogue.marked is not None
        assert screen.catalogue.marked.id.startswith("set.2.")
        await press(pilot, "u", "u")
        assert desk.store.workout("w1") == before
        await press(pilot, "q")
        assert f"({first.exercise_id} {first.side}, 13 reps) put in" in prose(program)


async def test_a_deleted_session_goes_and_comes_back(desk: Desk, clock: MovableClock) -> None:
    with_history(desk, clock, 3)
    async with running(desk) as (program, pilot):
        await press(pilot, "2", "d")
        assert "2 entries" in shown(program)
        assert "u brings it back" in prose(program)
        await press(pilot, "u")
        assert "3 entries" in shown(program)
        await press(pilot, "enter", "d")
        assert isinstance(front(program), HistoryScreen)
        assert "2 entries" in shown(program)
        await press(pilot, "x")
        assert isinstance(front(program), DeletedScreen)
        assert "bring back" in shown(program)
        assert desk.store.history()[0].title in shown(program)
        assert "Wed 18 Nov" in shown(program)
        assert "Deleted: " in prose(program)
        await press(pilot, "enter")
        assert "Brought back: " in prose(program)
        assert "Deleted: " not in prose(program)
        assert "Nothing is deleted" in shown(program)
        await press(pilot, "q")
        assert "3 entries" in shown(program)


async def test_a_session_is_added_and_taken_back(desk: Desk) -> None:
    enrol(desk)
    async with running(desk, (100, 40)) as (program, pilot):
        await press(pilot, "2", "n")
        assert isinstance(front(program), DoneOutsideScreen)
        await press(pilot, "space")
        while not isinstance(front(program), HistoryScreen):
            await press(pilot, "enter")
        assert "1 entry" in shown(program)
        (record,) = desk.store.history()
        assert record.slot_key == "phase1.1.1"
        await press(pilot, "u")
        assert "Nothing in the log yet" in shown(program)
        assert desk.store.history() == ()


async def test_an_addition_is_taken_back_from_its_entry_only_when_asked_twice(desk: Desk) -> None:
    entry = typing_runs.add(desk, {"duration": "41:07"})
    amending.change(desk, entry, {"distance": "7.4"})
    async with running(desk, (100, 40)) as (program, pilot):
        await press(pilot, "2", "enter", "u")
        assert "once more" not in prose(program)
        await press(pilot, "u")
        assert "u once more takes the whole run off the time line." in prose(program)
        assert len(desk.store.runs()) == 1
        # What was changed and taken back in between is no second yes.
        amending.change(desk, entry, {"distance": "8"})
        await press(pilot, "u", "u")
        assert len(desk.store.runs()) == 1
        await press(pilot, "u")
        assert desk.store.runs() == ()
        assert isinstance(front(program), HistoryScreen)


async def test_what_another_process_changes_is_seen(desk: Desk, clock: MovableClock) -> None:
    with_history(desk, clock, 2)
    async with running(desk) as (program, pilot):
        await press(pilot, "2")
        assert "2 entries" in shown(program)
        other = a_desk(desk.paths.log.parent, clock)
        amending.delete(other, timeline.entry(other, "w1"))
        other.store.close()
        await program.watch_log()
        await settled(pilot)
        assert "1 entry" in shown(program)


async def test_a_delete_that_comes_too_late_says_so(desk: Desk, clock: MovableClock) -> None:
    with_history(desk, clock, 1)
    async with running(desk) as (program, pilot):
        await press(pilot, "2")
        amending.delete(desk, timeline.entry(desk, "w1"))
        await press(pilot, "d")
        assert "changed in the meantime" in prose(program)


# --- any size, any text, any length ---------------------------------------------------------


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_fits(full: Desk, size: tuple[int, int]) -> None:
    entry = timeline.page(full, Wanted(kinds=frozenset({EntryKind.SESSION})), 0, 1).entries[0]
    async with running(full, size) as (program, pilot):
        for keys in (("2",), ("f",), ("escape", "x"), ("q",)):
            await press(pilot, *keys)
            assert max(len(line) for line in shown(program).splitlines()) <= size[0]
        await program.push_screen(EntryScreen(entry.id))
        await settled(pilot)
        await press(pilot, "c")
        assert "felt light" in shown(program) or size[1] < 30


# What a spreadsheet would take for a formula, or a database for SQL, is harmless on a screen.
_HOSTILE_HERE = [
    text for text in HOSTILE if "[" in text or not text.isprintable() or not text.isascii()
]


@pytest.mark.parametrize("text", _HOSTILE_HERE)
async def test_any_text_is_shown_as_text(desk: Desk, clock: MovableClock, text: str) -> None:
    session = a_session(1, clock, note=text, title=text)
    desk.store.add_workout(
        replace(session, sets=tuple(replace(row, exercise_id="squat [x]") for row in session.sets))
    )
    desk.store.decide("odd [kind]", text, text)
    amending.change(desk, timeline.entry(desk, "w1"), {"set.1.note": f"{text} again"})
    async with running(desk, (100, 40)) as (program, pilot):
        for keys in (("2",), ("enter",), ("q", "down", "enter"), ("c",), ("q", "d"), ("q", "x")):
            await press(pilot, *keys)
            assert not any(sign in shown(program) for sign in "\x1b\x00\t\r")


async def test_twenty_years_are_paged_not_read(desk: Desk) -> None:
    decades.write(desk.paths.log, 3000, sets=2)
    async with running(desk) as (program, pilot):
        await press(pilot, "2")
        history = front(program)
        assert isinstance(history, HistoryScreen)
        assert history.query_one(Timeline).total == 7707
        await press(pilot, "end")
        assert "…" not in shown(program).replace("Strength…", "")
        assert len(history._pages) <= 3


async def test_back_dating_moves_the_entry(desk: Desk, clock: MovableClock) -> None:
    with_history(desk, clock, 2)
    newest = desk.store.workout("w1")
    amending.change(desk, timeline.entry(desk, "w1"), {"day": str(newest.day - timedelta(days=9))})
    async with running(desk) as (program, pilot):
        await press(pilot, "2")
        assert "▸ Mon 16 Nov" in shown(program)
