"""Row ↔ run, apart from the other rows, which the first screen needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.coach.frozen import field_names
from app.coach.runs import Measures, RunRecord, Runs
from data import rows
from data.rows import Loader, Row

RUN_FIELDS = tuple(name for name in field_names(RunRecord) if name != "measures")
MEASURE_FIELDS = field_names(Measures)
LOADERS: Mapping[str, Loader] = {
    "day": date.fromisoformat,
    "started_at": rows.load_instant,
    "damaged": bool,
}
_RUN_PLAN = tuple(LOADERS.get(name) for name in RUN_FIELDS)
_MEASURE_PLAN = (None,) * len(MEASURE_FIELDS)


def stored_run(run: RunRecord) -> dict[str, Any]:
    """Turn a run into its row."""
    return rows.stored_fields(run, RUN_FIELDS) | rows.stored_fields(run.measures, MEASURE_FIELDS)


def load_runs(found: Sequence[Row], measures: Sequence[Row]) -> Runs:
    """Join rows in the order of `RUN_FIELDS` with those of the same runs' `MEASURE_FIELDS`."""
    of_each = rows.load(Measures, _MEASURE_PLAN, measures)
    return tuple(rows.load(RunRecord, _RUN_PLAN, found, of_each))
