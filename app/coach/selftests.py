"""The self-tests of part E: what one is, who had better not do it yet, and which come when.

The words of a test are content (`assets/content/selftests.toml`); its scoring is in
`app.coach.measured`. A `Measurement` is one number as it stands in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from app.coach.figures import FAST_WORK_CALF, JUMP_PAIN
from app.coach.frozen import dataclass
from app.coach.model import Decision, Link, Side, Start
from app.coach.pain import Felt

HOPS = "HOPS"
"""Ten small hops on a leg: no test of part E, but what the jump of the march asks for (B.2)."""
PAINLESS = 1
"""What stands in the log for ten hops that did not hurt; 0 for hops that did."""

TEST_IDS = (*(f"T{number}" for number in range(1, 19)), HOPS)


class Instrument(StrEnum):
    """How the program takes a test."""

    BEAT = "beat"
    """Counts raises to a beat until a key stops it."""
    TAPS = "taps"
    """Counts how often a key is pressed in a fixed time."""
    HOLD = "hold"
    """Times how long a position is held."""
    COUNT = "count"
    """Counts repetitions by a key, without a beat."""
    FOLLOW = "follow"
    """Sounds beats that get faster and asks after each how following went."""
    CHECKLIST = "checklist"
    """Asks which points stayed clean."""
    CHOICE = "choice"
    """Asks for one of a few words."""
    ENTRY = "entry"
    """Asks for figures that were measured elsewhere."""


class Better(StrEnum):
    """Which way a score gets better. `NEITHER`: it is a fact about the runner, not a rank."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


class Attempts(StrEnum):
    """What becomes of several attempts."""

    BEST = "best"
    MEAN = "mean"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Score:
    """One number that a test gives.

    `unit` is its word in the log. `low` and `high` bound what can be stored. `choices` are words
    for 0, 1, 2 … where the number stands for a word, the poorest first. A change counts only
    beyond `noise`, in the unit, or beyond `noise_share` of the older value, if any is stated.
    """

    unit: str
    label: str
    low: float
    high: float
    whole: bool
    better: Better
    noise: float | None = None
    noise_share: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SelfTest:
    """One test of part E.

    `seconds` is the length of a TAPS test or the cap of a HOLD, `factor` what a tap stands for,
    `beats` the beats a minute. `points` are what a checklist asks about. `inputs` are the figures
    an ENTRY asks for, where the score is worked out from them. `conditions` are words of which
    one is stored with a result, and has to be where `conditions_needed`; `free_conditions` says
    what to write there where words are free. `norm` and `noise_words` are for reading;
    `provisional` says what is still to be confirmed. `between` says what to do between two
    attempts, "" for a rest. `raises` are the per cent by which a FOLLOW test raises the beat.
    `alike`: results are compared under the same conditions only.
    """

    id: str
    title: str
    links: tuple[Link, ...]
    instrument: Instrument
    purpose: str
    steps: tuple[str, ...]
    scores: tuple[Score, ...]
    sided: bool = False
    attempts: int = 1
    take: Attempts = Attempts.BEST
    seconds: int = 0
    factor: int = 1
    beats: int = 0
    points: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    conditions_needed: bool = False
    free_conditions: str = ""
    kit: tuple[str, ...] = ()
    norm: str = ""
    norm_sources: tuple[str, ...] = ()
    noise_words: str = ""
    cautions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    provisional: str = ""
    between: str = ""
    raises: tuple[int, ...] = ()
    alike: bool = False

    @property
    def sides(self) -> tuple[Side, ...]:
        """Whose result this is: each leg's, or one for both."""
        return (Side.LEFT, Side.RIGHT) if self.sided else (Side.BOTH,)

    def sides_from(self, first: Side) -> tuple[Side, ...]:
        """Return the sides in the order in which they are tested, one leg first."""
        return (first, first.other) if self.sided and first in self.sides else self.sides

    def score(self, unit: str) -> Score | None:
        """Return the score that is stored under this unit."""
        return next((score for score in self.scores if score.unit == unit), None)


SelfTests = Mapping[str, SelfTest]


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number of one test on one side, as it stands in the log. `day` is the training day."""

    test: str
    day: date
    side: Side
    value: float
    unit: str
    note: str = ""
    conditions: str = ""
    id: str = ""


Measurements = tuple[Measurement, ...]
"""Oldest first."""


CANNOT, CAN = "cannot", "can"


def impossible(decided: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the tests said to be impossible; `decided` are test and choice, oldest first."""
    last = dict(decided)
    return frozenset(test_id for test_id, choice in last.items() if choice == CANNOT)


