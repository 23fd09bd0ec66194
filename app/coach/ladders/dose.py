"""The dose a ladder arrives at, and what all ladders share."""

from __future__ import annotations

from datetime import date

from app.coach.figures import FEWER_REPS_SHARE
from app.coach.frozen import dataclass, replace
from app.coach.model import Decision, Exercise, Laterality, Library, Side
from app.coach.progression import Results, fewer_sets
from app.coach.results import Outcome
from app.coach.tables import Block, Entry


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: sets × reps (or touches, seconds, holds), on a rung."""

    sets: int
    target: int
    rung: str | None = None
    height_cm: int | None = None
    load_kg: float | None = None

    def __str__(self) -> str:
        return f"{self.sets} × {self.target}"

    @property
    def less(self) -> Dose:
        """One set less; from one set a third of the repetitions (D.7.2)."""
        if self.sets > 1:
            return replace(self, sets=self.sets - 1)
        return replace(self, target=max(1, round(self.target * FEWER_REPS_SHARE)))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a ladder decided. `dose` None leaves the exercise out.

    `exercise_id` differs from the entry's where another exercise stands in below the lowest rung.
    """

    exercise_id: str
    dose: Dose | None
    decision: Decision
    extra_side: Side | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """All a ladder may look at. `results` are full sessions, newest first.

    `pain_results` are all sessions, ten-minute ones and other programmes' too: they can ask for
    less, never for more. `below` are the sessions of what stands in below the lowest rung, and
    `taken` the exercises this session already has.
    """

    entry: Entry
    exercise: Exercise
    library: Library
    block: Block
    today: date
    results: tuple[Outcome, ...]
    pain_results: tuple[Outcome, ...]
    squat_answer: str | None = None
    easy_entry: bool = False
    week: int = 1
    taken: frozenset[str] = frozenset()
    below: tuple[Outcome, ...] = ()

    @property
    def table(self) -> Dose:
        """The most the table asks for."""
        return Dose(self.entry.sets, self.entry.target, self.entry.rung)

    @property
    def where(self) -> str:
        """The place in the plan, for a sentence."""
        return f"{self.block.label}, week {self.week}".capitalize()


def lightened(case: Case, chosen: Chosen) -> Chosen:
    """Take one set away where pain had not settled overnight, whatever the ladder made of it."""
    if chosen.dose is None or not fewer_sets(case.results, case.today, case.pain_results):
        return chosen
    return replace(chosen, dose=chosen.dose.less)


def full_weeks(results: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
    """Leave out clean sessions that were made lighter: a ladder stands where it stood (B2)."""
    kept = tuple(one for one in results if not (one.lightened and one.clean))
    return kept or results


def at_most_before(dose: Dose, results: Results) -> Dose:
    """Keep a first dose from exceeding the last one asked for, unless that one was clean.

    It matters where pain made a new beginning, or a new programme follows another at once.
    """
    last = next((one for one in results if not one.short), None)
    if last is None or last.clean:
        return dose
    return replace(dose, sets=min(dose.sets, last.sets), target=min(dose.target, last.target))


def of_last(outcome: Outcome) -> Dose:
    """Return the dose that was asked for last time."""
    return Dose(
        sets=outcome.sets,
        target=outcome.target,
        rung=outcome.rung,
        height_cm=outcome.height_cm,
        load_kg=outcome.load_kg,
    )


def less_than(dose: Dose, last: Outcome) -> Dose:
    """Return the easiest dose, never above last time where that was as easy already.

    Where it was that very dose that hurt, it is one step less.
    """
    before = of_last(last)
    same_form = (before.rung, before.height_cm, before.load_kg) == (
        dose.rung,
        dose.height_cm,
        dose.load_kg,
    )
    if not same_form or before.sets * before.target > dose.sets * dose.target:
        return dose
    return before if last.settled else before.less


def per_leg(exercise: Exercise, rung: str | None) -> str:
    """Return the words that follow a dose of one-legged work."""
    return " per leg" if exercise.laterality_at(rung) is Laterality.EACH else ""
