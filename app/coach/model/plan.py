"""What is planned: a place in the plan, a prescription with its reasons, an enrolment."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.coach.frozen import dataclass
from app.coach.gate_state import Gates
from app.coach.model.words import Laterality, Link, Place, Section, Side, Start, Tempo, Unit


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule decided: its digest id, one sentence for the runner, the numbers it saw.

    `about` are the ids of the exercises that a note of a session is about; () for a target, which
    stands beside its exercise, and for what holds of the session as a whole.
    """

    rule: str
    sentence: str
    numbers: tuple[tuple[str, float | str], ...] = ()
    about: tuple[str, ...] = ()


class Kind(StrEnum):
    """What a workout is."""

    PROGRAMME = "programme"
    STEP_UP = "step_up"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the plan: a session of a phase, week and day, and when it is due.

    `label` is the phase's name for people; `phase` is 0 for PRIMER, GENTLE and DEFER blocks.
    """

    kind: Kind
    block: str
    phase: int
    week: int
    day_no: int
    due: date
    title: str
    purpose: str
    place: Place = Place.HOME

    @property
    def key(self) -> str:
        """A stable name inside its programme, such as `phase1.2.3`."""
        return f"{self.block}.{self.week}.{self.day_no}"


@dataclass(frozen=True, slots=True)
class PrescribedItem:
    """One exercise of a session with its dose, and the decision that set it.

    `targets` holds one target per set (per leg where `laterality` is EACH). `tempo` None means a
    free rhythm. `decision` says which rule set the target, and why. `extra_side` is a leg that
    does one set more, like the last one (P6).
    """

    exercise_id: str
    section: Section
    laterality: Laterality
    unit: Unit
    targets: tuple[int, ...]
    seconds_per_unit: float
    leg_rest: int
    set_rest: int
    decision: Decision
    tempo: Tempo | None = None
    rung: str | None = None
    hold_seconds: int = 0
    load_kg: float | None = None
    height_cm: int | None = None
    first_side: Side = Side.LEFT
    rated: bool = True
    extra_side: Side | None = None


@dataclass(frozen=True, slots=True)
class Prescription:
    """A whole session, ready to be begun. Minutes are whole: main part, and all in (D.7.3).

    `tests` are the self-tests due on this day, in order; their minutes are counted.
    """

    slot: Slot
    items: tuple[PrescribedItem, ...]
    main_minutes: int
    all_minutes: int
    notes: tuple[Decision, ...] = ()
    tests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Readiness:
    """What was answered before a session on a training day (D.7.2, for B1, S4 and S10).

    `ill`: feverish, or ill below the neck. `short_sleep`: under four hours. `sore`: sore at rest.
    `hard_run`: a hard run today or yesterday, or today or tomorrow to come.
    """

    day: date
    ill: bool = False
    short_sleep: bool = False
    sore: bool = False
    hard_run: bool = False

    @property
    def fresh(self) -> bool:
        """Whether every answer was no."""
        return not (self.ill or self.short_sleep or self.sore or self.hard_run)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A programme a runner has begun.

    `weekdays` are ISO days (1 Monday … 7 Sunday) on which there is time. `easy_entry` is the
    runner's choice of 2 × 8 (D.2). `squat` is the stored answer to Q10, which sets the first
    rung (D.7.4). `cadence` asks for cadence runs in phase 3: turnover is the weak or the second
    link, or the legs are not easily quick (D.7.5, Q11). `hard` says that tempo runs or
    intervals are habit already (Q13), without which the aerobic block begins easier. `gates` are
    the decisions at the gates so far, oldest first. `tendons` are the spots that the runner has
    ticked as diagnosed tendons, the only ones with a pain limit above 2 (D.4). `cleared` is the
    day of the runner's last word that a HOLD is over (D.7.7). `readiness` is what was answered
    before the sessions of the last weeks, oldest first.
    """

    id: str
    started: date
    start: Start
    link: Link | None
    weekdays: tuple[int, ...]
    places: frozenset[Place] = frozenset({Place.HOME})
    kit: frozenset[str] = frozenset()
    race_day: date | None = None
    easy_entry: bool = False
    squat: str | None = None
    cadence: bool = False
    hard: bool = True
    tendons: frozenset[str] = frozenset()
    cleared: date | None = None
    # What stands in tables of its own comes last: rows are read by position.
    gates: Gates = ()
    readiness: tuple[Readiness, ...] = ()
