"""A running set: what it costs, without the figure and with it moving."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.bench import EMPTY_SIGN, Bench
from tests.benchmarks.figures import Figure


def figures(bench: Bench) -> Iterator[Figure]:
    """Look at the empty app, then at both sessions."""
    with bench.empty() as empty:
        empty.wait(EMPTY_SIGN)
        empty.cost(2)
        least = empty.cost(bench.seconds)
    for name, figure, most, most_bytes in (
        ("session without the figure", False, 0.7, 4000),
        ("session with the figure moving", True, 3.0, 16000),
    ):
        program, _ = bench.live("reps", figure=figure)
        with program:
            program.wait("WORK")
            program.cost(2)
            cost = program.cost(bench.seconds)
        yield Figure(name, cost.percent, "% CPU", most, least.percent)
        yield Figure("  written", cost.bytes_a_second, "bytes/s", most_bytes, 0)
