"""Memory over four simulated hours of a session."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure

_MOST_GROWTH = 1.0
"""MiB that the last three hours may add: what chance makes of an allocator."""


def figures(bench: Bench) -> Iterator[Figure]:
    """After ten minutes, then after each hour."""
    found = bench.run("-m", "tests.benchmarks.four_hours").split()
    start, first, *_, last = (float(each) for each in found)
    yield Figure("memory after ten minutes", start, "MiB")
    yield Figure(
        "memory added by hours two to four",
        last - first,
        "MiB",
        _MOST_GROWTH,
        note=" ".join(f"{float(each) - start:+.1f}" for each in found[1:]),
    )
