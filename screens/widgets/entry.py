"""One exercise of the library: text, the figure beside it, and links to its neighbours."""

from __future__ import annotations

from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from app.coach.figure_pace import rhythm_phase
from app.coach.model import Exercise, Side
from app.coach.movement import Movement
from app.trainer.browsing import Shelf, citations
from screens import library_text
from screens.host import Host
from screens.widgets.figure import Figure
from screens.widgets.ways import Ways
from screens.words import SIDE_WORD

WIDEST = 104
"""A line longer than this is hard to follow with the eyes."""

_FRAMES = 10
# Below these the figure would leave the text no room.
_SMALL, _LARGE = 66, 96


class EntryView(VerticalScroll, can_focus=True):
    """Name, purpose, dose and cues beside the moving figure; below it all the rest.

    The figure moves only while it is seen, is wanted, and the terminal asks for motion.
    """

    app = getters.app(Host)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab",
            "links",
            "Links",
            id="exercise.links",
            tooltip="To what is easier and harder, and back to the text",
        ),
        Binding(
            "q,left,escape",
            "back",
            "Back",
            key_display="q",
            id="exercise.back",
            tooltip="Back to the exercise before, then to the list",
        ),
    ]

    head = getters.query_one("#entry-head", Static)
    rest = getters.query_one("#entry-rest", Static)
    end = getters.query_one("#entry-end", Static)
    ways = getters.query_one(Ways)
    figure = getters.query_one(Figure)
    caption = getters.query_one("#entry-caption", Static)
    side = getters.query_one("#entry-side", Vertical)

    class Left(Message):
        """The reader wants to go back."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 -- as widgets name it
        super().__init__(id=id)
        self.exercise: Exercise | None = None
        self.movement: Movement | None = None
        self.form: str | None = None
        self._shelf: Shelf | None = None
        self._mirrored = False
        self._wanted = True
        self._awake = True
        self._began = 0.0

    def compose(self) -> ComposeResult:
        """Text and figure side by side, text, links, text."""
        with Horizontal(id="entry-top"):
            yield Static("", id="entry-head", markup=False)
            with Vertical(id="entry-side"):
                yield Figure()
                yield Static("", id="entry-caption", markup=False)
        yield Static("", id="entry-rest", markup=False)
        yield Ways()
        yield Static("", id="entry-end", markup=False)

    def on_mount(self) -> None:
        """Make the one timer of the figure."""
        self._timer = self.set_interval(1 / _FRAMES, self._move_on, pause=True)

    # --- what is shown -------------------------------------------------------------------

    def show(
        self, exercise: Exercise, shelf: Shelf, movement: Movement | None, form: str | None = None
    ) -> None:
        """Show an exercise, or another form of it."""
        if self.exercise is None or exercise.id != self.exercise.id:
            self._mirrored = False
            self.scroll_home(animate=False)
        self.exercise, self._shelf, self.movement, self.form = exercise, shelf, movement, form
        self._began = self._now()
        self.ways.ways = library_text.ways(exercise, shelf)
        self._lay_out()
        self.figure.show(movement, mirror=self._mirrored)
        self.wake()

    def clear(self) -> None:
        """Show nothing."""
        self.exercise = self.movement = None
        self.figure.show(None)
        self.side.display = False
        for text in (self.head, self.rest, self.end):
            text.update("")
        self.ways.ways = ()
        self.wake()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the text out for the new width."""
        self._lay_out()

    def _lay_out(self) -> None:
        exercise, shelf = self.exercise, self._shelf
        if exercise is None or shelf is None:
            return
        width = min(WIDEST, max(30, self.scrollable_content_region.width - 1))
        self.side.display = self.drawn
        column = 0
        if self.drawn:
            column = 22 if width < _SMALL else 28 if width < _LARGE else 34
            self.side.styles.width = column
            self.figure.styles.width = column
            self.figure.styles.height = {22: 13, 28: 16, 34: 18}[column]
            column += 2
        origin = shelf.origins[exercise.id]
        self.head.styles.width = width - column
        self.head.update(library_text.head(exercise, origin, width - column))
        self.rest.update(library_text.rest(exercise, self.form, width))
        self.end.update(library_text.end(exercise, citations(exercise, shelf.sources), width))
        self._say()

    def _say(self) -> None:
        if self.exercise is not None and self.movement is not None:
            working = self.movement.working
            leg = working.other if self._mirrored else working
            self.caption.update(
                library_text.caption(
                    self.exercise,
                    SIDE_WORD[Side(leg)],
                    self.form,
                    moves=self.moves,
                )
            )

    # --- the figure ----------------------------------------------------------------------

    @property
    def drawn(self) -> bool:
        """Whether there is a figure, and the settings want one."""
        return self.movement is not None and self.app.desk.settings.figure

    @property
    def can_move(self) -> bool:
        """Whether it may move: settings and terminal allow it."""
        calm = self.app.desk.settings.motion != "full" or self.app.animation_level == "none"
        return self.drawn and not calm

    @property
    def moves(self) -> bool:
        """Whether it moves now."""
        return self._wanted and self.can_move

    def mirror(self) -> None:
        """Show the other leg."""
        self._mirrored = not self._mirrored
        self.figure.mirror = self._mirrored
        self._say()

    def stop_or_go(self) -> None:
        """Let the figure stand still, or move again from the beginning."""
        self._wanted = not self._wanted
        self._began = self._now()
        self._say()
        self.wake()

    def wake(self, *, awake: bool | None = None) -> None:
        """Run the timer exactly while there is something to move; `awake` False: nobody looks."""
        self._awake = self._awake if awake is None else awake
        self.figure.active = self.moves
        if self._awake and self.moves and self.movement is not None and self.display:
            self._timer.resume()
        else:
            self._timer.pause()

    def _now(self) -> float:
        return self.app.desk.clock.now().seconds

    def _move_on(self) -> None:
        if self.movement is not None:
            self.figure.phase = rhythm_phase(self.movement, self._now() - self._began)

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There are links only where an exercise has neighbours."""
        return action != "links" or bool(self.ways.ways)

    def action_links(self) -> None:
        """Go to the links, or back to the text."""
        if self.ways.has_focus:
            self.focus()
        else:
            self.ways.focus()

    def action_back(self) -> None:
        """Go back to what was read before."""
        self.post_message(self.Left())
