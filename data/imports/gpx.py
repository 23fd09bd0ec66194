"""Runs from GPX files, read with gpxpy after the shared repair."""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from app.errors import UsageError
from data.imports.repair import repair
from data.imports.track import Point, Track, number

if TYPE_CHECKING:
    from gpxpy.gpx import GPX, GPXTrackPoint

_POINT = re.compile(r"<trkpt\b(?:[^>]*/>|.*?</trkpt\s*>)", re.DOTALL)
_NUMBER = re.compile(r"""\b(?:lat|lon)\s*=\s*["']([^"']*)["']|<(?:\w+:)?ele>([^<]*)<""")


def read(raw: bytes) -> tuple[Track, ...]:
    """Return the tracks of a GPX file. Raises `UsageError` if nothing of it can be read."""
    repaired = repair(raw)
    text = repaired.xml.decode("utf-8")
    notes = repaired.notes
    damaged = repaired.damaged
    try:
        found = _parse(text)
    except Exception:  # noqa: BLE001 -- gpxpy lets whatever a field raises out of a damaged file
        # One number that is none makes gpxpy refuse the whole file.
        text, left_out = _POINT.subn(lambda point: _sound(point.group()), text)
        notes += ("points whose place cannot be read were left out",) if left_out else ()
        damaged = True
        try:
            found = _parse(text)
        except Exception as error:  # of any kind, as above
            raise UsageError(f"it is not GPX that can be read ({str(error)[:80]})") from error
    return tuple(
        _track(
            track.type, [point for part in track.segments for point in part.points], damaged, notes
        )
        for track in found.tracks
    )


def _parse(text: str) -> GPX:
    import gpxpy

    return gpxpy.parse(text)


def _sound(point: str) -> str:
    numbers = [place or height for place, height in _NUMBER.findall(point)]
    return point if all(number(text) is not None for text in numbers) else ""


def _track(
    sport: str | None, found: list[GPXTrackPoint], damaged: bool, notes: tuple[str, ...]
) -> Track:
    points = [point for point in map(_point, found) if point is not None]
    if len(points) < len(found):
        notes += (f"{len(found) - len(points)} points without a time were left out",)
    return Track(tuple(points), sport, None, damaged, notes)


def _point(point: GPXTrackPoint) -> Point | None:
    if point.time is None:
        return None
    at = point.time if point.time.tzinfo else point.time.replace(tzinfo=UTC)
    heart_rate = cadence = None
    for extension in point.extensions:
        for part in extension.iter():
            heart_rate = _of(part, ("hr", "heartrate"), heart_rate)
            cadence = _of(part, ("cad", "cadence"), cadence)
    return Point(
        at.astimezone(UTC),
        None,
        number(point.latitude, -90, 90),
        number(point.longitude, -180, 180),
        heart_rate,
        cadence,
    )


def _of(part: Element, names: tuple[str, ...], known: float | None) -> float | None:
    if str(part.tag).rpartition("}")[2].lower() in names:
        return number(part.text)
    return known
