"""What the live screen shows of a workout: each line in its place, changed when it differs."""

from __future__ import annotations

from dataclasses import replace

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from app.coach.model import SetRow
from app.coach.player import Phase, PlayerView
from screens import live_text
from screens.live_prompt import Prompt, prompt_lines
from screens.widgets.big_digits import BigDigits
from screens.widgets.ladder import ladder
from screens.widgets.tempo_bar import tempo_bar

_NOTE_LENGTH = 500
_LEAST_WIDTH = 20


class LiveBody(Vertical):
    """Lines from the most to the least important; the number has what room is left.

    Beside the number there is room for a figure.
    """

    digits = getters.query_one(BigDigits)
    entry = getters.query_one("#entry", Input)

    def __init__(self, book: live_text.Book) -> None:
        super().__init__()
        self._book = book
        self._shown: dict[str, Content] = {}
        self._still: object = None
        self._state_classes: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Each line is a widget of one fixed height, so that a change repaints that line only."""
        yield _line("head")
        yield _line("fault")
        with Vertical(id="stage"):
            yield _line("title")
            yield _line("side")
            yield BigDigits()
            yield _line("bar")
        with Vertical(id="panel"):
            for number in (1, 2, 3):
                yield _line(f"panel-{number}")
        yield Input(id="entry", max_length=_NOTE_LENGTH, compact=True, disabled=True)
        yield _line("message")
        yield _line("last-time")
        yield _line("ladder")
        yield _line("ahead")

    def show(
        self, view: PlayerView, rows: tuple[SetRow, ...], prompt: Prompt, unsaved: str
    ) -> None:
        """Show a moment of the workout; `unsaved` says why it is not in the log, if it is not."""
        width = max(_LEAST_WIDTH, self.size.width - 4)
        still = (_stilled(view), rows, prompt, unsaved, width)
        if still != self._still:
            self._still = still
            self._put_classes(view, prompt, unsaved)
            self._show_still(view, rows, prompt, unsaved, width)
        working = view.phase is Phase.WORK
        self._put("bar", tempo_bar(view, width - 3) if working else live_text.result(view))
        self._put("ahead", live_text.ahead(view, self._book, width))
        self.digits.text, self.digits.caption = live_text.number(view)

    def _show_still(
        self,
        view: PlayerView,
        rows: tuple[SetRow, ...],
        prompt: Prompt,
        unsaved: str,
        width: int,
    ) -> None:
        """Show what stays the same from second to second."""
        book = self._book
        self._put("head", live_text.head(view, width))
        self._put("fault", Content(f"NOT SAVED  {unsaved}" if unsaved else ""))
        self._put("title", live_text.title(view, book))
        self._put("side", live_text.side(view, book))
        asked = (
            live_text.question(view, book, width)
            if prompt is Prompt.NONE
            else prompt_lines(prompt, unsaved)
        )
        for number, line in enumerate(asked, start=1):
            self._put(f"panel-{number}", line)
        self._put("message", live_text.message(view, book))
        self._put("last-time", live_text.last_time(view.last_time, width))
        self._put("ladder", ladder(rows, view.cursor, width))

    def ask_text(self, text: str) -> None:
        """Open the line to type in."""
        self.entry.value = text
        self.entry.disabled = False
        self.entry.focus()

    def close_text(self) -> None:
        """Close it; the keys work again."""
        self.entry.disabled = True
        self.screen.set_focus(None)

    def _put(self, name: str, content: Content) -> None:
        before = self._shown.get(name)
        if before is None or not before.is_same(content):
            self._shown[name] = content
            self.query_one(f"#{name}", Static).update(content, layout=False)

    def _put_classes(self, view: PlayerView, prompt: Prompt, unsaved: str) -> None:
        marks = {
            "-paused": view.paused,
            "-unsaved": bool(unsaved),
            "-asks": view.question is not None or prompt is not Prompt.NONE,
            "-typed": prompt.typed,
        }
        wanted = frozenset({f"-{view.phase.value}", *(name for name, on in marks.items() if on)})
        if wanted != self._state_classes:
            self.remove_class(*self._state_classes)
            self.add_class(*wanted)
            self._state_classes = wanted


def _stilled(view: PlayerView) -> PlayerView:
    """Return the view without what time alone changes."""
    return replace(
        view,
        count=0,
        seconds_left=None,
        overtime=None,
        running=None,
        stage=None,
        unit_seconds=0.0,
        left=0,
    )


def _line(name: str) -> Static:
    return Static(id=name, markup=False)