def of_test(
    measured: Iterable[Measurement], test_id: str, side: Side, unit: str | None = None
) -> Measurements:
    """Return a test's results on one side, oldest first; of one unit, or of all."""
    return tuple(
        one
        for one in measured
        if one.test == test_id and one.side is side and unit in {None, one.unit}
    )


# --- which tests, when -------------------------------------------------------------------

RETESTS: Mapping[Link, tuple[str, ...]] = {
    Link.MECHANICS: ("T4", "T5", "T6", "T7", "T18"),
    Link.COORDINATION: ("T1", "T2", "T3", "T11"),
    Link.POWER: ("T8", "T9", "T12", "T13"),
    Link.AEROBIC: ("T14", "T15", "T16"),
}
"""The re-test set of each link, offered at every phase end (part E)."""

RETEST_NEEDED: Mapping[Link, tuple[frozenset[str], ...]] = {
    Link.MECHANICS: tuple(frozenset({test}) for test in ("T4", "T5", "T6", "T7")),
    Link.COORDINATION: tuple(frozenset({test}) for test in ("T1", "T2", "T3")),
    Link.POWER: tuple(frozenset({test}) for test in ("T8", "T9")),
    Link.AEROBIC: (frozenset({"T14", "T15"}),),
}
"""What of it the end of phase 4 waits for: one test of each group. What needs a slope, a track or
a file of a run is offered and not demanded [J]."""


# --- who had better wait -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fitness:
    """What the rules on testing know about a runner today.

    `phase` is the phase the plan stands in, 0 for none, PRIMER, GENTLE and DEFER. `pain` is the
    highest of the last seven days, None where nothing was answered. `calf` is the lower leg's
    calf raises, best of the last two tests, None where a leg is untested.
    """

    start: Start | None = None
    phase: int = 0
    pain: Felt | None = None
    calf: int | None = None
    primer_done: bool = False


_HARD_OR_FAST = frozenset({HOPS, "T10", "T11", "T12", "T13", "T14", "T15"})
_HOP_PHASE, _SPRINT_PHASE = 3, 4


def barred(test_id: str, fitness: Fitness) -> Decision | None:
    """Say why a test has to wait, or None. What is not known never opens one (part E)."""
    if fitness.start is Start.HOLD:
        return Decision("D.6", "No tests while something needs a person to look at it first.")
    if fitness.start is Start.GENTLE and test_id in _HARD_OR_FAST:
        return Decision("D.3", "No hops, sprints or all-out efforts in the gentle form.")
    if test_id in {"T10", HOPS}:
        return _hop(fitness, test_id)
    if test_id == "T11" and fitness.phase < _SPRINT_PHASE and not fitness.primer_done:
        return Decision("T11", "Sprinting for time waits until phase 4.", _seen(fitness))
    if test_id == "T15" and fitness.phase in {1, 2}:
        sentence = "Two all-out runs in a day are not for phases 1 and 2."
        return Decision("T15", sentence, _seen(fitness))
    return None


def _hop(fitness: Fitness, test_id: str) -> Decision | None:
    most = JUMP_PAIN if test_id == HOPS else 0
    missing = []
    if fitness.phase < _HOP_PHASE:
        missing.append("phase 3")
    if fitness.calf is None:
        missing.append(f"calf raises counted on both legs ({FAST_WORK_CALF} or more)")
    elif fitness.calf < FAST_WORK_CALF:
        missing.append(f"{FAST_WORK_CALF} calf raises on each leg (now {fitness.calf})")
    if fitness.pain is None:
        missing.append("an answer about pain in the last seven days")
    elif fitness.pain.counts > most:
        calm = f"pain of {most} at most" if most else "no pain at all"
        missing.append(f"{calm} for seven days (now {fitness.pain.seen})")
    if not missing:
        return None
    rule = "D.7.4" if test_id == HOPS else test_id
    return Decision(rule, f"Hopping waits for: {', '.join(missing)}.", _seen(fitness))


def _seen(fitness: Fitness) -> tuple[tuple[str, float | str], ...]:
    seen: list[tuple[str, float | str]] = [("phase", fitness.phase)]
    seen += [("pain", fitness.pain.seen)] if fitness.pain is not None else []
    seen += [("calf raises", fitness.calf)] if fitness.calf is not None else []
    return tuple(seen)
