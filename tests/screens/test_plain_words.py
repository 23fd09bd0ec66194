"""The session in lines: what is said when, and never more than once."""

from __future__ import annotations

from app.coach.model import Unit
from app.coach.player import Cue, Pain, Pause, PlayerOptions, PlayerView, Resume
from screens.live_text import Book
from screens.plain_words import changed
from tests.coach.walking import Walk, exercise, session

BOOK = Book({})
FIRST = PlayerOptions(get_ready=0)


class Heard:
    """Walks, and keeps what is said on the way."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.before: PlayerView | None = None
        self.lines: list[str] = []
        self.look(0)

    def look(self, cues_before: int) -> None:
        view = self.walk.seen()
        cues: list[Cue] = [cue for _, cue in self.walk.cues[cues_before:]]
        self.lines += changed(self.before, view, cues, BOOK)
        self.before = view

    def wait(self, seconds: float) -> list[str]:
        self.lines.clear()
        for _ in range(int(seconds * 4)):
            known = len(self.walk.cues)
            self.walk.wait(0.25)
            self.look(known)
        return list(self.lines)


def test_a_set_is_announced_counted_and_closed() -> None:
    heard = Heard(Walk.of(session(exercise("squat", sets=1)), FIRST))
    lines = heard.wait(14.5)
    assert lines[0].startswith("WORK. Squat, left leg, 4, tempo 2-0-1-0, set 1 of 1.")
    assert lines[1:4] == ["1", "2", "3"]
    assert lines[4] == "left leg, 4 of 4"
    assert lines[5].startswith("SWITCH. Next: Squat, right leg, 4")
    assert len(lines) == 6


def test_the_last_seconds_are_counted_down() -> None:
    heard = Heard(Walk.of(session(exercise("squat", sets=1))))
    assert heard.lines[0].startswith("READY. Next: Squat, left leg")
    assert heard.wait(9.5) == ["3", "2", "1"]


def test_a_hold_says_half_way_and_every_tenth_touch_is_counted() -> None:
    hold = session(exercise("plank", sets=1, unit=Unit.SECONDS, seconds=1, target=30, tempo=None))
    assert Heard(Walk.of(hold, FIRST)).wait(29.5)[1:] == ["halfway", "3", "2", "1"]
    touches = session(
        exercise("touch", sets=1, unit=Unit.TOUCHES, seconds=0.5, target=25, tempo=None)
    )
    assert Heard(Walk.of(touches, FIRST)).wait(12)[1:] == ["10", "20"]


def test_a_pause_and_pain_that_stops_are_said_once() -> None:
    heard = Heard(Walk.of(session(exercise("squat", sets=2)), FIRST))
    heard.wait(5)
    heard.walk.do(Pause())
    assert heard.wait(2) == ["PAUSED in WORK. space goes on."]
    heard.walk.do(Resume())
    heard.lines.clear()
    heard.walk.do(Pain(4))
    lines = heard.wait(2)
    assert "left leg, 1 of 4, pain 4" in lines
    assert sum("Pain stops Squat." in line for line in lines) == 1


def test_a_question_is_read_with_its_scale() -> None:
    heard = Heard(Walk.of(session(exercise("squat", sets=1)), FIRST))
    lines = heard.wait(14 + 15 + 14 + 1)
    assert lines[-1].startswith("Squat: control, left leg?")
    assert "5 steady all the way" in lines[-1]
