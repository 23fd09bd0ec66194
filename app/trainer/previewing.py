"""What an export would be: where it would go, and its first lines."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import NoLogError

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from app.trainer.exporting import Format


def usual_target(desk: Desk, format: Format) -> Path:  # noqa: A002 -- the word of the command line
    """Return a file named after today in the runner's documents, or at home without such."""
    import platformdirs

    documents = platformdirs.user_documents_path()
    folder = documents if documents.is_dir() else Path.home()
    return folder / f"stridetui-{desk.clock.today()}.{format.value}"


def first_lines(
    desk: Desk,
    format: Format,  # noqa: A002 -- the word of the command line
    since: date | None,
    until: date | None,
    lines: int,
) -> tuple[str, ...]:
    """Return the first lines that an export would write; none where there is no log yet.

    Reads no more of the log than these lines need. Raises `UsageError` for days in the wrong
    order, `StoreError`.
    """
    from app.trainer.exporting import stream

    head = _Head(lines)
    try:
        stream(desk, format, head, since, until)
    except _FullError:
        pass
    except NoLogError:
        return ()
    return tuple(head.getvalue().splitlines()[:lines])


class _FullError(Exception):
    """There are as many lines as are wanted."""


class _Head(io.StringIO):
    """A stream that takes a few lines and then stops whoever writes to it."""

    def __init__(self, lines: int) -> None:
        super().__init__(newline="")
        self._left = lines

    def write(self, text: str, /) -> int:
        written = super().write(text)
        self._left -= text.count("\n")
        if self._left <= 0:
            raise _FullError
        return written
