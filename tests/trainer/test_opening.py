"""What is read before there is a screen, and what is left to the screen."""

from __future__ import annotations

from pathlib import Path

from app.trainer import opening, today, watching
from data import schema
from tests.trainer.training_room import MovableClock, make_desk

OLD = Path(__file__).parents[1] / "data" / "version_1.db"


def test_today_is_read_before_there_is_a_screen(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, MovableClock())
    desk.store.save_draft({})
    first = opening.begin(desk)
    assert first.view == today.look(desk)
    assert first.mark == watching.mark(desk)


def test_without_a_log_there_is_nothing_to_read_yet(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, MovableClock())
    assert opening.begin(desk).view is None
    assert not desk.paths.log.exists()


def test_an_older_log_is_left_to_the_screen(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, MovableClock())
    desk.paths.log.parent.mkdir(parents=True, exist_ok=True)
    desk.paths.log.write_bytes(OLD.read_bytes())
    assert opening.begin(desk).view is None
    assert schema.state(desk.paths.log, 0) is schema.State.OLDER


def test_what_is_wrong_is_left_to_the_screen_to_say(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, MovableClock())
    desk.paths.log.parent.mkdir(parents=True, exist_ok=True)
    desk.paths.log.write_bytes(b"no log at all, but long enough to be taken for one" * 20)
    assert opening.begin(desk).view is None
