"""The next sessions as if all goes as planned, and what changes if it does not (D.7.7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from app.coach.figures import CLEAN_CONTROL
from app.coach.frozen import dataclass, replace
from app.coach.gate_state import GateChoice, GateDecision
from app.coach.layout import lay_out
from app.coach.model import (
    Decision,
    Enrolment,
    History,
    Kind,
    Laterality,
    Library,
    PrescribedItem,
    Prescription,
    Rating,
    Section,
    SetStatus,
    Side,
    Slot,
    WorkoutRecord,
    WorkoutStatus,
)
from app.coach.plan import Queue, queue
from app.coach.prescribe import prescribe
from app.coach.retest import UNTESTED, SelfTested
from app.coach.tables import Programmes
from app.coach.whole_session import LIGHT_BLOCK

_EFFORT = 5
_PAIN, _CONTROL = 4, 2
_WEEK = timedelta(days=7)
# Far enough to meet the same exercise again, whichever day of the week it belongs to.
_LOOK_AHEAD = 4
_MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Ahead:
    """A session to come, on the day that fits it best."""

    day: date
    session: Prescription


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What follows if the next session goes another way; the decision is the rule's own."""

    case: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Preview:
    """The sessions ahead, oldest first, and what changes if the first does not go as planned."""

    sessions: tuple[Ahead, ...]
    otherwise: tuple[Otherwise, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way on: a runner and a log, and what the plan makes of them."""

    enrolment: Enrolment
    history: History
    library: Library
    programmes: Programmes
    longest_run: float | None = None
    tested: SelfTested = UNTESTED

    def queue(self, day: date) -> Queue:
        return queue(self.enrolment, self.history, day, self.programmes)

    def session(self, slot: Slot, day: date) -> Prescription:
        return prescribe(
            slot,
            self.enrolment,
            self.history,
            self.library,
            day,
            programmes=self.programmes,
            longest_run=self.longest_run,
            tested=self.tested,
        )

    def trained(self, ahead: Ahead, **went: Rating) -> _Way:
        """Return the way on after a session; where a gate is due it opens."""
        number = len(self.history)
        record = _as_planned(ahead, self.enrolment, f"ahead-{number}", went)
        after = replace(self, history=(*self.history, record))
        gate = after.queue(ahead.day).gate
        if gate is None:
            return after
        opened = GateDecision(gate, ahead.day, GateChoice.OPENED)
        gates = (*self.enrolment.gates, opened)
        return replace(after, enrolment=replace(self.enrolment, gates=gates))

    def ahead(self, today: date, count: int) -> Iterator[Ahead]:
        """Yield the next sessions, each trained as planned on the day that fits it."""
        way, day = self, today
        for _ in range(count):
            found = way.next(day)
            if found is None:
                return
            yield found
            way, day = way.trained(found), found.day

    def next(self, today: date) -> Ahead | None:
        """Return the next session of the plan and its day; light ones are passed over."""
        day = today
        for _ in range(_MOST_DAYS):
            now = self.queue(day)
            slot = now.next
            if slot is None:
                return None
            if slot.block != LIGHT_BLOCK:
                fits = next((one.on for one in now.slots if one.slot == slot and one.on), slot.due)
                if fits <= day:
                    return Ahead(day, self.session(slot, day))
                day = fits
            else:
                day += timedelta(days=1)
        return None


def preview(
    enrolment: Enrolment,
    history: History,
    library: Library,
    today: date,
    programmes: Programmes,
    *,
    sessions: int = 4,
    longest_run: float | None = None,
    tested: SelfTested = UNTESTED,
) -> Preview:
    """Return the next sessions as if each is done whole, clean and calm, and every gate opens.

    Nothing of it is stored; what happens decides. The other cases are about the first session:
    pain 4 or control 2 in its first exercise, and a week missed. `longest_run` and
    `tested` are as in `prescribe` and hold for every session ahead: nobody knows what is to come.
    """
    history = tuple(record for record in history if record.day <= today)
    way = _Way(enrolment, history, library, programmes, longest_run, tested)
    coming = tuple(way.ahead(today, sessions))
    if not coming:
        return Preview((), ())
    return Preview(coming, tuple(_otherwise(way, coming[0])))


def _otherwise(way: _Way, first: Ahead) -> Iterator[Otherwise]:
    item = next(
        (one for one in first.session.items if one.rated and one.section is Section.MAIN), None
    )
    if item is not None:
        name = way.library[item.exercise_id].name
        for case, rating in (
            (f"Pain {_PAIN} in {name}", _rating(item, pain=_PAIN)),
            (f"Control {_CONTROL} in {name}", _rating(item, control=_CONTROL)),
        ):
            after = way.trained(first, **{item.exercise_id: rating})
            decision = _next_decision(after, first.day, item.exercise_id)
            if decision is not None:
                yield Otherwise(case, decision)
    missed = way.queue(first.day + _WEEK)
    decision = next(iter(missed.advice), None)
    if decision is None and missed.next is not None:
        sentence = f"The plan waits: {missed.next.title.lower()} is still next, nothing doubles up."
        decision = Decision("B3", sentence)
    if decision is not None:
        yield Otherwise("A week missed", decision)


def _next_decision(way: _Way, day: date, exercise_id: str) -> Decision | None:
    """Return what decides about an exercise the next time it comes, or why it does not."""
    for ahead in way.ahead(day, _LOOK_AHEAD):
        for item in ahead.session.items:
            if item.exercise_id == exercise_id and item.section is Section.MAIN:
                return item.decision
        note = next((one for one in ahead.session.notes if exercise_id in one.about), None)
        if note is not None:
            return note
    return None


def _rating(item: PrescribedItem, *, control: int = CLEAN_CONTROL, pain: int = 0) -> Rating:
    return Rating(item.exercise_id, Side.BOTH, control, _EFFORT, pain)


def _as_planned(
    ahead: Ahead, enrolment: Enrolment, record_id: str, went: dict[str, Rating]
) -> WorkoutRecord:
    """Return the record of a session in which every target was met."""
    slot = ahead.session.slot
    began = datetime.combine(ahead.day, time(12), UTC)
    rows = tuple(
        replace(row, status=SetStatus.DONE, actual=row.target) for row in lay_out(ahead.session)
    )
    rated = {item.exercise_id: item for item in ahead.session.items if item.rated}
    return WorkoutRecord(
        id=record_id,
        programme_id=enrolment.id,
        kind=Kind.PROGRAMME,
        slot_key=slot.key,
        phase=slot.phase,
        week=slot.week,
        day_no=slot.day_no,
        day=ahead.day,
        zone="UTC",
        started_at=began,
        status=WorkoutStatus.ENDED,
        ended_at=began,
        original_day=slot.due,
        sets=rows,
        ratings=tuple(
            one
            for exercise_id, item in rated.items()
            for one in _by_side(item, went.get(exercise_id) or _rating(item))
        ),
    )


def _by_side(item: PrescribedItem, rating: Rating) -> Iterator[Rating]:
    """Control stands on the sides, effort and pain on both together (D.7.2)."""
    if item.laterality is not Laterality.EACH:
        yield rating
        return
    yield replace(rating, control=None)
    for side in (Side.LEFT, Side.RIGHT):
        yield Rating(rating.exercise_id, side, rating.control)
