"""A session in a child: begun or taken up, any events in any order, ended; killed somewhere.

It goes through the real player, the real use cases and the real log. Each change is said, with
all that it changed, as soon as it is stored. Afterwards everything that was said is in the log,
the rows are what the changes make of the plan, and the session can be taken up and ended.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from app import paths, settings
from app.coach import player
from app.coach.layout import lay_out
from app.coach.model import Changeset, Rating, SetRow, SetStatus, SkipReason, Unit, WorkoutStatus
from app.coach.player.log import apply
from app.errors import StoreError
from app.trainer import training
from app.trainer.desk import Desk
from tests.torture import world
from tests.torture.faults import Counted, Fault, make_room
from tests.torture.nursery import Ended, run
from tests.torture.rooms import House, Room
from tests.trainer.training_room import MovableClock, item, prescription

_BEGAN, _SAVED, _ENDED = "began ", "saved ", "ended "
_EVENTS: tuple[player.Event, ...] = (
    *(player.Done(),) * 6,
    *(player.Answer(4),) * 4,
    player.Pause(),
    player.Resume(),
    player.Undo(),
    player.Undo(),
    player.Back(),
    player.Correct(1),
    player.Skip(SkipReason.TIME),
    player.Skip(SkipReason.PAIN, exercise=True),
    player.Note("two\nlines [/"),
    player.Pain(3, "left knee"),
    player.Accept(),
    player.PassBy(),
)
_STEPS = 60
_PLAN = prescription(
    item(targets=(4, 4)),
    item("forward_lunge", targets=(4,)),
    item("side_plank", unit=Unit.SECONDS, seconds=1.0, targets=(20, 20), tempo=None),
)


def _desk(clock: MovableClock) -> Desk:
    return Desk(paths.find(), clock, settings.Settings(sound="off"))


def _clock() -> MovableClock:
    return MovableClock(instant=datetime(2026, 11, 21, 9, 0, tzinfo=UTC))


def _said(changeset: Changeset) -> str:
    rows = [[row.table, row.key, row.before, row.after] for row in changeset.rows]
    return json.dumps([changeset.cause, changeset.undoes, rows], default=str)


def train(seed: int) -> int:
    """Begin a session, go through it, and end it; return the exit status.

    What cannot be stored is tried again with every step, as the screen does every few seconds,
    and there is room again at the end.
    """
    chance, clock = random.Random(seed), _clock()
    desk = _desk(clock)
    try:
        live = training.begin(desk, _PLAN)
    except StoreError:
        return 0
    print(_BEGAN + live.record.id, flush=True)
    told = 0
    for step in range(_STEPS):
        clock.move(chance.choice((0.5, 3.0, 15.0)))
        live.step(chance.choice((player.Tick(), *_EVENTS)), clock.now())
        if step == _STEPS - 1:
            make_room()
        try:
            live.save()
        except StoreError:
            continue
        for changeset in live.state.changesets[told:]:
            print(_SAVED + json.dumps([changeset.seq, _said(changeset)]), flush=True)
        told = len(live.state.changesets)
    live.finish()
    print(_ENDED + live.record.id, flush=True)
    desk.store.close()
    return 0


def look_after(said: str) -> int:
    """Print what is wrong with the session after a kill, then take it up and end it."""
    desk = _desk(_clock())
    lines = said.splitlines(keepends=True)
    # A line cut short by the kill says nothing.
    whole = [line.strip() for line in lines if line.endswith("\n")]
    began = [line.removeprefix(_BEGAN) for line in whole if line.startswith(_BEGAN)]
    live = desk.store.live_workout()
    if not began:
        if live is not None:
            training.finish(desk, live.record.id)
        return 0
    (workout_id,) = began
    if not desk.store.has_workout(workout_id):
        print("the session that was begun is not there")
        return 0
    saved = [line.removeprefix(_SAVED) for line in whole if line.startswith(_SAVED)]
    _compare(desk, workout_id, [json.loads(line) for line in saved])
    ended = any(line.startswith(_ENDED) for line in whole)
    status = desk.store.workout(workout_id).status
    if ended and status is not WorkoutStatus.ENDED:
        print(f"it was said to have ended, and is {status}")
    if status is WorkoutStatus.LIVE:
        done = [row for row in desk.store.workout(workout_id).sets if row.status is SetStatus.DONE]
        record = training.finish(desk, workout_id)
        if [row for row in record.sets if row.status is SetStatus.DONE] != done:
            print("to end it changed what was done")
    desk.store.close()
    return 0


def _compare(desk: Desk, workout_id: str, said: list[list[object]]) -> None:
    stored = desk.store.changesets(workout_id)
    if [changeset.seq for changeset in stored] != list(range(1, len(stored) + 1)):
        print("the changes are not numbered one by one")
    for seq, text in said:
        assert isinstance(seq, int)
        if seq > len(stored):
            print(f"change {seq} was said to be saved and is not there")
        elif _said(stored[seq - 1]) != text:
            print(f"change {seq} is another: {text} is {_said(stored[seq - 1])}")
    record = desk.store.workout(workout_id)
    rows: tuple[SetRow, ...] = lay_out(_PLAN)
    ratings: tuple[Rating, ...] = ()
    for changeset in stored:
        rows, ratings = apply(rows, ratings, changeset)
    if (rows, ratings) != (record.sets, record.ratings):
        print("the rows are not what the changes make of the plan")


@dataclass
class Session:
    """The scene of a session; begun, gone through, ended."""

    name: str = "session"
    counted: Counted = field(default_factory=Counted)

    def rehearse(self, house: House) -> None:
        """Go through it undisturbed."""
        room = house.room()
        ended = run(lambda: train(0), room.environment)
        if ended.status != 0:
            raise AssertionError(f"the session undisturbed ended with {ended.status}: {ended.err}")
        self.counted = replace(ended.counted, bytes=_size(room.log))
        house.leave(room)

    def play(self, room: Room, fault: Fault) -> Iterator[str]:
        """Go through it and end it there; yield what is wrong afterwards."""
        seed = int(fault.at * 1000)
        ended = run(lambda: train(seed), room.environment, fault)
        if ended.status not in (None, 0):
            yield f"it ended with {ended.status}: {ended.err}"
        yield from _after(room, ended)
        yield from world.unsound(room.log)


def _after(room: Room, ended: Ended) -> Iterator[str]:
    looked = run(lambda: look_after(ended.out), room.environment)
    yield from looked.out.splitlines()
    if looked.status != 0:
        yield f"the next start ended with {looked.status}: {looked.err}"


def _size(log: Path) -> int:
    wal = Path(f"{log}-wal")
    return max(log.stat().st_size, wal.stat().st_size if wal.exists() else 0)
