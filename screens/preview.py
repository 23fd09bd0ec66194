"""Preview: the sessions ahead as if all goes as planned, and what changes if it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rich.cells import cell_len
from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from app.coach.day_text import weekday_day
from app.coach.model import Library
from app.coach.names import PLACE_WORD
from app.coach.preview import Ahead, Otherwise
from app.trainer.foresee import PreviewView
from screens import today_outside
from screens.parts import Part
from screens.place import TextScreen
from screens.why import PreviewWhyScreen
from screens.widgets.plain import indented, plain
from screens.words import dose


class PreviewScreen(TextScreen):
    """The next sessions with their doses; `p` opens it, and closes it again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "back", "Back", show=False, id="preview.back", tooltip="Back to today"),
        Binding("w", "why", "Why", id="preview.why", tooltip="Why each target is what it is"),
        Binding(
            "k",
            "take_outside",
            "Take outside",
            id="preview.take_outside",
            tooltip="Sound, watch workout, calendar entry and card of the first session",
        ),
    ]

    def __init__(self, view: PreviewView) -> None:
        super().__init__()
        self._view = view

    def action_why(self) -> None:
        """Show the reason of each target."""
        self.app.push_screen(PreviewWhyScreen(self._view.preview.sessions))

    def action_take_outside(self) -> None:
        """Show what the first session becomes to be taken outside."""
        self.app.keep_keys(self._take_outside())

    @work(exclusive=True, group="flow")
    async def _take_outside(self) -> None:
        await today_outside.pack(self)

    def text(self, width: int) -> Content:
        """Return what is ahead."""
        return preview_text(self._view, self.app.desk.library, width)


def preview_text(view: PreviewView, library: Library, width: int) -> Content:
    """Return the sessions ahead, then what changes if the first goes another way."""
    parts: list[Part] = [("If all goes as planned, on the days that you train\n", "bold")]
    for ahead in view.preview.sessions:
        parts += _session(ahead, library, view.tests, width)
    if view.preview.otherwise:
        parts.append(("\nWhat changes if not\n", "bold"))
    for one in view.preview.otherwise:
        parts += _otherwise(one, width)
    return Content.assemble(*parts)


def _session(
    ahead: Ahead, library: Library, tests: Mapping[str, str], width: int
) -> Iterator[Part]:
    session = ahead.session
    title = f"{weekday_day(ahead.day)}  {plain(session.slot.title)}"
    minutes = f"{session.main_minutes} min of work, {session.all_minutes} all in"
    around = f"{minutes} · {PLACE_WORD[session.slot.place]}"
    # Whole on a line of its own where both do not fit on one.
    beside = cell_len(title) + 2 + cell_len(around) <= width
    yield (f"\n{title}", "bold")
    yield ("  " if beside else "\n  ")
    yield (f"{around}\n", "$muted")
    for item in session.items:
        if item.rated:
            yield f"  {plain(library[item.exercise_id].name):<28} {dose(item)}\n"
    if session.tests:
        named = ", ".join(tests.get(test, test) for test in session.tests)
        yield (f"{indented(f'tests: {named}', width)}\n", "$muted")


def _otherwise(one: Otherwise, width: int) -> Iterator[Part]:
    yield f"\n{plain(one.case)}\n"
    yield f"{indented(plain(one.decision.sentence), width)}\n"
