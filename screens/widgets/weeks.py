"""How many weeks there are to a race: typed, or counted up and down; or no race at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from app.coach.questionnaire import RACE_WEEKS
from screens.words import count, short_day

_MOST = RACE_WEEKS[-1]


class Weeks(Widget, can_focus=True):
    """A number of weeks, None for no race. Digits type it; enter goes on. Posts `Chosen`."""

    DEFAULT_CSS = "Weeks { height: auto; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(number),
                f"type({number})",
                "Type the weeks",
                show=number == 0,
                key_display="0–9" if number == 0 else None,
                id=f"weeks.{number}",
                tooltip="Type the number of weeks",
            )
            for number in range(10)
        ),
        Binding("n,delete", "none", "No race", id="weeks.none", tooltip="There is no race"),
        Binding("enter", "take", "Go on", id="weeks.take", tooltip="Go on with what is shown"),
        Binding(
            "backspace",
            "erase",
            "Erase",
            show=False,
            id="weeks.erase",
            tooltip="Take the last figure away",
        ),
        Binding("up,k", "move(1)", "More", show=False, id="weeks.more", tooltip="A week more"),
        Binding("down,j", "move(-1)", "Less", show=False, id="weeks.less", tooltip="A week less"),
    ]

    weeks: reactive[int | None] = reactive(None)

    @dataclass
    class Chosen(Message):
        """The runner goes on with this many weeks, None without a race."""

        weeks: int | None

    def __init__(self, weeks: object, today: date) -> None:
        super().__init__()
        self._today = today
        self.set_reactive(Weeks.weeks, weeks if isinstance(weeks, int) else None)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the one line this takes."""
        return 1

    def render(self) -> Content:
        """Draw the number and about when that is."""
        if self.weeks is None:
            return Content.assemble(
                ("▌", "$accent"), (" no race ", "bold on $block-cursor-background")
            )
        day = self._today + timedelta(weeks=self.weeks)
        when = f"   around {short_day(day)} {day.year}"
        return Content.assemble(
            ("▌", "$accent"),
            (f" {count(self.weeks, 'week')} ", "bold on $block-cursor-background"),
            (when, "$muted"),
        )

    def action_type(self, figure: int) -> None:
        """Add a figure at the end; one too many begins anew."""
        longer = (self.weeks or 0) * 10 + figure
        self.weeks = longer if longer <= _MOST else figure

    def action_erase(self) -> None:
        """Take the last figure away; with the last one gone there is no race."""
        self.weeks = (self.weeks or 0) // 10 or None

    def action_none(self) -> None:
        """Say that there is no race."""
        self.weeks = None

    def action_move(self, steps: int) -> None:
        """Count up or down; below nought there is no race."""
        value = (-1 if self.weeks is None else self.weeks) + steps
        self.weeks = min(_MOST, value) if value >= 0 else None

    def action_take(self) -> None:
        """Go on with what is shown."""
        self.post_message(self.Chosen(self.weeks))
