"""Twenty years of training: charts, what holds up the loop, and how reading grows with the log."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, share
from tests.benchmarks.growth import FOUND, SIZES

_P50, _P95, _HELD = 40.0, 60.0, 50.0


def figures(bench: Bench) -> Iterator[Figure]:
    """Each place and each chart on 255,500 sets, in a process of its own."""
    folder = bench.folder / "years"
    folder.mkdir()
    found = json.loads(bench.run("-m", "tests.benchmarks.watchdog", str(folder)))
    yield Figure("chart for the first time, p50", share(found["cold"], 0.5), "ms")
    yield Figure("chart for the first time, p95", share(found["cold"], 0.95), "ms")
    yield Figure("chart, key to drawn, p50", share(found["again"], 0.5), "ms", _P50)
    yield Figure("chart, key to drawn, p95", share(found["again"], 0.95), "ms", _P95)
    over = "; ".join(found["over"][:4])
    yield Figure("longest hold of the loop, 20 years", found["held"], "ms", _HELD, note=over)


def growth(bench: Bench) -> Iterator[Figure]:
    """Print what reading costs at three sizes of a log, with a plot; yield the largest."""
    folder = bench.folder / "growth"
    folder.mkdir()
    print(bench.run("-m", "tests.benchmarks.growth", str(folder)), flush=True)
    table = json.loads((folder / FOUND).read_text(encoding="utf-8"))
    for name, costs in table.items():
        *less, most = costs
        note = ", ".join(f"{cost:.1f} at {size:,}" for cost, size in zip(less, SIZES, strict=False))
        yield Figure(f"{name}, {SIZES[-1]:,} sets", most, "ms", note=note)
