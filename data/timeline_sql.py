"""What is wanted of the time line, as SQL: a query for each kind of entry, with its values.

`tests/data/test_timeline.py` looks at the plans of these queries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from app.coach.frozen import dataclass
from app.coach.logbook import EntryKind, Wanted
from app.coach.model import Side

KINDS = tuple(EntryKind)
"""Every kind of entry, by the number that stands for it in the queries."""


@dataclass(frozen=True, slots=True)
class Names:
    """What words and links stand for, since the log holds ids.

    `of_link` are the exercises that train the link wanted, `tests_of_link` its self-tests;
    `exercises` and `tests` hold, for each word, the ids whose names have it.
    """

    of_link: frozenset[str] = frozenset()
    tests_of_link: frozenset[str] = frozenset()
    exercises: Mapping[str, frozenset[str]] | None = None
    tests: Mapping[str, frozenset[str]] | None = None


NO_NAMES = Names()


class _Part(NamedTuple):
    """One kind of entry: its rows, their order, and the columns in which words are looked for."""

    kind: EntryKind
    columns: str
    source: str
    where: str
    day: str
    at: str
    group: str
    words: tuple[str, ...]


# A decision and an answer have no training day; the day is that of their instant in the runner's
# zone, which SQLite asks `local_day` for. There are few of them.
_PARTS = {
    EntryKind.SESSION: _Part(
        EntryKind.SESSION,
        "w.id",
        "workout w",
        "w.status != 'discarded'",
        "w.day",
        "w.started_at",
        "",
        ("w.title", "w.note"),
    ),
    EntryKind.RUN: _Part(
        EntryKind.RUN, "r.id", "run r", "", "r.day", "r.started_at", "", ("r.note", "r.source")
    ),
    EntryKind.TEST: _Part(
        EntryKind.TEST,
        "min(m.id)",
        "measurement m",
        "",
        "m.day",
        "m.at",
        " GROUP BY m.day, m.at, m.test",
        ("m.note", "m.conditions", "m.test"),
    ),
    EntryKind.CHECK_IN: _Part(
        EntryKind.CHECK_IN, "c.id", "readiness c", "", "c.day", "c.at", "", ()
    ),
    EntryKind.MORNING: _Part(
        EntryKind.MORNING,
        "g.workout_id || ':' || g.seq",
        "change g JOIN workout w ON w.id = g.workout_id",
        "g.cause = 'next morning' AND w.status != 'discarded'",
        "local_day(g.at)",
        "g.at",
        "",
        (),
    ),
    EntryKind.QUESTIONNAIRE: _Part(
        EntryKind.QUESTIONNAIRE, "q.id", "assessment q", "", "local_day(q.at)", "q.at", "", ()
    ),
    EntryKind.DECISION: _Part(
        EntryKind.DECISION,
        "d.id",
        "decision d",
        "",
        "local_day(d.at)",
        "d.at",
        "",
        ("d.kind", "d.subject", "d.choice"),
    ),
}
# The words that stand for what was ticked before a session.
_TICKED = {
    "c.ill": "ill fever feverish",
    "c.short_sleep": "short sleep slept",
    "c.sore": "sore",
    "c.hard_run": "hard run",
}
_SHORTEST_KIND = 3


def page_query(asked: list[tuple[str, list[object]]]) -> tuple[str, list[object]]:
    """Join the parts, newest first; the query ends with its limit and its offset."""
    union = " UNION ALL ".join(query for query, _ in asked)
    values = [value for _, given in asked for value in given]
    return f"{union} ORDER BY 3 DESC, 4 DESC, 2 DESC LIMIT ? OFFSET ?", values


def parts(wanted: Wanted, names: Names) -> list[tuple[str, list[object]]]:
    """Return a query for each kind of entry that can be wanted, with its values."""
    return list(_parts(wanted, names))


def _parts(wanted: Wanted, names: Names) -> Iterator[tuple[str, list[object]]]:
    for number, kind in enumerate(KINDS):
        if not _possible(kind, wanted):
            continue
        part = _PARTS[kind]
        conditions = _Conditions()
        if part.where:
            conditions.add(part.where)
        if wanted.since is not None:
            conditions.add(f"{part.day} >= ?", wanted.since.isoformat())
        if wanted.until is not None:
            conditions.add(f"{part.day} <= ?", wanted.until.isoformat())
        _trained(kind, wanted, names, conditions)
        for word in wanted.words:
            _said(part, word, names, conditions)
        yield (
            f"SELECT {number}, {part.columns}, {part.day}, {part.at} FROM {part.source}"  # noqa: S608 -- names of our own
            f"{conditions.where}{part.group}",
            conditions.values,
        )


class _Conditions:
    """What has to hold, joined by AND, with the values for its question marks."""

    def __init__(self) -> None:
        self._terms: list[str] = []
        self.values: list[object] = []

    def add(self, term: str, *values: object) -> None:
        self._terms.append(term)
        self.values += values

    @property
    def where(self) -> str:
        return f" WHERE {' AND '.join(self._terms)}" if self._terms else ""


def _possible(kind: EntryKind, wanted: Wanted) -> bool:
    if wanted.kinds and kind not in wanted.kinds:
        return False
    if wanted.exercise is not None or wanted.phase is not None or wanted.pain is not None:
        return kind in {EntryKind.SESSION, EntryKind.MORNING}
    if wanted.link is not None or wanted.side is not None:
        return kind in {EntryKind.SESSION, EntryKind.MORNING, EntryKind.TEST}
    return True


def _trained(kind: EntryKind, wanted: Wanted, names: Names, conditions: _Conditions) -> None:
    """Ask for exercise, link, phase, side and pain, all of one and the same exercise."""
    if kind is EntryKind.TEST:
        if wanted.link is not None:
            conditions.add(*_one_of("m.test", names.tests_of_link))
        if wanted.side is not None:
            conditions.add("m.side = ?", wanted.side.value)
        return
    if kind not in {EntryKind.SESSION, EntryKind.MORNING}:
        return
    if wanted.phase is not None:
        conditions.add("w.phase = ?", wanted.phase)
    exercises = _exercises(wanted, names)
    if wanted.pain is not None:
        _hurt(wanted.pain, wanted.side, exercises, conditions)
    if exercises is not None or wanted.side is not None:
        term, values = "EXISTS (SELECT 1 FROM workout_set s WHERE s.workout_id = w.id", []
        if exercises is not None:
            one_of, *values = _one_of("s.exercise_id", exercises)
            term += f" AND {one_of}"
        if wanted.side is not None:
            term += " AND s.side = ?"
            values.append(wanted.side.value)
        conditions.add(f"{term})", *values)


def _exercises(wanted: Wanted, names: Names) -> frozenset[str] | None:
    """Return the exercises one of which a session has to have; None for any."""
    if wanted.link is None:
        return None if wanted.exercise is None else frozenset({wanted.exercise})
    if wanted.exercise is None:
        return names.of_link
    return names.of_link & {wanted.exercise}


def _hurt(
    pain: int, side: Side | None, exercises: frozenset[str] | None, conditions: _Conditions
) -> None:
    of_exercise, values = "", []
    if exercises is not None:
        one_of, *values = _one_of("exercise_id", exercises)
        of_exercise = f" AND {one_of}"
    # The pain of an exercise is one number for both legs; only a set knows its side.
    of_side = "" if side is None else " AND side = ?"
    conditions.add(
        "w.id IN (SELECT workout_id FROM workout_set WHERE pain > 0 AND pain >= ?"  # noqa: S608 -- fixed text
        f"{of_exercise}{of_side} "
        "UNION ALL SELECT workout_id FROM exercise_result WHERE pain > 0 AND pain >= ?"
        f"{of_exercise})",
        pain,
        *values,
        *(() if side is None else (side.value,)),
        pain,
        *values,
    )


def _one_of(column: str, ids: Collection[str]) -> tuple[str, ...]:
    """Return a condition and its values; nothing is in an empty list."""
    return (f"{column} IN ({', '.join('?' * len(ids))})", *sorted(ids))


def _said(part: _Part, word: str, names: Names, conditions: _Conditions) -> None:
    """Ask that one word stands somewhere in the entry."""
    if len(word) >= _SHORTEST_KIND and part.kind.value.startswith(word.casefold()):
        return
    terms, values = [], []
    for column in part.words:
        term, pattern = _has(column, word)
        terms.append(term)
        values.append(pattern)
    if part.kind is EntryKind.SESSION:
        for table, column in (("workout_set", "note"), ("exercise_result", "pain_place")):
            term, pattern = _has(column, word)
            terms.append(
                f"w.id IN (SELECT workout_id FROM {table} WHERE {column} != '' AND {term})"  # noqa: S608 -- names of our own
            )
            values.append(pattern)
        named = (names.exercises or {}).get(word)
        if named:
            one_of, *ids = _one_of("s.exercise_id", named)
            terms.append(
                f"EXISTS (SELECT 1 FROM workout_set s WHERE s.workout_id = w.id AND {one_of})"  # noqa: S608 -- names of our own
            )
            values += ids
    elif part.kind is EntryKind.TEST:
        named = (names.tests or {}).get(word)
        if named:
            one_of, *ids = _one_of("m.test", named)
            terms.append(one_of)
            values += ids
    elif part.kind is EntryKind.CHECK_IN:
        terms += [column for column, words in _TICKED.items() if word.casefold() in words]
    elif part.kind is EntryKind.MORNING:
        # Only what was answered, and of what; not the names of the columns.
        term, pattern = _has("json_extract(g.rows, '$[0][3].next_morning')", word)
        terms.append(term)
        values.append(pattern)
        place, pattern = _has("pain_place", word)
        terms.append(
            f"w.id IN (SELECT workout_id FROM exercise_result WHERE pain_place != '' AND {place})"  # noqa: S608 -- names of our own
        )
        values.append(pattern)
    conditions.add(f"({' OR '.join(terms)})" if terms else "0", *values)


def _has(column: str, word: str) -> tuple[str, str]:
    """Return the condition that a column has a word in it, whatever its case, and its value.

    LIKE knows no case beyond ASCII; there every letter is looked for in both its forms.
    """
    if word.isascii():
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return f"{column} LIKE ? ESCAPE '\\'", f"%{escaped}%"
    return f"{column} GLOB ?", f"*{''.join(map(_either_case, word))}*"


def _either_case(letter: str) -> str:
    forms = {form for form in (letter, letter.lower(), letter.upper()) if len(form) == 1}
    if len(forms) == 1 and letter not in "*?[":
        return letter
    return f"[{''.join(sorted(forms))}]"
