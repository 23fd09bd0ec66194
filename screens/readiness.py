"""Before a session: ill, short of sleep, sore, a hard run near. Nothing ticked is an answer too."""

from __future__ import annotations

from collections.abc import Iterable

from textual import work
from textual.widget import Widget

from app.coach.model import Readiness
from app.trainer import readying
from screens.asking import AskingScreen
from screens.host import busy
from screens.widgets.choices import Ticks
from screens.widgets.pad import Pad
from screens.widgets.prose import Line, Prose


class ReadinessScreen(AskingScreen):
    """Four things to tick, and enter. The result is True when the answers were stored."""

    def __init__(self, before: Readiness | None = None) -> None:
        super().__init__()
        self._before = before

    def text(self) -> Iterable[Widget]:
        """Return the question and its answers."""
        yield Prose()
        yield Ticks()

    async def open(self) -> None:
        """Ask, with what was said earlier today."""
        self.head("Before you start")
        asked = "Is any of this true today?"
        self.query_one(Prose).show(
            [
                Line(asked, strong=len(asked)),
                Line("It changes the advice, never what you may do.", style="$muted"),
            ]
        )
        ticked = [
            name for name in readying.QUESTIONS if self._before and getattr(self._before, name)
        ]
        pad = self.query_one(Ticks)
        pad.show_ticks(tuple(readying.QUESTIONS.items()), ticked=ticked, roomy=self.roomy)
        self.ask_with(pad)

    def answered(self, pad: Pad, value: object) -> None:
        """Keep what was ticked."""
        if isinstance(value, list) and not busy(self, "write"):
            self._keep([str(name) for name in value])

    @work(group="write")
    async def _keep(self, ticked: list[str]) -> None:
        await self.app.writer.run(readying.note, self.app.desk, ticked)
        self.app.look_again()
        self.dismiss(True)
