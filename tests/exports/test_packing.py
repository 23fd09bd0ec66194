"""A pack: five files, all or none, of the session that was asked for."""

from __future__ import annotations

import stat
import wave
from pathlib import Path

import pytest
from icalendar import Calendar

from app.coach.layout import lay_out
from app.coach.preview import Ahead
from app.cues.track import RATE
from app.errors import StoreError, UsageError
from app.trainer import packing
from app.trainer.desk import Desk
from app.trainer.exporting import Wish, export
from app.trainer.exports.registry import FORMATS
from app.trainer.foresee import Outlook, ahead
from app.trainer.packing import Pack
from tests.exports.fit_readers import READERS, of_kind

SILENT = {"PATH": "/nowhere"}


def packed(desk: Desk, folder: Path, wanted: str = "next", **options: bool) -> Pack:
    session, outlook = packing.choose(desk, wanted)
    return packing.pack(desk, session, outlook, folder, environment=SILENT, **options)


def test_five_files_for_their_owner_alone(desk: Desk, tmp_path: Path) -> None:
    made = packed(desk, tmp_path / "out")

    files = sorted((tmp_path / "out").iterdir())
    assert [file.suffix for file in files] == [".fit", ".html", ".ics", ".txt", ".wav"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    assert sorted(file.path for file in made.files) == files
    assert made.voice == ""


def test_the_sound_lasts_as_long_as_it_says(desk: Desk, tmp_path: Path) -> None:
    made = packed(desk, tmp_path / "out")
    (sound,) = (tmp_path / "out").glob("*.wav")

    with wave.open(str(sound)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        assert file.getnframes() / RATE == pytest.approx(made.seconds)
    minutes = made.session.session.all_minutes
    assert minutes * 60 * 0.7 < made.seconds < minutes * 60 * 1.5


@pytest.mark.parametrize("reader", READERS)
def test_a_watch_gets_every_set(desk: Desk, tmp_path: Path, reader: str) -> None:
    made = packed(desk, tmp_path / "out")
    (workout,) = (tmp_path / "out").glob("*.fit")

    messages = READERS[reader](workout.read_bytes())
    steps = of_kind(messages, "workout_step")
    assert len(steps) == made.steps
    named = {str(step.get("wkt_step_name")).split(",")[0] for step in steps}
    for row in lay_out(made.session.session):
        assert desk.library[row.exercise_id].name.split(",")[0] in named


def test_the_entry_is_the_one_that_the_plan_exports(desk: Desk, tmp_path: Path) -> None:
    packed(desk, tmp_path / "out")
    (own,) = (tmp_path / "out").glob("*.ics")
    export(desk, Wish(FORMATS["ics"]), tmp_path / "plan.ics")

    (event,) = Calendar.from_ical(own.read_bytes()).walk("VEVENT")
    first = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")[0]
    assert event == first


def test_a_session_further_ahead_by_id_or_day(desk: Desk, tmp_path: Path) -> None:
    (_, second), _ = _two(desk)
    by_id, _ = packing.choose(desk, second.session.slot.key)
    by_day, _ = packing.choose(desk, second.day.isoformat())

    assert by_id == by_day == second
    made = packed(desk, tmp_path / "out", second.session.slot.key)
    assert made.files[0].path.name.startswith(second.day.isoformat())


def _two(desk: Desk) -> tuple[tuple[Ahead, Ahead], Outlook]:
    outlook = ahead(desk, 2)
    first, second = outlook.preview.sessions
    return (first, second), outlook


def test_a_session_that_is_not_ahead_is_refused_with_those_that_are(desk: Desk) -> None:
    with pytest.raises(UsageError, match=r"No session ahead is called 'phase9\.9\.9'; there are"):
        packing.choose(desk, "phase9.9.9")


def test_the_short_version_is_of_the_next_session_only(desk: Desk) -> None:
    (first, second), _ = _two(desk)
    short, _ = packing.choose(desk, short=True)

    assert short.session.all_minutes <= first.session.all_minutes
    with pytest.raises(UsageError, match="ten-minute version"):
        packing.choose(desk, second.session.slot.key, short=True)


def test_nothing_is_overwritten_unless_forced_and_nothing_is_half_there(
    desk: Desk,
    tmp_path: Path,
) -> None:
    target = tmp_path / "out"
    packed(desk, target)
    (sound,) = target.glob("*.wav")
    sound.unlink()
    card = next(target.glob("*.txt"))
    card.write_text("mine")

    with pytest.raises(UsageError, match="exists already"):
        packed(desk, target)
    assert not list(target.glob("*.wav"))
    assert card.read_text() == "mine"
    assert len(list(target.iterdir())) == 4

    packed(desk, target, force=True)
    assert len(list(target.iterdir())) == 5
    assert card.read_text() != "mine"


def test_a_folder_that_cannot_be_made_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is a file"):
        packed(desk, tmp_path / "file")
    with pytest.raises(StoreError, match="cannot be written"):
        packed(desk, tmp_path / "no" / "such" / "out")


def test_the_step_up_session_by_itself(desk: Desk, tmp_path: Path) -> None:
    made = packed(desk, tmp_path / "out", "step_up")
    assert len(made.files) == 5
    assert made.session.day == desk.clock.today()
    (file,) = (tmp_path / "out").glob("*.ics")
    (entry,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert entry.decoded("dtstart").date() == desk.clock.today()
    assert str(entry["uid"]).startswith(f"{desk.clock.today()}.step_up@")
    (card,) = (tmp_path / "out").glob("*.txt")
    assert "step-up" in card.read_text("utf-8").casefold()
    with pytest.raises(UsageError, match="no ten-minute version"):
        packing.choose(desk, "step_up", short=True)
