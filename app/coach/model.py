"""The vocabulary of the whole program: what a session, a set, a side and a dose are.

Everything here is a frozen value or an enum. Units: seconds, kilograms, centimetres, metres;
repetitions and seconds of a one-legged exercise are per leg. Control is 1–5, effort (RPE) and
pain are 0–10 (digest D). "Workout" in code is what people read as "session".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.coach.gate_state import Gates


@dataclass(frozen=True, slots=True)
class Moment:
    """One reading of a clock: `seconds` never jumps, `instant` is UTC and may."""

    seconds: float
    instant: datetime


class Link(StrEnum):
    """A link of the chain that can be weak; `TISSUE` is trained but never diagnosed (part B)."""

    MECHANICS = "mechanics"
    COORDINATION = "coordination"
    POWER = "power"
    AEROBIC = "aerobic"
    TISSUE = "tissue"


# The order breaks ties: movement first, then turnover, then power (F.2.4).
DIAGNOSED_LINKS = (Link.MECHANICS, Link.COORDINATION, Link.POWER, Link.AEROBIC)


class Start(StrEnum):
    """Where a runner begins (F.2.7)."""

    HOLD = "HOLD"
    GENTLE = "GENTLE"
    NONE = "NONE"
    PRIMER = "PRIMER"
    FULL = "FULL"
    DEFER = "DEFER"


class Side(StrEnum):
    """Whose work a set is. `BOTH` is two-legged or alternating work, one value for both legs."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> Side:
        """The opposite leg; `BOTH` stays `BOTH`."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, Side.BOTH)


class Laterality(StrEnum):
    """How an exercise uses the legs (B.0: U, A, B)."""

    EACH = "each"
    ALTERNATING = "alternating"
    TOGETHER = "together"

    @property
    def sides(self) -> int:
        """How many times a set is done: twice where each leg has its own."""
        return 2 if self is Laterality.EACH else 1


class Unit(StrEnum):
    """What a target counts."""

    REPS = "reps"
    TOUCHES = "touches"
    HOLDS = "holds"
    SECONDS = "seconds"
    METRES = "metres"
    MINUTES = "minutes"
    PAIRS = "pairs"


class Section(StrEnum):
    """Part of a session. Only `MAIN` counts toward the twenty minutes of S6 (D.7.1)."""

    OPENING = "opening"
    MAIN = "main"
    CLOSING = "closing"


class Demand(StrEnum):
    """What an exercise asks of the tissue, for the spacing rules S2 and S3 (D.7.2)."""

    STRENGTH = "strength"
    JUMP = "jump"
    LIGHT = "light"


class Place(StrEnum):
    """Where a session or an exercise can be done."""

    HOME = "home"
    OUTDOORS = "outdoors"
    GYM = "gym"


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds to lower, hold, rise and hold again; 0 leaves a part out."""

    lower: int
    hold: int
    rise: int
    top: int

    @classmethod
    def parse(cls, text: str) -> Tempo:
        """Read `2-0-1-0`. Raises `ValueError` for anything but four whole numbers."""
        parts = text.split("-")
        if len(parts) != 4 or not all(part.isdecimal() for part in parts):
            raise ValueError(f"a tempo is four whole seconds such as 2-0-1-0, not {text!r}")
        return cls(*(int(part) for part in parts))

    @property
    def seconds(self) -> int:
        """How long one repetition takes without a pause."""
        return self.lower + self.hold + self.rise + self.top

    def __str__(self) -> str:
        return f"{self.lower}-{self.hold}-{self.rise}-{self.top}"


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to do an exercise, on a ladder from easy to hard (D.7.4).

    `laterality` replaces the exercise's own; `hand` marks a supported form, which opens no gate.
    `like` names another exercise whose description fits this rung. `demand` and `contacts`
    replace the exercise's own where a rung leaves the ground.
    """

    id: str
    name: str
    laterality: Laterality | None = None
    hand: bool = False
    like: str | None = None
    demand: Demand | None = None
    contacts: float | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One entry of the library (part B). Doses are the programme's, not the exercise's.

    `seconds_per_unit` includes the pause (B.0); `hold_seconds` is the held part of a `HOLDS`
    unit. `leg_rest` is between legs, `set_rest` between sets, in seconds. `rated` says whether
    control, effort and pain are asked after it; the moves of a warm-up are not. `contacts` is
    ground contacts per unit toward the budget of D.2.

    `long_set_rest` replaces `set_rest` above 8 reps or 20 m where it is not 0 (D.7.1).
    `seconds_per_metre` is for a drill that can travel as well as stay on the spot. `kit` is what
    the exercise cannot do without, `handy` what only helps. `entry` says in words what has to
    hold before it is begun. `easier` and `harder` are forms in words, the `_ids` other entries.
    `notes` are what else is good to know. `sources` are digest tags, each with what was taken
    from there; `provisional` says what is still to be confirmed.
    """

    id: str
    name: str
    purpose: str
    links: tuple[Link, ...]
    laterality: Laterality
    unit: Unit
    seconds_per_unit: float
    demand: Demand
    tempo: Tempo | None = None
    hold_seconds: int = 0
    leg_rest: int = 0
    set_rest: int = 0
    long_set_rest: int = 0
    seconds_per_metre: float = 0.0
    contacts: float = 0.0
    rated: bool = True
    synonyms: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()
    dose: str = ""
    places: tuple[Place, ...] = (Place.HOME,)
    kit: tuple[str, ...] = ()
    handy: tuple[str, ...] = ()
    entry: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    rungs: tuple[Rung, ...] = ()
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    easier_ids: tuple[str, ...] = ()
    harder_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    provisional: str = ""
    pose: str | None = None

    def rung(self, rung_id: str | None) -> Rung | None:
        """Return the rung with this id, or None."""
        return next((rung for rung in self.rungs if rung.id == rung_id), None)

    def laterality_at(self, rung_id: str | None) -> Laterality:
        """How the legs are used on this rung."""
        rung = self.rung(rung_id)
        return rung.laterality if rung and rung.laterality else self.laterality


