"""Not today: on which days of this plan week the session still fits, and what lapses otherwise."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from app.coach.day_text import weekday_day
from app.coach.not_today import Waiting
from screens.place import TextScreen
from screens.widgets.plain import indented, plain


class NotTodayScreen(TextScreen):
    """Says how long a session may wait; `m` opens it, and closes it again. Nothing is stored."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "back", "Back", show=False, id="not_today.back", tooltip="Back to today"),
    ]

    def __init__(self, title: str, waiting: Waiting) -> None:
        super().__init__()
        self._title = title
        self._waiting = waiting

    def text(self, width: int) -> Content:
        """Return the days that are left."""
        waiting = self._waiting
        last = weekday_day(waiting.closes)
        if waiting.lapses:
            when = (
                f"This plan week ends on {last} with {waiting.left} still open: what is not done "
                "by then lapses. Nothing is made up for, and the plan goes on."
            )
        else:
            days = ", ".join(weekday_day(day) for day in waiting.days)
            when = (
                f"It fits on {days}. This plan week ends on {last}; any day until then counts in "
                "full, with a free day between two sessions."
            )
        return Content.assemble(
            ("Not today\n\n", "bold"),
            f"{plain(self._title)}\n\n",
            f"{indented(when, width)}\n\n",
            f"{indented('The day it was first due stays in the log as it was.', width)}\n",
        )
