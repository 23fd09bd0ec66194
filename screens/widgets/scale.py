"""The scale from 0 to 10 on which pain is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from app.coach.contradictions import AMBER_PAIN
from app.coach.questionnaire import PAIN_SCALE
from app.coach.scoring import RED_PAIN

_CELL = 4
_TOP = PAIN_SCALE[-1]


def pain_colour(pain: int) -> str:
    """Return the style of a pain figure: green to 2, amber to 5, red from 6 (D.4)."""
    if pain >= RED_PAIN:
        return "$pain-red"
    return "$pain-amber" if pain >= AMBER_PAIN else "$pain-green"


class PainScale(Widget, can_focus=True):
    """Eleven figures in a row; a digit chooses, `x` is 10. Posts `Chosen`."""

    DEFAULT_CSS = "PainScale { height: auto; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(number),
                f"pick({number})",
                "Choose",
                show=number == 0,
                key_display="0–9" if number == 0 else None,
                id=f"scale.{number}",
                tooltip="Choose this figure and go on",
            )
            for number in PAIN_SCALE[:-1]
        ),
        Binding("x", f"pick({_TOP})", "is 10", id="scale.10", tooltip="Choose 10 and go on"),
        Binding("up,k", "move(1)", "More", show=False, id="scale.more", tooltip="One more"),
        Binding("down,j", "move(-1)", "Less", show=False, id="scale.less", tooltip="One less"),
        Binding(
            "enter",
            "take",
            "Choose",
            show=False,
            id="scale.take",
            tooltip="Choose the marked figure and go on",
        ),
    ]

    cursor = reactive(0)

    @dataclass
    class Chosen(Message):
        """A figure was chosen, 0–10."""

        value: int

    def __init__(self, value: object = None) -> None:
        super().__init__()
        self.set_reactive(PainScale.cursor, value if isinstance(value, int) else 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the two lines the scale takes."""
        return 2

    def render(self) -> Content:
        """Draw the figures, the marked one turned over, and what the ends mean."""
        cells: list[tuple[str, str]] = []
        for number in PAIN_SCALE:
            style = f"bold {pain_colour(number)}"
            here = number == self.cursor
            cells.append((f"{number:^{_CELL}}", f"{style} reverse" if here else style))
        ends = f" none{'worst':>{_CELL * len(PAIN_SCALE) - 5}}"
        return Content.assemble(*cells, "\n", (ends, "$muted"))

    def action_pick(self, value: int) -> None:
        """Choose a figure."""
        self.cursor = value
        self.post_message(self.Chosen(value))

    def action_move(self, steps: int) -> None:
        """Move the mark, as far as the ends."""
        self.cursor = min(_TOP, max(0, self.cursor + steps))

    def action_take(self) -> None:
        """Choose the marked figure."""
        self.action_pick(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Choose the figure that was clicked."""
        x = event.get_content_offset_capture(self).x
        if 0 <= x // _CELL <= _TOP:
            self.action_pick(x // _CELL)
