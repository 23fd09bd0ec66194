"""What is going on when a process is killed: every verb that writes, and a session.

A scene is done once undisturbed. From then on every file of its room has to be what it was
before, or what it was after: nothing in between, whenever the process ended. Where the scene has
said that it is done, every file has to be what it was after.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from app import paths, settings
from app.clock import SystemClock
from app.commands import streams
from app.commands.line import run as command
from app.errors import StridetuiError
from app.trainer import adjusting, backing, mending
from app.trainer.desk import Desk
from data.schema import HEAD
from tests.torture import world
from tests.torture.faults import Counted, Fault, Kind
from tests.torture.nursery import Ended, run
from tests.torture.rooms import EXPORT, LOG, NEWER, OLDER, TYPED, VERSIONS, House, Room
from tests.torture.world import World

_LONGEST_SENTENCE = 600
_COMPLAINT = "stridetui: "
# What a start says in a bare room, disturbed or not.
_NO_PLAN = "There is no plan yet"


def _printed_json(ended: Ended) -> bool:
    try:
        json.loads(ended.out)
    except ValueError:
        return False
    return True


@dataclass
class Scene:
    """Something that writes. `act` is done in a child of the room."""

    name: str
    act: Callable[[Room], int]
    said: Callable[[Ended], bool] = _printed_json
    log: str = LOG
    counted: Counted = field(default_factory=Counted)
    _before: World = field(default_factory=World)
    _after: World = field(default_factory=World)
    _known: frozenset[str] = frozenset()

    def rehearse(self, house: House) -> None:
        """Do it undisturbed; remember before and after, and how much there is to disturb."""
        room = house.room()
        self._known, self._before = house.known, house.world
        ended = run(lambda: self.act(room), room.environment)
        if ended.status != 0 or not self.said(ended):
            raise AssertionError(f"{self.name} undisturbed ended with {ended.status}: {ended.err}")
        self.counted = ended.counted
        sizes = [path.stat().st_size for path in room.folder.rglob("*") if path.is_file()]
        self.counted.bytes = max(sizes)
        self._after = world.look(room.folder, self._known, self._before)
        house.leave(room)

    def play(self, room: Room, fault: Fault) -> Iterator[str]:
        """Do it and end it there; yield what is wrong afterwards."""
        ended = run(lambda: self.act(room), room.environment, fault)
        if ended.hung:
            yield "it hung"
        if fault.kind is Kind.ROOM:
            yield from _refused(room, ended)
        elif ended.status not in (None, 0):
            yield f"it ended with {ended.status}: {ended.err}"
        yield from self._next_start(room)
        yield from self._compare(room, done=ended.status == 0 or self.said(ended))

    def _next_start(self, room: Room) -> Iterator[str]:
        started = run(
            lambda: command(["next", "--json", "--db", str(room.folder / self.log)]),
            room.environment,
        )
        if started.status != 0 and _NO_PLAN not in started.err:
            yield f"the next start ended with {started.status}: {started.err}"

    def _compare(self, room: Room, *, done: bool) -> Iterator[str]:
        found = world.look(room.folder, self._known, self._before)
        yield from found.faults
        names = self._before.files.keys() | self._after.files.keys() | found.files.keys()
        for name in sorted(names):
            now = found.files.get(name)
            before, after = self._before.files.get(name), self._after.files.get(name)
            if done and now != after:
                yield f"it was said to be done, but {name} is not: {_difference(after, now)}"
            elif now not in (before, after):
                yield f"{name} is half done: {_difference(after, now)}"


def _refused(room: Room, ended: Ended) -> Iterator[str]:
    """What is wrong with how a full disk was told of: one sentence, and nothing left behind."""
    if ended.status not in (0, 2):
        yield f"without room it ended with {ended.status}: {ended.err}"
    if ended.status == 2 and (ended.err.count("\n") != 1 or not ended.err.startswith(_COMPLAINT)):
        yield f"without room it said: {ended.err!r}"
    left = world.temporary(room.folder)
    if left:
        yield f"without room it left {left}"


def _difference(wanted: tuple[str, ...] | None, now: tuple[str, ...] | None) -> str:
    if wanted is None or now is None:
        return f"{'there' if now is not None else 'not there'}, {len(now or wanted or ())} lines"
    missing = [line for line in wanted if line not in now]
    more = [line for line in now if line not in wanted]
    return f"lacks {missing[:3]}, has {more[:3]}"[:_LONGEST_SENTENCE]


# --- every verb that writes --------------------------------------------------------------


def _verb(
    name: str, *arguments: str, said: Callable[[Ended], bool] = _printed_json, log: str = LOG
) -> Scene:
    def act(room: Room) -> int:
        filled = [word.format(room=room.folder) for word in arguments]
        return command([*filled, "--db", str(room.folder / log)])

    return Scene(name, act, said, log)


def _told(ended: Ended) -> bool:
    """Whether a line on standard error says so; a message of a fault begins otherwise."""
    return ended.err.endswith("\n") and not ended.err.startswith(_COMPLAINT)


def _use_case(do: Callable[[Desk], object]) -> Callable[[Room], int]:
    """Do what only the screens do, and say it, or what is wrong, as a verb would."""

    def act(_room: Room) -> int:
        found = paths.find()
        desk = Desk(found, SystemClock("UTC"), settings.read(found.settings))
        try:
            done = do(desk)
        except StridetuiError as fault:
            streams.complain(str(fault))
            return fault.exit_status
        print(json.dumps(str(done)), flush=True)
        return 0

    return act


def _aside(desk: Desk) -> object:
    log = desk.paths.log.with_name("garbage.db")
    return mending.set_aside(Desk(replace(desk.paths, log=log), desk.clock, desk.settings))


def bare_scenes() -> list[Scene]:
    """The scenes that need no more than a bare room."""
    return [
        *(
            _verb(f"upgrade of {name}", "next", "--json", log=name)
            for name in (path.name for path in VERSIONS)
            if name != f"version_{int(HEAD)}.db"
        ),
        Scene("settings", _use_case(lambda desk: adjusting.change(desk, "volume", 35))),
        Scene("set aside", _use_case(_aside)),
    ]


def scenes(furnished: Room) -> list[Scene]:
    """Every scene but the session, for the log of the furnished room."""
    book = json.loads(furnished.must("log", "list", "--json"))["entries"]
    # Of a day before today, so that any hour of it has been.
    session = next(
        each["id"] for each in book if each["kind"] == "session" and each["date"] < book[0]["date"]
    )
    test = next(each["id"] for each in book if each["kind"] == "test")
    export = ("export", "-o", "{room}/out")
    return [
        _verb("log add", "log", "add", f"{{room}}/{TYPED}", "--json"),
        _verb("log quick", "log", "quick", "--rate", "all=4,5,0", "--json"),
        _verb("log edit", "log", "edit", session, "note=tired", "time=18:31", "--json"),
        _verb("log edit a test", "log", "edit", test, "note=windy", "--json"),
        _verb("log edit a set", "log", "edit", session, "set.1.delete=yes", "--json"),
        _verb("log run", "log", "run", "day=2025-11-20", "time=03:07", "duration=41:07", "--json"),
        _verb("log delete", "log", "delete", session, "--json"),
        _verb("programme pause", "programme", "pause", "--days", "9", "--json"),
        _verb("measure", "measure", "T8", "--left", "22", "--right", "20", "--json"),
        _verb("import", "import", f"{{room}}/{EXPORT}", "--json"),
        _verb("backup", "backup", "--json"),
        _verb("salvage", "backup", "{room}/saved.db", "--salvage", "--json"),
        _verb("backup over a file", "backup", "{room}/older.db", "--force", "--json"),
        _verb("restore an older", "restore", f"{{room}}/{OLDER}", "--json"),
        _verb("restore a newer", "restore", f"{{room}}/{NEWER}", "--json"),
        _verb("restore a version 1", "restore", "{room}/version_1.db", "--json"),
        _verb("export json", *export, "--format", "json", said=_told),
        _verb(
            "export json over a file",
            "export",
            "-o",
            f"{{room}}/{EXPORT}",
            "--format",
            "json",
            "--force",
            said=_told,
        ),
        _verb("export csv tables", *export, "--format", "csv", "--what", "all", said=_told),
        _verb("export sqlite", *export, "--format", "sqlite", said=_told),
        _verb("export strong", *export, "--format", "strong", said=_told),
        Scene("weekly copy", _use_case(backing.weekly)),
        *bare_scenes(),
    ]
