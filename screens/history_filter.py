"""What to show of the time line: one line for each filter, changed with the arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.screen import ModalScreen
from textual.widgets import Static

from app.coach.entry_text import KIND_WORD
from app.coach.frozen import dataclass, replace
from app.coach.logbook import EntryKind, Wanted
from app.coach.model import Link, Side
from screens.parts import Part
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import clip, plain

_PHASES = (0, 1, 2, 3, 4)
_PAINS = (1, 3, 6)
_NAME_WIDTH = 10


@dataclass(frozen=True, slots=True)
class _Filter:
    """One line: its name, what it can be, None first, and how each is said."""

    name: str
    values: Sequence[object]
    now: Callable[[Wanted], object]
    put: Callable[[Wanted, object], Wanted]
    say: Callable[[object], str]


class FilterScreen(ModalScreen[Wanted | None]):
    """Kind, exercise, link, phase, side and pain; `enter` shows it, escape leaves it as it was."""

    CSS_PATH = "../assets/styles/history.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,f", "show_it", "Show", id="filter.show", tooltip="Show what was chosen"),
        Binding("c", "clear", "All", id="filter.clear", tooltip="Show everything"),
        Binding("escape,q", "leave", "As it was", id="filter.leave", tooltip="Change nothing"),
        Binding("up,k", "move(-1)", "Up", id="filter.up", tooltip="The filter above"),
        Binding("down,j", "move(1)", "Down", id="filter.down", tooltip="The filter below"),
        Binding("right,l,space", "turn(1)", "Next", id="filter.next", tooltip="Its next value"),
        Binding("left,h", "turn(-1)", "Before", id="filter.before", tooltip="Its value before"),
    ]

    cursor: reactive[int] = reactive(0, init=False)
    wanted: reactive[Wanted] = reactive(Wanted(), init=False)

    def __init__(self, wanted: Wanted, exercises: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._filters = _filters(exercises)
        self.set_reactive(FilterScreen.wanted, wanted)

    def compose(self) -> ComposeResult:
        """One text in a box."""
        with Vertical(id="filter-box"):
            yield Static("", id="filter-text", markup=False)
        # In place of the keys of the screen below, which do not work now.
        yield KeyBar()

    def on_mount(self) -> None:
        """Draw it."""
        self._draw()

    def on_resize(self) -> None:
        """Draw it for the new width."""
        self._draw()

    def watch_cursor(self) -> None:
        """Draw the mark elsewhere."""
        self._draw()

    def watch_wanted(self) -> None:
        """Draw the other value."""
        self._draw()

    def _draw(self) -> None:
        room = max(12, min(70, self.size.width - 12) - _NAME_WIDTH - 8)
        parts: list[Part] = [("Show only\n\n", "bold")]
        for number, one in enumerate(self._filters):
            here = number == self.cursor
            value = one.now(self.wanted)
            said = clip(one.say(value), room)
            arrows = ("◂ ", " ▸") if here else ("  ", "  ")
            parts += [
                ("▸ " if here else "  ", "bold $accent"),
                (f"{one.name:<{_NAME_WIDTH}}", "bold" if here else "$muted"),
                (arrows[0], "$accent"),
                (said, "bold" if value is not None else ""),
                (arrows[1] + " " * max(0, room - cell_len(said)), "$accent"),
                "\n",
            ]
        parts.append(("\n↑↓ which · ←→ change · enter show · c all · esc as it was", "$muted"))
        self.query_one("#filter-text", Static).update(Content.assemble(*parts))

    def action_move(self, by: int) -> None:
        """Go to another filter."""
        self.cursor = (self.cursor + by) % len(self._filters)

    def action_turn(self, by: int) -> None:
        """Change the value of the filter that is marked."""
        one = self._filters[self.cursor]
        values = list(one.values)
        now = one.now(self.wanted)
        at = values.index(now) if now in values else 0
        self.wanted = one.put(self.wanted, values[(at + by) % len(values)])

    def action_clear(self) -> None:
        """Choose everything."""
        self.wanted = Wanted(words=self.wanted.words)

    def action_show_it(self) -> None:
        """Give back what was chosen."""
        self.dismiss(self.wanted)

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)


def _filters(exercises: tuple[tuple[str, str], ...]) -> tuple[_Filter, ...]:
    names = dict(exercises)
    return (
        _Filter(
            "Kind",
            (None, *EntryKind),
            lambda wanted: next(iter(wanted.kinds), None) if len(wanted.kinds) == 1 else None,
            lambda wanted, kind: replace(
                wanted, kinds=frozenset({kind} if isinstance(kind, EntryKind) else ())
            ),
            lambda kind: KIND_WORD[kind] if isinstance(kind, EntryKind) else "everything",
        ),
        _Filter(
            "Exercise",
            (None, *names),
            lambda wanted: wanted.exercise,
            lambda wanted, one: replace(wanted, exercise=None if one is None else str(one)),
            lambda one: "any" if one is None else plain(names.get(str(one), str(one))),
        ),
        _Filter(
            "Link",
            (None, *Link),
            lambda wanted: wanted.link,
            lambda wanted, link: replace(wanted, link=link if isinstance(link, Link) else None),
            lambda link: "any" if link is None else str(link),
        ),
        _Filter(
            "Phase",
            (None, *_PHASES),
            lambda wanted: wanted.phase,
            lambda wanted, one: replace(wanted, phase=one if isinstance(one, int) else None),
            lambda one: "any" if one is None else (f"phase {one}" if one else "outside the phases"),
        ),
        _Filter(
            "Side",
            (None, Side.LEFT, Side.RIGHT),
            lambda wanted: wanted.side,
            lambda wanted, side: replace(wanted, side=side if isinstance(side, Side) else None),
            lambda side: "either" if side is None else f"{side} leg",
        ),
        _Filter(
            "Pain",
            (None, *_PAINS),
            lambda wanted: wanted.pain,
            lambda wanted, one: replace(wanted, pain=one if isinstance(one, int) else None),
            lambda one: "with or without" if one is None else _pain(one),
        ),
    )


def _pain(least: object) -> str:
    return "any pain" if least == 1 else f"{least} or more"
