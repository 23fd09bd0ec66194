"""Runs from TCX files, after the shared repair."""

from __future__ import annotations

import io
from xml.etree import ElementTree

from data.imports.repair import Repaired, repair
from data.imports.stamp import instant
from data.imports.track import Point, Track, number

Element = ElementTree.Element


def read(raw: bytes) -> tuple[Track, ...]:
    """Return the activities of a TCX file. Raises `UsageError` if nothing of it can be read."""
    repaired = repair(raw)
    found = _Found(repaired)
    try:
        # `repair` has refused entities, so there is nothing to expand.
        for _, element in ElementTree.iterparse(io.BytesIO(repaired.xml)):  # noqa: S314 -- above
            found.take(element)
    except ElementTree.ParseError as error:
        found.fail(str(error))
    return tuple(found.tracks)


class _Found:
    """What of the file has been read so far."""

    def __init__(self, repaired: Repaired) -> None:
        self.tracks: list[Track] = []
        self._damaged = repaired.damaged
        self._notes = repaired.notes
        self._points: list[Point] = []
        self._distances: list[float] = []
        self._untimed = 0

    def take(self, element: Element) -> None:
        match _local(element.tag):
            case "Trackpoint":
                point = _point(element)
                if point is None:
                    self._untimed += 1
                else:
                    self._points.append(point)
            case "Lap":
                metres = number(_text(element, "DistanceMeters"), 0, 10_000_000)
                self._distances += [] if metres is None else [metres]
            case "Activity":
                self._end(element.get("Sport"))
            case _:
                return
        # What was taken is let go of, so that a long file stays small.
        element.clear()

    def fail(self, fault: str) -> None:
        self._damaged = True
        self._notes += (f"it is damaged ({fault}); what comes before is read",)
        if self._points:
            self._end(None)

    def _end(self, sport: str | None) -> None:
        notes = self._notes
        if self._untimed:
            notes += (f"{self._untimed} points without a time were left out",)
        # The laps of a damaged file are not all of them.
        whole = None if self._damaged else sum(self._distances) or None
        self.tracks.append(Track(tuple(self._points), sport, whole, self._damaged, notes))
        self._points, self._distances, self._untimed = [], [], 0


def _point(element: Element) -> Point | None:
    at = instant(_text(element, "Time"))
    if at is None:
        return None
    latitude = longitude = heart_rate = cadence = None
    for part in element.iter():
        match _local(part.tag):
            case "LatitudeDegrees":
                latitude = number(part.text, -90, 90)
            case "LongitudeDegrees":
                longitude = number(part.text, -180, 180)
            case "HeartRateBpm":
                heart_rate = number(_text(part, "Value"))
            case "RunCadence":
                cadence = number(part.text)
            case "Cadence" if cadence is None:
                cadence = number(part.text)
    metres = number(_text(element, "DistanceMeters"), 0, 10_000_000)
    return Point(at, metres, latitude, longitude, heart_rate, cadence)


def _text(element: Element, name: str) -> str | None:
    """Return the text of the child of this name, in whichever namespace."""
    return next((child.text for child in element if _local(child.tag) == name), None)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
