"""The first screen: how soon it shows what is in the log, what memory it takes, how it ends."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from tests.benchmarks.bench import EMPTY_SIGN, TODAY_SIGN, Bench
from tests.benchmarks.figures import Figure


def figures(bench: Bench) -> Iterator[Figure]:
    """Start both programs in turn; the first start of each compiles and does not count."""
    assert bench.log.exists()
    times: dict[str, list[float]] = {"empty": [], "ours": []}
    ends: dict[str, list[float]] = {"empty": [], "ours": []}
    memory: dict[str, float] = {}
    for round_ in range(bench.starts + 1):
        for name, start, sign in (
            ("empty", bench.empty, EMPTY_SIGN),
            ("ours", bench.ours, TODAY_SIGN),
        ):
            with start() as program:
                at = program.wait(sign) - program.began
                program.cost(0.3)
                memory[name] = program.memory()
                ended = program.leave("q")
            if round_:
                times[name].append(at)
                ends[name].append(ended)
    empty, ours = (statistics.median(times[name]) for name in ("empty", "ours"))
    yield Figure("data on Today, beside an empty app", ours / empty, "×", 1.25, 1.0)
    yield Figure("  in this run", ours * 1000, "ms", None, empty * 1000)
    ratio = memory["ours"] / memory["empty"]
    yield Figure("memory on the first screen", ratio, "×", 1.5, 1.0)
    yield Figure("  in this run", memory["ours"], "MiB", None, memory["empty"])
    left, floor = (statistics.median(ends[name]) for name in ("ours", "empty"))
    yield Figure("leaving", left, "s", 0.35, floor)
