"""What an export would be: where it would go, and its first lines."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

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
    return folder / f"stridetui-{desk.clock.today()}{_ending(wish)}"


def _ending(wish: Wish) -> str:
    """Return how the name ends; two formats with one suffix must not be one file."""
    if wish.many:
        return f"-{wish.format.name}"
    suffix = wish.format.suffix
    return suffix if suffix == f".{wish.format.name}" else f"-{wish.format.name}{suffix}"


def first_lines(desk: Desk, wish: Wish, lines: int) -> tuple[str, ...]:
    """Return the first lines that an export would write; none where there is no log yet.

    Of several files it is the first; what is not text is said to be none. Reads no more of the
    log than these lines need. Raises `UsageError` for days in the wrong order, `StoreError`.
    """
    from app.trainer.exporting import check_wish, ordered

    check_wish(wish)
    head = _Head(lines)
    try:
        with ordered(desk, wish, None) as order:
            if not wish.format.text:
                return ("(a binary file: there are no lines to look at)",)
            wish.format.write(order, _HeadSink(head))
    except _FullError:
        pass
    except NoLogError:
        return ()
    return tuple(head.getvalue().decode("utf-8", "replace").splitlines()[:lines])


class _HeadSink:
    """Opens every file of an export as the same head."""

    def __init__(self, head: _Head) -> None:
        self._head = head

    @contextmanager
    def binary(self, name: str = "") -> Iterator[IO[bytes]]:
        """Give the head; the name makes no difference."""
        yield self._head

    @contextmanager
    def text(self, name: str = "") -> Iterator[IO[str]]:
        """Give the head as text."""
        from data.atomic import as_text

        with as_text(self._head) as file:
            yield file


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
