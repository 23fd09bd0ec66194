"""Pictures of every chart, four of them in light too: what words in a test cannot say.

They show the made-up runner's sixteen weeks, with a run a week.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta

import pytest
from textual.app import App

from app.coach.insight.chart import Chart
from app.coach.runs import Measures, RunRecord
from app.trainer.charting import CHARTS, ChartBook
from app.trainer.demo import make
from data import run_rows
from data.imports.unit import Unit
from tests.data.builders import MovableClock
from tests.screens.rooms import a_desk
from tests.screens.test_progress import MAKERS, ChartHost

Compare = Callable[..., bool]

LIGHT_TOO = ("control", "dose", "pain", "weeks")


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("name", ["steps", "stack"])
def test_a_chart_looks_as_it_did(snap_compare: Compare, name: str, theme: str) -> None:
    host: App[None] = ChartHost(MAKERS[name](14), theme)
    assert snap_compare(host, terminal_size=(80, 20))


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Chart]:
    """Every chart of the made-up runner's log, all of it."""
    folder = tmp_path_factory.mktemp("demo")
    desk = make(a_desk(folder, MovableClock()), folder / "demo.db", ())
    today = desk.clock.today()
    desk.store.merge(tuple(a_run(today - timedelta(weeks=back), back) for back in range(16)))
    book = ChartBook()
    # An exercise with two sides, steps and a gate; what a chart has no such subject for is its own.
    found = {kind: book.view(desk, kind, "one_leg_squat", None, 0).chart for kind in CHARTS}
    desk.store.close()
    return found


def a_run(day: date, back: int) -> Unit:
    """A run at one pace, the feet quicker from week to week."""
    began = datetime.combine(day, time(6), UTC)
    measures = Measures(
        2400, 2400, 7000, 148, 86, 2, settled_speed=2.9, settled_cadence=88 - back % 16 * 0.4
    )
    run = RunRecord(f"run{back}", day, "UTC", began, "fit", False, "", measures)
    return Unit("run", str(day), run_rows.stored_run(run))


@pytest.mark.parametrize(
    ("kind", "theme"),
    [*((kind, "dark") for kind in CHARTS), *((kind, "light") for kind in LIGHT_TOO)],
)
def test_each_chart_looks_as_it_did(
    snap_compare: Compare, charts: Mapping[str, Chart], kind: str, theme: str
) -> None:
    host: App[None] = ChartHost(charts[kind], theme)
    assert snap_compare(host, terminal_size=(80, 20))
