"""The Textual app: its places and themes, one log and its writer for all, an end in order."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events, work
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.screen import Screen, SystemModalScreen
from textual.worker import WorkerFailed

from app import tui_keys
from app.errors import StridetuiError
from app.kept_styles import KeptStyles
from app.paths import ASSETS
from app.told_to_end import on_hangup, on_signals
from app.trainer import watching
from app.whole_updates import whole_updates
from data.writer import Writer
from screens import places, themes
from screens.host import Host
from screens.keys import working_keys
from screens.place import DetailScreen, PlaceScreen, StrideScreen
from screens.today import TodayScreen
from screens.widgets.too_small import TooSmall, is_too_small

if TYPE_CHECKING:
    from datetime import date

    from textual.driver import Driver

    from app.trainer.desk import Desk
    from app.trainer.opening import Opening

# How often the log and the clock are looked at; two `stat` calls and no output.
_WATCH_SECONDS = 3.0
# When the first screen is surely drawn, and garbage is collected again.
_CALM_SECONDS = 2.0
# For how long the screen stands still while one place gives way to another.
_UNSEEN_SECONDS = 0.012
# How many characters of a notice are read in a second, and how long any notice stays.
_READ_A_SECOND = 15
_SHORTEST_SAID, _LONGEST_SAID = 4.0, 8.0

_INPUT = (events.Key, events.Paste, events.MouseEvent)


def build(desk: Desk, notices: tuple[str, ...] = (), first: Opening | None = None) -> StrideApp:
    """Return the app on this desk, ready to run; tests call this too.

    `notices` are sentences to show at the start, such as a settings file that was not read.
    `first` is what was read for the first screen already.
    """
    return StrideApp(desk, notices, first)


def _history() -> Screen[Any]:
    from screens.history import HistoryScreen

    return HistoryScreen()


def _progress() -> Screen[Any]:
    from screens.progress import ProgressScreen

    return ProgressScreen()


def _library() -> Screen[Any]:
    from screens.library import LibraryScreen

    return LibraryScreen()


def _settings() -> Screen[Any]:
    from screens.settings import SettingsScreen

    return SettingsScreen()


# Places are imported when they are opened; only Today is there from the start.
_OPEN: dict[str, Callable[[], Screen[Any]]] = {
    places.TODAY.mode: TodayScreen,
    places.HISTORY.mode: _history,
    places.PROGRESS.mode: _progress,
    places.LIBRARY.mode: _library,
    places.SETTINGS.mode: _settings,
}


class StrideApp(Host):
    """Five places; a live session takes the whole screen."""

    TITLE = "stridetui"
    CSS_PATH = ASSETS / "styles" / "app.tcss"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[Any]]]] = {
        place.mode: _OPEN[place.mode] for place in places.PLACES
    }
    DEFAULT_MODE = places.TODAY.mode
    BINDINGS: ClassVar[list[BindingType]] = tui_keys.BINDINGS

    def __init__(
        self, desk: Desk, notices: tuple[str, ...] = (), first: Opening | None = None
    ) -> None:
        super().__init__()
        self.stylesheet = KeptStyles(variables=self.get_css_variables())
        self.desk = desk
        self.writer = self._writer = Writer()
        self.files = self._files = Writer()
        self.revision = 0
        self.told = set()
        self._notices = notices
        # Before the first screen reads, so that no write in between goes unseen.
        self._mark = first.mark if first else watching.mark(desk)
        self.first_view = first.view if first else None
        self._day: date = self.first_view.day if self.first_view else desk.clock.today()
        for theme in themes.of_terminal(self.console.color_system):
            self.register_theme(theme)
        self.theme = themes.named(desk.settings.theme)

    def get_driver_class(self) -> type[Driver]:
        """Write each change in one piece."""
        return whole_updates(super().get_driver_class())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the program's own colour names a value under any theme."""
        return themes.DARK.variables

    # --- beginning and end ---------------------------------------------------------------

    def on_mount(self) -> None:
        """Watch the log and the clock, and end in order when told to."""
        self._catch_signals()
        self.set_timer(_CALM_SECONDS, gc.enable)
        self.set_timer(_CALM_SECONDS, self._back_up)
        self.set_interval(_WATCH_SECONDS, self.watch_log)
        if self.desk.settings.keys:
            self._take_own_keys()
        self.screen_change_signal.subscribe(self, lambda _screen: self._cover(), immediate=True)
        self._cover()
        for sentence in self._notices:
            self.say(sentence)

    @work(group="load")
    async def _take_own_keys(self) -> None:
        """Let the keys be what the settings say; what is wrong with them is said."""
        from screens import key_map

        known = await asyncio.to_thread(key_map.every_key, type(self))
        chosen = dict(self.desk.settings.keys)
        self.set_keymap(key_map.whole(known, chosen))
        self.refresh_bindings()
        for sentence in key_map.faults(known, chosen):
            self.say(sentence, title=str(self.desk.paths.settings))

    def settings_changed(self) -> None:
        """Show at once what the settings say now."""
        self.theme = themes.named(self.desk.settings.theme)
        self._take_own_keys()

    @work(group="weekly backup")
    async def _back_up(self) -> None:
        """Copy the log if a week has passed since the last copy."""
        from app.trainer import backing

        if not self.is_running:
            # Left in its first seconds: the copy is as due the next time.
            return
        try:
            await self.files.run(backing.weekly, self.desk)
        except StridetuiError as error:
            self.say(str(error), title="No weekly backup")

    async def on_unmount(self) -> None:
        """Let the writers finish what was begun."""
        for writer in (self._writer, self._files):
            await asyncio.to_thread(writer.close)

    @property
    def left_undone(self) -> tuple[str, ...]:
        """A sentence for each write that failed after the screen that began it had gone."""
        faults = (*self._writer.unseen, *self._files.unseen)
        return tuple(dict.fromkeys(str(fault) for fault in faults))

    def _catch_signals(self) -> None:
        # Without this a closed terminal or a shutdown leaves the terminal raw and a set unsaved.
        loop = asyncio.get_running_loop()
        if sys.__stdin__ is not None and not self.is_headless:
            on_hangup(loop, sys.__stdin__.fileno(), lambda: self.exit(None, 128 + signal.SIGHUP))
        on_signals(loop, ("SIGTERM", "SIGHUP"), lambda status: self.exit(None, status))

    # --- the log and the day -------------------------------------------------------------

    def look_again(self) -> None:
        """Let the screen in front read again; the others do when they come back."""
        self.revision += 1
        if isinstance(self.screen, PlaceScreen):
            self.screen.reload()

    async def mark_log(self) -> None:
        """Take note of what the log is before it is read, so that it is not read twice for that."""
        # Today's first view was read, and the log marked, before there was a screen.
        if self.first_view is None:
            self._mark = await asyncio.to_thread(watching.mark, self.desk)

    async def watch_log(self) -> None:
        """Notice that another process, or this one, wrote to the log, or that a day began."""
        revision = self.revision
        mark = await asyncio.to_thread(watching.mark, self.desk)
        if revision != self.revision:
            # Somebody looked again meanwhile, perhaps at a newer log than this.
            return
        day = self.desk.clock.today()
        changed = mark != self._mark or day != self._day
        self._mark, self._day = mark, day
        if changed or (isinstance(self.screen, PlaceScreen) and self.screen.restless):
            self.look_again()

    # --- faults and notices --------------------------------------------------------------

    def say(self, sentence: str, *, title: str = "") -> None:
        """Show one sentence over the screen in front; markup in it is text."""
        # Said again it stands once: two of the same would cover a small screen.
        self.unsay(sentence)
        read = len(sentence) / _READ_A_SECOND
        seconds = min(_LONGEST_SAID, max(_SHORTEST_SAID, read))
        self.notify(sentence, title=title, timeout=seconds, markup=False)

    def unsay(self, sentence: str) -> None:
        """Take away what was said and holds no longer: this sentence, or all that begin so."""
        for one in list(self._notifications):
            if sentence and one.message.startswith(sentence):
                self._unnotify(one)

    def _handle_exception(self, error: Exception) -> None:
        # The one place through which every fault of every screen and worker comes. What the
        # runner can act on is a sentence; the program goes on. Anything else is a bug.
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, StridetuiError):
            self.say(str(cause))
        elif isinstance(cause, NoMatches) and not self.is_running:
            # The program was left while something was read: what would show it has gone.
            return
        else:
            super()._handle_exception(error)

    # --- what fits -----------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Keep keys and clicks from a screen that nobody can see; `q` leaves the program."""
        if isinstance(event, _INPUT) and is_too_small(self.size):
            if isinstance(event, events.Key) and event.key in {"q", "ctrl+q", "ctrl+c"}:
                self.exit()
            return
        if isinstance(event, events.Paste):
            from screens import pasted

            # Every field has one line, and would drop what comes after the first of several.
            event.text = pasted.one_line(event.text)
        await super().on_event(event)

    def on_resize(self, event: events.Resize) -> None:
        """Cover a screen that has too little room, and uncover it."""
        self._cover(event)

    def _cover(self, event: events.Resize | None = None) -> None:
        if not self.screen_stack:
            return
        covers = self.screen.query_children(TooSmall)
        too_small = is_too_small(event.size if event else self.size)
        if too_small and not covers:
            self.screen.mount(TooSmall())
        elif covers and not too_small:
            covers.remove()
        elif covers:
            covers.refresh()

    # --- keys and the palette ------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters and digits of the app work in the places; a live session has them for itself."""
        if action in tui_keys.OF_PLACES:
            return all(
                isinstance(screen, StrideScreen | SystemModalScreen) for screen in self.screen_stack
            )
        return True

    async def action_place(self, mode: str) -> None:
        """Go to a place, and close what was only read above the one that is left."""
        module = f"screens.{mode}"
        if module not in sys.modules:
            # The first time its imports take 10 to 25 ms, which the event loop need not wait for.
            await asyncio.to_thread(import_module, module)
        while isinstance(self.screen, DetailScreen) and self.screen.passing:
            self.screen.dismiss()
        self.switch_mode(mode)

    def delay_update(self, delay: float = _UNSEEN_SECONDS) -> None:
        """Hold back what is drawn on the way from one screen to another, be it a place.

        Textual takes four times as long, and half of what a change of places took was this.
        """
        super().delay_update(delay)

    def action_help(self) -> None:
        """Show all keys that work here."""
        from screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def action_toggle_theme(self) -> None:
        """Change to the next colours."""
        self.theme = themes.other(self.theme)

    def action_export(self) -> None:
        """Open the screen that writes the log to a file."""
        from screens.export import ExportScreen

        self.push_screen(ExportScreen())

    def action_import(self) -> None:
        """Open the screen that takes files into the log."""
        from screens.import_ import ImportScreen

        self.push_screen(ImportScreen())

    def action_about(self) -> None:
        """Open what the program says about itself."""
        from screens.about import AboutScreen

        if not isinstance(self.screen, AboutScreen):
            self.push_screen(AboutScreen())

    async def action_leave(self) -> None:
        """Leave the program."""
        await self.action_quit()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer everything that can be done on the screen below the palette, by its name."""
        for key in working_keys(screen):
            if key.action not in {"command_palette", "quit"}:
                yield SystemCommand(
                    key.words, key.tooltip, partial(self.run_action, key.action, key.node)
                )
