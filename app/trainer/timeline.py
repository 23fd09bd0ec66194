"""The time line: one page of it, one entry in full, and what can be looked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.clock import local_day
from app.coach import entry_text
from app.coach.frozen import dataclass, replace
from app.coach.logbook import WHOLE, Cause, EditMade, Entry, EntryKind, Wanted
from app.errors import UsageError

if TYPE_CHECKING:
    from app.coach.model import Link
    from app.coach.selftests import SelfTests
    from app.trainer.desk import Desk
    from data.timeline_sql import Names

MOST_WORDS, LONGEST_WORD = 8, 60
"""What is typed beyond these is not looked for."""

_DELETED_SHOWN = 64


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries of the time line, newest first, and how many there are in all."""

    total: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """What was deleted and can be brought back, by the name and the day it had."""

    made: EditMade
    title: str
    day: date | None


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a typed text, each of which an entry has to have."""
    return tuple(word[:LONGEST_WORD] for word in text.split()[:MOST_WORDS])


def page(desk: Desk, wanted: Wanted, offset: int, limit: int) -> Page:
    """Return `limit` entries from the `offset`-th newest on. Raises `StoreError`."""
    names = _names(desk, wanted)
    book = desk.store.book
    found = book.page(wanted, names, offset, limit)
    return Page(book.count(wanted, names), titled(desk, found))


def more(desk: Desk, wanted: Wanted, offset: int, limit: int) -> tuple[Entry, ...]:
    """Return further entries without counting them all again. Raises `StoreError`."""
    return titled(desk, desk.store.book.page(wanted, _names(desk, wanted), offset, limit))


def entry(desk: Desk, entry_id: str) -> Entry:
    """Return the entry whose id is this, or begins so.

    Raises `UsageError` where there is none, or more than one, `StoreError`.
    """
    wanted = entry_id.strip()
    found = desk.store.book.named(wanted) if wanted else ()
    if len(found) == 1:
        return titled(desk, found)[0]
    if found:
        kinds = ", ".join(f"{one.kind} {one.id}" for one in found[:3])
        raise UsageError(f"{entry_id[:40]!a} is the beginning of several: {kinds}; write more.")
    gone = desk.store.book.last_edit(wanted) if wanted else None
    if gone is not None and gone.cause == Cause.DELETE:
        raise UsageError(
            f"That {gone.kind} was deleted; `stridetui log undo {gone.subject}` brings it back."
        )
    raise UsageError(f"There is no entry {entry_id[:40]!a}; `stridetui log list` names them.")


def deleted(desk: Desk) -> tuple[EditMade, ...]:
    """Return what was deleted and can be brought back, the latest first. Raises `StoreError`."""
    return desk.store.book.deleted(_DELETED_SHOWN)


def gone(desk: Desk) -> tuple[Gone, ...]:
    """Return what `deleted` does, each as people know it. Raises `StoreError`."""
    return tuple(_named(desk, made) for made in deleted(desk))


def _named(desk: Desk, made: EditMade) -> Gone:
    if made.kind is EntryKind.SESSION:
        # A deleted session still has its row: only its status is another.
        record = desk.store.workout(made.subject)
        return Gone(made, record.title or entry_text.KIND_WORD[made.kind], record.day)
    columns = next((before for _, _, before, _ in made.changes if before), {})
    day = _day_of(desk, columns)
    facts = {"test": columns.get("test"), "decision": columns.get("kind")}
    facts["subject"] = columns.get("subject")
    was = Entry(made.kind, made.subject, day or date.min, made.at, "", "", facts=facts)
    names = {test.id: test.title for test in desk.selftests.values()}
    return Gone(made, entry_text.title(was, names), day)


def _day_of(desk: Desk, columns: Mapping[str, object]) -> date | None:
    """Return the day that a row had on the time line."""
    if columns.get("day"):
        return date.fromisoformat(str(columns["day"]))
    if columns.get("at"):
        return local_day(datetime.fromisoformat(str(columns["at"])), desk.clock.zone())
    return None


def edits(desk: Desk, entry_id: str) -> tuple[EditMade, ...]:
    """Return what was changed in an entry, oldest first. Raises `StoreError`."""
    return desk.store.book.edits(entry_id)


def exercises_done(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return id and name of every exercise in the log, in the order of the names."""
    from app.coach.names import name_of

    found = [(one, name_of(desk.library, one)) for one in desk.store.series.exercise_ids()]
    return tuple(sorted(found, key=lambda item: item[1].casefold()))


def find_exercise(desk: Desk, asked: str) -> str:
    """Return the id of an exercise of the library or of the log.

    The log may hold some that the library never had. Raises `UsageError`, with the nearest one.
    """
    from app.trainer.browsing import find_exercise as in_library

    if asked in desk.store.series.exercise_ids():
        return asked
    return in_library(desk, asked, "; `stridetui exercises` lists them.")


def titled(desk: Desk, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Give entries the titles that people know them by."""
    if not any(one.kind is EntryKind.TEST for one in found):
        return tuple(replace(one, title=entry_text.title(one, {})) for one in found)
    tests = desk.selftests
    names = {test.id: test.title for test in tests.values()}
    return tuple(
        replace(_in_words(one, tests), title=entry_text.title(one, names)) for one in found
    )


def _in_words(one: Entry, tests: SelfTests) -> Entry:
    """Say each number of a self-test as its test says it: a word, a time, a number."""
    from app.coach.measured import shown

    results = one.facts.get("results")
    if one.kind is not EntryKind.TEST or not isinstance(results, list):
        return one
    test = tests.get(str(one.facts["test"]))
    said = []
    for result in results:
        score = test.score(result["unit"]) if test else None
        words = f"{result['value']:g} {result['unit']}"
        said.append(result | {"said": shown(score, result["value"]) if score else words})
    return replace(one, facts={**one.facts, "results": said})


# --- words and links, as the ids they stand for --------------------------------------------


def _names(desk: Desk, wanted: Wanted) -> Names:
    from data.timeline_sql import NO_NAMES, Names

    if wanted == WHOLE or not (wanted.words or wanted.link):
        return NO_NAMES
    done = dict(exercises_done(desk))
    tests = {test.id: test for test in desk.selftests.values()}
    return Names(
        of_link=frozenset(_of_link(desk, done, wanted.link)),
        tests_of_link=frozenset(one for one in tests if wanted.link in tests[one].links),
        exercises={
            word: frozenset(one for one, name in done.items() if _within(word, name))
            for word in wanted.words
        },
        tests={
            word: frozenset(one for one, test in tests.items() if _within(word, test.title))
            for word in wanted.words
        },
    )


def _of_link(desk: Desk, done: Mapping[str, str], link: Link | None) -> list[str]:
    library = desk.library
    return [one for one in done if one in library and link in library[one].links]


def _within(word: str, name: str) -> bool:
    return word.casefold() in name.casefold()
