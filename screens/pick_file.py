"""Choosing a file or a folder among those that are there, over the screen that wants it."""

from __future__ import annotations

from pathlib import Path

from textual.screen import ModalScreen
from textual_fspicker import FileSave, SelectDirectory


class SaveScreen(FileSave):
    """Where a file is to go, and what it is called."""

    CSS_PATH = "../assets/styles/pick.tcss"


class FolderScreen(SelectDirectory):
    """The folder that something is to go into."""

    CSS_PATH = "../assets/styles/pick.tcss"


def pick(target: Path, *, folder: bool) -> ModalScreen[Path | None]:
    """Return a screen that begins where `target` is and gives a path, None for as it was."""
    begin = next((each for each in target.expanduser().parents if each.is_dir()), Path.home())
    if folder:
        return FolderScreen(begin, "The folder it goes into", select_button="Take it")
    return SaveScreen(begin, "Where it goes", save_button="Take it", default_file=target.name)
