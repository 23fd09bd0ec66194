"""What every use case has at hand: the runner's paths, settings, clock, library and log."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.clock import Clock
    from app.coach.library import Source
    from app.coach.movement import Movement
    from app.coach.norms import Person
    from app.coach.selftests import SelfTests
    from app.coach.tables import Programmes
    from app.content import ExerciseLibrary
    from app.paths import Paths
    from app.settings import Settings
    from data.store import Store


class Desk:
    """One runner's things. Library, tables and store are opened when first asked for."""

    def __init__(self, paths: Paths, clock: Clock, settings: Settings) -> None:
        self.paths = paths
        self.clock = clock
        self.settings = settings

    @cached_property
    def library(self) -> ExerciseLibrary:
        """The exercises, each read from its file when first looked up; the runner's own first."""
        from app.content import load_library

        return load_library(self.paths)

    @property
    def person(self) -> Person:
        """What the settings tell of the runner, for the norms."""
        from app.coach.norms import Person, Sex

        born, sex = self.settings.born, self.settings.sex
        age = None if born is None else max(0, self.clock.today().year - born)
        return Person(age, Sex(sex) if sex else None)

    @property
    def faults_met(self) -> tuple[str, ...]:
        """A sentence for each of the runner's files that was needed so far and is broken.

        Nothing is read here, so that a screen may ask.
        """
        if "library" not in self.__dict__:
            return ()
        return tuple(str(fault) for fault in self.library.faults().values())

    @cached_property
    def poses(self) -> Mapping[str, Movement]:
        """The moving figures, each read from its file when first looked up."""
        from app.poses import load_poses

        return load_poses(self.paths)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """What the coaching rests on, by the ids that content and reasons name."""
        from app.sources import load_sources

        return load_sources(self.paths)

    @cached_property
    def selftests(self) -> SelfTests:
        """Every self-test in words, by id."""
        from app.selftests import load_selftests

        return load_selftests(self.paths)

    @cached_property
    def programmes(self) -> Programmes:
        """The tables of every programme, as far as the settings let them stand."""
        from app.programmes import load_programmes

        programmes, rest = load_programmes(self.paths), self.settings.contrast_rest
        return programmes if rest is None else programmes.with_contrast_rest(rest)

    @cached_property
    def store(self) -> Store:
        """The log, for everything but the first screen. Importing it loads SQLModel."""
        from data.store import Store

        return Store(self.paths.log, self.clock)
