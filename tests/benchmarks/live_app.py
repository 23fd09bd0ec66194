"""A live session to be watched from outside: says in a file when things were due and done.

Lines of the file: `due SECOND` for the end of the running set, `sound SECOND` for each player
that was started. Seconds are those of the clock that the program itself uses.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from app.clock import SystemClock
from app.coach.model import Laterality, PrescribedItem, Unit
from app.cues.process import Child
from app.settings import Settings
from app.trainer import training
from app.trainer.desk import Desk
from app.tui import StrideApp, build
from screens.live import LiveScreen
from tests.trainer.training_room import item, make_desk, prescription

KINDS: dict[str, PrescribedItem] = {
    "hold": item("side_plank", targets=(3900,), unit=Unit.SECONDS, seconds=1, tempo=None),
    "reps": item("forward_lunge", targets=(600,)),
    "touches": item(
        "hundred_up_minor",
        targets=(1000,),
        unit=Unit.TOUCHES,
        seconds=1.1,
        tempo=None,
        laterality=Laterality.ALTERNATING,
    ),
    "counts": item("one_leg_squat", targets=(1,) * 60, seconds=2.0, tempo="1-0-1-0"),
}


def main(kind: str, figure: str, report: Path) -> None:
    """Begin a session of this kind at once, with or without the figure."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            zone="UTC",
            get_ready=0,
            lead_in=3,
            switch=4,
            hands_free=True,
            figure=figure == "figure",
            sound="on" if kind in ("touches", "counts") else "off",
        )
        desk = make_desk(Path(folder), SystemClock("UTC"), settings)  # type: ignore[arg-type]  # any clock will do
        _create(desk.paths.log)
        live = training.begin(desk, prescription(KINDS[kind]))
        with report.open("w", encoding="utf-8") as lines:
            _report(desk, live, lines)
        program: StrideApp = build(desk)
        program.call_later(program.push_screen, LiveScreen(live), lambda _: program.exit())
        program.run()


def _create(log: Path) -> None:
    """Create the log as an earlier start did: Alembic is loaded once in its life, not every day."""
    code = (
        "import sys, pathlib; from data import schema; schema.prepare(pathlib.Path(sys.argv[1]), 5)"
    )
    subprocess.run([sys.executable, "-c", code, str(log)], check=True)


def _report(desk: Desk, live: training.LiveWorkout, lines: Any) -> None:
    path = lines.name
    begin, step = Child.__init__, live.step
    seen: set[float] = set()

    def write(word: str, second: float) -> None:
        with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123 -- its name is all there is
            file.write(f"{word} {second:.6f}\n")

    def child(self: Child, *args: Any, **options: Any) -> None:
        begin(self, *args, **options)
        write("sound", desk.clock.now().seconds)

    def stepped(*args: Any) -> Any:
        outcome = step(*args)
        for name, second in (("since", live.state.since), ("due", live.state.deadline)):
            if second is not None and second not in seen:
                seen.add(second)
                write(name, second)
        return outcome

    Child.__init__ = child  # type: ignore[method-assign]  # watched, not replaced
    live.step = stepped  # type: ignore[method-assign,assignment]  # watched, not replaced


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
