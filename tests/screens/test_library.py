"""The library: browse, search, filter, read, follow what is easier and harder, and come back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from app.coach.library import NOTHING
from app.coach.model import Link, Place
from app.content import own_folder
from app.settings import Settings
from app.trainer import browsing
from app.tui import StrideApp
from screens import library_text
from screens.library import LibraryScreen
from screens.widgets.catalogue import Catalogue
from screens.widgets.entry import EntryView
from screens.widgets.figure import Figure
from screens.widgets.ways import Ways
from tests.content.test_library import GOOD
from tests.data.builders import MovableClock, an_enrolment
from tests.screens.rooms import SIZES, THEMES, a_desk, press, running, shown
from tests.screens.settling import settled
from tests.screens.test_hostile import TEXTS, harmless
from tests.trainer.training_room import make_desk


def library(program: StrideApp) -> LibraryScreen:
    screen = program.screen
    assert isinstance(screen, LibraryScreen)
    return screen


def reading(program: StrideApp) -> str | None:
    exercise = library(program).entry.exercise
    return exercise.id if exercise else None


def marked(program: StrideApp) -> str | None:
    item = library(program).catalogue.marked
    return item.id if item else None


def in_list(program: StrideApp) -> bool:
    return library(program).catalogue.has_focus


def runs(program: StrideApp) -> bool:
    """Whether the figure's timer runs; one that is paused waits on its event."""
    return library(program).entry._timer._active.is_set()


async def mark(pilot: Pilot[None], program: StrideApp, exercise_id: str) -> None:
    ids = [item.id for item in library(program).catalogue.items]
    library(program).catalogue.cursor = ids.index(exercise_id)
    await settled(pilot)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
