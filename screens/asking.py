"""What consent, questions and verdict share: their frame, their keys, and how faults are said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widget import Widget

from app.coach.questionnaire import PAIN_SCALE
from screens.host import Host
from screens.widgets.choices import Choices, Ticks
from screens.widgets.heading import Heading
from screens.widgets.key_bar import KeyBar
from screens.widgets.pad import Answer, Pad, Refusal, Reply
from screens.widgets.scale import PainScale
from screens.widgets.weeks import Weeks

ROOMY_HEIGHT = 34
"""Lines from which on answers stand apart."""

_DIGITS = range(10)
_TEN = PAIN_SCALE[-1]
_ANSWERS = frozenset({"choose", "tick", "clear", "take", "move"})


def _digits(action: str, words: str, tooltip: str) -> Iterable[Binding]:
    """Return a binding for each digit; one stands for all of them in the key bar."""
    for digit in _DIGITS:
        yield Binding(
            str(digit),
            f"{action}({digit})",
            words,
            show=digit == 1,
            key_display="digit",
            id=f"asking.{action}.{digit}",
            tooltip=tooltip,
        )


class AskingScreen(Screen[bool]):
    """A heading, a part that scrolls, answers that stay in sight, and the keys.

    The screen has all the keys and hands them to the pad it asks with. The result is True when
    what it is for was done (a programme begun, readiness told, a hold ended), False when the
    runner left, and None when the runner stepped back to the screen before.
    """

    CSS_PATH = "../assets/styles/assess.tcss"
    AUTO_FOCUS = ""
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 -- Textual declares it for each screen
        (0, "-low"),
        (23, "-middling"),
        (ROOMY_HEIGHT, "-tall"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        *_digits("choose", "Choose", "Choose the answer with this number and go on"),
        *_digits("tick", "Tick", "Tick the answer with this number, or take the tick away"),
        *_digits("write", "Weeks", "Type the number of weeks"),
        Binding("x", f"choose({_TEN})", "Is 10", id="asking.ten", tooltip="Choose 10 and go on"),
        Binding("up,k", "move(-1)", "Up", show=False, id="asking.up", tooltip="The one above"),
        Binding("down,j", "move(1)", "Down", show=False, id="asking.down", tooltip="The one below"),
        Binding("space", "tick", "Tick", show=False, id="asking.tick",
                tooltip="Tick the marked answer, or take the tick away"),
        Binding("n,delete", "clear", "No race", key_display="n", id="asking.clear",
                tooltip="There is no race"),
        Binding("backspace", "erase", "Erase", show=False, id="asking.erase",
                tooltip="Take the last figure away"),
        Binding("enter", "take", "Go on", show=False, id="asking.take",
                tooltip="Choose the marked answer and go on"),
        Binding("enter", "go_on", "Go on", id="asking.go_on", tooltip="Go on with what is shown"),
        Binding("pagedown", "page(1)", "More", key_display="pgdn", id="asking.more",
                tooltip="Show what comes further down"),
        Binding("pageup", "page(-1)", "Up", show=False, id="asking.page_up",
                tooltip="Show what comes further up"),
        Binding("q,escape", "fold", "Close", key_display="q", id="asking.fold",
                tooltip="Close the reason"),
        Binding("q,escape", "leave", "Leave", key_display="q", id="asking.leave",
                tooltip="Leave; what you answered is kept"),
    ]  # fmt: skip

    app = getters.app(Host)

    def __init__(self) -> None:
        super().__init__()
        self.pad: Pad | None = None
        self._refused = False
        self._opened = False
        self._ahead: list[str] = []

    # --- frame ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Lay out the frame around the screen's own text and answers."""
        yield Heading()
        # Not a VerticalScroll: that would keep the arrow keys for itself.
        with Vertical(id="body"), Vertical(id="text"):
            yield from self.text()
        with Vertical(id="answers"):
            yield from self.answers()
        yield KeyBar()

    def text(self) -> Iterable[Widget]:
        """Return the widgets of the part that scrolls."""
        raise NotImplementedError

    def answers(self) -> Iterable[Widget]:
        """Return the pads that stay in sight below it."""
        return ()

    def on_mount(self) -> None:
        """Read what is needed."""
        self._open()

    @work(group="load", exclusive=True)
    async def _open(self) -> None:
        await self.open()
        self._opened = True
        self.press_ahead()

    @property
    def waits(self) -> bool:
        """Whether what the next key answers is not shown yet, but will be in a moment.

        A key pressed meanwhile is kept for it. Only where a question is sure to follow: nothing
        is decided by a key that was pressed before there was anything to decide.
        """
        return False

    @property
    def unfolded(self) -> bool:
        """Whether a reason stands below the question; the key that leaves closes it first."""
        return False

    def press_ahead(self) -> None:
        """Press what was pressed while there was nothing to answer, in the screen in front."""
        ahead, self._ahead = self._ahead, []
        for key in ahead:
            self.app.simulate_key(key)

    def _early(self, key: str) -> bool:
        """Keep a key that came before its question; return whether it did."""
        if self.waits:
            self._ahead.append(key)
        return self.waits

    async def open(self) -> None:
        """Read what the screen shows, then show it."""
        raise NotImplementedError

    @property
    def roomy(self) -> bool:
        """Whether there is room to let answers stand apart."""
        return self.app.size.height >= ROOMY_HEIGHT

    def head(self, title: str, remark: str = "stridetui", progress: float = 0.0) -> None:
        """Say at the top where we are."""
        heading = self.query_one(Heading)
        heading.title, heading.remark, heading.progress = title, remark, progress

    def ask_with(self, pad: Pad | None) -> None:
        """Show this pad and no other, and give it the keys."""
        for other in self.query(Pad):
            other.display = other is pad
        self.pad = pad
        self.query_one("#body").scroll_home(animate=False)
        self.refresh_bindings()

    def answered(self, pad: Pad, value: object) -> None:
        """Do what the answer asks for."""
        raise NotImplementedError

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Offer what the pad can take, and to scroll only where there is more than fits."""
        if self.waits and action in _ANSWERS:
            # Each key does one of these, which keeps it.
            return action != "tick" or not parameters
        if action in {"fold", "leave"}:
            return self.unfolded == (action == "fold")
        return self._offers(action, parameters)

    def _offers(self, action: str, parameters: tuple[Any, ...]) -> bool:
        """Whether the pad shown takes a key, or there is more to see."""
        pad = self.pad
        if action == "page":
            return self.query_one("#body").max_scroll_y > 0
        if action in {"choose", "tick", "write"} and parameters:
            return action == self._digits_do() and pad is not None and pad.accepts(parameters[0])
        if action in {"clear", "erase"}:
            return isinstance(pad, Weeks)
        if action == "tick":
            return isinstance(pad, Ticks)
        if action in {"take", "go_on"}:
            return pad is not None and (action == "go_on") == isinstance(pad, Ticks | Weeks)
        return action != "move" or pad is not None

    def _digits_do(self) -> str:
        """Return the action that digits have on this pad; "" where there is none."""
        if isinstance(self.pad, Ticks):
            return "tick"
        if isinstance(self.pad, Weeks):
            return "write"
        return "choose" if isinstance(self.pad, Choices | PainScale) else ""

    def _give(self, reply: Reply) -> None:
        if reply is None:
            return
        # A refusal said again, or obeyed by now, must not pile up over the question.
        if self._refused:
            self.app.clear_notifications()
        self._refused = isinstance(reply, Refusal)
        if isinstance(reply, Answer) and self.pad is not None:
            self.answered(self.pad, reply.value)
        elif isinstance(reply, Refusal):
            self.app.say(reply.sentence)

    def _press(self, number: int) -> None:
        if self.pad is not None and self.pad.accepts(number):
            self._give(self.pad.press(number))

    def action_choose(self, number: int) -> None:
        """Choose the answer with a number and go on."""
        if not self._early("x" if number == _TEN else str(number)):
            self._press(number)

    def action_write(self, number: int) -> None:
        """Type a figure."""
        self._press(number)

    def action_tick(self, number: int | None = None) -> None:
        """Tick an answer, by its number or the marked one."""
        if number is not None:
            self._press(number)
        elif not self._early("space") and isinstance(self.pad, Ticks):
            self.pad.tick()

    def action_clear(self) -> None:
        """Say that there is no race."""
        if not self._early("n") and isinstance(self.pad, Weeks):
            self.pad.clear()

    def action_erase(self) -> None:
        """Take the last figure away."""
        if isinstance(self.pad, Weeks):
            self.pad.erase()

    def action_move(self, steps: int) -> None:
        """Move the mark."""
        if not self._early("up" if steps < 0 else "down") and self.pad is not None:
            self.pad.move(steps)

    def action_take(self) -> None:
        """Answer with what is marked."""
        if not self._early("enter") and self.pad is not None:
            self._give(self.pad.take())

    def action_go_on(self) -> None:
        """Answer with what is shown."""
        self.action_take()

    def action_page(self, pages: int) -> None:
        """Scroll the text by pages."""
        body = self.query_one("#body")
        if pages > 0:
            body.scroll_page_down(animate=False)
        else:
            body.scroll_page_up(animate=False)

    def action_fold(self) -> None:
        """Close what was unfolded."""

    def action_leave(self) -> None:
        """Go back to where this was opened from."""
        self.dismiss(False)

    @on(Pad.Clicked)
    def _clicked(self, message: Pad.Clicked) -> None:
        if message.pad is self.pad:
            self._press(message.number)
