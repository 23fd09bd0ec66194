"""What an export would be: where it would go, and its first lines."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import NoLogError

if TYPE_CHECKING:
    from typing_extensions import Buffer

    from app.trainer.desk import Desk
    from app.trainer.exporting import Wish


def usual_target(desk: Desk, wish: Wish) -> Path:
    """Return a file named after today in the runner's documents, or at home without such.

    It is a folder where the wish makes several files.
    """
    import platformdirs

    documents = platformdirs.user_documents_path()
    folder = documents if documents.is_dir() else Path.home()
    return folder / f"stridetui-{desk.clock.today()}{'' if wish.many else wish.format.suffix}"


def first_lines(desk: Desk, wish: Wish, lines: int) -> tuple[str, ...]:
    """Return the first lines that an export would write; none where there is no log yet.

    Reads no more of the log than these lines need. Raises `UsageError` for days in the wrong
    order, `StoreError`.
    """
    from app.trainer.exporting import stream

    head = _Head(lines)
    try:
        stream(desk, wish, head)
    except _FullError:
        pass
    except NoLogError:
        return ()
    return tuple(head.getvalue().decode("utf-8", "replace").splitlines()[:lines])


class _FullError(Exception):
    """There are as many lines as are wanted."""


class _Head(io.BytesIO):
    """A stream that takes a few lines and then stops whoever writes to it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._left = lines

    def write(self, data: Buffer, /) -> int:
        written = super().write(data)
        self._left -= bytes(data).count(b"\n")
        if self._left <= 0:
            raise _FullError
        return written
