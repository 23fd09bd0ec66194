"""Run files made up for the tests: a small FIT writer, and TCX and GPX as text."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 15, 7, 0, tzinfo=UTC)
_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_CRC = (
    *(0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401),
    *(0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400),
)


@dataclass(frozen=True)
class Second:
    """One recorded moment, `at` seconds after the start."""

    at: int
    metres: float
    heart_rate: int | None = 150
    cadence: int | None = 85


def steady(
    seconds: int = 1800, speed: float = 3.0, every: int = 5, cadence: int | None = 85
) -> tuple[Second, ...]:
    return tuple(Second(at, at * speed, 150, cadence) for at in range(0, seconds + 1, every))


def fit(
    seconds: Sequence[Second],
    *,
    sport: int | None = 1,
    start: datetime = START,
    kind: int = 4,
    metres: float | None = None,
) -> bytes:
    """A FIT activity; `sport` 1 is running, 2 cycling; `kind` 4 is an activity, 5 a workout."""
    base = int((start - _EPOCH).total_seconds())
    body = _definition(0, 0, ((0, 1, 0x00), (4, 4, 0x86)))
    body += struct.pack("<BBI", 0, kind, base)
    body += _definition(1, 20, ((253, 4, 0x86), (5, 4, 0x86), (3, 1, 0x02), (4, 1, 0x02)))
    for second in seconds:
        body += struct.pack(
            "<BIIBB",
            1,
            base + second.at,
            round(second.metres * 100),
            0xFF if second.heart_rate is None else second.heart_rate,
            0xFF if second.cadence is None else second.cadence,
        )
    if sport is not None:
        body += _definition(
            2, 18, ((253, 4, 0x86), (2, 4, 0x86), (7, 4, 0x86), (9, 4, 0x86), (5, 1, 0x00))
        )
        last = seconds[-1].at if seconds else 0
        whole = 0xFFFFFFFF if metres is None else round(metres * 100)
        body += struct.pack("<BIIIIB", 2, base + last, base, last * 1000, whole, sport)
    header = struct.pack("<BBHI4s", 14, 0x20, 2132, len(body), b".FIT")
    header += struct.pack("<H", _crc(header))
    return header + body + struct.pack("<H", _crc(header + body))


def _definition(local: int, message: int, fields: Sequence[tuple[int, int, int]]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
    return head + b"".join(struct.pack("<BBB", *field) for field in fields)


def _crc(data: bytes) -> int:
    crc = 0
    for byte in data:
        for half in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) ^ _CRC[crc & 0xF] ^ _CRC[half]
    return crc


def _stamp(start: datetime, at: int) -> str:
    return (start + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")


def tcx(seconds: Sequence[Second], *, sport: str = "Running", start: datetime = START) -> bytes:
    points = "".join(
        f"""<Trackpoint><Time>{_stamp(start, second.at)}</Time>
<DistanceMeters>{second.metres}</DistanceMeters>"""
        + (
            f"<HeartRateBpm><Value>{second.heart_rate}</Value></HeartRateBpm>"
            if second.heart_rate is not None
            else ""
        )
        + (
            "<Extensions><ns3:TPX><ns3:RunCadence>"
            f"{second.cadence}</ns3:RunCadence></ns3:TPX></Extensions>"
            if second.cadence is not None
            else ""
        )
        + "</Trackpoint>"
        for second in seconds
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase
  xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
  xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">
<Activities><Activity Sport="{sport}"><Id>{_stamp(start, 0)}</Id>
<Lap StartTime="{_stamp(start, 0)}"><TotalTimeSeconds>{seconds[-1].at}</TotalTimeSeconds>
<DistanceMeters>{seconds[-1].metres}</DistanceMeters>
<Track>{points}</Track></Lap></Activity></Activities></TrainingCenterDatabase>
""".encode()


# Metres of one degree of latitude on the sphere that is reckoned with.
_DEGREE = 111_194.93


def gpx(
    seconds: Sequence[Second], *, sport: str | None = "running", start: datetime = START
) -> bytes:
    """A GPX track due north from the equator."""
    points = "".join(
        f"""<trkpt lat="{second.metres / _DEGREE:.9f}" lon="0.0"><ele>12.5</ele>
<time>{_stamp(start, second.at)}</time>"""
        + "<extensions><gpxtpx:TrackPointExtension>"
        + ("" if second.heart_rate is None else f"<gpxtpx:hr>{second.heart_rate}</gpxtpx:hr>")
        + ("" if second.cadence is None else f"<gpxtpx:cad>{second.cadence}</gpxtpx:cad>")
        + "</gpxtpx:TrackPointExtension></extensions></trkpt>"
        for second in seconds
    )
    kind = "" if sport is None else f"<type>{sport}</type>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="the tests" xmlns="http://www.topografix.com/GPX/1/1"
  xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">
<trk><name>Morning</name>{kind}<trkseg>{points}</trkseg></trk></gpx>
""".encode()
