"""From the tracks of a file to runs of the log; other sports are left out, and said so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import local_day
from app.coach.measured import pace
from app.coach.model import Side
from app.coach.run_id import result_id, run_id
from app.coach.runs import (
    Measures,
    RunRecord,
    clock_text,
    is_unsure_cadence,
    remarks,
    summarise,
)
from app.coach.selftests import Measurement
from app.errors import UsageError
from data import rows, run_rows
from data.imports.unit import Act, Outcome, Unit

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from app.trainer.importing import Reading
    from data.imports.source import Form
    from data.imports.track import Track

_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_LONGEST = timedelta(days=7)
_FARTHEST_METRES = 1_000_000
# 9 and 10 are Strava's numbers in the type of a GPX track.
_RUNNING = frozenset({"running", "run", "trail_running", "trail running", "treadmill", "9", "10"})


def read(desk: Desk, path: Path, form: Form, raw: bytes) -> Reading:
    """Return the runs in a file. Raises `UsageError` where it holds no activity at all."""
    from app.trainer.importing import Reading
    from data.imports import fit, gpx, tcx

    tracks = {"fit": fit, "tcx": tcx, "gpx": gpx}[form].read(raw)
    if not tracks:
        raise UsageError("it holds no recorded activity")
    units: list[Unit] = []
    left_out: list[Outcome] = []
    notes: dict[str, None] = {}
    for track in tracks:
        notes |= dict.fromkeys(track.notes)
        try:
            run = _run(desk, form, track)
        except _LeftOutError as why:
            left_out.append(Outcome(why.act, "run", _when(track), str(why)))
        else:
            units.append(Unit("run", described(run), run_rows.stored_run(run)))
            units += _results(desk, run)
    return Reading(path, form, tuple(units), tuple(left_out), tuple(notes))


def described(run: RunRecord) -> str:
    """Say in one line what a run was."""
    of = run.measures
    parts = [str(run.day)]
    time = clock_text(of.seconds or of.elapsed_seconds)
    parts.append(f"{of.metres / 1000:.2f} km in {time}" if of.metres else time)
    parts += [f"{clock_text(of.pace)} per km"] if of.pace else []
    parts += [f"heart rate {of.heart_rate:.0f}"] if of.heart_rate else []
    return ", ".join((*parts, *_cadence(of)))


def _cadence(of: Measures) -> tuple[str, ...]:
    if of.cadence is None or of.cadence_raw is None:
        return ()
    return (
        f"{of.cadence:.0f} steps a minute ({of.cadence_raw:.1f} in the file × {of.cadence_factor})",
    )


def _results(desk: Desk, run: RunRecord) -> Iterator[Unit]:
    """What a run says of T1, T16 and T18, as results of these tests (part E)."""
    found = {said.rule: said for said in remarks(run)}
    for test_id, value, at_pace in (
        ("T1", run.measures.steps(run.measures.settled_cadence), run.measures.settled_speed),
        ("T16", run.measures.decoupling, run.measures.first_speed),
        ("T18", _drop(run.measures), run.measures.early_speed),
    ):
        if test_id not in found or value is None or not at_pace:
            continue
        score = desk.selftests[test_id].scores[0]
        if not score.low <= value <= score.high:
            continue
        one = Measurement(
            test_id,
            run.day,
            Side.BOTH,
            round(value, 1),
            score.unit,
            note=_origin(run, test_id),
            conditions=pace(at_pace),
            id=result_id(run.id, test_id),
        )
        row = {
            **rows.stored_fields(one, rows.MEASUREMENT_FIELDS),
            "at": rows.instant_text(run.ended_at),
        }
        what = f"{test_id} of {run.day}: {found[test_id].sentence.removesuffix('.')}"
        yield Unit("measurement", what, row, of_run=run.id, follows=True)


def _drop(of: Measures) -> float | None:
    return None if of.cadence_drift is None else -of.cadence_drift


def _origin(run: RunRecord, test_id: str) -> str:
    """Say where a result comes from; of a cadence also the value of the file and its factor."""
    raw = {"T1": run.measures.settled_cadence, "T18": run.measures.late_cadence}.get(test_id)
    said = f"from a {run.source.upper()} file"
    return said if raw is None else f"{said}: {raw:.1f} × {run.measures.cadence_factor}"


class _LeftOutError(Exception):
    """Why an activity of a file is not taken as a run."""

    def __init__(self, act: Act, why: str) -> None:
        super().__init__(why)
        self.act = act


def _run(desk: Desk, form: Form, track: Track) -> RunRecord:
    from data.imports.track import samples

    sport = (track.sport or "").strip().lower()
    if sport and sport not in _RUNNING:
        raise _LeftOutError(Act.SKIP, f"it is {sport[:30]}, not a run")
    if len(track.points) < 2:
        raise _LeftOutError(Act.REFUSE, "it has no points with a time")
    measures = summarise(samples(track.points), track.metres)
    start = min(point.at for point in track.points)
    _require_possible(desk, start, measures)
    zone = desk.clock.zone()
    notes = list(track.notes)
    if not sport:
        notes.append("the file does not say that it is a run")
    if is_unsure_cadence(measures.cadence_raw):
        notes.append("its cadence could be of one foot or of both")
    return RunRecord(
        id=run_id(start),
        day=local_day(start, zone),
        zone=zone,
        started_at=start.astimezone(UTC),
        source=str(form),
        damaged=track.damaged,
        note="; ".join(notes),
        measures=measures,
    )


def _require_possible(desk: Desk, start: datetime, measures: Measures) -> None:
    if not _EARLIEST <= start <= desk.clock.now().instant + timedelta(days=1):
        raise _LeftOutError(Act.REFUSE, f"it says that it began on {start:%Y-%m-%d}")
    if measures.elapsed_seconds <= 0:
        raise _LeftOutError(Act.REFUSE, "all its points have the same time")
    if measures.elapsed_seconds > _LONGEST.total_seconds():
        raise _LeftOutError(Act.REFUSE, "it says that it took more than a week")
    if (measures.metres or 0.0) > _FARTHEST_METRES:
        raise _LeftOutError(Act.REFUSE, "it says that it was longer than 1000 km")


def _when(track: Track) -> str:
    if not track.points:
        return "without a date"
    return f"{min(point.at for point in track.points):%Y-%m-%d}"
