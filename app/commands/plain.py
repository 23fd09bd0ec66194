"""What `stridetui --plain` does: the next session as plain lines, for screen readers."""

from __future__ import annotations

import asyncio
import codecs
import os
import re
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from app.commands import streams
from app.told_to_end import on_signals

if TYPE_CHECKING:
    from app.coach.model import Prescription
    from app.trainer.desk import Desk
    from app.trainer.today import TodayView, Unfinished
    from app.trainer.training import LiveWorkout
    from screens.host import Writes
    from screens.plain_session import PlainSession

_NAMES = {
    " ": "space",
    "\r": "enter",
    "\n": "enter",
    "\t": "tab",
    "+": "plus",
    "=": "equals_sign",
    "-": "minus",
    "!": "exclamation_mark",
    "?": "question_mark",
    "\x1b": "escape",
    "\x7f": "backspace",
    "\b": "backspace",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1bOC": "right",
    "\x1bOD": "left",
}
_INTERRUPTS = {"\x03", "\x04"}
# An arrow is three characters that come together.
_ONE_KEY = re.compile(r"\x1b[\[O][A-D]|.", re.DOTALL)
_CHUNK = 1024
OnKey = Callable[[str, str], None]


def open_plain(desk: Desk, notices: tuple[str, ...] = ()) -> int:
    """Say the next session and walk through it in lines of text; return the exit status.

    Raises `StoreError` where the log cannot be used.
    """
    from app.trainer.mending import require_usable

    require_usable(desk)
    for sentence in notices:
        _say(sentence)
    with _keys_one_by_one():
        return asyncio.run(_Plain(desk).run())


class _Plain:
    """From Today to the end of the session."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._session: PlainSession | None = None
        self._choice: asyncio.Future[str] | None = None
        self._status = 0
        # Told to end by itself, since the status of an end of the input is 0.
        self._ended = False

    async def run(self) -> int:
        """Walk through it; return the exit status."""
        from data.writer import Writer

        loop = asyncio.get_running_loop()
        on_signals(loop, ("SIGTERM", "SIGHUP", "SIGINT"), self._end)

        def pass_on(key: str, text: str) -> None:
            # A key may come when all is over and the loop closed.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._press, key, text)

        threading.Thread(target=_read_keys, args=(pass_on,), name="keys", daemon=True).start()
        writer = Writer()
        try:
            live = await self._begin(writer)
            if live is not None:
                from screens.plain_session import PlainSession

                self._session = PlainSession(live, self._desk, writer, _say, _ring)
                if self._ended:
                    self._session.leave()
                await self._session.run()
        finally:
            writer.close()
        return self._status

    def _end(self, status: int) -> None:
        self._status = status
        self._ended = True
        if self._session is not None:
            self._session.leave()
        elif self._choice is not None and not self._choice.done():
            self._choice.set_result("q")

    def _press(self, key: str, text: str) -> None:
        if key == "interrupt":
            self._end(0)
        elif self._session is not None:
            self._session.press(key, text)
        elif self._choice is not None and not self._choice.done():
            self._choice.set_result(key)

    async def _chosen(self, among: tuple[str, ...]) -> str:
        """Return which of these keys is pressed; q as soon as the program is told to end."""
        while not self._ended:
            self._choice = asyncio.get_running_loop().create_future()
            key = await self._choice
            if key in among and not self._ended:
                return key
        return "q"

    async def _begin(self, writer: Writes) -> LiveWorkout | None:
        """Say what there is to do, and begin what is chosen; None when nothing is."""
        from app.trainer import today, training

        view = await asyncio.to_thread(today.look, self._desk)
        unfinished = view.unfinished
        if unfinished is not None:
            return await self._resume(writer, unfinished)
        session = view.session
        if session is None:
            _say(_why_none(view))
            return None
        _say(_session_text(self._desk, session))
        from app.coach.safety import too_early

        _say("enter starts it, q leaves.")
        if await self._chosen(("enter", "q")) == "q":
            return None
        early = too_early(session.slot, view.history, view.day)
        if early is not None:
            _say(f"{early.sentence} enter again starts it all the same, q leaves.")
            if await self._chosen(("enter", "q")) == "q":
                return None
        return await writer.run(training.begin, self._desk, session)

    async def _resume(self, writer: Writes, unfinished: Unfinished) -> LiveWorkout | None:
        from app.trainer import training
        from screens.words import goes_on_with

        done = f"{unfinished.done_sets} of {unfinished.all_sets} sets done"
        _say(f"Not ended: {unfinished.title}, {unfinished.day}, {done}.")
        if unfinished.running:
            _say("It runs in another copy of the program.")
            return None
        _say(f"It {goes_on_with(unfinished.coming, unfinished.exercise)}.")
        _say("r goes on with it, f finishes it as it is, q leaves.")
        choice = await self._chosen(("r", "f", "q"))
        if choice == "r":
            return await writer.run(training.resume, self._desk, unfinished.workout_id)
        if choice == "f" and not unfinished.done_sets:
            _say("Nothing of it is done. f again ends it all the same, q leaves.")
            choice = await self._chosen(("f", "q"))
        if choice == "f":
            await writer.run(training.finish, self._desk, unfinished.workout_id)
            _say("Finished.")
        return None


def _why_none(view: TodayView) -> str:
    if view.why_none or view.enrolment:
        return view.why_none or "There is nothing to do today."
    return "There is no plan yet; open stridetui without --plain and answer the questionnaire."


def _session_text(desk: Desk, session: Prescription) -> str:
    from screens.words import dose

    lines = [f"{session.slot.title}. {session.all_minutes} minutes with all in."]
    for item in session.items:
        exercise = desk.library.get(item.exercise_id)
        lines.append(f"{exercise.name if exercise else item.exercise_id}: {dose(item)}")
    return "\n".join(lines)


def _say(line: str) -> None:
    streams.print_lines(line.split("\n"))
    streams.output().flush()


def _ring() -> None:
    sys.stdout.write("\a")
    sys.stdout.flush()


def _read_keys(on_key: OnKey) -> None:
    """Read keys until the input ends, and pass on what they are called and what they type."""
    for text in _pressed():
        if text in _INTERRUPTS:
            break
        on_key(_NAMES.get(text, text), text)
    on_key("interrupt", "")


def _pressed() -> Iterator[str]:
    """Yield each key as the text that the terminal sends for it."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            yield msvcrt.getwch()
    else:
        yield from _pressed_posix()


def _pressed_posix() -> Iterator[str]:
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    while chunk := os.read(sys.stdin.fileno(), _CHUNK):
        yield from _ONE_KEY.findall(decode(chunk))


@contextmanager
def _keys_one_by_one() -> Iterator[None]:
    """Take each key as it is pressed, without showing it; put the terminal back at the end."""
    try:
        import termios
        import tty
    except ImportError:
        yield
        return
    if not sys.stdin.isatty():
        yield
        return
    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
