"""The files that are asked for: found, opened without surprises, and told apart by content."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from app.coach.frozen import dataclass
from app.errors import UsageError

MOST_MEGABYTES = 200
"""The largest file that is read at all."""
MOST_RUN_MEGABYTES = 50
"""The largest file of a run; a day and a night recorded every second have about a third of it."""
_MEGABYTE = 1024 * 1024
# Neither is known on Windows.
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_MOST_FILES = 20_000
_HEAD = 65_536


class Form(StrEnum):
    """What a file is, by its content."""

    OWN = "json"
    FIT = "fit"
    TCX = "tcx"
    GPX = "gpx"
    TABLE = "csv"

    @property
    def words(self) -> str:
        """What to call it in a sentence."""
        return {Form.OWN: "an export of this program", Form.TABLE: "a table (CSV)"}.get(
            self, f"a run in {self.value.upper()}"
        )


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is asked for. `inside` is the folder it was found in, or None."""

    path: Path
    inside: Path | None = None


def found(paths: tuple[Path, ...]) -> Iterator[Source]:
    """Yield the files and, sorted by name, those in the folders, without hidden ones.

    Raises `UsageError` for a folder with more files than a runner can have.
    """
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield from _inside(path)
        else:
            yield Source(path)


def _inside(folder: Path) -> Iterator[Source]:
    count = 0
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if Path(parent, name).is_symlink()]
        folders[:] = sorted(name for name in folders if name not in links and name[0] != ".")
        for name in sorted((*names, *links)):
            if name.startswith("."):
                continue
            count += 1
            if count > _MOST_FILES:
                raise UsageError(
                    f"{folder} holds more than {_MOST_FILES:,} files; name a part of it."
                )
            yield Source(Path(parent, name), folder)


def read(source: Source) -> bytes:
    """Return what is in the file.

    Raises `UsageError`, as the end of a sentence about the file: it is a link, not a file, too
    large, or cannot be read.
    """
    path = source.path
    try:
        # A link may lead anywhere, and lead elsewhere the next moment.
        if path.is_symlink():
            raise UsageError("it is a link; name the file or folder it leads to")
        # Opening a pipe would wait for somebody to write into it.
        handle = os.open(path, os.O_RDONLY | _NO_WAITING | _NO_LINKS)
    except (OSError, RuntimeError) as error:
        raise UsageError(f"it cannot be read ({_reason(error)})") from error
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode):
            raise UsageError("it is not a file but a device or a pipe")
        most = MOST_MEGABYTES * _MEGABYTE
        try:
            # A file may grow while it is read.
            raw = b"" if state.st_size > most else file.read(most + 1)
        except OSError as error:
            raise UsageError(f"it cannot be read ({_reason(error)})") from error
    if max(state.st_size, len(raw)) > most:
        raise UsageError(f"it is larger than {MOST_MEGABYTES} MB")
    return raw


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


_REFUSED = (
    (b"\x1f\x8b", "it is compressed; unpack it first"),
    (b"PK\x03\x04", "it is an archive; unpack it first"),
    (b"SQLite format 3\x00", "it is a database, not an export"),
    (b"%PDF", "it is a PDF"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(gpx|TrainingCenterDatabase)\b", re.IGNORECASE)


def form(raw: bytes) -> Form:
    """Return what the content is, whatever the file is called.

    Raises `UsageError`, as the end of a sentence, for what the program does not read.
    """
    if not raw.strip():
        raise UsageError("it is empty")
    for mark, why in _REFUSED:
        if raw.startswith(mark):
            raise UsageError(why)
    found = _form(raw)
    if found in {Form.FIT, Form.TCX, Form.GPX} and len(raw) > MOST_RUN_MEGABYTES * _MEGABYTE:
        raise UsageError(f"it is larger than {MOST_RUN_MEGABYTES} MB, too much for a run")
    return found


def _form(raw: bytes) -> Form:
    head = raw[:_HEAD]
    if head[8:12] == b".FIT":
        return Form.FIT
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode("utf-8", "replace")
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"{", b"[")):
        return Form.OWN
    root = _ROOT.search(head)
    if root:
        return Form.GPX if root.group(1).lower() == b"gpx" else Form.TCX
    if text.startswith(b"<"):
        raise UsageError("it is XML, but neither GPX nor TCX")
    if b"\x00" in text:
        raise UsageError("it is nothing this program reads")
    return Form.TABLE
