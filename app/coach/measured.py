"""From what a self-test gave to a number, and from two numbers to what may be said (part E)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

from app.coach.figures import (
    DECOUPLING_FLAG_PERCENT,
    DRIFT_CADENCE,
    DRIFT_FLAG_PERCENT,
    HOP_DIFFERENCE_WORTH_NOTING,
    RIEGEL_EXPONENT,
    SIDE_DIFFERENCE_WORTH_NOTING,
    WELL_PACED,
)
from app.coach.frozen import dataclass
from app.coach.model import Decision, Side
from app.coach.runs import like_pace
from app.coach.selftests import Attempts, Better, Measurement, Score, SelfTest

SECONDS_A_RAISE = 2.0
"""A calf raise takes two beats of sixty a minute, so thirty in a minute (T8)."""
_SHORT_METRES, _LONG_METRES = 1200.0, 3600.0
_ENDURANCE_LEANING, _SPEED_LEANING = 0.98, 1.03


def reduce(test: SelfTest, score: Score, attempts: Sequence[float]) -> float:
    """Return the result of several attempts: the best, the mean or the middle one.

    Raises `ValueError` without an attempt.
    """
    if not attempts:
        raise ValueError("a result takes an attempt")
    if test.take is Attempts.MEAN:
        return math.fsum(attempts) / len(attempts)
    if test.take is Attempts.MIDDLE:
        return _middle(sorted(attempts))
    return min(attempts) if score.better is Better.LESS else max(attempts)


def _middle(ordered: Sequence[float]) -> float:
    # Not by way of `statistics`, which the first screen would wait for.
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def raises_done(seconds: float) -> int:
    """Return the calf raises done so long after the first beat: counted on the way down."""
    return max(0, int((seconds + SECONDS_A_RAISE / 2) // SECONDS_A_RAISE))


def sustain_index(
    short_metres: float, short_seconds: float, long_metres: float, long_seconds: float
) -> float:
    """Return actual ÷ predicted time of the longer effort (T14, X27).

    Raises `ValueError` unless all are above zero and the longer one is longer and took longer.
    """
    if not 0 < short_metres < long_metres or not 0 < short_seconds < long_seconds:
        raise ValueError("the second effort has to be longer, in metres and in time")
    predicted: float = short_seconds * (long_metres / short_metres) ** RIEGEL_EXPONENT
    return long_seconds / predicted


def sustain_words(index: float) -> str:
    """Return what a sustain index leans to (T14)."""
    if index < _ENDURANCE_LEANING:
        return "leans to endurance"
    return "leans to speed and fades" if index > _SPEED_LEANING else "balanced"


def critical_speed(short_seconds: float, long_seconds: float) -> float:
    """Return metres a second from 1200 m and 3600 m, all out on one day (T15, X26).

    Raises `ValueError` unless the times are above zero and the longer run took longer.
    """
    if not 0 < short_seconds < long_seconds:
        raise ValueError("3600 m take longer than 1200 m")
    return (_LONG_METRES - _SHORT_METRES) / (long_seconds - short_seconds)


def drop_per_cent(first: float, last: float) -> float:
    """Return by how many per cent a figure fell from first to last (T16).

    Raises `ValueError` for a first that is not above zero.
    """
    if first <= 0:
        raise ValueError("the first figure has to be above zero")
    return (first - last) / first * 100


def kept_per_cent(first: float, last: float) -> float:
    """Return the last as per cent of the first (T17). Raises `ValueError` as `drop_per_cent`."""
    return 100 - drop_per_cent(first, last)


def cadence_drop(first: float, last: float) -> float:
    """Return by how many per cent cadence fell late in a run (T18).

    Raises `ValueError` for a cadence of 140 or less: that is walking or standing, not running.
    """
    if min(first, last) <= DRIFT_CADENCE:
        raise ValueError(f"both have to be above {DRIFT_CADENCE:.0f} steps a minute, in motion")
    return drop_per_cent(first, last)


INPUTS = (
    "short_metres",
    "short_time",
    "long_metres",
    "long_time",
    "time_1200",
    "time_3600",
    "first_half",
    "second_half",
    "first_metres",
    "last_metres",
    "early_cadence",
    "late_cadence",
)
"""The figures from which T14 to T18 are worked out; times in seconds."""

_WORKED_OUT: Mapping[str, Callable[..., float]] = {
    "T14": sustain_index,
    "T15": critical_speed,
    "T16": drop_per_cent,
    "T17": kept_per_cent,
    "T18": cadence_drop,
}


def work_out(test: SelfTest, figures: Sequence[float]) -> float:
    """Return the score of a test from its inputs, in their order. Raises `ValueError`."""
    return _WORKED_OUT[test.id](*figures)


def symmetry(left: float, right: float) -> float | None:
    """Return the lower leg as per cent of the better one; None where both are nought."""
    best = max(left, right)
    return None if best <= 0 else min(left, right) / best * 100


@dataclass(frozen=True, slots=True)
class Change:
    """What two results of one test on one side say. `by` is newer minus older, in the unit."""

    older: Measurement
    by: float
    noise: float | None
    real: bool
    improved: bool | None


def change(score: Score, older: Measurement, newer: Measurement) -> Change:
    """Compare two results; a change counts only beyond the stated noise (part E).

    Where no noise is stated any difference is only named, never called a change.
    """
    by = newer.value - older.value
    noise = score.noise
    if noise is None and score.noise_share is not None:
        noise = abs(older.value) * score.noise_share
    real = noise is not None and abs(by) > noise
    improved = None
    if real and score.better is not Better.NEITHER:
        improved = (by > 0) == (score.better is Better.MORE)
    return Change(older, by, noise, real, improved)


def shown(score: Score, value: float) -> str:
    """Return a value as people read it, with its unit."""
    if score.choices:
        place = int(value)
        return score.choices[place] if 0 <= place < len(score.choices) else "?"
    number = f"{value:.0f}" if score.whole else f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{number} {score.label}".strip()


def pace(metres_a_second: float) -> str:
    """Return a speed as minutes and seconds a kilometre, such as `4:10/km`."""
    seconds = round(1000 / metres_a_second)
    return f"{seconds // 60}:{seconds % 60:02}/km"


_PACE = re.compile(r"(\d{1,2}):([0-5]\d) ?(?:/|per )km")


def alike(one: str, other: str) -> bool:
    """Return whether two results were taken under conditions that may be compared.

    That is in the same words, or at like pace where both name one (T1, T18).
    """
    if one == other:
        return True
    paces = [_PACE.fullmatch(words.strip()) for words in (one, other)]
    if not all(paces):
        return False
    first, second = (int(found[1]) * 60 + int(found[2]) for found in paces if found)
    return like_pace(first, second)


def compare_sides(test: SelfTest, left: Measurement, right: Measurement) -> Decision | None:
    """Say how far the legs are apart, where that is worth a word; else None (T8, T10).

    A hop has a stricter aim than the rest: 90 per cent (T10, X31b).
    """
    both = symmetry(left.value, right.value)
    share = HOP_DIFFERENCE_WORTH_NOTING if test.id == "T10" else SIDE_DIFFERENCE_WORTH_NOTING
    if both is None or both >= 100 * (1 - share):
        return None
    weaker = Side.LEFT if left.value < right.value else Side.RIGHT
    sentence = f"The {weaker} leg has {both:.0f} % of the other: worth noting, and it goes first."
    return Decision(test.id, sentence, (("left", left.value), ("right", right.value)))


def meaning(test_id: str, value: float) -> str:
    """Return what a figure says by itself, in one sentence; "" where that is left to the numbers.

    T14 (X27), T15, T16 (X29), T17, T18.
    """
    if test_id == "T14":
        return f"{sustain_words(value).capitalize()}."
    if test_id == "T15":
        return f"{pace(value)}."
    if test_id == "T16" and value < DECOUPLING_FLAG_PERCENT:
        under = f"Under about {DECOUPLING_FLAG_PERCENT:g} %"
        return f"{under}: a good base at this effort, by rule of thumb."
    if test_id == "T17":
        return "Well paced." if value >= WELL_PACED else f"Well paced begins at {WELL_PACED} %."
    if test_id == "T18" and value > DRIFT_FLAG_PERCENT:
        return f"A drop of more than {DRIFT_FLAG_PERCENT:g} % is worth a look."
    return ""


def steps_and_time(steps: Change, seconds: Change) -> Decision:
    """Say what fewer steps over the same stretch mean, which depends on the time (T12)."""
    numbers = (("steps", steps.by), ("seconds", seconds.by))
    fewer, slower = steps.by < 0, seconds.by > 0
    if fewer and not slower:
        sentence = "Fewer steps and not slower: that is progress."
    elif fewer:
        sentence = (
            "Fewer steps but slower: that may be over-striding, and is no progress by itself."
        )
    else:
        sentence = "Progress here is fewer steps in no more time."
    return Decision("T12", sentence, numbers)
