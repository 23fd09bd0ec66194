"""The week in review: what was done, what changed and why, the gate, one suggestion."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from app.coach.weekly import Review
from app.trainer import weekly
from screens.place import TextScreen
from screens.review_text import review_text


class ReviewScreen(TextScreen):
    """One week; the weeks before are a key away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "comma",
            "go(-1)",
            "Week before",
            key_display=",",
            id="review.before",
            tooltip="The week before",
        ),
        Binding(
            "full_stop",
            "go(1)",
            "Week after",
            key_display=".",
            id="review.after",
            tooltip="The week after",
        ),
        Binding("v", "back", "Back", show=False, id="review.back", tooltip="Back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._back = 0
        self._review: Review | None = None

    def on_mount(self) -> None:
        """Read this week."""
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        first, last = weekly.week_of(self.app.desk.clock.today() - timedelta(weeks=self._back))
        self._review = await self.read(weekly.review, first, last)
        self.show_text()
        self.refresh_bindings()

    def text(self, width: int) -> Content:
        """Return the review for a width."""
        if self._review is None:
            return Content("")
        today = self.app.desk.clock.today()
        return review_text(self._review, self.app.desk.library, width, today)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no week after this one."""
        return action != "go" or parameters == (-1,) or self._back > 0

    def action_go(self, weeks: int) -> None:
        """Look at another week."""
        self._back = max(0, self._back - weeks)
        self._load()
