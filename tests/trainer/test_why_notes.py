"""`why` about an exercise that is not in the next session: the note that says so is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.coach.model import Start
from app.errors import UsageError
from app.trainer import why
from tests.coach.test_ladders import day
from tests.coach.test_note_about import OUT, SKIPPED
from tests.coach.training_log import Runner, always, enrol
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk


@pytest.mark.parametrize("asked", ["butt_kicks", "high_knees", "high knees"])
def test_an_exercise_that_waits_with_another_is_explained(tmp_path: Path, asked: str) -> None:
    desk = a_desk(tmp_path, MovableClock())
    lazy = always(hundred_up_minor=SKIPPED, hundred_up_major=SKIPPED)
    runner = Runner(enrol(Start.PRIMER, places=OUT)).train_plan(day(12), lazy)
    waiting = [
        at
        for at, (_, session) in enumerate(runner.shown)
        if any(note.sentence.startswith("High knees and butt kicks wait") for note in session.notes)
    ]
    on = runner.shown[waiting[0]][0]
    desk.store.save_enrolment(runner.enrolment)
    desk.store.add_workouts(runner.history[: waiting[0]])
    found = why.why(desk, asked, on)
    assert not found.reasons
    assert [note.sentence[:30] for note in found.notes] == ["High knees and butt kicks wait"]
    assert len(why.why(desk, None, on).notes) >= 1
    with pytest.raises(UsageError, match=r"Pogo.* is not in the next session"):
        why.why(desk, "pogo", on)
