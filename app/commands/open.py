"""What `stridetui` without a verb does: open the program in the terminal."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from app.commands import streams
from app.errors import StoreError, UsageError

if TYPE_CHECKING:
    from app.trainer.desk import Desk


def open_program(desk: Desk, notices: tuple[str, ...] = ()) -> int:
    """Run the screens on `desk` until the runner leaves; `notices` are said at the start.

    Return the exit status: 128 and the signal's number after a signal, 2 where a write failed that
    no screen could tell of any more. Raises `UsageError` where there is no terminal, `StoreError`
    where the log cannot be used.
    """
    require_terminal()
    # What a start makes is kept: looking for garbage in it is a twelfth of the time to the first
    # screen. The app takes it up again once that is drawn.
    gc.disable()
    from app.trainer.mending import require_usable

    require_usable(desk)
    from app.trainer import opening

    first = opening.begin(desk)
    from app.broken_input import forgive
    from app.tui import build

    forgive()
    program = build(desk, notices, first)
    program.run()
    for sentence in program.left_undone:
        streams.complain(sentence)
    return program.return_code or (StoreError.exit_status if program.left_undone else 0)


def require_terminal() -> None:
    """Raise `UsageError` where there is no terminal to draw on."""
    # Textual draws on standard error; into a file or pipe it would draw and wait for ever.
    if not all(_is_terminal(stream) for stream in (sys.stdin, sys.stdout)):
        raise UsageError(
            "There is no terminal to open the program in; start it from one, "
            "or see stridetui --help for what works without."
        )
    if not _is_terminal(sys.stderr):
        raise UsageError(
            "The program draws on standard error, which leads elsewhere; start it without 2>."
        )


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())
