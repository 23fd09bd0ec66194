"""Hands the terminal each change of the screen in one piece."""

from __future__ import annotations

from typing import Any

from textual.driver import Driver

# What tells a terminal that a change begins, and that it is whole (mode 2026).
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"


def whole_updates(driver: type[Driver]) -> type[Driver]:
    """Return a kind of driver that writes what lies between begin and end of a change at once.

    Textual gives them to the thread that writes one by one. That thread then wakes before there is
    anything to write and takes its turn while the change is still being drawn: on a busy machine
    the second was shown some milliseconds later for it.
    """

    # Textual chooses the driver by the system it runs on, so its class is a value here; a type
    # checker takes only the name of a class for a base.
    class Whole(driver):  # type: ignore[valid-type,misc]  # a base known only when it runs
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._held: list[str] | None = None

        def write(self, data: str) -> None:
            if data == _BEGIN:
                self._held = []
            if self._held is None:
                super().write(data)
                return
            self._held.append(data)
            if data == _END:
                whole, self._held = "".join(self._held), None
                super().write(whole)

    return Whole
