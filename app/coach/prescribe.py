"""From a place in the plan and the log to a session: every dose with the rule that set it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from app.coach.course import Easing
from app.coach.figures import LIGHTER_SHARE
from app.coach.ladders.calf import EXERCISES as CALVES
from app.coach.ladders.calf import calf
from app.coach.ladders.core import STAND_INS, core
from app.coach.ladders.dose import Case, Chosen, Dose
from app.coach.ladders.fixed import drill_wait, fixed
from app.coach.ladders.hundred_up import fill_up, hundred_up
from app.coach.minutes import session_minutes
from app.coach.model import (
    Decision,
    Enrolment,
    Exercise,
    History,
    Kind,
    Library,
    PrescribedItem,
    Prescription,
    Section,
    Side,
    Slot,
)
from app.coach.programme import stand
from app.coach.results import LIGHT_BLOCK, Outcome, outcomes, strength
from app.coach.safety import trim
from app.coach.tables import Block, Day, Entry, Ladder, Programmes

HUNDRED_UP = "hundred_up_minor"


def prescribe(
    slot: Slot,
    enrolment: Enrolment,
    history: History,
    library: Library,
    today: date,
    programmes: Programmes,
    short: bool = False,
) -> Prescription:
    """Return the session of a slot as it stands on `today`.

    `short` is the ten-minute version of D.7.10. Raises `KeyError` for a slot whose block has no
    sessions, or an exercise the library does not hold.
    """
    from app.coach.short import shorten

    block = programmes.blocks[slot.block]
    day = block.day(slot.week, slot.day_no)
    history = tuple(record for record in history if record.day <= today)
    easing = _easing(slot, enrolment, history, today, programmes)
    log = Log(enrolment, history, library, today)
    session = _Session(log, block, day, slot.week)
    items = tuple(session.items())
    notes = list(session.notes)
    items, eased = ease(items, easing)
    notes += eased
    if short:
        items, note = shorten(items, log)
        notes.append(note)
    else:
        items, trimmed = trim(items)
        notes += [trimmed] if trimmed else []
    main, all_in = session_minutes(items)
    return Prescription(slot, items, main, all_in, tuple(notes))


@dataclass(frozen=True, slots=True)
class Log:
    """The log as one programme's targets read it."""

    enrolment: Enrolment | None
    history: History
    library: Library
    today: date

    def case(
        self, entry: Entry, block: Block, week: int, ids: tuple[str, ...], taken: frozenset[str]
    ) -> Case:
        """Gather what a ladder may look at; `ids` are the exercises that share it."""
        own = tuple(
            record
            for record in self.history
            if self.enrolment is not None
            and record.programme_id == self.enrolment.id
            and record.kind is Kind.PROGRAMME
            and strength(record)
        )
        full = tuple(record for record in own if not record.short)
        return Case(
            entry=entry,
            exercise=self.library[entry.exercise],
            library=self.library,
            block=block,
            today=self.today,
            results=outcomes(full, ids),
            pain_results=outcomes(self.history, ids),
            squat_answer=self.enrolment.squat if self.enrolment else None,
            easy_entry=self.enrolment.easy_entry if self.enrolment else False,
            kit=self.enrolment.kit if self.enrolment else frozenset(),
            table_rule=block.source,
            week=week,
            taken=taken,
        )

    @property
    def session_no(self) -> int:
        """The number of the session that comes now, for who begins on equal legs (D.7.2)."""
        own = self.enrolment.id if self.enrolment else None
        return 1 + sum(1 for record in self.history if record.programme_id == own)

    def first_side(self, results: tuple[Outcome, ...]) -> Side:
        """Return the weaker leg; where both are equal left begins on odd sessions (D.7.2)."""
        weaker = results[0].weaker if results else None
        if weaker is not None:
            return weaker
        return Side.LEFT if self.session_no % 2 else Side.RIGHT


_LADDERS: dict[Ladder, Callable[[Case], Chosen]] = {
    Ladder.CORE: core,
    Ladder.CALF: calf,
    Ladder.FIXED: fixed,
    Ladder.DRILL: fixed,
    Ladder.HUNDRED_UP: hundred_up,
}


