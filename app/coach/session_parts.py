"""What turns a chosen dose into an item of a session: timing, sides, and the log behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date

from app.coach.day_choice import open_to_jumps
from app.coach.figures import SHORT_REST_METRES, SHORT_REST_REPS
from app.coach.frozen import dataclass, replace
from app.coach.ladders.dose import Case, Chosen
from app.coach.model import (
    Decision,
    Enrolment,
    Exercise,
    History,
    Kind,
    Laterality,
    Library,
    Place,
    PrescribedItem,
    Section,
    Side,
    Unit,
)
from app.coach.pain import NO_TENDONS
from app.coach.results import Outcome, outcomes
from app.coach.selftests import Measurements
from app.coach.swaps import Surroundings
from app.coach.tables import Block, Entry
from app.coach.whole_session import strength

_CALVES = ("calf_raise_straight", "calf_raise_bent")


@dataclass(frozen=True, slots=True)
class Log:
    """The log as one session's targets read it. `history` ends today.

    `since` is the day after which sessions may lead to more, where pain made a new beginning.
    `measured` are the self-tests, oldest first.
    """

    enrolment: Enrolment | None
    history: History
    library: Library
    today: date
    since: date | None = None
    measured: Measurements = ()

    @property
    def own(self) -> History:
        """The programme's own sessions that may lead to more: neither light nor ten minutes."""
        return tuple(
            record
            for record in self.history
            if self.enrolment is not None
            and record.programme_id == self.enrolment.id
            and record.kind is Kind.PROGRAMME
            and strength(record)
            and not record.short
            and (self.since is None or record.day > self.since)
        )

    @property
    def tendons(self) -> frozenset[str]:
        """The spots ticked as diagnosed tendons (D.4)."""
        return self.enrolment.tendons if self.enrolment else NO_TENDONS

    def outcomes(self, history: History, ids: Collection[str]) -> tuple[Outcome, ...]:
        """Return how these exercises went in some sessions, newest first."""
        return outcomes(history, ids, self.tendons)

    @property
    def around(self) -> Surroundings:
        """What the runner has, and what the gates have opened (D.7.9)."""
        if self.enrolment is None:
            return Surroundings(frozenset({Place.HOME}), frozenset())
        jumps, counted = open_to_jumps(self.enrolment.gates, self.today)
        return Surroundings.of(self.enrolment, jumps=jumps, counted=counted)

    @property
    def odd(self) -> bool:
        """Whether the session that comes now has an odd number (D.7.2)."""
        own = self.enrolment.id if self.enrolment else None
        return sum(1 for record in self.history if record.programme_id == own) % 2 == 0

    def case(
        self,
        entry: Entry,
        block: Block,
        ids: tuple[str, ...],
        *,
        week: int = 1,
        results: tuple[Outcome, ...] | None = None,
    ) -> Case:
        """Gather what a ladder may look at; `ids` are the exercises that share it.

        `results` are those of the programme's full sessions unless given.
        """
        return Case(
            entry=entry,
            exercise=self.library[entry.exercise],
            library=self.library,
            block=block,
            today=self.today,
            results=self.outcomes(self.own, ids) if results is None else results,
            pain_results=self.outcomes(self.history, ids),
            squat_answer=self.enrolment.squat if self.enrolment else None,
            easy_entry=self.enrolment.easy_entry if self.enrolment else False,
            week=week,
        )

    def first_side(self, results: tuple[Outcome, ...]) -> Side:
        """Return the weaker leg; where both are equal left begins on odd sessions (D.7.2)."""
        weaker = results[0].weaker if results else None
        if weaker is not None:
            return weaker
        return Side.LEFT if self.odd else Side.RIGHT


