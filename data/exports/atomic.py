"""Files that are there whole or not at all, readable by their owner alone."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from app.errors import StoreError, UsageError


@contextmanager
def writing(target: Path, *, force: bool = False) -> Iterator[IO[str]]:
    """Open a UTF-8 text file that takes the name `target` only when the block ends well.

    Lines end as they are written. If the block fails, nothing is left behind and what was at
    `target` stays. Raises `UsageError` if something is there already and `force` is False, or
    it is a folder; `StoreError` if the file cannot be written.
    """
    refuse_existing(target, force=force)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _give_name(temporary, target, force=force)
        _sync_folder(target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


@contextmanager
def placing(target: Path, *, force: bool = False) -> Iterator[Path]:
    """Give the path of an empty file, readable by its owner, that takes the name `target`.

    For what has to write the file itself, such as SQLite. Otherwise like `writing`.
    """
    refuse_existing(target, force=force)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    temporary = Path(name)
    try:
        os.close(handle)
        yield temporary
        _sync_file(temporary)
        _give_name(temporary, target, force=force)
        _sync_folder(target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def refuse_existing(target: Path, *, force: bool) -> None:
    """Raise `UsageError` if `target` may not be written."""
    try:
        there, folder, plain = target.exists(), target.is_dir(), target.is_file()
    except OSError as error:
        raise _unwritable(target, error) from error
    if folder:
        raise UsageError(f"{target} is a folder; give the name of a file in it.")
    if there and not plain:
        # Forced by the owner of the machine, a file would take the place of /dev/null.
        raise UsageError(f"{target} is not a plain file; give the name of one, or - to print.")
    if os.path.lexists(target) and not force:
        raise _exists(target)


def _exists(target: Path) -> UsageError:
    return UsageError(f"{target} exists already; choose another name or add --force.")


def _unwritable(target: Path, error: OSError) -> StoreError:
    reason = (error.strerror or str(error)).lower()
    return StoreError(f"{target} cannot be written ({reason}); choose another place.")


def _give_name(temporary: Path, target: Path, *, force: bool) -> None:
    if force:
        temporary.replace(target)
        return
    try:
        # Unlike a rename, a link never takes the place of a file made meanwhile.
        os.link(temporary, target)
    except FileExistsError as error:
        raise _exists(target) from error
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
