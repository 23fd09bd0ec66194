"""The least app a screen can live in: a real desk, the real writer, and notices kept to look at."""

from __future__ import annotations

from pathlib import Path

from app.clock import Clock
from app.paths import find
from app.settings import Settings
from app.trainer.desk import Desk
from data.writer import Writer
from screens import themes
from screens.host import Host


class TinyHost(Host):
    """An app without a screen of its own. `said` holds every sentence it was told to show."""

    CSS = "Screen { layers: default notice; background: $background; color: $foreground; }"

    def __init__(self, desk: Desk, theme: str = "dark") -> None:
        super().__init__()
        self.desk = desk
        self.writer = Writer()
        self.revision = 0
        self.said: list[str] = []
        for each in themes.THEMES:
            self.register_theme(each)
        self.theme = themes.named(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.DARK.variables

    def look_again(self) -> None:
        self.revision += 1

    def say(self, sentence: str, *, title: str = "") -> None:
        self.said.append(f"{title}: {sentence}" if title else sentence)
        self.notify(sentence, title=title, markup=False)

    async def on_unmount(self) -> None:
        self.writer.close()


def desk_in(folder: Path, clock: Clock) -> Desk:
    """Return a desk whose log lies in `folder`."""
    return Desk(find(str(folder / "log.db")), clock, Settings())
