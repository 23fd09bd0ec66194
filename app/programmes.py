"""Reads the programme tables and checks them; an error names the file, the key and the fix."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import overload

from app.coach.frozen import dataclass
from app.coach.gate_state import Gate
from app.coach.model import Place, Section, Start, Tempo, Unit
from app.coach.tables import Block, Day, Entry, Ladder, Programmes, Test
from app.errors import ContentError
from app.paths import Paths
from app.read_later import ReadLater
from app.toml_table import TomlTable

_CHAINS = "chains"
_FRAMES = frozenset({"home", "home_later", "outdoors", "outdoors_100", "run", "fast", "contrast"})
# No dose of any table lies outside these (D.2, D.7.4, D.7.5).
_MOST_SETS = 6
_MOST_TARGET = 100
_MOST_SECONDS = 60.0
_MOST_REST = 300
_MOST_WEEKS = 12
_MOST_TEST = 1800

_DOSE = re.compile(r"([1-4]) × ([1-9]|1[0-2])")
_BLOCK_KEYS = (
    *("label", "title", "purpose", "source", "phase", "weeks", "sessions_a_week", "place"),
    *("frame", "doses", "hundred_up", "easiest", "repeats", "cores", "drills", "session"),
    *("gate", "lighter"),
)
_SESSION_KEYS = (
    *("weeks", "day", "title", "purpose", "core", "drills", "hundred_up_sets", "main", "tests"),
    *("frame", "place"),
)
_ENTRY_KEYS = (
    *("exercise", "ladder", "sets", "reps", "rung", "unit", "seconds", "tempo"),
    *("leg_rest", "set_rest"),
)


def load_programmes(paths: Paths) -> Programmes:
    """Return every table; each block, its days and their exercises are read when first looked at.

    That raises `ContentError` for one that is missing or not what it has to be.
    """
    folder = paths.assets / "content" / "programmes"
    files = ReadLater(
        {path.stem: partial(TomlTable.load, path, ContentError) for path in folder.glob("*.toml")}
    )
    if _CHAINS not in files:
        raise ContentError(f"{folder / _CHAINS}.toml is missing; install the program again.")
    names = (name for name in sorted(files) if name != _CHAINS and name not in _FRAMES)
    blocks = ReadLater({name: partial(_block, name, files) for name in names})
    return Programmes(blocks, _chains(files[_CHAINS], blocks))


def _chains(table: TomlTable, blocks: Mapping[str, Block]) -> dict[Start, tuple[str, ...]]:
    table.only(Start)
    chains: dict[Start, tuple[str, ...]] = {}
    for start in Start:
        names = table.texts(start)
        for name in names:
            if "{" not in name and name not in blocks:
                raise table.fault(
                    start, f"there is no block {name}; add {name}.toml or take it out"
                )
        chains[start] = names
    return chains


def _block(block_id: str, files: Mapping[str, TomlTable]) -> Block:
    table = files[block_id]
    table.only(_BLOCK_KEYS)
    weeks = table.whole("weeks", 1, _MOST_WEEKS)
    a_week = table.whole("sessions_a_week", 1, 3)
    repeats = table.flag("repeats", default=False)
    days = ReadLater(dict(_sessions(table, files, a_week)))
    if not repeats:
        _complete(table, days, weeks, a_week)
    return Block(
        id=block_id,
        label=table.text("label"),
        title=table.text("title"),
        purpose=table.text("purpose"),
        source=table.text("source"),
        phase=table.whole("phase", 0, 4),
        weeks=weeks,
        sessions_a_week=a_week,
        days=days,
        doses=tuple(_dose(table, text) for text in table.texts("doses")),
        easiest=table.flag("easiest", default=False),
        repeats=repeats,
        gate=table.choice("gate", Gate) if "gate" in table else None,
        lighter=table.wholes("lighter", 1, weeks),
    )


def _dose(table: TomlTable, text: str) -> tuple[int, int]:
    found = _DOSE.fullmatch(text)
    if found is None:
        raise table.fault("doses", f'write sets and repetitions such as "2 × 8", not {text}')
    return int(found[1]), int(found[2])


def _complete(table: TomlTable, days: Container[tuple[int, int]], weeks: int, a_week: int) -> None:
    for week in range(1, weeks + 1):
        for day_no in range(1, a_week + 1):
            if (week, day_no) not in days:
                raise table.fault("session", f"week {week} has no day {day_no}; add it")


class _Entries(Sequence[Entry]):
    """The exercises of a day, read when they are first looked at.

    A plan looks at the title and the place of each day so far, and at the exercises of one.
    """

    def __init__(self, read: Callable[[], tuple[Entry, ...]]) -> None:
        self._read = read

    @cached_property
    def _all(self) -> tuple[Entry, ...]:
        return self._read()

    @overload
    def __getitem__(self, key: int) -> Entry: ...

    @overload
    def __getitem__(self, key: slice) -> tuple[Entry, ...]: ...

    def __getitem__(self, key: int | slice) -> Entry | tuple[Entry, ...]:
        return self._all[key]

    def __len__(self) -> int:
        return len(self._all)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Entries | tuple):
            return NotImplemented
        return self._all == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all)


def _sessions(
    table: TomlTable, frames: Mapping[str, TomlTable], a_week: int
) -> Iterator[tuple[tuple[int, int], Callable[[], Day]]]:
    """Yield what reads the days of each `[[session]]`, one for every week it names."""
    weeks = table.whole("weeks", 1, _MOST_WEEKS)
    seen: set[tuple[int, int]] = set()
    for session in table.tables("session"):
        session.only(_SESSION_KEYS)
        day_no = session.whole("day", 1, a_week)
        within = session.wholes("weeks", 1, weeks)
        for number, week in enumerate(within):
            if (week, day_no) in seen:
                raise session.fault("weeks", f"week {week} has a day {day_no} already")
            seen.add((week, day_no))
            one = _Week(week, number, len(within))
            yield (week, day_no), partial(_day, table, session, frames, one)


@dataclass(frozen=True, slots=True)
class _Week:
    """A week of a block, which is number `number` from 0 of the `count` a session names."""

    week: int
    number: int
    count: int


def _day(table: TomlTable, session: TomlTable, frames: Mapping[str, TomlTable], week: _Week) -> Day:
    caps = table.wholes("hundred_up", 0, _MOST_TARGET)
    place = session if "place" in session else table
    return Day(
        day_no=session.whole("day", 1, 3),
        title=session.text("title", table.text("title")),
        purpose=session.text("purpose", table.text("purpose")),
        entries=_Entries(partial(_entries, table, session, frames, week)),
        hundred_up=caps[week.week - 1] if week.week <= len(caps) else 0,
        hundred_up_sets=session.whole("hundred_up_sets", 1, 2, default=2),
        place=place.choice("place", Place),
        tests=tuple(_test(item) for item in session.tables("tests")),
    )


def _entries(
    table: TomlTable, session: TomlTable, frames: Mapping[str, TomlTable], week: _Week
) -> tuple[Entry, ...]:
    """Return a day's exercises: opening, drills, core, what the day adds, closing.

    Cores and drills are written once in the block and named by the day; the frame, opening and
    closing, has a file of its own. An exercise with no sets in a week is not of that week.
    """
    items: list[tuple[TomlTable, Section]] = []
    framed = session if "frame" in session else table
    frame = frames[framed.word("frame", _FRAMES & frames.keys(), "")] if "frame" in framed else None
    if frame is not None:
        frame.only(("opening", "closing"))
        items += [(item, Section.OPENING) for item in frame.tables("opening")]
    items += [(item, Section.OPENING) for item in _named(table, "drills", session, "drills")]
    items += [(item, Section.MAIN) for item in _named(table, "cores", session, "core")]
    items += [(item, Section.MAIN) for item in session.tables("main")]
    if frame is not None:
        items += [(item, Section.CLOSING) for item in frame.tables("closing")]
    entries = (_entry(item, section, week) for item, section in items)
    return tuple(entry for entry in entries if entry.sets)


def _named(table: TomlTable, group: str, session: TomlTable, key: str) -> tuple[TomlTable, ...]:
    """Return the entries a session names, such as `core = "slow"` for `[cores] slow = […]`."""
    if key not in session:
        return ()
    known = table.table(group)
    return known.tables(session.word(key, known.keys, ""))


def _entry(item: TomlTable, section: Section, week: _Week) -> Entry:
    item.only(_ENTRY_KEYS)
    return Entry(
        exercise=item.text("exercise"),
        ladder=item.choice("ladder", Ladder),
        section=section,
        sets=_of_week(item, "sets", _MOST_SETS, week, default=1, least=0),
        target=_of_week(item, "reps", _MOST_TARGET, week, default=1, least=1),
        rung=item.text("rung") if "rung" in item else None,
        unit=item.choice("unit", Unit) if "unit" in item else None,
        seconds=item.number("seconds", 0.1, _MOST_SECONDS) if "seconds" in item else None,
        tempo=_tempo(item) if "tempo" in item else None,
        leg_rest=item.whole("leg_rest", 0, _MOST_REST) if "leg_rest" in item else None,
        set_rest=_of_week(item, "set_rest", _MOST_REST, week, default=0, least=0)
        if "set_rest" in item
        else None,
    )


def _of_week(item: TomlTable, key: str, most: int, week: _Week, *, default: int, least: int) -> int:
    """Return a number that is the same in all weeks of a session, or a list with one for each."""
    if not item.lists(key):
        # Only in a list does 0 mean something: not that week.
        return item.whole(key, max(least, 1) if key == "sets" else least, most, default=default)
    values = item.wholes(key, least, most)
    if len(values) != week.count:
        raise item.fault(key, f"write one number for each of the {week.count} weeks")
    return values[week.number]


def _test(item: TomlTable) -> Test:
    item.only(("id", "seconds", "replaces", "whole"))
    return Test(
        item.text("id"),
        item.whole("seconds", 0, _MOST_TEST, default=0),
        item.text("replaces", ""),
        item.flag("whole", default=False),
    )


def _tempo(item: TomlTable) -> Tempo:
    try:
        return Tempo.parse(item.text("tempo"))
    except ValueError as error:
        raise item.fault("tempo", str(error)) from error
