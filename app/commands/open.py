"""What `stridetui` without a verb does: open the program in the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from app.errors import UsageError

if TYPE_CHECKING:
    from app.trainer.desk import Desk


def open_program(desk: Desk, notices: tuple[str, ...] = ()) -> None:
    """Run the screens on `desk` until the runner leaves; `notices` are said at the start.

    Raises `UsageError` where there is no terminal.
    """
    # Textual would write its screen into a pipe and wait for ever.
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise UsageError(
            "There is no terminal to open the program in; start it from one, "
            "or see stridetui --help for what works without."
        )
    from app.tui import build

    build(desk, notices).run()


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())
