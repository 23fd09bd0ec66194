"""Numbered answers: a digit chooses, arrows and enter do the same, and so does a click."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

MOST = 9
"""As many answers as there are digits to choose them."""


def _digits(words: str, tooltip: str) -> Iterable[Binding]:
    """Return a binding for each digit; the first stands for all of them in the key bar."""
    for number in range(1, MOST + 1):
        yield Binding(
            str(number),
            f"pick({number - 1})",
            words,
            show=number == 1,
            key_display="1–9" if number == 1 else None,
            id=f"choices.{number}",
            tooltip=tooltip,
        )


class Choices(Widget, can_focus=True):
    """A list of answers of which one is chosen. Posts `Chosen`."""

    DEFAULT_CSS = "Choices { height: auto; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *_digits("Choose", "Choose the answer with this number and go on"),
        Binding("up,k", "move(-1)", "Up", show=False, id="choices.up", tooltip="The answer above"),
        Binding(
            "down,j", "move(1)", "Down", show=False, id="choices.down", tooltip="The answer below"
        ),
        Binding(
            "enter",
            "take",
            "Choose",
            show=False,
            id="choices.take",
            tooltip="Choose the marked answer and go on",
        ),
    ]

    cursor = reactive(0)

    @dataclass
    class Chosen(Message):
        """One answer was chosen: its code."""

        code: str

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        marked: str | None = None,
        roomy: bool = False,
        id: str | None = None,  # noqa: A002 -- the name Textual uses
    ) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        self._roomy = roomy
        self._rows: list[int] = []
        codes = [code for code, _ in self._options]
        self.set_reactive(Choices.cursor, codes.index(marked) if marked in codes else 0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the answers take at this width."""
        return len(self._drawn(width))

    def render(self) -> Content:
        """Draw the answers, the marked one on a block of its own."""
        return Content("\n").join(self._drawn(self.content_size.width))

    def mark(self, index: int) -> str:
        """Return what stands before the answer's words."""
        return f"{index + 1}  "

    def choose(self, index: int) -> None:
        """Take the answer at `index`."""
        self.post_message(self.Chosen(self._options[index][0]))

    def _drawn(self, width: int) -> list[Content]:
        self._rows = []
        drawn: list[Content] = []
        for index, (_, words) in enumerate(self._options):
            here = index == self.cursor
            if index and self._roomy:
                drawn.append(Content(""))
                self._rows.append(index)
            mark = self.mark(index)
            for part in textwrap.wrap(words, max(8, width - len(mark) - 3)) or [""]:
                text = f"{mark}{part}".ljust(max(0, width - 2))
                drawn.append(
                    Content.assemble(
                        ("▌" if here else " ", "$accent"),
                        (" " + text[: len(mark)], f"{_BLOCK} $accent" if here else "$accent"),
                        (text[len(mark) :], _BLOCK if here else ""),
                    )
                )
                self._rows.append(index)
                mark = " " * len(mark)
        return drawn

    def action_pick(self, index: int) -> None:
        """Choose the answer with a number; one that is not there does nothing."""
        if index < len(self._options):
            self.cursor = index
            self.choose(index)

    def action_move(self, steps: int) -> None:
        """Move the mark up or down, around the ends."""
        self.cursor = (self.cursor + steps) % len(self._options)

    def action_take(self) -> None:
        """Choose the marked answer."""
        self.choose(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Choose the answer that was clicked."""
        y = event.get_content_offset_capture(self).y
        if 0 <= y < len(self._rows):
            self.action_pick(self._rows[y])


_BLOCK = "on $block-cursor-background"


class Ticks(Choices):
    """A list of answers of which any number is ticked. Posts `Done`, or `TooFew`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *_digits("Tick", "Tick the answer with this number, or take the tick away"),
        Binding(
            "space",
            "tick",
            "Tick",
            show=False,
            id="choices.tick",
            tooltip="Tick the marked answer, or take the tick away",
        ),
        Binding("enter", "take", "Go on", id="choices.go", tooltip="Go on with what is ticked"),
    ]

    ticked: reactive[frozenset[str]] = reactive(frozenset)

    @dataclass
    class Done(Message):
        """The runner goes on with these codes, in the order they are shown."""

        codes: list[str]

    @dataclass
    class TooFew(Message):
        """The runner would go on, but at least `least` ticks are needed."""

        least: int

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        ticked: Iterable[str] = (),
        least: int = 0,
        roomy: bool = False,
        id: str | None = None,  # noqa: A002 -- the name Textual uses
    ) -> None:
        super().__init__(options, roomy=roomy, id=id)
        self._least = least
        self.set_reactive(Ticks.ticked, frozenset(ticked))

    def mark(self, index: int) -> str:
        """Return the number and the box before the answer's words."""
        box = "[x]" if self._options[index][0] in self.ticked else "[ ]"
        return f"{index + 1}  {box}  "

    def choose(self, index: int) -> None:
        """Tick the answer at `index`, or take its tick away."""
        self.ticked ^= {self._options[index][0]}

    def action_tick(self) -> None:
        """Tick the marked answer, or take its tick away."""
        self.choose(self.cursor)

    def action_take(self) -> None:
        """Go on with what is ticked."""
        if len(self.ticked) < self._least:
            self.post_message(self.TooFew(self._least))
            return
        self.post_message(self.Done([code for code, _ in self._options if code in self.ticked]))
