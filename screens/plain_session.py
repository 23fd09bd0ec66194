"""A live session without a screen: the same workout, the same keys, plain lines of text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from app.coach.model import SkipReason, WorkoutRecord
from app.coach.player import Cue, Event, Pause, Tick
from app.coach.swap import Substitute
from app.trainer.training import LiveWorkout
from screens import live_keys, plain_words
from screens.host import Writes
from screens.keys import KeyInfo, own_sign
from screens.live_actions import LiveActions
from screens.live_prompt import Prompt, prompt_text
from screens.live_saving import LiveSaving
from screens.live_sound import LiveSound
from screens.live_text import Book
from screens.summary import summary_text
from screens.widgets.plain import plain

if TYPE_CHECKING:
    from app.trainer.desk import Desk

_LEAST_WAIT_SECONDS = 0.005
_LINE = 72


class PlainSession(LiveActions):
    """Walks through a workout in lines of text. `run` returns when it is finished or left.

    `say` prints one line, `bell` rings. Keys come in through `press`, named as in the bindings.
    """

    def __init__(
        self,
        live: LiveWorkout,
        desk: Desk,
        writer: Writes,
        say: Callable[[str], None],
        bell: Callable[[], object],
    ) -> None:
        super().__init__(live)
        self._clock = desk.clock
        self._writer = writer
        self._say = say
        self._book = Book(live.exercises)
        self._loop = asyncio.get_running_loop()
        self._sound = LiveSound(desk.settings, desk.clock, self._book, bell, self._later)
        self._over = asyncio.Event()
        self._saving = LiveSaving(
            live, writer, self._later, lambda: self._begin(self._saving.stored()), self._tell_saving
        )
        self._told_fault = self._unsaved = False
        self._tasks: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._asked = Prompt.NONE
        self._typing: list[str] | None = None

    async def run(self) -> None:
        """Begin, and wait for the end; what was done is stored whatever happens."""
        try:
            self._take(Tick())
            self._say("? says which keys work now.")
            await self._over.wait()
            while self._tasks:
                await asyncio.gather(*self._tasks, return_exceptions=True)
        finally:
            self._stop()
            self._sound.close()
            try:
                await self._saving.at_last()
                if not self._live.saved and not self._unsaved:
                    # Whoever began the session tells why.
                    await self._writer.run(self._live.save)
            finally:
                self._live.close()

    def leave(self) -> None:
        """End because the program was told to; the session can be resumed."""
        self._over.set()

    # --- events --------------------------------------------------------------------------

    def _take(self, event: Event) -> None:
        outcome = self._live.step(event, self._clock.now())
        self._sound.announce(outcome.cues)
        self._sound.follow(outcome.state)
        if isinstance(event, Pause):
            self._sound.hush()
        if outcome.changes or self._live.clock_due:
            self._saving.store()
        self._tell(outcome.cues)
        if self._view is not None:
            self._sound.speak(outcome.cues, self._view)
        self._arm()

    def _tell(self, cues: tuple[Cue, ...]) -> None:
        before, self._view = self._view, self._live.view(self._clock.now())
        for line in plain_words.changed(before, self._view, cues, self._book):
            self._say(line)
        if self._prompt is not self._asked:
            self._asked = self._prompt
            if self._prompt is not Prompt.NONE:
                stopped = self._view.stopped
                self._say(
                    prompt_text(
                        self._prompt,
                        self._book.name(self._asked_about),
                        self._saving.fault,
                        self._offered,
                        stopped=stopped,
                    ).plain
                )

    def _show(self) -> None:
        self._tell(())

    def _arm(self) -> None:
        self._stop()
        now = self._clock.now()
        due = self._live.next_change(now)
        if due is not None and not self._over.is_set():
            wait = max(_LEAST_WAIT_SECONDS, due - now.seconds)
            self._timer = self._loop.call_later(wait, self._take, Tick())

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _later(self, seconds: float, do: Callable[[], None]) -> Callable[[], None]:
        return self._loop.call_later(seconds, do).cancel

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- keys ----------------------------------------------------------------------------

    def press(self, key: str, character: str = "") -> None:
        """Do what a key does now; while a line is open, take the character into it."""
        if self._typing is not None:
            self._typing_on(key, character)
            return
        for binding in live_keys.BINDINGS:
            name, _, argument = binding.action.partition("(")
            if key in binding.key.split(",") and name in self._working and name != "figure":
                action = getattr(self, f"action_{name}")
                action(*([int(argument.rstrip(")"))] if argument else []))
                return

    def _typing_on(self, key: str, character: str) -> None:
        assert self._typing is not None
        if key == "enter":
            self._typed_text("".join(self._typing))
        elif key == "escape":
            self.action_close_text()
        elif key == "backspace":
            del self._typing[-1:]
        elif character.isprintable():
            self._typing.append(character)

    def _open_line(self, text: str) -> None:
        self._typing = list(text)
        if text:
            self._say(f"so far: {plain(text)}")

    def _close_line(self) -> None:
        self._typing = None

    def action_why(self) -> None:
        """Say the reason of the exercise in hand."""
        from screens.why import record_why_text

        text = record_why_text(self._in_hand(), self._live.exercises, _LINE)
        self._say(text.plain.strip())

    def action_help(self) -> None:
        """Say all keys that work now, a line for each."""
        found: dict[str, KeyInfo] = {}
        for binding in live_keys.BINDINGS:
            name = binding.action.partition("(")[0]
            if name in self._working and name not in ("answer", "figure"):
                signs = tuple(own_sign(key, binding.key_display) for key in binding.key.split(","))
                known = found.get(binding.action)
                keys = (*(known.keys if known else ()), *signs)
                found[binding.action] = KeyInfo(
                    keys[0],
                    tuple(dict.fromkeys(keys)),
                    binding.description,
                    binding.tooltip,
                    binding.action,
                    None,
                    shown=True,
                    here=True,
                )
        self._say(plain_words.keys_text(list(found.values())))

    # --- what takes time -----------------------------------------------------------------

    def _find_offers(self, reason: SkipReason) -> None:
        async def find() -> None:
            self._asked = Prompt.NONE
            self._offered_are(reason, await asyncio.to_thread(self._live.substitutes, reason))

        self._begin(find())

    def _prepare(self, chosen: Substitute) -> None:
        async def prepare() -> None:
            await asyncio.to_thread(self._live.prepare, chosen)
            self._swap_to(chosen)

        self._begin(prepare())

    def _tell_saving(self) -> None:
        """Say once that the log cannot be written, and once that it can be again."""
        fault = self._saving.fault
        if fault and not self._told_fault:
            self._say(f"NOT SAVED. {fault}")
        elif self._told_fault and not fault:
            self._say("saved again")
        self._told_fault = bool(fault)

    def _leave(self) -> None:
        async def leave() -> None:
            await self._saving.stored()
            await self._saving.at_last()
            if self._live.saved:
                self._say("Left paused; it waits to be resumed.")
                self._over.set()
            else:
                self._asked = Prompt.NONE
                self._ask(Prompt.UNSAVED)

        self._begin(leave())

    def _leave_unsaved(self) -> None:
        self._unsaved = True
        self._over.set()

    def action_close_up(self) -> None:
        """End the workout in the log and say what was done."""

        async def close() -> None:
            ended: list[WorkoutRecord] = []
            fault = await self._saving.end(lambda: ended.append(self._live.finish()))
            if fault:
                self._say(f"NOT SAVED. {fault}")
                self._saving.store()
                return
            self._say(summary_text(ended[0], self._book).plain.strip())
            self._over.set()

        self._begin(close())
