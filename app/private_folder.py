"""Folders of the runner's own: made for their owner alone, with all that is missing above them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def make(folder: Path) -> None:
    """Make a folder and the missing ones above it, each readable by its owner alone (0700).

    Those that are there stay as they are. Raises `OSError`.
    """
    missing = []
    for each in (folder, *folder.parents):
        if each.is_dir():
            break
        missing.append(each)
    for each in reversed(missing):
        # `Path.mkdir` would give a mode to the last of them only.
        with suppress(FileExistsError):  # another copy of the program was faster
            each.mkdir(mode=0o700)
        if not each.is_dir():
            raise NotADirectoryError(20, "not a folder", str(each))