async def test_it_works_at_every_size(tmp_path: Path, size: tuple[int, int], theme: str) -> None:
    async with running(a_desk(tmp_path, theme=theme), size) as (program, pilot):
        await press(pilot, "4")
        text = shown(program)
        assert "43 exercises, by what they train" in text
        assert "▸ 100-up, major" in text
        assert ("Dose" in text) == (size[0] >= 96)
        assert "search" in text
        await mark(pilot, program, "one_leg_squat")
        await press(pilot, "enter")
        text = shown(program)
        assert "One-legged squat" in text
        assert "also: single-leg squat" in text
        assert "3 × 10 per leg" in text
        assert any("⠀" < sign <= "⣿" for sign in text)
        assert "q back" in text
        assert all(len(line) <= size[0] for line in text.splitlines())
        await press(pilot, "end")
        assert "Where it comes from" in shown(program) or "J " in shown(program)
        await press(pilot, "q")
        assert in_list(program)
        assert "▸ One-legged squat" in shown(program)


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_small_screens_show_one_after_the_other(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(a_desk(tmp_path), size) as (program, pilot):
        await press(pilot, "4")
        assert not library(program).entry.display or not library(program).entry.is_on_screen
        await press(pilot, "down", "enter")
        assert "▸" not in shown(program).replace("▸4 Library", "")
        assert "the list" not in shown(program)
        await press(pilot, "left")
        assert "▸ 100-up, minor" in shown(program)


async def test_wide_screens_show_the_entry_beside_the_list(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (120, 40)) as (program, pilot):
        await press(pilot, "4")
        assert reading(program) == "hundred_up_major"
        await press(pilot, "down")
        assert reading(program) == "hundred_up_minor"
        await press(pilot, "pagedown", "end")
        assert reading(program) == library(program).catalogue.items[-1].id
        await press(pilot, "home", "up", "pageup")
        assert reading(program) == "hundred_up_major"
        await pilot.resize_terminal(70, 24)
        await settled(pilot)
        assert "Dose" not in shown(program)


async def test_a_step_down_the_list_looks_as_if_all_of_it_were_drawn_anew(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        await press(pilot, "4")
        for keys in (("down",), ("down", "down", "up"), ("pagedown",), ("end", "up"), ("home",)):
            await press(pilot, *keys)
            as_kept = shown(program)
            library(program).catalogue.refresh()
            await press(pilot)
            assert shown(program) == as_kept
            assert as_kept.count("▸ ") == 1


async def test_search_finds_as_one_types(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (120, 40)) as (program, pilot):
        await press(pilot, "4", "slash")
        assert isinstance(program.focused, Input)
        await press(pilot, *"pistol")
        assert "1 of 43 · “pistol”" in shown(program)
        assert reading(program) == "one_leg_squat"
        # Digits and q are text here, and lead nowhere.
        await press(pilot, "1", "q")
        assert "Nothing · “pistol1q”" in shown(program)
        assert "Press c to see everything again" in shown(program)
        assert reading(program) is None
        await press(pilot, "backspace", "backspace", "enter")
        assert in_list(program)
        assert "1 of 43 · “pistol”" in shown(program)
        await press(pilot, "c")
        assert "43 exercises" in shown(program)
        assert not library(program).search.display


async def test_search_by_muscle_then_down_then_leave(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (60, 20)) as (program, pilot):
        await press(pilot, "4", "slash", *"soleus", "down")
        assert "▸ Calf raise, bent knee" in shown(program)
        await press(pilot, "slash", "escape")
        assert "43 exercises" in shown(program)
        assert in_list(program)


async def test_single_keys_filter_by_link_place_and_kit(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (120, 40)) as (program, pilot):
        await press(pilot, "4", "l")
        assert "· mechanics" in shown(program)
        await press(pilot, "l", "l")
        assert library(program).wanted.link is Link.POWER
        await press(pilot, "p")
        assert library(program).wanted.place is Place.HOME
        await press(pilot, "k")
        assert library(program).wanted.kit == NOTHING
        assert "muscular power · at home · nothing needed" in shown(program)
        found = [item.id for item in library(program).catalogue.items]
        assert "glute_bridge" in found
        assert "high_box_step_up" not in found
        await press(pilot, "k", "k")
        assert "needs a box" not in shown(program).splitlines()[2] or found
        await press(pilot, "c")
        assert library(program).wanted.everything
        for _ in range(len(Link) + 1):
            await press(pilot, "l")
        assert library(program).wanted.link is None


async def test_a_filter_keeps_the_exercise_that_is_open(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (120, 40)) as (program, pilot):
        await press(pilot, "4")
        await mark(pilot, program, "forward_lunge")
        await press(pilot, "l", "p")
        assert reading(program) == "forward_lunge"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_easier_and_harder_are_followed_and_come_back_from(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(a_desk(tmp_path), size) as (program, pilot):
        await press(pilot, "4")
        await mark(pilot, program, "one_leg_squat")
        await press(pilot, "enter", "tab")
        assert isinstance(program.focused, Ways)
        assert "▸ Single-leg stand" in shown(program)
        await press(pilot, "down", "enter")
        assert reading(program) == "high_box_step_up"
        assert marked(program) == "high_box_step_up"
        await press(pilot, "tab", "up", "enter")
        assert reading(program) == "forward_lunge"
        await press(pilot, "q")
        assert reading(program) == "high_box_step_up"
        await press(pilot, "escape")
        assert reading(program) == "one_leg_squat"
        assert isinstance(program.focused, EntryView)
        await press(pilot, "left")
        assert in_list(program)


async def test_tab_goes_to_the_links_and_back(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (80, 24)) as (program, pilot):
        await press(pilot, "4", "enter", "tab", "tab")
        assert isinstance(program.focused, EntryView)
        await press(pilot, "q")
        await mark(pilot, program, "side_plank")
        await press(pilot, "enter")
        assert "links" not in shown(program).splitlines()[-1]


async def test_the_mouse_opens_and_follows(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (120, 50)) as (program, pilot):
        await press(pilot, "4")
        await pilot.click(Catalogue, offset=(5, 2))
        await settled(pilot)
        assert reading(program) == "hundred_up_minor"
        await pilot.click(Catalogue, offset=(5, 0))  # a heading is nothing to open
        await settled(pilot)
        assert reading(program) == "hundred_up_minor"
        await press(pilot, "tab", "tab")
        await pilot.click(Ways, offset=(12, 0))
        await settled(pilot)
        assert reading(program) == "balance_hold"


def test_an_entry_says_everything(tmp_path: Path) -> None:
    shelf = browsing.shelf(a_desk(tmp_path))
    march = shelf.exercises["single_leg_march"]
    parts = (
        library_text.head(march, shelf.origins[march.id], 100),
        library_text.rest(march, "jump", 100),
        library_text.end(march, browsing.citations(march, shelf.sources), 100),
    )
    text = " ".join(" ".join(part.plain for part in parts).split())
    for words in (
        "◇ provisional, see below",
        "Joins the push of the hip",
        "2 × 8 per leg; with the jump 2 × 5 per leg",
        "1 Start low in the single-leg hinge.",
        "Faults · Arching the back",
        "Stop at · Achilles, shin or foot pain on landing. · Pain above your limit: 2",
        "Before you begin · Jump: from phase 3 on.",
        "Trains mechanics, muscular power and coordination",
        "Works glutes, hamstrings",
        "Legs one after the other",
        "Tempo 2 s down, 1 s up, 1 s held",
        "Rests 30 s between the legs, 45 s between sets",
        "Where at home and outdoors",
        "Needs nothing",
        "From easy to hard · March, no jump ▸ March with a jump",
        "Made easier · Drive the knee slowly.",
        "◇ Provisional: The page behind",
        "S1 the march and its jump Three exercises for running speed",
        "(coach or clinic)",
    ):
        assert words in text, words
    assert "None" not in text
    assert [(way.label, way.name) for way in library_text.ways(march, shelf)] == [
        ("Easier", "Single-leg hinge"),
        ("Easier", "Reverse deadlift with swing"),
        ("Harder", "High box step-up"),
    ]


@pytest.mark.parametrize("width", [30, 52, 104])
def test_every_entry_fits_its_column(tmp_path: Path, width: int) -> None:
    shelf = browsing.shelf(a_desk(tmp_path))
    for exercise in shelf.exercises.values():
        for form in (None, *(rung.id for rung in exercise.rungs)):
            for part in (
                library_text.head(exercise, shelf.origins[exercise.id], width),
                library_text.rest(exercise, form, width),
                library_text.end(exercise, browsing.citations(exercise, shelf.sources), width),
            ):
                assert all(cell_len(line) <= width for line in part.plain.splitlines())


# --- the figure ----------------------------------------------------------------------------


async def test_the_figure_moves_with_the_clock_and_stops(tmp_path: Path) -> None:
    clock = MovableClock()
    async with running(a_desk(tmp_path, clock), (120, 40)) as (program, pilot):
        await press(pilot, "4")
        await mark(pilot, program, "one_leg_squat")
        entry = library(program).entry
        assert runs(program)
        assert entry.query_one(Figure).phase == 0
        clock.move(seconds=1.0)
        entry._move_on()
        moved = entry.query_one(Figure).phase
        assert 0 < moved < 1
        await press(pilot, "space")
        assert not runs(program)
        assert "standing still" in shown(program)
        assert not entry.query_one(Figure).active
        await press(pilot, "space")
        assert runs(program)


async def test_the_other_leg_and_the_other_forms(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (120, 40)) as (program, pilot):
        await press(pilot, "4")
        await mark(pilot, program, "one_leg_squat")
        assert "right leg" in shown(program)
        before = shown(program)
        await press(pilot, "m")
        assert "left leg" in shown(program)
        assert shown(program) != before
        assert "Knee covers the toes" in shown(program)
        await press(pilot, "f")
        assert "Down to a high chair" in shown(program)
        assert "left leg" in shown(program)
        await mark(pilot, program, "glute_bridge")
        await press(pilot, "f")
        assert "Two legs" in shown(program)
        assert "right leg" not in shown(program)


async def test_what_is_not_drawn_offers_no_keys_for_it(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (120, 40)) as (program, pilot):
        await press(pilot, "4")
        await mark(pilot, program, "easy_run")
        assert "mirror" not in shown(program)
        assert not runs(program)
        assert not library(program).entry.side.display


async def test_nothing_moves_unseen(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (120, 40)) as (program, pilot):
        await press(pilot, "4")
        screen = library(program)
        assert screen.entry._timer._active.is_set()
        await press(pilot, "question_mark")
        assert not screen.entry._timer._active.is_set()
        await press(pilot, "q")
        assert screen.entry._timer._active.is_set()
        await press(pilot, "1")
        assert not screen.entry._timer._active.is_set()
        await press(pilot, "4")
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert not screen.entry._timer._active.is_set()
        await press(pilot, "enter")
        assert screen.entry._timer._active.is_set()
        await press(pilot, "q")
        assert not screen.entry._timer._active.is_set()


async def test_reduced_motion_shows_a_still_picture(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path), (120, 40)) as (program, pilot):
        program.animation_level = "none"
        await press(pilot, "4")
        await mark(pilot, program, "one_leg_squat")
        assert not runs(program)
        assert "standing still" in shown(program)
        assert any("⠀" < sign <= "⣿" for sign in shown(program))


# --- a runner's own --------------------------------------------------------------------------


async def test_own_exercises_are_marked(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    folder = own_folder(desk.paths)
    folder.mkdir(parents=True)
    (folder / "wall_sit.toml").write_text(GOOD)
    (folder / "forward_lunge.toml").write_text('extends = true\ncues = ["Mine."]\n')
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "4")
        assert "44 exercises" in shown(program)
        await mark(pilot, program, "wall_sit")
        assert "+ Yours: added to the library." in shown(program)
        await mark(pilot, program, "forward_lunge")
        assert "+ The shipped one with your changes." in shown(program)
        assert "1 Mine." in shown(program)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
async def test_hostile_words_are_only_words(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = a_desk(tmp_path)
    folder = own_folder(desk.paths)
    folder.mkdir(parents=True)
    texts = [text for text in TEXTS if text.isprintable() and text.strip()]
    assert len(texts) > 3
    for number, text in enumerate(texts):
        quoted = text.replace("\\", "\\\\").replace('"', '\\"')[:300]
        keys = ("cues", "faults", "stops", "notes", "muscles", "synonyms", "easier")
        (folder / f"own_{number}.toml").write_text(
            GOOD.replace("Wall sit", quoted[:38])
            + "".join(f'{key} = ["{quoted}"]\n' for key in keys)
            + f'harder_ids = ["own_{(number + 1) % len(texts)}", "nowhere"]\n'
            + f'[[rungs]]\nid = "only"\nname = "{quoted[:38]}"\n'
        )
    async with running(desk, size) as (program, pilot):
        await press(pilot, "4")
        assert f"{43 + len(texts)} exercises" in shown(program)
        await mark(pilot, program, "own_0")
        await press(pilot, "enter")
        for number in range(len(texts)):
            assert reading(program) == f"own_{number}"
            assert harmless(shown(program))
            await press(pilot, "pagedown", "tab")
            assert harmless(shown(program))
            await press(pilot, "enter")
        await press(pilot, *["q"] * (len(texts) + 1), "slash", *"[/", "enter")
        assert harmless(shown(program))
        assert in_list(program)


async def test_why_tells_the_sources_and_the_target_of_the_next_session(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    desk.store.save_enrolment(an_enrolment(started=date(2026, 11, 16)))
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "4", "slash", *"squat", "enter", "w")
        assert "In your next session" in shown(program)
        assert "Where it comes from" in shown(program)
        await press(pilot, "w")
        assert isinstance(program.screen, LibraryScreen)


@pytest.mark.parametrize(("figure", "motion"), [(False, "full"), (True, "reduced")])
async def test_the_figure_is_as_the_settings_want_it(
    tmp_path: Path, figure: bool, motion: str
) -> None:
    desk = make_desk(tmp_path, MovableClock(), Settings(figure=figure, motion=motion))  # type: ignore[arg-type]  # any clock will do
    async with running(desk, (120, 40)) as (program, pilot):
        await press(pilot, "4", "slash", *"squat", "enter")
        entry = program.screen.query_one(EntryView)
        assert entry.side.display is figure
        assert not entry.moves
        assert "space stop" not in shown(program)
