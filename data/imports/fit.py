"""Runs from FIT files, read with fitdecode as far as they go."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from data.imports.track import Point, Track, number

if TYPE_CHECKING:
    from fitdecode.records import FitDataMessage

# Half the circle is 2^31 units.
_DEGREES = 180 / 2**31
_ACTIVITY = "activity"


def read(raw: bytes) -> tuple[Track, ...]:
    """Return the activities of a FIT file, with whatever was read before a fault."""
    from fitdecode import CrcCheck, ErrorHandling, FitReader
    from fitdecode.records import FitCRC, FitDataMessage

    found = _Found()
    fault: str | None = None
    try:
        with (
            warnings.catch_warnings(),
            FitReader(
                io.BytesIO(raw),
                check_crc=CrcCheck.READONLY,
                error_handling=ErrorHandling.IGNORE,
            ) as reader,
        ):
            warnings.simplefilter("ignore")
            for frame in reader:
                if isinstance(frame, FitDataMessage):
                    found.take(frame)
                elif isinstance(frame, FitCRC) and not frame.matched:
                    fault = "its checksum does not match"
    except Exception as error:  # noqa: BLE001 -- fitdecode lets faults of any kind out of a damaged file
        fault = f"it is damaged ({_said(error)}); what comes before is read"
    return found.tracks(fault)


def _said(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:80]


class _Found:
    """The messages that matter, as they come."""

    def __init__(self) -> None:
        self.points: list[Point] = []
        self.sessions: list[Mapping[str, object]] = []
        self.sport: str | None = None
        self.kind: str | None = None

    def take(self, frame: FitDataMessage) -> None:
        values: dict[str, object] = {}
        for field in frame.fields:
            # A developer field may have the name of a field of the profile; the first holds.
            values.setdefault(str(field.name), field.value)
        if frame.name == "record":
            self._point(values)
        elif frame.name == "session":
            self.sessions.append(values)
        elif frame.name == "sport":
            self.sport = _word(values.get("sport")) or self.sport
        elif frame.name == "file_id":
            self.kind = _word(values.get("type")) or self.kind

    def _point(self, values: Mapping[str, object]) -> None:
        at = _instant(values.get("timestamp"))
        if at is None:
            return
        cadence = number(values.get("cadence"), 0, 254)
        if cadence is not None:
            cadence += number(values.get("fractional_cadence"), 0, 2) or 0.0
        latitude = number(values.get("position_lat"))
        longitude = number(values.get("position_long"))
        self.points.append(
            Point(
                at,
                number(values.get("distance"), 0, 10_000_000),
                None if latitude is None else latitude * _DEGREES,
                None if longitude is None else longitude * _DEGREES,
                number(values.get("heart_rate")),
                cadence,
            )
        )

    def tracks(self, fault: str | None) -> tuple[Track, ...]:
        notes = (fault,) if fault else ()
        if self.kind is not None and self.kind != _ACTIVITY:
            return (Track((), self.kind, None, bool(fault), notes),)
        if len(self.sessions) > 1:
            return tuple(self._part(values, fault, notes) for values in self.sessions)
        session = self.sessions[0] if self.sessions else {}
        return (
            Track(
                tuple(self.points),
                _word(session.get("sport")) or self.sport,
                number(session.get("total_distance"), 0, 10_000_000) or None,
                bool(fault),
                notes,
            ),
        )

    def _part(
        self, session: Mapping[str, object], fault: str | None, notes: tuple[str, ...]
    ) -> Track:
        """Return one sport of a file that has several."""
        start = _instant(session.get("start_time"))
        seconds = number(session.get("total_elapsed_time"), 0, 30 * 86_400)
        points: tuple[Point, ...] = ()
        if start is not None and seconds is not None:
            end = start + timedelta(seconds=seconds)
            points = tuple(point for point in self.points if start <= point.at <= end)
            first = points[0].metres if points else None
            if first:
                # The distance runs on over the sports of a file.
                points = tuple(_from(point, first) for point in points)
        return Track(
            points,
            _word(session.get("sport")),
            number(session.get("total_distance"), 0, 10_000_000) or None,
            bool(fault),
            notes,
        )


def _from(point: Point, first: float) -> Point:
    metres = None if point.metres is None else max(0.0, point.metres - first)
    return Point(point.at, metres, point.latitude, point.longitude, point.heart_rate, point.cadence)


def _instant(value: object) -> datetime | None:
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None
