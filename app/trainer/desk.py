"""What every use case has at hand: the runner's paths, settings, clock, library and log."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.clock import Clock
    from app.coach.model import Library
    from app.paths import Paths
    from app.settings import Settings
    from data.store import Store


@dataclass
class Desk:
    """One runner's things. Library and store are opened when first asked for.

    `settings_complaint` says what is wrong with the settings file where the program was opened
    all the same, with the default settings; "" when nothing is.
    """

    paths: Paths
    clock: Clock
    settings: Settings
    settings_complaint: str = ""

    @cached_property
    def library(self) -> Library:
        """The exercises, each read from its file when first looked up."""
        from app.content import load_library

        return load_library(self.paths)

    @cached_property
    def store(self) -> Store:
        """The log, for everything but the first screen. Importing it loads SQLModel."""
        from data.store import Store

        return Store(self.paths.log, self.clock)
