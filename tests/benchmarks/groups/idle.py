"""Today, doing nothing: it should cost nothing."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.bench import EMPTY_SIGN, TODAY_SIGN, Bench
from tests.benchmarks.figures import Figure


def figures(bench: Bench) -> Iterator[Figure]:
    """Look at the empty app, then at Today."""
    with bench.empty() as empty:
        empty.wait(EMPTY_SIGN)
        empty.cost(2)
        least = empty.cost(bench.seconds)
    with bench.ours() as program:
        program.wait(TODAY_SIGN)
        program.cost(3)
        cost = program.cost(bench.seconds)
    yield Figure("idle on Today", cost.percent, "% CPU", 0.25, least.percent)
    yield Figure("  written", cost.bytes_a_second, "bytes/s", 0, least.bytes_a_second)