Library = Mapping[str, Exercise]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a rule decided: its digest id, one sentence for the runner, the numbers it saw."""

    rule: str
    sentence: str
    numbers: tuple[tuple[str, float | str], ...] = ()


# --- what is planned ---------------------------------------------------------------------


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


# --- what was done -----------------------------------------------------------------------


class SetStatus(StrEnum):
    """What became of a prescribed set."""

    PLANNED = "planned"
    DONE = "done"
    SKIPPED = "skipped"


class WorkoutStatus(StrEnum):
    """What became of a workout. `LIVE` is begun and not yet ended, running or not."""

    LIVE = "live"
    ENDED = "ended"
    DISCARDED = "discarded"


class SkipReason(StrEnum):
    """Why a set was left out or closed."""

    PAIN = "pain"
    SHARP = "sharp"
    """Pain that was sharp, or came suddenly: red, whatever its number (D.4)."""
    TIME = "time"
    KIT = "kit"
    TIRED = "tired"
    QUALITY = "quality"
    ENDED = "ended"
    """The session was ended before it was reached."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SetRow:
    """One prescribed set on one side: one row of `workout_set`.

    `pos` orders the rows of a workout from 0. `rest_after` is seconds until the next set;
    `switch` says that the next set is the same one on the other leg.
    """

    pos: int
    section: Section
    exercise_id: str
    set_no: int
    set_count: int
    side: Side
    unit: Unit
    target: int
    seconds_per_unit: float
    rest_after: int
    rule: str
    why: str
    switch: bool = False
    tempo: Tempo | None = None
    rung: str | None = None
    hold_seconds: int = 0
    load_kg: float | None = None
    height_cm: int | None = None
    rated: bool = True
    status: SetStatus = SetStatus.PLANNED
    actual: int | None = None
    skip_reason: SkipReason | None = None
    pain: int | None = None
    note: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """How an exercise went on one side: one row of `exercise_result`.

    Control stands on the side it was given for; effort and pain are one number per exercise and
    stand on the row of `Side.BOTH` (D.7.2). None means: passed by, never invented.
    """

    exercise_id: str
    side: Side
    control: int | None = None
    effort: int | None = None
    pain: int | None = None
    pain_place: str = ""
    next_morning: str | None = None


@dataclass(frozen=True, slots=True)
class WorkoutRecord:
    """A workout as the log holds it.

    `day` is the local date on which it began, in `zone`; instants are UTC. `original_day` is the
    date it was first due, kept for adherence. `slot_key` is `Slot.key`, or "" outside a plan.
    `short` marks the ten-minute version (D.7.10).
    """

    id: str
    programme_id: str | None
    kind: Kind
    slot_key: str
    phase: int
    week: int
    day_no: int
    day: date
    zone: str
    started_at: datetime
    status: WorkoutStatus
    title: str = ""
    ended_at: datetime | None = None
    original_day: date | None = None
    source: str = "live"
    short: bool = False
    note: str = ""
    sets: tuple[SetRow, ...] = ()
    ratings: tuple[Rating, ...] = ()

    def rating(self, exercise_id: str, side: Side) -> Rating:
        """Return the rating of one side; an empty one where nothing was given."""
        for rating in self.ratings:
            if rating.exercise_id == exercise_id and rating.side is side:
                return rating
        return Rating(exercise_id, side)


History = tuple[WorkoutRecord, ...]
"""Ended workouts, oldest first."""


# --- what changes ------------------------------------------------------------------------

Value = str | int | float | bool | None | datetime | date | Tempo
"""What a changed field may hold."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after. `before` None: it is new. `after` None: it goes.

    `table` is `workout`, `workout_set` or `exercise_result`; `key` is () for the workout itself,
    (pos,) for a set, (exercise_id, side) for a result. Only the fields that change are given.
    """

    table: str
    key: tuple[int | str, ...]
    before: Mapping[str, Value] | None
    after: Mapping[str, Value] | None

    @property
    def inverse(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.table, self.key, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Changeset:
    """The rows one event changed, stored together or not at all.

    `seq` numbers the changesets of a workout from 1. `undoes` names the one that this takes
    back.
    """

    seq: int
    cause: str
    rows: tuple[RowChange, ...] = field(default=())
    undoes: int | None = None
