"""How long after its boundary the shown second changes; drift, and seconds that are skipped."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.bench import EMPTY, LEFT, Bench, reported
from tests.benchmarks.children import busy_cores
from tests.benchmarks.figures import Figure, share
from tests.benchmarks.watched import Watched

_HOUR = 3600.0
# What comes this little before its second is the same second, read by another clock's tick.
_EARLY = 0.9
_SKIPPED = 1.5
_ENOUGH = 45
"""Seconds from which on their first and last third can be told apart from chance."""
_MOST_DRIFT = 5.0
"""Milliseconds between the first and the last part of a run: what chance alone makes of them."""


@dataclass(frozen=True)
class _Seen:
    """What came of one clock: how late each second was, in ms, and how many never came."""

    late: list[float]
    skipped: int

    @property
    def drift(self) -> float:
        """How much later the last third is than the first, in ms."""
        part = max(1, len(self.late) // 3)
        return statistics.median(self.late[-part:]) - statistics.median(self.late[:part])


def figures(bench: Bench) -> Iterator[Figure]:
    """A held set beside the least clock, at rest and with every core busy."""
    yield from _pair(bench, "shown second late", bench.seconds, (6.0, 15.0))
    with busy_cores():
        yield from _pair(bench, "all cores busy", bench.seconds, (None, 40.0))


def hour(bench: Bench) -> Iterator[Figure]:
    """The same over sixty minutes: nothing may add up. The least clock is left out."""
    yield from _told("sixty minutes", _watch(bench, _HOUR), None, (6.0, 15.0))


def _pair(
    bench: Bench, name: str, seconds: float, most: tuple[float | None, float]
) -> Iterator[Figure]:
    report = bench.folder / "clock.txt"
    least = _seen(bench.open(*EMPTY, str(report)), report, seconds)
    yield from _told(name, _watch(bench, seconds), least, most)


def _watch(bench: Bench, seconds: float) -> _Seen:
    return _seen(*bench.live("hold"), seconds)


def _seen(program: Watched, report: Path, seconds: float) -> _Seen:
    with program:
        program.wait(LEFT)
        program.cost(1)
        seen = program.changes(LEFT, seconds)
    (end,) = reported(report, "due")[-1:]
    late = [(at - end) % 1.0 for at in seen]
    gaps = [later - earlier for earlier, later in pairwise(seen)]
    return _Seen(
        [1000 * (each if each < _EARLY else each - 1.0) for each in late],
        sum(round(gap) - 1 for gap in gaps if gap > _SKIPPED),
    )


def _told(
    name: str, ours: _Seen, least: _Seen | None, most: tuple[float | None, float]
) -> Iterator[Figure]:
    for part, word, target in ((0.5, "p50", most[0]), (0.99, "p99", most[1])):
        floor = share(least.late, part) if least else None
        note = f"of {len(ours.late)}; beside the least clock" if least else f"of {len(ours.late)}"
        yield Figure(f"{name}, {word}", share(ours.late, part), "ms", target, floor, note)
    yield Figure("  skipped seconds", ours.skipped, "", 0, least.skipped if least else None)
    drift = abs(least.drift) if least else None
    judged = _MOST_DRIFT if len(ours.late) >= _ENOUGH else None
    yield Figure("  drift", abs(ours.drift), "ms", judged, drift)
