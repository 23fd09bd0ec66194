"""About: reached from help, palette and a key; what it has to say is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import __version__
from app.trainer.about import about
from screens import places
from screens.about import AboutScreen, about_text
from screens.keys import working_keys
from tests.screens.rooms import SIZES, a_desk, front, press, running, shown


@pytest.mark.parametrize(
    ("size", "theme"), [*((size, "dark") for size in SIZES), (SIZES[1], "light")]
)
async def test_it_says_what_it_never_does(
    tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    async with running(a_desk(tmp_path, theme=theme), size) as (program, pilot):
        await press(pilot, "a")
        assert f"stridetui {__version__}" in shown(program)
        assert "It never diagnoses" in shown(program)


async def test_it_opens_from_every_place_and_closes(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        for place in places.PLACES:
            await press(pilot, place.key, "a")
            assert isinstance(front(program), AboutScreen)
            # Once more opens no second one.
            await press(pilot, "a", "q")
            assert program.current_mode == place.mode
            assert not isinstance(front(program), AboutScreen)


async def test_help_and_palette_lead_there(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        assert any(
            key.action == "about" and "judgement" in key.tooltip
            for key in working_keys(program.screen)
        )
        await press(pilot, "question_mark")
        assert "a  " in shown(program)
        await press(pilot, "a")
        assert isinstance(front(program), AboutScreen)


@pytest.mark.parametrize("width", [53, 73, 110])
def test_it_names_what_it_has_to(tmp_path: Path, width: int) -> None:
    desk = a_desk(tmp_path)
    text = about_text(about(desk), width).plain
    said = " ".join(text.split())
    for words in (
        "It never diagnoses",
        "It never promises",
        "It never nags",
        "MIT licence",
        "questionnaire's weights",
        "Nobody has tested them",
        "◇ Calf raise, bent knee:",
        "◇ X51: The trial of the week off is a preprint.",
        "105 sources",
        "Judgement: nobody has published it in this form",
    ):
        assert words in said, words
    joined = "".join(text.split())
    for path in (desk.paths.log, desk.paths.settings, desk.paths.content / "exercises"):
        assert "".join(str(path).split()) in joined
    for source in desk.sources.values():
        for address in source.addresses:
            assert "".join(address.split()) in joined
    for word in ("cure", "guarantee", "prevents"):
        assert word not in said
