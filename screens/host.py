"""What a screen may ask of the app it runs in.

Screens lie below the app in the import order, so they know it by this class: the desk to pass
to the trainer, the writers, and how far the log has moved on.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, ParamSpec, Protocol, TypeVar

from textual import events
from textual.app import App
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from app.trainer.today import TodayView

_PATIENCE_SECONDS = 1.5
_STILL_WAITING = "Still waiting for the log; if it lasts, another program may be using it."
# What takes back what was typed ahead; on the screen in front they could leave the program.
_TAKE_BACK = frozenset({"q", "escape"})

P = ParamSpec("P")
T = TypeVar("T")


class Writes(Protocol):
    """A place where things are written, call after call, whatever screen asked for it."""

    def run(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Awaitable[T]:
        """Run `fn` on the writer's thread; the caller may be cancelled, the write is not."""
        ...

    def failed(self, fault: BaseException) -> None:
        """Keep why a write failed that nobody sees any more, to be told when the program ends."""
        ...


def busy(screen: Screen[Any], group: str) -> bool:
    """Whether a worker of this group is still at what a key of the screen began.

    A worker that is made anew cannot take back what the one before gave the writer, so a key that
    writes does nothing while its first press is still being stored.
    """
    return any(
        worker.node is screen and worker.group == group and not worker.is_finished
        for worker in screen.app.workers
    )


class Host(App[None]):
    """The app as its screens see it.

    `desk` goes to every trainer function. `writer` is the one place where the log is written,
    `files` where all that is no part of it is, so that no set waits for an export. `revision`
    grows whenever the log or the day may have changed; a screen that showed an older one reads
    again. `told` are the sentences about the runner's own files that were said already.
    `first_view` is what Today shows first where it was read before there was a screen, None once
    it is shown.
    """

    desk: Desk
    writer: Writes
    files: Writes
    revision: int
    told: set[str]
    first_view: TodayView | None = None

    def __init__(self) -> None:
        super().__init__()
        # What opens the screen that is to come, the key that began it, and the keys pressed since.
        self._opening: Worker[None] | None = None
        self._opened_by = ""
        self._ahead: list[events.Key] = []
        self._keeping = False
        self._pressed = ""
        self._stop_telling: Callable[[], None] = lambda: None

    # --- keys that come before their screen ------------------------------------------------

    def keep_keys(self, opening: Worker[None], *, typed: bool = False) -> None:
        """Keep the keys that are pressed from now on for the screen that `opening` will push.

        It has something to read or to store first, and the screen in front has meanings of its own
        for keys meant for the other: what should answer a question would begin a session. Where
        `opening` ends without having pushed one they are for nothing. The key that began it is
        not kept when it comes again at once: pressed twice, or held, it means what it meant; but
        it is where it was `typed` as the first sign of a value, such as 11. `q` and escape end it:
        what was kept is for nothing, and other keys are again those of the screen in front. What
        takes long is said.
        """
        if not (self._opens and self._keeping):
            self._ahead.clear()
            self._opened_by = "" if typed else self._pressed
        self._opening, self._keeping = opening, True
        self._stop_telling()
        self._stop_telling = stop = self.tell_what_lasts()
        over = asyncio.ensure_future(opening.wait())
        # Asked for its fault, which the app has said, so that asyncio does not print it.
        over.add_done_callback(lambda done: (stop(), done.cancelled() or done.exception()))

    def tell_what_lasts(self) -> Callable[[], None]:
        """Say after a while that the log is waited for; return what takes it away when it is over.

        A log that another program has locked is waited for; nobody should wait in silence.
        """
        waiting = self.set_timer(_PATIENCE_SECONDS, lambda: self.say(_STILL_WAITING))

        def over() -> None:
            waiting.stop()
            self.unsay(_STILL_WAITING)

        return over

    def push_wanted(self, screen: Screen[T]) -> Awaitable[T | None]:
        """Push the screen that keys were kept for and press them there; its result is to come.

        For workers only.
        """
        result = self.push_screen(screen, wait_for_dismiss=True)
        if get_current_worker() is self._opening:
            self._stop_telling()
            # Behind the keys that wait already, so that all of them stay in order.
            self.call_later(self._press_ahead)
        return asyncio.shield(result)

    @property
    def _opens(self) -> bool:
        return self._opening is not None and not self._opening.is_finished

    async def _press_ahead(self) -> None:
        self._opening = None
        ahead, self._ahead = self._ahead, []
        for key in ahead:
            await self.on_event(events.Key(key.key, key.character))

    async def on_event(self, event: events.Event) -> None:
        """Keep keys while a screen is on its way; those with `ctrl` mean the same everywhere."""
        if self._opens and isinstance(event, events.Key) and not event.key.startswith("ctrl+"):
            if event.key in _TAKE_BACK:
                self._keeping = False
                self._ahead.clear()
                return
            if self._keeping:
                if self._ahead or event.key != self._opened_by:
                    self._ahead.append(event)
                return
        if isinstance(event, events.Key):
            self._pressed = event.key
        elif isinstance(event, events.MouseDown):
            self._pressed = ""
        await super().on_event(event)

    @abstractmethod
    async def mark_log(self) -> None:
        """Take note of what the log is just before it is read; what is written later is noticed."""

    @abstractmethod
    def look_again(self) -> None:
        """Notice that the log has changed; the screen in front reads again."""

    @abstractmethod
    def settings_changed(self) -> None:
        """Show at once what the settings say now."""

    @abstractmethod
    def say(self, sentence: str, *, title: str = "") -> None:
        """Show one sentence, as plain text, over the screen in front."""

    @abstractmethod
    def unsay(self, sentence: str) -> None:
        """Take a sentence away that was said and holds no longer."""
