"""Where the files of an export go: a stream, one file, or a folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from data import atomic


class Stream:
    """An open stream of bytes, for an export that is one file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    @contextmanager
    def binary(self, name: str = "") -> Iterator[IO[bytes]]:
        """Give the stream; it stays open."""
        if name:
            raise ValueError(f"{name} needs a folder")
        yield self._file

    @contextmanager
    def text(self, name: str = "") -> Iterator[IO[str]]:
        """Give the stream as UTF-8 text; it stays open."""
        with self.binary(name) as file, atomic.as_text(file) as text:
            yield text


class Folder:
    """A folder that takes its name when all of it is written, in which each file has a name."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def binary(self, name: str = "") -> Iterator[IO[bytes]]:
        """Open a new file of this name."""
        with atomic.new_file(self._path / name) as file:
            yield file

    @contextmanager
    def text(self, name: str = "") -> Iterator[IO[str]]:
        """Open a new UTF-8 file of this name."""
        with self.binary(name) as file, atomic.as_text(file) as text:
            yield text


@contextmanager
def file(target: Path, *, force: bool) -> Iterator[Stream]:
    """Give a sink that becomes the file `target` when the block ends well. Raises likewise."""
    with atomic.writing_bytes(target, force=force) as opened:
        yield Stream(opened)


@contextmanager
def folder(target: Path, *, force: bool) -> Iterator[Folder]:
    """Give a sink whose files go into the folder `target` when the block ends well."""
    with atomic.writing_folder(target, force=force) as temporary:
        yield Folder(temporary)
