"""The smallest app in which the live screen lives, and ways to look at it."""

from __future__ import annotations

import asyncio

from textual.pilot import Pilot

from app.paths import ASSETS
from app.trainer.desk import Desk
from data.writer import Writer
from screens import themes
from screens.host import Host
from screens.live import LiveScreen
from tests.screens.settling import settled
from tests.trainer.training_room import MovableClock


class Room(Host):
    """A host with nothing but what screens ask of it; it counts the bell."""

    CSS_PATH = ASSETS / "styles" / "app.tcss"

    def __init__(self, desk: Desk, theme: str = "dark") -> None:
        super().__init__()
        self.desk = desk
        self.writer = self.files = self._writer = Writer()
        self.revision = 0
        self.rang = 0
        self.said: list[str] = []
        for each in themes.THEMES:
            self.register_theme(each)
        self.theme = themes.named(theme)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.DARK.variables

    def settings_changed(self) -> None:
        """Nothing here depends on them."""

    async def mark_log(self) -> None:
        """Nobody watches."""

    def look_again(self) -> None:
        self.revision += 1

    def say(self, sentence: str, *, title: str = "") -> None:
        self.said.append(sentence)

    def unsay(self, sentence: str) -> None:
        self.said = [said for said in self.said if said != sentence]

    def bell(self) -> None:
        self.rang += 1

    async def on_unmount(self) -> None:
        await asyncio.to_thread(self._writer.close)


def lines(app: Room) -> list[str]:
    """Return what the terminal shows, line by line."""
    return [
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    ]


def shown(app: Room) -> str:
    return "\n".join(lines(app))


async def run(pilot: Pilot[None], clock: MovableClock, seconds: float) -> None:
    """Let the clock run as the screen's own timer would see it."""
    for _ in range(int(seconds)):
        clock.move(1.0)
        screen = pilot.app.screen
        assert isinstance(screen, LiveScreen)
        screen.tick()
    await settled(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)
