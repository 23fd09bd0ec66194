"""What an import puts into the log, one thing at a time, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from app.coach.frozen import dataclass, field
from data.rows import Stored

Row = Mapping[str, Stored]


class Act(StrEnum):
    """What an import does with one thing.

    `SAME` is in the log already, `SKIP` is left out on purpose, `REFUSE` cannot be read.
    """

    ADD = "add"
    CHANGE = "change"
    SAME = "same"
    SKIP = "skip"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is, or was, done with one thing, and why."""

    act: Act
    kind: str
    what: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to merge, whole or not at all: a row, and the rows that belong to it.

    `kind` is the table; `what` names the thing for people. `children` maps each table that
    belongs to a workout to its rows. `follows` says that the file is the only source of this, so
    that a newer version of it replaces the one in the log. `of_run` is the run that this was read
    from: it goes with it, and is left out where that is. `partial` is what a table carries of a
    session: less than the log does, so that one that is there already stays as it is.
    """

    kind: str
    what: str
    row: Row
    children: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    follows: bool = False
    of_run: str = ""
    partial: bool = False
