"""Files and folders that are there whole or not at all, readable by their owner alone."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from app.errors import ExistsError, StoreError, UsageError
from data import parts


@contextmanager
def writing(target: Path, *, force: bool = False) -> Iterator[IO[str]]:
    """Open a UTF-8 text file that takes the name `target` only when the block ends well.

    Lines end as they are written. Raises what `writing_bytes` raises.
    """
    with writing_bytes(target, force=force) as file, as_text(file) as text:
        yield text


@contextmanager
def writing_bytes(target: Path, *, force: bool = False) -> Iterator[IO[bytes]]:
    """Open a file of bytes that takes the name `target` only when the block ends well.

    If the block fails, nothing is left behind and what was at `target` stays. Raises `UsageError`
    if something is there already and `force` is False, or it is a folder; `StoreError` if the
    file cannot be written.
    """
    with placing(target, force=force) as temporary, temporary.open("wb") as file:
        yield file


@contextmanager
def as_text(file: IO[bytes]) -> Iterator[IO[str]]:
    """Write UTF-8 text into an open file of bytes, which stays open; lines end as written."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=False)
    try:
        yield text
        text.flush()
    finally:
        text.detach()


@contextmanager
def writing_folder(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Give an empty folder whose files go into the folder `target` when the block ends well.

    `target` is made where it is not there, for its owner alone; of one that is there only files
    of the same names are touched, and only if `force`. Raises `UsageError` if such a file is
    there and `force` is False, or `target` is no folder; `StoreError` if it cannot be written.
    """
    there = os.path.lexists(target)
    if there and not target.is_dir():
        raise UsageError(f"{target} is a file; give the name of a folder.")
    try:
        with parts.folder(target if there else target.parent, target.name) as temporary:
            yield temporary
            made = sorted(temporary.iterdir())
            if not there:
                temporary.rename(target)
                _sync_folder(target.parent)
                return
            for file in made:
                refuse_existing(target / file.name, force=force)
            for file in made:
                _give_name(file, target / file.name, force=force)
            _sync_folder(target)
    except OSError as error:
        raise unwritable(target, error) from error


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """Open a new file of a folder of `writing_folder`, for its owner alone, safe when it ends.

    Nothing is made to be swept: the folder is there whole or not at all. Raises `OSError`.
    """
    with open(path, "xb", opener=_private) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def placing(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Give the path of an empty file, readable by its owner, that takes the name `target`.

    For what has to write the file itself, such as SQLite. Otherwise like `writing_bytes`.
    """
    refuse_existing(target, force=force)
    try:
        with parts.file(target.parent, target.name) as temporary:
            yield temporary
            _sync_file(temporary)
            _give_name(temporary, target, force=force)
            _sync_folder(target.parent)
    except OSError as error:
        raise unwritable(target, error) from error


def refuse_existing(target: Path, *, force: bool) -> None:
    """Raise `UsageError` if `target` may not be written."""
    try:
        there, folder, plain = target.exists(), target.is_dir(), target.is_file()
    except OSError as error:
        raise unwritable(target, error) from error
    if folder:
        raise UsageError(f"{target} is a folder; give the name of a file in it.")
    if there and not plain:
        # Forced by the owner of the machine, a file would take the place of /dev/null.
        raise UsageError(f"{target} is not a plain file; give the name of one, or - to print.")
    if os.path.lexists(target) and not force:
        raise ExistsError(target)


def unwritable(target: Path, error: OSError) -> StoreError:
    """Say that a place cannot be written, and why."""
    reason = (error.strerror or str(error)).lower()
    return StoreError(f"{target} cannot be written ({reason}); choose another place.")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _give_name(temporary: Path, target: Path, *, force: bool) -> None:
    if force:
        temporary.replace(target)
        return
    try:
        # Unlike a rename, a link never takes the place of a file made meanwhile.
        os.link(temporary, target)
    except FileExistsError as error:
        raise ExistsError(target) from error
    except OSError:
        # A file system without hard links, such as a memory stick's.
        refuse_existing(target, force=False)
        temporary.rename(target)


def _sync_file(file: Path) -> None:
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    # Where a folder cannot be synced there is nothing more to be done for its entries.
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