@dataclass
class _Session:
    """One day's table turned into items, in order."""

    log: Log
    block: Block
    day: Day
    week: int
    notes: list[Decision] = field(default_factory=list)
    _touches: Chosen | None = None
    _taken: set[str] = field(default_factory=set)

    def items(self) -> Iterator[PrescribedItem]:
        for entry in self.day.entries:
            yield from self._entry(entry)
        self.notes += floor_level(self.log, self._taken)

    def _entry(self, entry: Entry) -> Iterator[PrescribedItem]:
        if entry.ladder is Ladder.MOVE:
            yield _move(entry, self.log.library[entry.exercise], self.log.session_no)
        elif entry.ladder is Ladder.HUNDRED_UP:
            yield from self._first_touches(entry)
        elif entry.ladder is Ladder.HUNDRED_UP_REST:
            yield from self._second_touches(entry)
        elif entry.ladder is Ladder.DRILL and self._drills_wait(entry):
            return
        else:
            case = self._case(entry)
            chosen = _LADDERS[entry.ladder](case)
            yield from self._chosen(entry, case, chosen)

    def _case(self, entry: Entry) -> Case:
        stand_in = STAND_INS.get(entry.exercise) if entry.ladder is Ladder.CORE else None
        ids = CALVES if entry.ladder is Ladder.CALF else (entry.exercise,)
        case = self.log.case(entry, self.block, self.week, ids, frozenset(self._taken))
        if stand_in is None:
            return case
        with_stand_in = self.log.case(
            entry, self.block, self.week, (entry.exercise, stand_in), frozenset(self._taken)
        )
        trained = {one.day for one in case.results}
        results = tuple(
            one
            for one in with_stand_in.results
            if one.exercise_id == entry.exercise or one.day not in trained
        )
        return replace(case, results=results)

    def _chosen(self, entry: Entry, case: Case, chosen: Chosen) -> Iterator[PrescribedItem]:
        if chosen.dose is None:
            self.notes.append(_left_out(self.log.library[entry.exercise], chosen.decision))
            return
        self._taken.add(chosen.exercise_id)
        yield build_item(entry, self.log, chosen, case.results)

    def _first_touches(self, entry: Entry) -> Iterator[PrescribedItem]:
        """The first set; in the light session as last time, elsewhere as the ladder says."""
        entry = replace(entry, target=self.day.hundred_up)
        case = self._case(entry)
        chosen = hundred_up(case)
        if self.block.id == LIGHT_BLOCK and case.results and chosen.dose is not None:
            same = min(case.results[0].target, chosen.dose.target)
            decision = Decision("D.7.7", f"{same} touches as last time; this one counts nothing.")
            chosen = replace(chosen, dose=replace(chosen.dose, target=same), decision=decision)
        self._touches = chosen
        items = tuple(self._chosen(entry, case, chosen))
        rated = self._second() == 0
        yield from (replace(item, rated=item.rated and rated) for item in items)

    def _second(self) -> int:
        """Return the touches of the second set; 0 for none."""
        dose = self._touches.dose if self._touches else None
        return fill_up(dose.target) if dose and self.day.hundred_up_sets > 1 else 0

    def _second_touches(self, entry: Entry) -> Iterator[PrescribedItem]:
        touches = self._second()
        if not touches or self._touches is None or self._touches.dose is None:
            return
        sentence = f"The second set fills up: {touches} touches more."
        decision = Decision("D.7.4", sentence, self._touches.decision.numbers)
        dose = replace(self._touches.dose, target=touches)
        chosen = replace(self._touches, dose=dose, decision=decision)
        yield build_item(entry, self.log, chosen, ())

    def _drills_wait(self, entry: Entry) -> bool:
        touches = replace(entry, exercise=HUNDRED_UP)
        case = self.log.case(touches, self.block, self.week, (HUNDRED_UP,), frozenset())
        wait = drill_wait(case.results, case)
        if wait is not None and wait not in self.notes:
            self.notes.append(wait)
        return wait is not None


def build_item(
    entry: Entry, log: Log, chosen: Chosen, results: tuple[Outcome, ...]
) -> PrescribedItem:
    """Join the dose with the table's and the exercise's own timing.

    A stand-in keeps its own timing, since the table's was meant for another movement.
    """
    exercise, dose = log.library[chosen.exercise_id], chosen.dose
    if dose is None:
        raise ValueError(f"{chosen.exercise_id} was left out and has no dose")
    timing = entry if chosen.exercise_id == entry.exercise else replace(entry, **_OWN_TIMING)
    laterality = exercise.laterality_at(dose.rung)
    return PrescribedItem(
        exercise_id=exercise.id,
        section=entry.section,
        laterality=laterality,
        unit=timing.unit or exercise.unit,
        targets=(dose.target,) * dose.sets,
        seconds_per_unit=timing.seconds or exercise.seconds_per_unit,
        leg_rest=exercise.leg_rest if timing.leg_rest is None else timing.leg_rest,
        set_rest=exercise.set_rest if timing.set_rest is None else timing.set_rest,
        decision=chosen.decision,
        tempo=timing.tempo or exercise.tempo,
        rung=dose.rung,
        hold_seconds=exercise.hold_seconds,
        load_kg=dose.load_kg,
        height_cm=dose.height_cm,
        first_side=log.first_side(results) if laterality.sides > 1 else Side.LEFT,
        rated=exercise.rated,
        extra_side=chosen.extra_side if laterality.sides > 1 else None,
    )


def _move(entry: Entry, exercise: Exercise, session_no: int) -> PrescribedItem:
    rest = exercise.leg_rest if entry.leg_rest is None else entry.leg_rest
    words = "Warms up what comes." if entry.section is Section.OPENING else "Lets it settle."
    return PrescribedItem(
        exercise_id=exercise.id,
        section=entry.section,
        laterality=exercise.laterality,
        unit=entry.unit or exercise.unit,
        targets=(entry.target,) * entry.sets,
        seconds_per_unit=entry.seconds or exercise.seconds_per_unit,
        leg_rest=rest,
        set_rest=entry.set_rest or 0,
        decision=Decision("D.7.3", words),
        tempo=entry.tempo or exercise.tempo,
        hold_seconds=exercise.hold_seconds,
        first_side=Side.LEFT if session_no % 2 else Side.RIGHT,
        rated=False,
    )
