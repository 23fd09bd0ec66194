"""What a self-test found: left beside right, the norm beside one's own baseline, and the gate."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from app.coach.selftests import Measurements
from app.trainer import gating, measuring
from app.trainer.gating import GateView
from app.trainer.measuring import ResultPage
from screens.parts import Part
from screens.place import TextScreen
from screens.selftests import words
from screens.widgets.plain import indented


class ResultScreen(TextScreen):
    """Shows what was stored just now; it can be taken back."""

    CSS_PATH = "../../assets/styles/detail.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "back", "Done", id="result.done", tooltip="Back to the test"),
        Binding(
            "u",
            "take_back",
            "Take it back",
            id="result.take_back",
            tooltip="Remove what was stored just now",
        ),
    ]

    def __init__(self, test_id: str, stored: Measurements) -> None:
        super().__init__()
        self._test_id = test_id
        self._stored = stored
        self._page: ResultPage | None = None
        self._gate: GateView | None = None

    def on_mount(self) -> None:
        """Read the result beside what was there before."""
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        self._page = await self.read(measuring.results, self._test_id)
        self._gate = await self.read(gating.look)
        self.show_text()

    def text(self, width: int) -> Content:
        """Return the result, what it means for the gate, and what others reach."""
        if self._page is None:
            return Content("")
        test = self._page.test
        today = self.app.desk.clock.today()
        parts: list[Part] = [(f"{test.title}\n\n", "bold")]
        parts += words.results(self._page, today, width)
        now = self._gate.now if self._gate else None
        if now is not None and test.id in now.tests:
            parts += ["\n", ("▌ ", "bold $accent"), f"{indented(now.line, width).lstrip()}\n"]
        parts += words.reference(test, width)
        return words.content(parts + words.untold(self._page, width))

    @work(exclusive=True, group="write")
    async def action_take_back(self) -> None:
        """Remove what was stored just now."""
        app = self.app
        await app.writer.run(measuring.take_back, app.desk, self._stored)
        app.look_again()
        app.say("Taken back; nothing of it is stored.")
        self.dismiss()
