"""What the live screen shows of a workout: each line in its place, changed when it differs."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from app.coach.frozen import dataclass, replace
from app.coach.model import SetRow
from app.coach.player import Phase, PlayerView
from app.coach.reading import LONGEST_TEXT
from app.coach.swap import Substitute
from screens import live_checkin, live_message, live_text
from screens.live_prompt import Prompt, prompt_text
from screens.widgets.big_digits import BigDigits
from screens.widgets.big_words import ROWS
from screens.widgets.figure import Figure
from screens.widgets.figure_drawing import LEAST_HEIGHT
from screens.widgets.kept import Kept
from screens.widgets.ladder import ladder
from screens.widgets.session_line import session_line
from screens.widgets.steady_line import SteadyLine
from screens.widgets.tempo_bar import tempo_bar

_LEAST_WIDTH = 20
# Rows of the screen from which the names are written large, first the exercise, then the leg.
_LARGE_NAME, _LARGE_LEG = 34, 39
_TALL_HEAD_WIDTH = 70
# A figure is drawn half as wide again as it is tall, and never so that the number suffers.
_TALLEST_FIGURE = 26
_DIGITS_WIDTH = 34


@dataclass(frozen=True, slots=True)
class Around:
    """What is shown besides the workout itself.

    `unsaved` says why it is not in the log, "" when it is. `sound` is what one can hear. `offered`
    may replace the exercise in hand. `about` is the exercise that the prompt is about.
    """

    prompt: Prompt
    unsaved: str
    sound: str
    offered: Sequence[Substitute] = ()
    about: str = ""


class LiveBody(Vertical):
    """Lines from the most to the least important; number and figure have what room is left."""

    digits = getters.query_one(BigDigits)
    figure = getters.query_one(Figure)
    bar = getters.query_one("#bar", SteadyLine)
    ahead = getters.query_one("#ahead", SteadyLine)
    entry = getters.query_one("#entry", Input)

    class Pressed(Message):
        """The number was clicked, as good as the large key."""

    def __init__(self, book: live_text.Book, *, moves: bool) -> None:
        super().__init__()
        self._book = book
        self._moves = moves
        self._wants_figure = False
        self._shown: dict[str, Content] = {}
        self._still: object = None
        self._state_classes: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Each line is a widget of its own, so that a change repaints that line only."""
        yield _line("head")
        yield _line("fault")
        with _Stage(id="stage"):
            yield _line("title")
            yield _line("side")
            with Horizontal(id="middle"):
                yield BigDigits()
                yield Figure(active=self._moves)
            yield SteadyLine(id="bar")
        yield _line("panel")
        yield Input(id="entry", max_length=LONGEST_TEXT, compact=True, disabled=True)
        yield _line("message")
        yield _line("last-time")
        yield _line("line")
        yield _line("ladder")
        yield SteadyLine(id="ahead")

    def on_click(self, event: events.Click) -> None:
        """A click on the number, the names or the figure is the large key."""
        if self.query_one("#stage").region.contains_point(event.screen_offset):
            self.post_message(self.Pressed())

    def show(self, view: PlayerView, rows: tuple[SetRow, ...], around: Around) -> None:
        """Show a moment of the workout."""
        size = self.screen.size
        width = max(_LEAST_WIDTH, size.width - 4)
        still = (_stilled(view), rows, around, size)
        if still != self._still:
            self._still = still
            self._put_classes(view, around)
            self._show_still(view, rows, around, width)
        working = view.phase is Phase.WORK
        self.bar.say(tempo_bar(view, width - 3) if working else live_text.result(view))
        self.ahead.say(live_text.ahead(view, self._book, width))
        self.digits.text, self.digits.caption = live_text.number(view)

    def _show_still(
        self, view: PlayerView, rows: tuple[SetRow, ...], around: Around, width: int
    ) -> None:
        """Show what stays the same from second to second."""
        book = self._book
        self._show_names(view, width)
        unsaved = f"NOT SAVED  {around.unsaved}" if around.unsaved else ""
        self._put("fault", Content(unsaved), layout=True, wraps=True)
        if around.prompt is Prompt.NONE:
            asked = Content("\n").join(live_checkin.question(view, book, width))
        else:
            name = book.name(around.about)
            asked = prompt_text(
                around.prompt, name, around.unsaved, around.offered, stopped=view.stopped
            )
        self._put("panel", asked, layout=True)
        hurts = live_message.hurts(view)
        said = live_message.message(view, book, width)
        self._put("message", said, layout=hurts, wraps=hurts)
        self._put("last-time", live_text.last_time(view.last_time, width))
        self._put("line", session_line(rows, view.cursor, width))
        self._put("ladder", ladder(rows, view.cursor, width, around.sound))

    def _show_names(self, view: PlayerView, width: int) -> None:
        """Show phase, exercise and leg, large where there is room."""
        book, tall = self._book, self.screen.size.height
        head = Content("")
        if tall >= _LARGE_NAME and width >= _TALL_HEAD_WIDTH:
            head = live_text.tall_head(view, width)
        self._put("head", head if head else live_text.head(view, width), layout=True)
        lines = 2 * ROWS if tall >= _LARGE_LEG else ROWS if tall >= _LARGE_NAME else 0
        name, leg = live_text.tall_names(view, book, width - 3, lines)
        self._put("title", Content(name) if name else live_text.title(view, book), layout=True)
        side = live_text.large_side(leg, view, book) if leg else live_text.side(view, book)
        self._put("side", side, layout=True)

    # --- the figure ----------------------------------------------------------------------

    def want_figure(self, *, wanted: bool) -> None:
        """Show the figure where there is room, or never."""
        self._wants_figure = wanted
        self.fit()

    @on(BigDigits.Resized)
    def fit(self) -> None:
        """Give the figure the room that the number can spare; none if that is too little."""
        height = min(_TALLEST_FIGURE, self.digits.size.height)
        width = height * 3 // 2
        room = self.query_one("#stage").size.width - width
        fits = height >= LEAST_HEIGHT and room >= _DIGITS_WIDTH
        self.figure.display = self._wants_figure and fits
        if self.figure.display and self.figure.size != (width, height):
            self.figure.styles.width, self.figure.styles.height = width, height

    # --- typing --------------------------------------------------------------------------

    def ask_text(self, text: str) -> None:
        """Open the line to type in."""
        self.entry.value = text
        self.entry.disabled = False
        self.entry.focus()

    def close_text(self) -> None:
        """Close it; the keys work again."""
        self.entry.disabled = True
        self.screen.set_focus(None)

    def _put(
        self, name: str, content: Content, *, layout: bool = False, wraps: bool = False
    ) -> None:
        before = self._shown.get(name)
        if before is None or not before.is_same(content):
            taller = (
                wraps or before is None or before.plain.count("\n") != content.plain.count("\n")
            )
            self._shown[name] = content
            self.query_one(f"#{name}", Static).update(content, layout=layout and taller)

    def _put_classes(self, view: PlayerView, around: Around) -> None:
        marks = {
            "-paused": view.paused,
            "-unsaved": bool(around.unsaved),
            "-asks": view.question is not None or around.prompt is not Prompt.NONE,
            "-typed": around.prompt.typed,
            # What pain stops is not hidden by what else is asked.
            "-hurts": live_message.hurts(view) and around.prompt is Prompt.NONE,
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
        goes_on=None,
        stage=None,
        stage_left=None,
        unit_seconds=0.0,
        elapsed=0,
        left=0,
    )


class _Stage(Kept, Vertical):
    """What one looks at while training."""


class _Line(Kept, Static):
    """One line of words, or a few."""


def _line(name: str) -> _Line:
    return _Line(id=name, markup=False)
