"""How the cost of reading grows with the log: 10 thousand, 100 thousand and a million sets."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from app.coach.insight.span import Reach
from app.coach.logbook import Wanted
from app.trainer import timeline, today
from app.trainer.charting import CHARTS, ChartBook
from app.trainer.desk import Desk
from tests.benchmarks import decades
from tests.screens.rooms import a_desk

SIZES = (10_000, 100_000, 1_000_000)
FOUND = "growth.json"
"""What was measured: the milliseconds at each size, by name."""
_TIMES = 3


def best(what: Callable[[], object]) -> float:
    """Return the shortest of a few runs, in milliseconds."""
    found = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        what()
        found.append(time.perf_counter() - began)
    return min(found) * 1000


def costs(desk: Desk) -> dict[str, float]:
    """Return what reading takes, in milliseconds; nothing is taken from memory."""
    found = {
        "today": best(lambda: today.look(desk)),
        "history, newest page": best(lambda: timeline.page(desk, Wanted(), 0, 64)),
    }
    for chart_id, info in CHARTS.items():
        for reach in (Reach.PHASE, Reach.ALL):
            name = f"{info.name}, {reach}"
            found[name] = best(lambda c=chart_id, r=reach: ChartBook().view(desk, c, "", r, 0))  # type: ignore[misc]  # bound now
    return found


def measure(folder: Path, sizes: tuple[int, ...] = SIZES) -> None:
    """Print what reading costs at each size, with a plot."""
    table: dict[str, list[float]] = {}
    for size in sizes:
        desk = a_desk(folder / str(size))
        desk.paths.log.parent.mkdir(parents=True, exist_ok=True)
        decades.make(desk.paths.log, size)
        for name, cost in costs(desk).items():
            table.setdefault(name, []).append(cost)
        desk.store.close()
        desk.paths.log.unlink()
    print(f"{'milliseconds at so many sets':<34}" + "".join(f"{size:>12,}" for size in sizes))
    for name, row in table.items():
        print(f"  {name:<32}" + "".join(f"{cost:>12.1f}" for cost in row))
    print(_plot(table, sizes))
    (folder / FOUND).write_text(json.dumps(table), encoding="utf-8")


def _plot(table: dict[str, list[float]], sizes: tuple[int, ...]) -> str:
    """Return the costs over the sizes as text, both axes in powers of ten."""
    from textual_plotext.plot import Plot

    plot = Plot()
    plot.plotsize(78, 18)
    plot._set_size(78, 18)
    plot.xscale("log")
    plot.yscale("log")
    shown = {"today": "t", "history, newest page": "h", "control, phase": "p", "dose, all": "d"}
    for name, sign in shown.items():
        costs_of = [max(0.1, cost) for cost in table[name]]
        plot.plot(list(sizes), costs_of, marker=sign)
    plot.title("ms: t today · h history · p control of a phase · d dose of all years")
    text: str = plot.uncolorize(plot.build())
    return text


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
