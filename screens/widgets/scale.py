"""The scale from 0 to 10 on which pain is told."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.geometry import Size

from app.coach.figures import PAIN_LIMIT, RED_PAIN
from app.coach.questionnaire import PAIN_SCALE
from screens.widgets.pad import Answer, Pad, Reply

_CELL = 4
_TOP = PAIN_SCALE[-1]


def pain_colour(pain: int) -> str:
    """Return the style of a pain figure: green to 2, amber to 5, red from 6 (D.4)."""
    if pain >= RED_PAIN:
        return "$pain-red"
    return "$pain-amber" if pain > PAIN_LIMIT else "$pain-green"


class PainScale(Pad):
    """Eleven figures in a row. Answers with one of them, 0–10."""

    def __init__(self) -> None:
        super().__init__()
        self._value = 0

    def show(self, value: object) -> None:
        """Mark this figure; nought where it is none."""
        self._value = value if isinstance(value, int) and value in PAIN_SCALE else 0
        self.refresh()

    def accepts(self, number: int) -> bool:
        """Say whether the scale has this figure."""
        return number in PAIN_SCALE

    def press(self, number: int) -> Reply:
        """Choose a figure."""
        self._value = number
        self.refresh()
        return self.take()

    def move(self, steps: int) -> None:
        """Move the mark, as far as the ends; up is more."""
        self._value = min(_TOP, max(0, self._value - steps))
        self.refresh()

    def take(self) -> Reply:
        """Choose the marked figure."""
        return Answer(self._value)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the two lines the scale takes."""
        return 2

    def render(self) -> Content:
        """Draw the figures, the marked one turned over, and what the ends mean."""
        cells: list[tuple[str, str]] = []
        for number in PAIN_SCALE:
            style = f"bold {pain_colour(number)}"
            here = number == self._value
            cells.append((f"{number:^{_CELL}}", f"{style} reverse" if here else style))
        ends = f" none{'worst':>{_CELL * len(PAIN_SCALE) - 5}}"
        return Content.assemble(*cells, "\n", (ends, "$muted"))

    def on_click(self, event: events.Click) -> None:
        """Tell which figure was clicked."""
        offset = event.get_content_offset_capture(self)
        if offset.y == 0 and 0 <= offset.x // _CELL <= _TOP:
            self.post_message(self.Clicked(self, offset.x // _CELL))
