"""Every chart on twenty years of daily training, on a single day, and on nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.coach.insight.span import Reach
from app.trainer.charting import CHARTS, ChartBook
from app.trainer.desk import Desk
from screens.plots.canvas import Ink
from screens.themes import DARK
from screens.widgets.chart import draw
from tests.benchmarks import decades
from tests.screens.rooms import a_desk

INK = Ink({**DARK.to_color_system().generate(), **DARK.variables})
# The charts whose levels are numbers of the axis; other names say what a place of it is.
PLACED = {"pain", "links"}
SIZES = [(60, 11), (78, 16), (118, 32), (196, 52)]
SETS = {"decades": 7300 * decades.SETS_A_SESSION, "one": decades.SETS_A_SESSION, "none": 0}


@pytest.fixture(scope="module", params=SETS)
def log(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Desk]]:
    """A log of many years, of one session or of none, by its name."""
    name: str = request.param
    desk = a_desk(tmp_path_factory.mktemp(name))
    if SETS[name]:
        desk.paths.log.parent.mkdir(parents=True, exist_ok=True)
        decades.make(desk.paths.log, SETS[name])
    yield name, desk
    desk.store.close()


@pytest.mark.parametrize("kind", CHARTS)
def test_each_chart_has_its_answer_and_fits_whatever_the_log_holds(
    log: tuple[str, Desk], kind: str
) -> None:
    name, desk = log
    chart = ChartBook().view(desk, kind, "", Reach.ALL, 0).chart
    assert chart.answer.endswith(".")
    assert chart.empty is (SETS[name] == 0)
    header, rows = chart.table()
    assert len(rows) == len(chart.days)
    assert {len(row) for row in rows} <= {len(header)}
    for width, height in () if chart.empty else SIZES:
        lines = [strip.text for strip in draw(chart, width, height, INK)]
        assert height // 2 <= len(lines) <= height, (width, height)
        assert {len(line) for line in lines} == {width}
        for level in chart.levels:
            named = [line for line in lines if level.label in line]
            assert len(named) == 1, (width, height, level.label)
            # No other number stands beside the name of a level.
            tick = named[0].partition("┤")[0].strip() if "┤" in named[0] else ""
            if kind in PLACED:
                assert tick in {"", f"{level.value:g}"}, (width, height, level.label)
        # Below the axis at least one day can be read.
        assert any(letter.isalpha() or letter.isdigit() for letter in lines[-1])
