"""Library: every exercise, to browse and to search, and one of them in full beside the list."""

from __future__ import annotations

from itertools import chain
from typing import ClassVar, TypeVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Input, Static

from app.coach.frozen import replace
from app.coach.library import NOTHING, Wanted, find
from app.coach.model import Link, Place
from app.trainer import browsing
from app.trainer.browsing import Shelf
from screens import library_text, places
from screens.place import PlaceScreen
from screens.widgets.catalogue import Catalogue
from screens.widgets.entry import EntryView
from screens.widgets.ways import Ways

T = TypeVar("T")

TWO_PANES = 96
"""From this width on the entry stands beside the list."""


class LibraryScreen(PlaceScreen):
    """The list of exercises and the entry of one; narrow screens show one after the other."""

    PLACE = places.LIBRARY
    CSS_PATH = "../assets/styles/library.tcss"
    AUTO_FOCUS = "Catalogue"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash",
            "search",
            "Search",
            key_display="/",
            id="library.search",
            tooltip="Type a name, another name or a muscle",
        ),
        Binding("l", "next_link", "Link", id="library.link", tooltip="Only what trains one link"),
        Binding("p", "next_place", "Place", id="library.place", tooltip="Only what fits one place"),
        Binding(
            "k", "next_kit", "Kit", id="library.kit", tooltip="Only what needs one thing, or none"
        ),
        Binding("c", "clear", "All", id="library.clear", tooltip="Show everything again"),
        Binding(
            "down",
            "to_list",
            "To the list",
            key_display="↓",
            id="library.to_list",
            tooltip="From the search to the list",
        ),
        Binding(
            "escape",
            "leave_search",
            "No search",
            key_display="esc",
            id="library.leave_search",
            tooltip="Leave the search and forget what was typed",
        ),
        Binding(
            "space",
            "motion",
            "Stop",
            id="library.motion",
            tooltip="Let the figure stand still, or move",
        ),
        Binding("m", "mirror", "Mirror", id="library.mirror", tooltip="Show the other leg"),
        Binding(
            "w", "why", "Why", id="library.why", tooltip="Why its dose is what it is, and sources"
        ),
        Binding(
            "f", "next_form", "Form", id="library.form", tooltip="The next form, from easy to hard"
        ),
    ]

    reading: reactive[bool] = reactive(False, init=False, bindings=True)
    """Whether the entry is in front on a narrow screen."""
    wanted: reactive[Wanted] = reactive(Wanted(), init=False, bindings=True)

    title_line = getters.query_one("#library-title", Static)
    search = getters.query_one("#library-search", Input)
    catalogue = getters.query_one(Catalogue)
    entry = getters.query_one(EntryView)

    def __init__(self) -> None:
        super().__init__()
        self._shelf: Shelf | None = None
        self._trail: list[str] = []

    def body(self) -> ComposeResult:
        """What is listed, the search, the list and the entry."""
        yield Static("", id="library-title", markup=False)
        yield Input(id="library-search", placeholder="name or muscle", compact=True)
        with Horizontal(id="library-panes"):
            yield Catalogue()
            yield EntryView()

    async def load(self) -> None:
        """Read the whole library."""
        self._shelf = await self.read(browsing.shelf)
        self._fill(self._open_id)

    # --- the list ------------------------------------------------------------------------

    @property
    def _open_id(self) -> str | None:
        return self.entry.exercise.id if self.entry.exercise else None

    def watch_wanted(self) -> None:
        """List what fits; stay on the exercise that was marked."""
        self._fill(None if self.wanted.text else self._open_id)

    def _fill(self, marked: str | None) -> None:
        shelf = self._shelf
        if shelf is None:
            return
        found = find(shelf.exercises.values(), self.wanted)
        grouped = not self.wanted.text
        self.catalogue.show(
            tuple(
                library_text.item(each, shelf.origins[each.id], grouped=grouped) for each in found
            ),
            marked,
        )
        self.title_line.update(library_text.heading(len(found), shelf, self.wanted))
        self._trail.clear()
        at = self.catalogue.marked
        if at is None:
            self.entry.clear()
            self.refresh_bindings()
        else:
            self._show(at.id)

    @on(Catalogue.Marked)
    def _read_beside(self, event: Catalogue.Marked) -> None:
        self._trail.clear()
        self._show(event.item.id)

    @on(Catalogue.Opened)
    def _open(self, event: Catalogue.Opened) -> None:
        self._trail.clear()
        self._show(event.item.id)
        self.reading = True
        self.entry.focus()

    # --- the entry -----------------------------------------------------------------------

    @work(exclusive=True, group="entry")
    async def _show(self, exercise_id: str, form: str | None = None) -> None:
        shelf = self._shelf
        if shelf is None or exercise_id not in shelf.exercises:
            return
        exercise = shelf.exercises[exercise_id]
        if form is None and exercise.rungs:
            form = exercise.rungs[-1].id
        movement = await self.read(browsing.movement, exercise, form)
        self.entry.show(exercise, shelf, movement, form)
        self.refresh_bindings()

    @on(Ways.Followed)
    def _follow(self, event: Ways.Followed) -> None:
        if self._open_id is not None:
            self._trail.append(self._open_id)
        self._go(event.way.id)

    @on(EntryView.Left)
    def _back(self) -> None:
        if self._trail:
            self._go(self._trail.pop())
        else:
            self.reading = False
            self.catalogue.focus()

    def _go(self, exercise_id: str) -> None:
        self.catalogue.mark(exercise_id)
        self.entry.focus()
        self._show(exercise_id)

    # --- room ----------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Put the entry beside the list, or behind it."""
        self.set_class(event.size.width < TWO_PANES, "-narrow")
        self.entry.wake()

    def watch_reading(self) -> None:
        """Bring the entry to the front, or the list."""
        self.set_class(self.reading, "-reading")
        self.call_after_refresh(self.entry.wake)

    def on_screen_suspend(self) -> None:
        """Nothing moves unseen."""
        self.entry.wake(awake=False)

    def on_screen_resume(self) -> None:
        """Move on."""
        self.entry.wake(awake=True)

    # --- which keys work, and what they do -----------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if not self.is_mounted:
            return True
        typing = self.search.has_focus
        narrow = self.has_class("-narrow")
        seen = (self.reading or not narrow) and not typing
        exercise = self.entry.exercise
        listed = not (self.reading and narrow)
        works = {
            "leave_search": typing,
            "to_list": typing,
            "motion": seen and self.entry.can_move,
            "mirror": seen and self.entry.drawn,
            "why": seen and exercise is not None,
            "next_form": seen and exercise is not None and len(exercise.rungs) > 1,
            "clear": not self.wanted.everything,
            **dict.fromkeys(("search", "next_link", "next_place", "next_kit"), listed),
        }
        return works.get(action, True)

    def action_search(self) -> None:
        """Type what to look for."""
        self.search.display = True
        # At once, so that no letter typed right behind the key goes to the screen.
        self.set_focus(self.search)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.wanted = replace(self.wanted, text=event.value.strip())

    @on(Input.Submitted)
    def action_to_list(self) -> None:
        """Go to what was found."""
        self.search.display = bool(self.wanted.text)
        self.catalogue.focus()

    def action_leave_search(self) -> None:
        """Leave the search, and forget what was typed."""
        self.search.value = ""
        self.action_to_list()
        self.search.display = False

    def action_clear(self) -> None:
        """Show everything again."""
        with self.prevent(Input.Changed):
            self.search.value = ""
        self.search.display = False
        self.wanted = Wanted()

    def action_next_link(self) -> None:
        """Show only what trains the next link, at last all of them."""
        self.wanted = replace(self.wanted, link=_next([None, *Link], self.wanted.link))

    def action_next_place(self) -> None:
        """Show only what fits the next place, at last all of them."""
        self.wanted = replace(self.wanted, place=_next([None, *Place], self.wanted.place))

    def action_next_kit(self) -> None:
        """Show only what needs nothing, then the next thing, at last everything."""
        shelf = self._shelf
        there = chain.from_iterable(each.kit for each in shelf.exercises.values()) if shelf else ()
        pieces = [None, NOTHING, *sorted(set(there))]
        self.wanted = replace(self.wanted, kit=_next(pieces, self.wanted.kit))

    @work(exclusive=True, group="flow")
    async def action_why(self) -> None:
        """Show why the target of the next session is what it is, and where the dose comes from."""
        from app.trainer.why import reasons_for
        from screens.why import EntryWhyScreen

        exercise, shelf = self.entry.exercise, self._shelf
        if exercise is None or shelf is None:
            return
        reasons = await self.read(reasons_for, exercise.id)
        cited = browsing.citations(exercise, shelf.sources)
        self.app.push_screen(
            EntryWhyScreen(
                exercise,
                reasons,
                lambda width: library_text.end(exercise, cited, width),
            )
        )

    def action_motion(self) -> None:
        """Let the figure stand still, or move."""
        self.entry.stop_or_go()

    def action_mirror(self) -> None:
        """Show the other leg."""
        self.entry.mirror()

    def action_next_form(self) -> None:
        """Show the next form of the exercise, from easy to hard."""
        exercise = self.entry.exercise
        if exercise is not None:
            forms = [rung.id for rung in exercise.rungs]
            self._show(exercise.id, _next(forms, self.entry.form or forms[-1]))


def _next(values: list[T], now: T) -> T:
    """Return what follows `now`, after the last one the first."""
    return values[(values.index(now) + 1) % len(values)] if now in values else values[0]
