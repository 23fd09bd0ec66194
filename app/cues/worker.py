"""The thread in which sound is made, so that no disk, device or program holds up the session."""

from __future__ import annotations

import atexit
import queue
import threading
from collections.abc import Callable

from app.cues.mixer import Mixer
from app.cues.process import LOOK

_FAREWELL = 0.2
"""Seconds the end of the program may wait for the thread to kill what plays."""

Request = Callable[[Mixer], object]


class Worker:
    """Runs requests one after another on a mixer of its own, and looks after what sounds.

    `make` builds the mixer in the thread; `told` is called there with it after every step, and
    with None if sound has broken down, which ends the thread quietly.
    """

    def __init__(self, make: Callable[[], Mixer], told: Callable[[Mixer | None], None]) -> None:
        self._make = make
        self._told = told
        self._requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._over = threading.Event()
        self._settling: list[threading.Event] = []
        # Daemonic: there is nothing to lose in it, and a player that hangs must not hold the end.
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)

    def start(self) -> bool:
        """Begin; False when the system has no thread to give."""
        try:
            self._thread.start()
        except RuntimeError:
            return False
        atexit.register(self._end)
        return True

    def ask(self, request: Request) -> None:
        """Run `request` in the thread, soon."""
        self._requests.put(request)

    def settle(self, patience: float) -> bool:
        """Wait until nothing sounds, at most `patience` seconds; False when it still does."""
        quiet = threading.Event()
        self.ask(lambda _mixer: self._settling.append(quiet))
        return not self._thread.is_alive() or quiet.wait(patience)

    def close(self) -> None:
        """Take no more requests; tones that sound may end, phrases are cut off."""
        self._requests.put(None)

    def join(self, patience: float) -> bool:
        """Wait for the thread's end, at most `patience` seconds; False when it still runs."""
        if self._thread.ident is not None:
            self._thread.join(patience)
        return not self._thread.is_alive()

    def _end(self) -> None:
        """Silence everything because the program ends: a player that hangs must not outlive it."""
        self._over.set()
        self.close()
        self.join(_FAREWELL)

    def _run(self) -> None:
        mixer: Mixer | None = None
        try:
            mixer = self._make()
            self._told(mixer)
            mixer.prepare()
            while not self._over.is_set() and self._step(mixer):
                self._told(mixer)
                self._settle(mixer)
            mixer.finish()
            while mixer.busy and not self._over.is_set():
                self._step(mixer)
        # The end of this thread: what a sound system raises can be of any kind, a traceback would
        # be printed over the session, and the session goes on without sound.
        except Exception:  # noqa: BLE001 -- last stop of the thread; told as "no sound"
            self._told(None)
        finally:
            if mixer is not None:
                mixer.close()
            atexit.unregister(self._end)
            for event in self._settling:
                event.set()

    def _step(self, mixer: Mixer) -> bool:
        """Run one request or look once; False when the request is to end."""
        try:
            request = self._requests.get(timeout=LOOK if mixer.busy else None)
        except queue.Empty:
            mixer.look()
            return True
        if request is None:
            return False
        request(mixer)
        return True

    def _settle(self, mixer: Mixer) -> None:
        if not mixer.busy:
            for event in self._settling:
                event.set()
            self._settling.clear()
