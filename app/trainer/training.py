"""A live workout: begun, walked through, stored step by step, resumed, finished or discarded."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

from app.coach import player
from app.coach.frozen import replace
from app.coach.impact import jumps
from app.coach.layout import lay_out
from app.coach.model import (
    Changeset,
    Kind,
    Moment,
    Prescription,
    SetRow,
    SetStatus,
    SkipReason,
    WorkoutRecord,
    WorkoutStatus,
)
from app.coach.player import Advance, EndEarly, Event, PlayerView, State
from app.coach.player.hurting import may_replace
from app.coach.progression import foretold, move_rests
from app.coach.results import outcomes
from app.coach.swap import Substitute, substitutes
from app.errors import GoneLogError, StoreError
from app.trainer.live_material import Material, as_done, movements_of, read
from app.trainer.session_time import last_instant, trained_seconds

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from data.lock import LiveLock
    from data.values import LiveRow


# What a session that is killed can lose of its clock: a set is stored when it is over, an easy run
# takes half an hour.
_KEEP_SECONDS = 60

_Step = tuple[Changeset, int, str | None]
"""What changed, the set at which the player stands after it, and what is being asked then."""


class LiveWorkout:
    """One workout in progress, and the operating-system lock that says so.

    `step` is pure work for the event loop; `save` and `finish` store what the steps changed and
    belong to the writer's thread. What is not stored yet is kept, in order, until a `save`
    succeeds. `ending` says that `finish` has begun; from then on nothing happens to the workout.
    """

    def __init__(
        self, desk: Desk, record: WorkoutRecord, state: State, material: Material, lock: LiveLock
    ) -> None:
        self.record = record
        self.state = state
        self.exercises = material.exercises
        self.movements = material.movements
        self._earlier = material.earlier
        self._told: tuple[object, str] = (None, "")
        self._desk = desk
        self._lock = lock
        self._unsaved: deque[_Step] = deque()
        # What is in the log, kept in case the log is taken away.
        self._stored: list[_Step] = []
        self._lost = False
        # What the clock showed when it was last on its way into the log.
        self._kept = self._elapsed()
        self.ending = False
        self._closed = False
        # `finish` steps on the writer's thread; two steps at once would lose one of them.
        self._stepping = Lock()

    def step(self, event: Event, now: Moment) -> Advance:
        """Let something happen. The changes wait for `save`."""
        with self._stepping:
            return Advance(self.state) if self.ending else self._step(event, now)

    def _step(self, event: Event, now: Moment) -> Advance:
        before = self.state.cursor
        outcome = player.advance(self.state, event, now)
        self.state = outcome.state
        # A kill between two commits resumes after the set closed by the first of them, which is
        # where the step began; only the last one has moved on to where the step ended.
        self._unsaved.extend((changeset, before, None) for changeset in outcome.changes[:-1])
        self._unsaved.extend(
            (changeset, self.state.cursor, self.state.asking) for changeset in outcome.changes[-1:]
        )
        return outcome

    def view(self, now: Moment) -> PlayerView:
        """Return what there is to see."""
        seen = player.view(self.state, now.seconds)
        if seen.focus is None:
            return seen
        row = self.state.rows[seen.focus]
        return replace(seen, follows=self._follows(row), hurt=row.exercise_id)

    def _follows(self, row: SetRow) -> str:
        """Say what the pain of an exercise whose sets are over leads to next time; "" for none."""
        key = (row.exercise_id, self.state.rows, self.state.ratings)
        if key != self._told[0]:
            self._told = (key, self._foretold(row))
        return self._told[1]

    def _foretold(self, row: SetRow) -> str:
        exercise_id, rows = row.exercise_id, self.state.rows
        if any(r.exercise_id == exercise_id and r.status is SetStatus.PLANNED for r in rows):
            return ""
        now = replace(self.record, sets=rows, ratings=self.state.ratings)
        tendons = self.state.options.tendons
        results = outcomes((*self._earlier, now), (exercise_id,), tendons, moves=not row.rated)
        if row.rated:
            return foretold(results)
        rests = move_rests(results, now.day) if results else None
        return rests.sentence if rests else ""

    def next_change(self, now: Moment) -> float | None:
        """Return the monotonic second at which the view changes next."""
        return player.next_change(self.state, now.seconds)

    def substitutes(self, reason: SkipReason) -> tuple[Substitute, ...]:
        """Return what could replace the exercise in hand. Reads the library: not on the loop."""
        row = self.state.row
        if row is None:
            return ()
        library, taken = self._desk.library, {each.exercise_id for each in self.state.rows}
        found = substitutes(library, row, taken, reason)
        return tuple(
            one
            for one in found
            if may_replace(
                self.state,
                row,
                one.exercise_id,
                jumps=jumps(library, one.exercise_id, one.rung),
            )
        )

    def prepare(self, substitute: Substitute) -> None:
        """Read what is shown of an exercise that comes in new. Not on the loop."""
        exercise_id = substitute.exercise_id
        self.exercises |= as_done(self._desk, [exercise_id])
        self.movements |= movements_of(
            self._desk, {exercise_id: self.exercises[exercise_id]}, (), rung=substitute.rung
        )

    def _elapsed(self) -> int:
        return player.elapsed(self.state, self._desk.clock.now().seconds)

    @property
    def clock_due(self) -> bool:
        """Whether it is time to store what the clock shows, although nothing else happened."""
        return self._elapsed() - self._kept >= _KEEP_SECONDS

    @property
    def saved(self) -> bool:
        """Whether every change is in the log, and the log is where it was."""
        return not self._unsaved and not self._lost

    def save(self) -> None:
        """Store what is not stored yet, oldest first, each changeset in a transaction of its own.

        The clock goes with it, by itself where it is due. Raises `StoreError`; what could not be
        stored is tried again by the next `save`. Where the log is gone by then, all of the session
        goes into a new one.
        """
        clock_due, self._kept = self.clock_due and not self._unsaved, self._elapsed()
        if self._lost:
            self._store_anew()
        while self._unsaved:
            changeset, cursor, asking = self._unsaved[0]
            with self._noticing():
                self._desk.store.apply(
                    self.record.id, changeset, cursor, asking, elapsed=self._elapsed()
                )
            self._stored.append(self._unsaved.popleft())
        if clock_due:
            try:
                self.keep_clock()
            except StoreError:
                # Nothing that was done is missing without it, and in a minute it is due again.
                if self._lost:
                    raise

    @contextmanager
    def _noticing(self) -> Iterator[None]:
        """Remember that the log is gone, whatever write finds it out: nothing is stored then."""
        try:
            yield
        except GoneLogError:
            self._lost = True
            raise

    def _store_anew(self) -> None:
        """Store the session as it was begun or taken up where the log does not have it.

        Then every step of it once more: those that stand there already change nothing.
        """
        store = self._desk.store
        if not store.has_workout(self.record.id):
            plan = store.enrolment()
            known = plan is not None and plan.id == self.record.programme_id
            store.add_workout(self.record if known else replace(self.record, programme_id=None), 0)
        # In the order in which they happened; new ones only ever come behind them.
        self._unsaved.extendleft(reversed(self._stored))
        self._stored.clear()
        self._lost = False

    def keep_clock(self) -> None:
        """Store what the clock shows, which no set can tell whose end is not in the log.

        For whoever leaves a session that can be resumed, before `close`; after it, and once the
        session has ended, there is nothing to keep. Raises `StoreError`.
        """
        if not self._closed and not self.ending:
            with self._noticing():
                self._desk.store.keep_clock(self.record.id, self._elapsed())

    def finish(self) -> WorkoutRecord:
        """Store what is left, end the workout, let go of the lock, and return the record.

        Sets still planned are skipped; what is done is kept. Raises `StoreError`, and can then be
        called again.
        """
        with self._stepping:
            self._step(EndEarly(), self._desk.clock.now())
            self.ending = True
        try:
            self.save()
            ended_at = last_instant(self.record, self.state.rows)
            with self._noticing():
                self._desk.store.end_workout(self.record.id, WorkoutStatus.ENDED, ended_at)
        except BaseException:
            # Interrupted or refused, the session is still running.
            self.ending = False
            raise
        self.close()
        return replace(
            self.record,
            status=WorkoutStatus.ENDED,
            ended_at=ended_at,
            sets=self.state.rows,
            ratings=self.state.ratings,
        )

    def close(self) -> None:
        """Let go of the lock; the workout can be resumed from what is stored."""
        self._closed = True
        self._lock.release()


def begin(desk: Desk, prescription: Prescription, *, short: bool = False) -> LiveWorkout:
    """Store a new workout with all its planned sets and start its clock.

    `short` marks the ten-minute version (D.7.10). Raises `LiveElsewhereError` while a session
    runs in another copy of the program, `StoreError` if it cannot be stored.
    """
    slot = prescription.slot
    lock = _lock(desk)
    lock.acquire()
    try:
        enrolment = desk.store.enrolment() if slot.kind is Kind.PROGRAMME else None
        now = desk.clock.now()
        record = WorkoutRecord(
            id=uuid4().hex,
            programme_id=enrolment.id if enrolment else None,
            kind=slot.kind,
            slot_key=slot.key if slot.kind is Kind.PROGRAMME else "",
            phase=slot.phase,
            week=slot.week,
            day_no=slot.day_no,
            day=desk.clock.today(),
            zone=desk.clock.zone(),
            started_at=now.instant,
            status=WorkoutStatus.LIVE,
            title=slot.title,
            original_day=slot.due,
            short=short,
            sets=lay_out(prescription),
        )
        material = read(desk, record)
        desk.store.add_workout(record, 0)
        # The countdown begins when everything is ready, not before.
        state = player.begin(record.sets, material.options, material.proposals, desk.clock.now())
        return LiveWorkout(desk, record, state, material, lock)
    except BaseException:
        # An interrupt, too, must leave the lock free; the next start would find it taken.
        lock.release()
        raise


def resume(desk: Desk, workout_id: str) -> LiveWorkout:
    """Take up a workout, paused, at the very set. Raises as `begin` does."""
    lock = _lock(desk)
    lock.acquire()
    try:
        return _take_up(desk, workout_id, lock)
    except BaseException:
        # As in `begin`.
        lock.release()
        raise


def finish(desk: Desk, workout_id: str) -> WorkoutRecord:
    """End an unfinished workout as it is, and return it. Raises as `begin` does."""
    live = resume(desk, workout_id)
    try:
        return live.finish()
    finally:
        live.close()


def discard(desk: Desk, workout_id: str) -> None:
    """End an unfinished workout and take it off the time line, as any entry that is deleted.

    Taken back, it is an ended one with what was done of it. Raises `LiveElsewhereError` while it
    runs in another copy of the program, `StoreError`.
    """
    from app.trainer import amending

    lock = _lock(desk)
    lock.acquire()
    try:
        live = _live_row(desk, workout_id)
        at = last_instant(live.record, live.record.sets)
        amending.discard(desk, workout_id, at)
    finally:
        lock.release()


def _take_up(desk: Desk, workout_id: str, lock: LiveLock) -> LiveWorkout:
    live = _live_row(desk, workout_id)
    record = live.record
    material = read(desk, record)
    state = player.resume(
        record.sets,
        record.ratings,
        live.cursor,
        live.asking,
        desk.store.changesets(workout_id),
        options=material.options,
        proposals=material.proposals,
        now=desk.clock.now(),
        elapsed=trained_seconds(record) if live.elapsed is None else live.elapsed,
    )
    return LiveWorkout(desk, record, state, material, lock)


def _live_row(desk: Desk, workout_id: str) -> LiveRow:
    live = desk.store.live_workout()
    if live is None or live.record.id != workout_id:
        raise StoreError("That session has ended by now; look it up in the history.")
    return live


def _lock(desk: Desk) -> LiveLock:
    from data.lock import LiveLock

    return LiveLock(desk.paths.log)
