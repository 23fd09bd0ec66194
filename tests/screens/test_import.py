"""Import: chosen, looked at, taken in, by keys alone; nothing is written before it is said."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual_fspicker import FileOpen, SelectDirectory

from app.trainer.desk import Desk
from screens.ask_line import AskLineScreen
from screens.import_ import ImportScreen
from screens.import_matches import MatchesScreen
from tests.data.builders import HOSTILE, MovableClock
from tests.imports import recordings
from tests.imports.recordings import START, steady
from tests.imports.test_tables import FITNOTES, STRONG_A
from tests.screens.rooms import SIZES, a_desk, front, press, prose, running, shown
from tests.screens.settling import settled


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return a_desk(tmp_path / "home", MovableClock())


def put(folder: Path, name: str, raw: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


async def named(pilot: Pilot[None], path: Path) -> None:
    """Open the screen and paste a path, as a terminal does."""
    await press(pilot, "i", "w")
    asking = pilot.app.screen
    assert isinstance(asking, AskLineScreen)
    asking.line.value = f"'{path}'"
    await press(pilot, "enter")


async def test_a_run_is_looked_at_then_taken_in(desk: Desk, tmp_path: Path) -> None:
    file = put(tmp_path, "run.fit", recordings.fit(steady(3600)))
    async with running(desk, size=(120, 40)) as (program, pilot):
        await press(pilot, "2", "i")
        assert isinstance(front(program), ImportScreen)
        assert "enter take it in" not in prose(program)
        await press(pilot, "q")
        await named(pilot, file)
        assert "Not stored yet: 4 to add." in prose(program)
        assert "add: run 2026-11-15, 10.80 km in 1:00:00" in prose(program)
        assert "170 steps a minute (85.0 in the file × 2)" in prose(program)
        assert "add: self-test T16" in prose(program)
        assert not desk.paths.log.exists()
        await press(pilot, "enter")
        assert "Done: 4 added." in prose(program)
        assert len(desk.store.runs()) == 1
        assert "enter take it in" not in prose(program)
        await press(pilot, "w", "enter")
        assert "Not stored yet: 4 in the log already." in prose(program)
        assert "enter take it in" not in prose(program)
        await press(pilot, "q")
        assert not isinstance(front(program), ImportScreen)


async def test_the_pickers_open_and_may_be_left(desk: Desk) -> None:
    async with running(desk) as (program, pilot):
        await press(pilot, "i", "f")
        assert isinstance(front(program), FileOpen)
        await press(pilot, "escape")
        assert isinstance(front(program), ImportScreen)
        await press(pilot, "d")
        assert isinstance(front(program), SelectDirectory)
        await press(pilot, "escape")
        assert isinstance(front(program), ImportScreen)


async def test_a_picked_file_is_read(desk: Desk, tmp_path: Path) -> None:
    file = put(tmp_path, "run.fit", recordings.fit(steady()))
    async with running(desk, size=(120, 40)) as (program, pilot):
        await press(pilot, "i", "f")
        picker = program.screen
        assert isinstance(picker, FileOpen)
        picker.dismiss(file)
        await settled(pilot)
        assert "add: run 2026-11-15" in prose(program)


async def test_a_folder_tells_of_every_file(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    folder.mkdir()
    for number in range(3):
        start = START - timedelta(days=number)
        put(folder, f"{number}.gpx", recordings.gpx(steady(300), start=start))
    put(folder, "z.zip", b"PK\x03\x04")
    (folder / "link.gpx").symlink_to(folder / "0.gpx")
    async with running(desk, size=(160, 50)) as (program, pilot):
        await named(pilot, folder)
        assert "Not stored yet: 3 to add, 2 files left out." in prose(program)
        assert "it is an archive; unpack it first." in prose(program)
        assert "it is a link; name the file or folder it leads to." in prose(program)
        await press(pilot, "enter")
        assert len(desk.store.runs()) == 3


async def test_what_was_taken_in_is_said_where_it_is_seen(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "watch"
    folder.mkdir()
    for number in range(6):
        start = START - timedelta(days=number)
        put(folder, f"{number}.gpx", recordings.gpx(steady(300), start=start))
    async with running(desk, size=(60, 20)) as (program, pilot):
        await named(pilot, folder)
        await press(pilot, "end")
        assert "Not stored yet" not in shown(program)
        await press(pilot, "enter")
        assert "Done: 6 added." in shown(program)


async def test_unknown_names_are_offered_a_match(desk: Desk, tmp_path: Path) -> None:
    file = put(tmp_path, "notes.csv", FITNOTES.replace("Lunge", "Forward Lunges"))
    async with running(desk, size=(120, 40)) as (program, pilot):
        await named(pilot, file)
        assert "Forward Lunges is not in the library and is kept as it is; perhaps" in prose(
            program
        )
        await press(pilot, "m")
        assert isinstance(front(program), MatchesScreen)
        await press(pilot, "space", "enter")
        assert "Forward Lunges is not in the library" not in prose(program)
        await press(pilot, "enter")
    assert "forward_lunge" in {row.exercise_id for row in desk.store.history()[0].sets}


async def test_units_are_asked_for_where_the_table_has_none(desk: Desk, tmp_path: Path) -> None:
    file = put(tmp_path, "strong.csv", STRONG_A)
    async with running(desk, size=(120, 40)) as (program, pilot):
        await named(pilot, file)
        assert "u weights in what the table says" in prose(program)
        before = prose(program)
        await press(pilot, "u", "k")
        assert "u weights in kg, k distances in m." in prose(program)
        assert prose(program) != before


async def test_what_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    async with running(desk) as (program, pilot):
        await press(pilot, "i", "w", *"/no/such", "enter")
        assert "There is no such file or folder." in prose(program)
        await press(pilot, "escape", "q")
        (tmp_path / "none").mkdir()
        await named(pilot, tmp_path / "none")
        assert "There is no file in what was named" in prose(program)


@pytest.mark.parametrize(
    ("size", "theme"), [*((size, "dark") for size in SIZES), ((80, 24), "light")]
)
async def test_hostile_names_and_lines_are_only_shown(
    tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    desk = a_desk(tmp_path / "home", MovableClock(), theme)
    rows = ["Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment"]
    for text in HOSTILE:
        quoted = text.replace('"', '""')
        rows.append(f'2026-11-10,"{quoted} lunge",Legs,20,10,,,,"{quoted}"')
    file = put(tmp_path, "[red]x.csv", "\n".join(rows).replace("\x00", ""))
    async with running(desk, size=size) as (program, pilot):
        await named(pilot, file)
        assert "[red]x.csv" in prose(program)
        await press(pilot, "m")
        await press(pilot, "escape", "enter")
        assert "Done:" in prose(program)
