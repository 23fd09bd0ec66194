"""FIT activities read back by fitdecode: every set and rest, as far as FIT can say it."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.coach.model import Unit, WorkoutRecord
from app.trainer.exports import activities
from app.trainer.exports.format import Check, Order
from data.exports import compare
from data.exports.fit.activity import spans
from data.exports.fit.encoder import Base, text
from data.exports.fit.profile import named

_SAID = ("kind", "begins", "seconds", "repetitions", "kilograms", "step")
_COUNTED = {Unit.REPS, Unit.TOUCHES, Unit.HOLDS, Unit.PAIRS}
# FIT holds sixteenths of a kilogram, whole seconds of the day, and so many repetitions.
_PARTS = 16


def check(order: Order, path: Path) -> Check:
    """Compare each file with its session: the sets, the rests between, the leg of each."""
    sets = sessions = 0
    differences: list[str] = []
    for name, record in activities.files(order, lambda _done, _all: None):
        file = path / name
        try:
            there = list(_sets(file.read_bytes()))
        # fitdecode lets whatever a damaged field raises out; each is a difference that is told.
        except Exception as error:  # noqa: BLE001 -- reported below, never swallowed
            differences.append(f"{file} cannot be read back ({error}).")
            continue
        here = _expected(record, order)
        differences += compare.sequences(f"{name}: set or rest", _SAID, here, there)
        sets += sum(kind == "active" for kind, *_ in there)
        sessions += 1
    return Check({"set": sets, "session": sessions}, tuple(differences))


def _expected(record: WorkoutRecord, order: Order) -> Iterator[tuple[object, ...]]:
    for span in spans(record):
        begins, seconds = span.begin.replace(microsecond=0), span.milliseconds / 1000
        row = span.row
        if row is None:
            yield ("rest", begins, seconds, None, None, None)
            continue
        counts = row.unit in _COUNTED and row.actual is not None
        load = row.load_kg
        yield (
            "active",
            begins,
            seconds,
            min(row.actual or 0, Base.UINT16.most) if counts else None,
            None if load is None else round(load * _PARTS) / _PARTS,
            text(named(order.name(row.exercise_id), row.side)).rstrip(b"\0").decode(),
        )


def _sets(raw: bytes) -> Iterator[tuple[Any, ...]]:
    from fitdecode import CrcCheck, ErrorHandling, FitReader
    from fitdecode.records import FitDataMessage

    messages: list[tuple[str, dict[str, Any]]] = []
    with (
        warnings.catch_warnings(),
        FitReader(
            io.BytesIO(raw), check_crc=CrcCheck.RAISE, error_handling=ErrorHandling.RAISE
        ) as reader,
    ):
        warnings.simplefilter("ignore")
        messages = [
            (frame.name, {field.name: field.value for field in frame.fields})
            for frame in reader
            if isinstance(frame, FitDataMessage)
        ]
    steps = [said.get("wkt_step_name") for name, said in messages if name == "workout_step"]
    for name, said in messages:
        if name == "set":
            begins, step = said["start_time"], said.get("wkt_step_index")
            assert isinstance(begins, datetime)
            yield (
                str(said["set_type"]),
                begins.replace(tzinfo=UTC),
                said["duration"],
                said.get("repetitions"),
                said.get("weight"),
                None if step is None else steps[step],
            )
