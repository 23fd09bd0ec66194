"""Reads the programme tables and checks them; an error names the file, the key and the fix."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from app.coach.model import Place, Section, Start, Tempo, Unit
from app.coach.tables import Block, Day, Entry, Ladder, Programmes
from app.errors import ContentError
from app.paths import Paths

_CHAINS = "chains.toml"
_FRAMES = frozenset({"home.toml"})
# D.2, D.7.5: no dose of a table lies outside these.
_MOST_SETS = 4
_MOST_TARGET = 100
_MOST_SECONDS = 60.0
_MOST_REST = 300
_MOST_WEEKS = 12


def load_programmes(paths: Paths) -> Programmes:
    """Read every table. Raises `ContentError` for one that is missing or not what it has to be."""
    folder = paths.assets / "content" / "programmes"
    files = {path.name: _Table(path.name, _parse(path)) for path in sorted(folder.glob("*.toml"))}
    if _CHAINS not in files:
        raise ContentError(f"{folder / _CHAINS} is missing; install the program again.")
    chains = files.pop(_CHAINS)
    frames = {name.removesuffix(".toml"): files.pop(name) for name in _FRAMES & files.keys()}
    blocks = {
        name.removesuffix(".toml"): _Blocks(table, frames).block(name.removesuffix(".toml"))
        for name, table in files.items()
    }
    return Programmes(blocks, _chains(chains, blocks))


def _parse(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(f"{path.name} cannot be read ({error}); check the file.") from error
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{path.name} is not valid TOML: {error}; mend that line.") from error


def _chains(table: _Table, blocks: dict[str, Block]) -> dict[Start, tuple[str, ...]]:
    chains: dict[Start, tuple[str, ...]] = {}
    for key in table.keys():
        if key not in Start.__members__:
            raise table.wrong(key, f"is no start; use one of {', '.join(Start)}")
        names = tuple(table.texts(key))
        for name in names:
            if "{" not in name and name not in blocks:
                raise table.wrong(key, f"names the block {name!r}; add {name}.toml or remove it")
        chains[Start[key]] = names
    return chains


class _Table:
    """One TOML table with its file and its place in it, for errors that can be acted on."""

    def __init__(self, where: str, values: dict[str, object]) -> None:
        self.where = where
        self._values = values

    def wrong(self, key: str, fault: str) -> ContentError:
        return ContentError(f"{self.where}: {key} {fault}.")

    def keys(self) -> tuple[str, ...]:
        return tuple(self._values)

    def only(self, *allowed: str) -> None:
        for key in self._values:
            if key not in allowed:
                raise self.wrong(key, f"is not known here; use {', '.join(allowed)}")

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        value = self._values.get(key, default)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(key, "has to be a text; write it in quotes")
        return value

    def choice(self, key: str, allowed: frozenset[str]) -> str:
        value = self.text(key)
        if value not in allowed:
            raise self.wrong(key, f"is {value!r}; use one of {', '.join(sorted(allowed))}")
        return value

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        value = self._values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(key, f"has to be a whole number from {low} to {high}")
        return value

    def seconds(self, key: str) -> float | None:
        if not self.has(key):
            return None
        value = self._values[key]
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.wrong(key, "has to be a number of seconds")
        if not 0 < value <= _MOST_SECONDS:
            raise self.wrong(key, f"has to be more than 0 and at most {_MOST_SECONDS:.0f} seconds")
        return float(value)

    def flag(self, key: str) -> bool:
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "has to be true or false")
        return value

    def list_of(self, key: str) -> list[object]:
        value = self._values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, "has to be a list; put it in [ ]")
        return cast("list[object]", value)

    def texts(self, key: str) -> list[str]:
        values = self.list_of(key)
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(key, "has to be a list of texts")
        return cast("list[str]", values)

    def wholes(self, key: str, low: int, high: int) -> list[int]:
        values = self.list_of(key)
        if not all(isinstance(value, int) and low <= value <= high for value in values):
            raise self.wrong(key, f"has to be a list of whole numbers from {low} to {high}")
        return cast("list[int]", values)

    def table(self, key: str) -> _Table:
        return self._sub(key, f"{self.where}: {key}", self._values.get(key, {}))

    def tables(self, key: str) -> Iterator[_Table]:
        for number, value in enumerate(self.list_of(key), start=1):
            yield self._sub(key, f"{self.where}: {key} {number}", value)

    def _sub(self, key: str, where: str, value: object) -> _Table:
        if not isinstance(value, dict):
            raise self.wrong(key, "has to be a table; put it in { }")
        return _Table(where, cast("dict[str, object]", value))


class _Blocks:
    """Builds one block; frames, cores and drills are written once and named by the days."""

    def __init__(self, table: _Table, frames: dict[str, _Table]) -> None:
        self._table = table
        self._frames = frames

    def block(self, block_id: str) -> Block:
        table = self._table
        table.only(
            *("label", "title", "purpose", "source", "phase", "weeks", "sessions_a_week", "place"),
            *("frame", "doses", "hundred_up", "easiest", "repeats", "cores", "drills", "session"),
        )
        weeks = table.whole("weeks", 1, _MOST_WEEKS)
        a_week = table.whole("sessions_a_week", 1, 3)
        return Block(
            id=block_id,
            label=table.text("label"),
            title=table.text("title"),
            purpose=table.text("purpose"),
            source=table.text("source"),
            phase=table.whole("phase", 0, 4),
            weeks=weeks,
            sessions_a_week=a_week,
            place=Place(table.choice("place", frozenset(Place))),
            days=self._days(weeks, a_week),
            doses=self._doses(),
            easiest=table.flag("easiest"),
            repeats=table.flag("repeats"),
        )

    def _doses(self) -> tuple[tuple[int, int], ...]:
        doses: list[tuple[int, int]] = []
        for dose in self._table.list_of("doses"):
            match dose:
                case [int(sets), int(reps)] if 1 <= sets <= _MOST_SETS and 1 <= reps <= 12:
                    doses.append((sets, reps))
                case _:
                    raise self._table.wrong("doses", "has to hold pairs such as [2, 8]")
        return tuple(doses)

    def _days(self, weeks: int, a_week: int) -> dict[tuple[int, int], Day]:
        table = self._table
        caps = table.wholes("hundred_up", 0, _MOST_TARGET)
        days: dict[tuple[int, int], Day] = {}
        for session in table.tables("session"):
            session.only(
                *("weeks", "day", "title", "purpose", "core", "drills", "hundred_up_sets"),
                *("main", "tests"),
            )
            for week in session.wholes("weeks", 1, weeks):
                day = self._day(session, a_week, caps[week - 1] if week <= len(caps) else 0)
                if (week, day.day_no) in days:
                    raise session.wrong("weeks", f"gives week {week} a second day {day.day_no}")
                days[week, day.day_no] = day
        missing = [
            (week, day)
            for week in range(1, weeks + 1)
            for day in range(1, a_week + 1)
            if days and (week, day) not in days
        ]
        if missing and not table.flag("repeats"):
            week, day_no = missing[0]
            raise table.wrong("session", f"leaves out week {week}, day {day_no}; add it")
        return days

    def _day(self, session: _Table, a_week: int, cap: int) -> Day:
        tests = session.table("tests")
        opening, closing = self._frame()
        entries = (
            *(self._entry(item, Section.OPENING, tests) for item in opening),
            *self._named(session, "drills", "opening", Section.OPENING, tests),
            *self._named(session, "core", "main", Section.MAIN, tests),
            *(self._entry(item, Section.MAIN, tests) for item in session.tables("main")),
            *(self._entry(item, Section.CLOSING, tests) for item in closing),
        )
        for exercise in tests.keys():
            if exercise not in {entry.exercise for entry in entries}:
                raise tests.wrong(exercise, "is not trained that day; remove the test")
        return Day(
            day_no=session.whole("day", 1, a_week),
            title=session.text("title", self._table.text("title")),
            purpose=session.text("purpose", self._table.text("purpose")),
            entries=entries,
            hundred_up=cap,
            hundred_up_sets=session.whole("hundred_up_sets", 1, 2, default=2),
        )

    def _frame(self) -> tuple[list[_Table], list[_Table]]:
        if not self._table.has("frame"):
            return [], []
        name = self._table.choice("frame", frozenset(self._frames))
        frame = self._frames[name]
        frame.only("opening", "closing")
        return list(frame.tables("opening")), list(frame.tables("closing"))

    def _named(
        self, session: _Table, key: str, part: str, section: Section, tests: _Table
    ) -> Iterator[Entry]:
        """Yield the entries a session names, such as `core = "slow"`."""
        if not session.has(key):
            return
        known = self._table.table("cores" if key == "core" else key)
        named = known.table(session.choice(key, frozenset(known.keys())))
        named.only(part)
        for item in named.tables(part):
            yield self._entry(item, section, tests)

    def _entry(self, item: _Table, section: Section, tests: _Table) -> Entry:
        item.only(
            *("exercise", "ladder", "sets", "reps", "rung", "unit", "seconds", "tempo"),
            *("leg_rest", "set_rest"),
        )
        exercise = item.text("exercise")
        return Entry(
            exercise=exercise,
            ladder=Ladder(item.choice("ladder", frozenset(Ladder))),
            section=section,
            sets=item.whole("sets", 1, _MOST_SETS, default=1),
            target=item.whole("reps", 1, _MOST_TARGET, default=1),
            rung=item.text("rung") if item.has("rung") else None,
            unit=Unit(item.choice("unit", frozenset(Unit))) if item.has("unit") else None,
            seconds=item.seconds("seconds"),
            tempo=_tempo(item),
            leg_rest=_rest(item, "leg_rest"),
            set_rest=_rest(item, "set_rest"),
            test=tests.text(exercise) if tests.has(exercise) else None,
        )


def _tempo(item: _Table) -> Tempo | None:
    if not item.has("tempo"):
        return None
    try:
        return Tempo.parse(item.text("tempo"))
    except ValueError as error:
        raise item.wrong("tempo", f"is not understood: {error}") from error


def _rest(item: _Table, key: str) -> int | None:
    return item.whole(key, 0, _MOST_REST) if item.has(key) else None
