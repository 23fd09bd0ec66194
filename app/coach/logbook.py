"""The time line of the log: what stands on it, and what may be looked for. Words and values only.

An entry is anything that happened on a day: a session, a run, a self-test, a check-in before a
session, an answer of the morning after, a questionnaire, a decision.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from app.coach.frozen import dataclass, field
from app.coach.model import Link, Side


class EntryKind(StrEnum):
    """What an entry of the time line is; its value is what the command line calls it."""

    SESSION = "session"
    RUN = "run"
    TEST = "test"
    CHECK_IN = "check-in"
    MORNING = "morning"
    QUESTIONNAIRE = "questionnaire"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show of the time line; nothing given shows everything.

    `pain` is the least number that was given, 1 for any pain at all. `words` are looked for in
    notes, titles, places of pain and names, each of them, whatever their case. An exercise, a
    phase or a pain belongs to a session, so nothing else has one; a link and a side a self-test
    has too.
    """

    since: date | None = None
    until: date | None = None
    kinds: frozenset[EntryKind] = frozenset()
    exercise: str | None = None
    link: Link | None = None
    phase: int | None = None
    side: Side | None = None
    pain: int | None = None
    words: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


WHOLE = Wanted()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the time line shows it.

    `day` is the training day, `at` the UTC instant it began or was answered, `zone` where it
    happened, "" where only the instant is known. `facts` are what this kind of entry has to
    say, by name, in the units of the log; the same names stand in the JSON of `log list`.
    """

    kind: EntryKind
    id: str
    day: date
    at: datetime
    zone: str
    title: str
    note: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


class Cause(StrEnum):
    """What an edit was; its value stands in the log."""

    ADD = "add"
    EDIT = "edit"
    DELETE = "delete"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class EditMade:
    """One edit that was made: when, to what, why, and what it changed, before and after.

    `cause` is a `Cause`, or what another version wrote. `undoes` is the id of the edit it takes
    back. `changes` name table, key, and the columns
    before and after, as they stand in the log; None where there was, or is, no row.
    """

    id: str
    at: datetime
    kind: EntryKind
    subject: str
    cause: str
    undoes: str | None = None
    step: int | None = None
    changes: tuple[
        tuple[str, tuple[object, ...], Mapping[str, object] | None, Mapping[str, object] | None],
        ...,
    ] = ()
