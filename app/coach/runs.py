"""What a recorded run says: pace, cadence with its doubling, drift, and the longest-run guard.

Times are seconds, distances metres, speeds metres per second. Cadence is kept as the file has it
beside the factor that makes it steps per minute. Two stretches are compared only at like pace
(within ±3 %), since cadence and heart rate follow pace (T1, T16, T18).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from app.coach import figures
from app.coach.frozen import dataclass
from app.coach.model import Decision

TYPED = "typed"
"""The source of a run that comes from no file."""

LONGEST = timedelta(days=8)
"""No run that is read or typed in lasts longer; none that overlaps it began farther away."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One recorded point: `at` is seconds from the first, `metres` the distance so far.

    `cadence` is as the file has it, of one foot or of both.
    """

    at: float
    metres: float | None = None
    heart_rate: float | None = None
    cadence: float | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """What a run comes to. A value that the samples do not carry is None.

    `seconds` is time in motion. `settled_*` are means from minute 10 on (T1), `early_*` and
    `late_*` those of T18, `first_*` and `second_*` the halves of T16; each is taken over time in
    motion. Every cadence is as in the file: times `cadence_factor` it is steps per minute.
    """

    seconds: float
    elapsed_seconds: float
    metres: float | None = None
    heart_rate: float | None = None
    cadence_raw: float | None = None
    cadence_factor: int | None = None
    settled_speed: float | None = None
    settled_cadence: float | None = None
    early_speed: float | None = None
    early_cadence: float | None = None
    late_speed: float | None = None
    late_cadence: float | None = None
    first_speed: float | None = None
    first_heart_rate: float | None = None
    second_speed: float | None = None
    second_heart_rate: float | None = None

    @property
    def speed(self) -> float | None:
        """Mean metres per second in motion."""
        return self.metres / self.seconds if self.metres and self.seconds > 0 else None

    @property
    def pace(self) -> float | None:
        """Mean seconds per kilometre in motion."""
        return 1000 / self.speed if self.speed else None

    @property
    def cadence(self) -> float | None:
        """Mean steps per minute, both feet."""
        return self.steps(self.cadence_raw)

    def steps(self, raw: float | None) -> float | None:
        """Turn a cadence of this run's file into steps per minute."""
        return None if raw is None or not self.cadence_factor else raw * self.cadence_factor

    @property
    def cadence_drift(self) -> float | None:
        """T18 in percent, negative for slower feet; None where pace was not alike or unknown."""
        early, late = self.early_cadence, self.late_cadence
        if early is None or late is None or not like_pace(self.early_speed, self.late_speed):
            return None
        return (late / early - 1) * 100

    @property
    def decoupling(self) -> float | None:
        """T16 in percent: metres per heartbeat lost in the second half, at like pace."""
        halves = (
            (self.first_speed, self.first_heart_rate),
            (self.second_speed, self.second_heart_rate),
        )
        (speed1, heart1), (speed2, heart2) = halves
        if not speed1 or not speed2 or not heart1 or not heart2 or not like_pace(speed1, speed2):
            return None
        return (1 - (speed2 / heart2) / (speed1 / heart1)) * 100


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run as the log holds it.

    `day` is the local date on which it began, in `zone`. `source` is the kind of file (fit, tcx,
    gpx), or `TYPED`. `damaged` says that the file ended early or could be read only in part;
    `note` holds what was odd about it, in words.
    """

    id: str
    day: date
    zone: str
    started_at: datetime
    source: str
    damaged: bool
    note: str
    measures: Measures

    @property
    def ended_at(self) -> datetime:
        """When the last sample was taken."""
        return self.started_at + timedelta(seconds=self.measures.elapsed_seconds)

    def overlaps(self, other: RunRecord) -> bool:
        """Return whether both can only be one run: more than half of the shorter is shared."""
        shared = min(self.ended_at, other.ended_at) - max(self.started_at, other.started_at)
        shorter = min(self.measures.elapsed_seconds, other.measures.elapsed_seconds)
        return shared.total_seconds() > shorter / 2


Runs = tuple[RunRecord, ...]
"""Runs, oldest first."""


def like_pace(one: float | None, other: float | None) -> bool:
    """Return whether two speeds are known and within ±3 % of the first (T18)."""
    if not one or not other:
        return False
    return abs(other / one - 1) <= figures.LIKE_PACE_SHARE


def cadence_factor(mean: float | None) -> int | None:
    """Return what makes a mean cadence steps per minute: 2 counts one foot, 1 both; None of none.

    FIT, TCX and GPX hold the strides of one foot, but some treadmills write both.
    """
    if not mean:
        return None
    return 2 if mean <= figures.ONE_FOOT_CADENCE else 1


def is_unsure_cadence(mean: float | None) -> bool:
    """Return whether a mean cadence could be of one foot or of both."""
    least, most = figures.UNSURE_CADENCE
    return mean is not None and least <= mean <= most


# --- from samples ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Leg:
    """One stretch in motion between two samples, at `start` seconds of motion."""

    start: float
    seconds: float
    metres: float | None
    heart_rate: float | None
    cadence: float | None


def summarise(samples: Sequence[Sample], metres: float | None = None) -> Measures:
    """Return what the samples of one run come to, in the order of their times.

    `metres` is the whole distance where the recorder gives one; it goes before the samples'.
    """
    legs = _legs(samples)
    moving = legs[-1].start + legs[-1].seconds if legs else 0.0
    elapsed = samples[-1].at - samples[0].at if samples else 0.0
    # A mean of 0 is no cadence either; a broken recorder's tiny values can come to it.
    raw = _mean((leg.cadence, leg.seconds) for leg in legs) or None
    factor = cadence_factor(raw)
    settled = _between(legs, figures.SETTLED_SECONDS, moving)
    early = late = first = second = tuple[_Leg, ...]()
    if moving >= figures.DRIFT_LEAST_SECONDS:
        fast = tuple(
            leg for leg in legs if (leg.cadence or 0) * (factor or 0) > figures.DRIFT_CADENCE
        )
        early = _between(fast, *figures.DRIFT_EARLY_SECONDS)
        late = _between(fast, moving - figures.DRIFT_LATE_SECONDS, moving)
    if moving >= figures.DECOUPLING_LEAST_SECONDS:
        first, second = _between(legs, 0, moving / 2), _between(legs, moving / 2, moving)
    return Measures(
        seconds=moving,
        elapsed_seconds=elapsed,
        metres=_distance(legs) if metres is None else metres,
        heart_rate=_mean((leg.heart_rate, leg.seconds) for leg in legs),
        cadence_raw=raw,
        cadence_factor=factor,
        settled_speed=_speed(settled),
        settled_cadence=_mean((leg.cadence, leg.seconds) for leg in settled),
        early_speed=_speed(early),
        early_cadence=_mean((leg.cadence, leg.seconds) for leg in early),
        late_speed=_speed(late),
        late_cadence=_mean((leg.cadence, leg.seconds) for leg in late),
        first_speed=_speed(first),
        first_heart_rate=_mean((leg.heart_rate, leg.seconds) for leg in first),
        second_speed=_speed(second),
        second_heart_rate=_mean((leg.heart_rate, leg.seconds) for leg in second),
    )


def _legs(samples: Sequence[Sample]) -> tuple[_Leg, ...]:
    legs: list[_Leg] = []
    moved = 0.0
    for group in _grouped(samples):
        seconds = group[-1].at - group[0].at
        metres = None
        known = [sample.metres for sample in group if sample.metres is not None]
        if len(known) > 1:
            metres = known[-1] - known[0]
            if not figures.MOVING_SPEED <= metres / seconds <= figures.IMPOSSIBLE_SPEED:
                continue
        heart = _mean((sample.heart_rate, 1) for sample in group[1:])
        # No cadence is written as 0, which would drag the mean down.
        cadence = _mean((sample.cadence or None, 1) for sample in group[1:])
        legs.append(_Leg(moved, seconds, metres, heart, cadence))
        moved += seconds
    return tuple(legs)


def _grouped(samples: Sequence[Sample]) -> Iterator[list[Sample]]:
    """Yield stretches of about ten seconds, none over a pause.

    From second to second a recorder repeats a distance and then makes up for it, which would
    look like standing still.
    """
    group: list[Sample] = []
    for sample in samples:
        if group and not 0 < sample.at - group[-1].at <= figures.MOVING_GAP_SECONDS:
            if sample.at <= group[-1].at:
                continue
            if len(group) > 1:
                yield group
            group = []
        group.append(sample)
        if group[-1].at - group[0].at >= figures.LEG_SECONDS:
            yield group
            group = [sample]
    if len(group) > 1:
        yield group


def _between(legs: Iterable[_Leg], start: float, end: float) -> tuple[_Leg, ...]:
    return tuple(leg for leg in legs if start <= leg.start < end)


def _mean(weighted: Iterable[tuple[float | None, float]]) -> float | None:
    known = [(value, weight) for value, weight in weighted if value is not None]
    weights = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / weights if weights else None


def _distance(legs: Iterable[_Leg]) -> float | None:
    known = [leg.metres for leg in legs if leg.metres is not None]
    return sum(known) if known else None


def _speed(legs: Iterable[_Leg]) -> float | None:
    return _mean(
        (None if leg.metres is None else leg.metres / leg.seconds, leg.seconds) for leg in legs
    )


# --- over many runs ----------------------------------------------------------------------


def longest_minutes(runs: Iterable[RunRecord], on: date) -> float | None:
    """Return the minutes in motion of the run that took longest, None where none is known.

    Of the 30 days before `on`, that day's included; a run without a distance counts too.
    """
    since = on - timedelta(days=figures.LONGEST_RUN_DAYS)
    recent = (run.measures.seconds for run in runs if since <= run.day <= on)
    seconds = max(recent, default=0.0)
    return seconds / 60 if seconds > 0 else None


def remarks(run: RunRecord) -> tuple[Decision, ...]:
    """Say what T1, T16 and T18 read in a run; nothing where the file does not carry them."""
    said = []
    of = run.measures
    settled = of.steps(of.settled_cadence)
    if settled is not None and of.settled_speed:
        pace = clock_text(1000 / of.settled_speed)
        said.append(
            Decision(
                "T1",
                f"{settled:.0f} steps a minute at {pace} per km, after the first ten minutes.",
                (("cadence", round(settled, 1)), ("pace", round(1000 / of.settled_speed))),
            )
        )
    if of.decoupling is not None:
        good = figures.DECOUPLING_FLAG_PERCENT
        tail = (
            f"at an even effort under about {good:g} % is a good base; heat and hills add to it"
            if of.decoupling >= good
            else "a good base at that effort"
        )
        said.append(
            Decision(
                "T16",
                f"Metres per heartbeat in the second half: {-of.decoupling:+.1f} %; {tail}.",
                (("decoupling", round(of.decoupling, 1)),),
            )
        )
    if of.cadence_drift is not None:
        fell = of.cadence_drift < -figures.DRIFT_FLAG_PERCENT
        tail = "longer steps at the end, at the same pace" if fell else "cadence held"
        said.append(
            Decision(
                "T18",
                f"Cadence over the last ten minutes: {of.cadence_drift:+.1f} %; {tail}.",
                (("drift", round(of.cadence_drift, 1)),),
            )
        )
    return tuple(said)


def clock_text(seconds: float) -> str:
    """Write seconds as 5:03 or 1:02:11."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
