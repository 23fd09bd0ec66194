"""What the program says about itself: its version, where things lie, what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app import __version__
from app.coach.frozen import dataclass
from app.coach.library import Source
from app.content import own_folder
from app.trainer import browsing

if TYPE_CHECKING:
    from app.trainer.desk import Desk


@dataclass(frozen=True, slots=True)
class About:
    """Everything the about screen needs.

    `files` are what is kept and where. `provisional` are exercises by name, each with what of it
    is still to be confirmed.
    """

    version: str
    files: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]
    provisional: tuple[tuple[str, str], ...]


def about(desk: Desk) -> About:
    """Read what there is to say. Raises `ContentError` for shipped files that are broken."""
    shelf = browsing.shelf(desk)
    unsure = [each for each in shelf.exercises.values() if each.provisional]
    paths = desk.paths
    return About(
        __version__,
        (
            ("Training log", str(paths.log)),
            ("Settings", str(paths.settings)),
            ("Your exercises", str(own_folder(paths))),
            ("The demo's log", str(paths.demo)),
            ("The program", str(paths.assets.parent)),
        ),
        tuple(shelf.sources.values()),
        tuple(sorted((each.name, each.provisional) for each in unsure)),
    )
