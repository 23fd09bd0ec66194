"""What `stridetui` without a verb does: open the program in the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from app.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from app.trainer.desk import Desk


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Open the program on `desk`. Raises `UsageError` where there is no terminal."""
    del args  # every verb takes it; this one has nothing to choose
    open_program(desk)
    return 0


def open_program(desk: Desk) -> None:
    """Run the screens until the runner leaves."""
    # Textual would write its screen into a pipe and wait for ever.
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        raise UsageError(
            "there is no terminal to open the program in; start it from one, "
            "or see stridetui --help for what works without."
        )
    from app.tui import build

    build(desk).run()


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())
