"""What a reader of run files gives back: the samples, and what was odd about the file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime

from app.coach.frozen import dataclass
from app.coach.runs import Sample

_EARTH_METRES = 6_371_000.0


@dataclass(frozen=True, slots=True)
class Point:
    """One recorded point as a file has it; `metres` is the distance so far."""

    at: datetime
    metres: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    heart_rate: float | None = None
    cadence: float | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """One activity of a file. `sport` is the file's word for it, or None.

    `metres` is the whole distance where the recorder gives one. `damaged` says that not all of
    it could be read; `notes` say what was odd, in sentences.
    """

    points: tuple[Point, ...]
    sport: str | None = None
    metres: float | None = None
    damaged: bool = False
    notes: tuple[str, ...] = ()


def samples(points: Sequence[Point]) -> tuple[Sample, ...]:
    """Return the points in the order of their times, with a distance and no impossible value."""
    ordered = sorted(points, key=lambda point: point.at)
    has_distance = any(point.metres is not None for point in ordered)
    travelled: list[float | None] = (
        [point.metres for point in ordered] if has_distance else _travelled(ordered)
    )
    return tuple(
        Sample(
            (point.at - ordered[0].at).total_seconds(),
            metres,
            _within(point.heart_rate, 25, 250),
            _within(point.cadence, 0, 300),
        )
        for point, metres in zip(ordered, travelled, strict=True)
    )


def _travelled(points: Sequence[Point]) -> list[float | None]:
    """Add up the way from place to place; points without a place get None."""
    found: list[float | None] = []
    total, last = 0.0, None
    for point in points:
        if point.latitude is None or point.longitude is None:
            found.append(None)
            continue
        here = (math.radians(point.latitude), math.radians(point.longitude))
        total += 0.0 if last is None else _way(last, here)
        last = here
        found.append(total)
    return found


def _way(one: tuple[float, float], other: tuple[float, float]) -> float:
    half = (
        math.sin((other[0] - one[0]) / 2) ** 2
        + math.cos(one[0]) * math.cos(other[0]) * math.sin((other[1] - one[1]) / 2) ** 2
    )
    return 2 * _EARTH_METRES * math.asin(math.sqrt(min(1.0, half)))


def _within(value: float | None, least: float, most: float) -> float | None:
    return value if value is not None and least <= value <= most else None


def number(text: object, least: float = -math.inf, most: float = math.inf) -> float | None:
    """Read a finite number in a range from a field of a file; None for anything else."""
    if text is None or isinstance(text, bool):
        return None
    try:
        value = float(text)  # type: ignore[arg-type]  # whatever it is, float() says so
    except (TypeError, ValueError, OverflowError):
        return None
    return value if math.isfinite(value) and least <= value <= most else None
