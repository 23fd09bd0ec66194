"""Numbered answers, of which one is chosen or any number is ticked."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from textual import events
from textual.content import Content
from textual.geometry import Size

from screens.widgets.pad import Answer, Pad, Refusal, Reply

_BLOCK = "on $block-cursor-background"


class Choices(Pad):
    """A list of answers, numbered from 1, of which one is chosen. Answers with its code."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._options: tuple[tuple[str, str], ...] = ()
        self._cursor = 0
        self._roomy = False
        self._rows: list[int] = []

    def show(
        self, options: Sequence[tuple[str, str]], *, marked: object = None, roomy: bool = False
    ) -> None:
        """Show these answers (code, words), one of them marked; `roomy` sets them apart."""
        self._options = tuple(options)
        codes = [code for code, _ in self._options]
        self._cursor = codes.index(marked) if isinstance(marked, str) and marked in codes else 0
        self._roomy = roomy
        self.refresh(layout=True)

    def accepts(self, number: int) -> bool:
        """Say whether there is an answer with this number."""
        return 1 <= number <= len(self._options)

    def press(self, number: int) -> Reply:
        """Choose the answer with this number."""
        self._go_to(number - 1)
        return self.take()

    def move(self, steps: int) -> None:
        """Move the mark, around the ends."""
        if self._options:
            self._go_to((self._cursor + steps) % len(self._options))

    def take(self) -> Reply:
        """Choose the marked answer."""
        return Answer(self._marked)

    def mark(self, index: int) -> str:
        """Return what stands before the answer's words."""
        return f"{index + 1}  "

    @property
    def _marked(self) -> str:
        return self._options[self._cursor][0]

    def _go_to(self, index: int) -> None:
        self._cursor = index
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the answers take at this width."""
        return len(self._drawn(width))

    def render(self) -> Content:
        """Draw the answers, the marked one on a block of its own."""
        return Content("\n").join(self._drawn(self.content_size.width))

    def _drawn(self, width: int) -> list[Content]:
        self._rows = []
        drawn: list[Content] = []
        for index, (_, words) in enumerate(self._options):
            if index and self._roomy:
                drawn.append(Content(""))
                self._rows.append(index)
            mark = self.mark(index)
            for part in textwrap.wrap(words, max(8, width - len(mark) - 3)) or [""]:
                drawn.append(self._row(mark, part, width, here=index == self._cursor))
                self._rows.append(index)
                mark = " " * len(mark)
        return drawn

    @staticmethod
    def _row(mark: str, words: str, width: int, *, here: bool) -> Content:
        block = _BLOCK if here else ""
        return Content.assemble(
            ("▌" if here else " ", "$accent"),
            (f" {mark}", f"$accent {block}"),
            (words.ljust(max(0, width - 2 - len(mark))), block),
        )

    def on_click(self, event: events.Click) -> None:
        """Tell which answer was clicked."""
        y = event.get_content_offset_capture(self).y
        if 0 <= y < len(self._rows):
            self.post_message(self.Clicked(self, self._rows[y] + 1))


class Ticks(Choices):
    """A list of answers of which any number is ticked. Answers with the list of their codes."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- Textual's name
        super().__init__(id=id)
        self._ticked: frozenset[str] = frozenset()
        self._least = 0

    def show_ticks(
        self,
        options: Sequence[tuple[str, str]],
        *,
        ticked: Iterable[str] = (),
        least: int = 0,
        roomy: bool = False,
    ) -> None:
        """Show these answers, some of them ticked; `least` is how many have to be."""
        self._ticked = frozenset(ticked)
        self._least = least
        self.show(options, roomy=roomy)

    @property
    def any(self) -> bool:
        """Whether something is ticked."""
        return bool(self._ticked)

    def press(self, number: int) -> Reply:
        """Tick the answer with this number, or take its tick away."""
        self._go_to(number - 1)
        self.tick()
        return None

    def tick(self) -> None:
        """Tick the marked answer, or take its tick away."""
        self._ticked ^= {self._marked}
        self.refresh()

    def take(self) -> Reply:
        """Answer with what is ticked, in the order shown."""
        if len(self._ticked) < self._least:
            return Refusal(f"Tick at least {self._least} to go on.")
        return Answer([code for code, _ in self._options if code in self._ticked])

    def mark(self, index: int) -> str:
        """Return the number and the box before the answer's words."""
        box = "[x]" if self._options[index][0] in self._ticked else "[ ]"
        return f"{index + 1}  {box}  "
