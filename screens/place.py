"""What the places have in common: the bar above, the keys below, reading and reading again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar, Concatenate, ParamSpec, TypeVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from app.coach.day_text import weekday_day
from app.errors import StridetuiError
from app.trainer.desk import Desk
from screens.host import Host
from screens.places import PlaceInfo
from screens.widgets.key_bar import KeyBar
from screens.widgets.place_bar import PlaceBar
from screens.words import count

WIDEST_TEXT = 110
"""A line longer than this is hard to follow with the eyes."""

_NEVER = -1
# More notices than these would cover the screen.
_MOST_FAULTS = 2

P = ParamSpec("P")
T = TypeVar("T")


class StrideScreen(Screen[None]):
    """A screen where the digits lead to the places and the program can be left."""

    app = getters.app(Host)

    async def read(
        self, fn: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a trainer's reader off the event loop.

        A fault ends what asked for it; the app says it, and what was shown before stays.
        """
        return await asyncio.to_thread(fn, self.app.desk, *args, **kwargs)


class PlaceScreen(StrideScreen):
    """One of the places. A subclass names it, composes its body and loads its data."""

    PLACE: PlaceInfo

    def __init__(self) -> None:
        super().__init__()
        self._seen = _NEVER

    def compose(self) -> ComposeResult:
        """Put the body between the two bars."""
        yield PlaceBar(self.PLACE)
        yield from self.body()
        yield KeyBar()

    @property
    def restless(self) -> bool:
        """Whether what is shown can change although nobody writes to the log."""
        return False

    def body(self) -> ComposeResult:
        """Return the widgets of this place."""
        raise NotImplementedError

    async def load(self) -> None:
        """Read what this place shows; runs in an exclusive worker."""
        raise NotImplementedError

    def failed(self, error: StridetuiError) -> None:
        """Say why nothing could be read; what was shown before stays."""
        self.app.say(str(error))

    def on_mount(self) -> None:
        """Read at once: nothing else has to be there first."""
        self.reload()

    def on_screen_resume(self) -> None:
        """Read again when the log has moved on while another screen was in front."""
        if self._seen != self.app.revision:
            self.reload()

    def forget(self) -> None:
        """Let it be read again when this place is next in front, whatever happened to the log."""
        self._seen = _NEVER

    def reload(self) -> None:
        """Read this place's data anew."""
        self._seen = self.app.revision
        self.query_one(PlaceBar).day = weekday_day(self.app.desk.clock.today())
        self._load_anew()

    @work(exclusive=True, group="load")
    async def _load_anew(self) -> None:
        over = self.app.tell_what_lasts()
        try:
            await self.app.mark_log()
            await self.load()
        except StridetuiError as error:
            self.forget()
            self.failed(error)
        finally:
            over()
        self._tell_faults()

    def _tell_faults(self) -> None:
        """Say once which of the runner's own files were needed here and could not be used."""
        new = [fault for fault in self.app.desk.faults_met if fault not in self.app.told]
        self.app.told.update(new)
        for fault in new[:_MOST_FAULTS]:
            self.app.say(fault)
        if len(new) > _MOST_FAULTS:
            more = count(len(new) - _MOST_FAULTS, "more file")
            self.app.say(f"And {more} of yours cannot be used; stridetui doctor names them all.")


class DetailScreen(StrideScreen):
    """A screen opened from a place; `q`, `←` or escape lead back to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "q,left,escape",
            "back",
            "Back",
            key_display="q",
            id="detail.back",
            tooltip="Back to where you came from",
        ),
    ]

    passing: ClassVar[bool] = True
    """Whether it closes when a digit leads to a place: nothing typed or begun would be lost."""

    def action_back(self) -> None:
        """Close this screen."""
        self.dismiss()


class TextScreen(DetailScreen):
    """A detail screen of one text that scrolls, laid out anew for each width."""

    CSS_PATH = "../assets/styles/detail.tcss"

    def compose(self) -> ComposeResult:
        """Put the text above the keys."""
        with VerticalScroll():
            yield Static("", markup=False, id="detail-text")
        yield KeyBar()

    def text(self, width: int) -> Content:
        """Return the whole text for a width in characters."""
        raise NotImplementedError

    def show_text(self) -> None:
        """Lay the text out for the room there is now."""
        # Less the padding and the scroll bar.
        width = min(WIDEST_TEXT, max(30, self.size.width - 7))
        self.query_one("#detail-text", Static).update(self.text(width))

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width."""
        self.show_text()