def build_item(
    entry: Entry, log: Log, chosen: Chosen, results: tuple[Outcome, ...]
) -> PrescribedItem:
    """Join a dose with the table's timing, or the exercise's own where the table is silent.

    A stand-in keeps its own timing, since the table's was meant for another movement. Raises
    `ValueError` for an exercise that was left out.
    """
    exercise, dose = log.library[chosen.exercise_id], chosen.dose
    if dose is None:
        raise ValueError(f"{chosen.exercise_id} was left out and has no dose")
    if chosen.exercise_id != entry.exercise:
        entry = Entry(exercise.id, entry.ladder, entry.section)
    laterality = exercise.laterality_at(dose.rung)
    each = laterality is Laterality.EACH
    return PrescribedItem(
        exercise_id=exercise.id,
        section=entry.section,
        laterality=laterality,
        unit=entry.unit or exercise.unit,
        targets=(dose.target,) * dose.sets,
        seconds_per_unit=entry.seconds or exercise.seconds_per_unit,
        leg_rest=exercise.leg_rest if entry.leg_rest is None else entry.leg_rest,
        set_rest=_set_rest(exercise, entry, dose.target),
        decision=chosen.decision,
        tempo=entry.tempo or exercise.tempo,
        rung=dose.rung,
        hold_seconds=exercise.hold_seconds,
        load_kg=dose.load_kg,
        height_cm=dose.height_cm,
        first_side=log.first_side(results) if each else Side.LEFT,
        rated=exercise.rated,
        extra_side=chosen.extra_side if each else None,
    )


def build_move(entry: Entry, log: Log) -> PrescribedItem:
    """Return a move of the opening or the closing, as the table says."""
    exercise = log.library[entry.exercise]
    words = "Warms up for what comes." if entry.section is Section.OPENING else "Calms down."
    return PrescribedItem(
        exercise_id=exercise.id,
        section=entry.section,
        laterality=exercise.laterality,
        unit=entry.unit or exercise.unit,
        targets=(entry.target,) * entry.sets,
        seconds_per_unit=entry.seconds or exercise.seconds_per_unit,
        leg_rest=exercise.leg_rest if entry.leg_rest is None else entry.leg_rest,
        set_rest=entry.set_rest or 0,
        decision=Decision("D.7.3", words),
        tempo=entry.tempo or exercise.tempo,
        hold_seconds=exercise.hold_seconds,
        first_side=Side.LEFT if log.odd else Side.RIGHT,
        rated=False,
    )


def left_out(exercise: Exercise, decision: Decision) -> Decision:
    """Return the note that an exercise is not in the session, and why."""
    sentence = f"{exercise.name} is left out. {decision.sentence}"
    return replace(decision, sentence=sentence, about=(exercise.id,))


def gathered(notes: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return each note once, about every exercise that it was made for."""
    found: dict[Decision, dict[str, None]] = {}
    for note in notes:
        found.setdefault(replace(note, about=()), {}).update(dict.fromkeys(note.about))
    return tuple(replace(note, about=tuple(ids)) for note, ids in found.items())


def about_lost(
    notes: Iterable[Decision],
    before: Iterable[PrescribedItem],
    after: Iterable[PrescribedItem],
) -> tuple[Decision, ...]:
    """Return notes as those about the exercises that have fewer sets after, or none."""
    left = Counter[str]()
    for item in before:
        left[item.exercise_id] += len(item.targets)
    left.subtract(Counter(item.exercise_id for item in after for _ in item.targets))
    lost = tuple(exercise_id for exercise_id, sets in left.items() if sets > 0)
    return tuple(replace(note, about=lost) for note in notes)


def kit_notes(log: Log, items: tuple[PrescribedItem, ...]) -> tuple[Decision, ...]:
    """Say what is done without the kit the runner does not have (D.7.9)."""
    if log.enrolment is None or "step" in log.enrolment.kit:
        return ()
    calves = tuple(dict.fromkeys(item.exercise_id for item in items if item.exercise_id in _CALVES))
    if not calves:
        return ()
    sentence = "Without a step, calf raises are done on the floor."
    return (Decision("D.7.9", sentence, about=calves),)


_SHORT_REST_UP_TO = {Unit.REPS: SHORT_REST_REPS, Unit.METRES: SHORT_REST_METRES}


def _set_rest(exercise: Exercise, entry: Entry, target: int) -> int:
    """The lower end of a range of rests holds up to eight repetitions or 20 m (D.7.1)."""
    if entry.set_rest is not None:
        return entry.set_rest
    most = _SHORT_REST_UP_TO.get(entry.unit or exercise.unit, target)
    long = target > most and exercise.long_set_rest
    return exercise.long_set_rest if long else exercise.set_rest
