"""A live session in a real terminal: a log with one begun, and settings that make it short."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.clock import SystemClock
from app.coach.model import Laterality, Prescription
from app.paths import Paths
from app.settings import Settings
from app.trainer import training
from app.trainer.desk import Desk
from tests.journeys.terminal import Terminal
from tests.trainer.training_room import item, prescription

ROOT = Path(__file__).resolve().parents[2]


def short_session() -> Prescription:
    """One set of six seconds a leg, a rest, and a set for both legs."""
    return prescription(
        item("forward_lunge", targets=(2,), seconds=3.0),
        item(
            "calf_raise_straight",
            targets=(2,),
            seconds=3.0,
            tempo="1-0-1-0",
            laterality=Laterality.TOGETHER,
        ),
    )


class Program:
    """A folder with everything a program in a terminal needs, and ways to look into its log."""

    def __init__(self, folder: Path, settings: str = 'sound = "off"\nget_ready = 3\nlead_in = 2\n'):
        self.folder = folder
        self.paths = Paths(
            log=folder / "log.db",
            demo=folder / "demo.db",
            settings=folder / "config" / "stridetui" / "settings.toml",
            content=folder / "content",
        )
        self.paths.settings.parent.mkdir(parents=True)
        self.paths.settings.write_text(settings, encoding="utf-8")
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("STRIDETUI", "PYTHON", "XDG", "SSH")) and name != "NO_COLOR"
        } | {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "STRIDETUI_DB": str(self.paths.log),
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
        }

    def begun(self, what: Prescription | None = None) -> str:
        """Store a session that was begun and not ended; return its id."""
        desk = self.desk()
        live = training.begin(desk, what or short_session())
        live.close()
        desk.store.close()
        return live.record.id

    def desk(self) -> Desk:
        return Desk(self.paths, SystemClock("Europe/Berlin"), Settings(sound="off"))

    def start(self, *arguments: str, columns: int = 80, rows: int = 24) -> Terminal:
        return Terminal(
            [sys.executable, "-m", "app", *arguments],
            self.environment,
            self.folder,
            columns=columns,
            rows=rows,
        )

    def resumed(self, columns: int = 80, rows: int = 24) -> Terminal:
        """Start the program and take up the session that was begun; it stands paused."""
        terminal = self.start(columns=columns, rows=rows)
        terminal.wait("enter go on")
        terminal.type("enter")
        terminal.wait("PAUSED")
        return terminal

    def statuses(self, workout_id: str) -> list[str]:
        desk = self.desk()
        found = [row.status.value for row in desk.store.workout(workout_id).sets]
        desk.store.close()
        return found
