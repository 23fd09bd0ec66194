"""How long after its moment a cue starts its player, and a beat."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.bench import Bench, reported
from tests.benchmarks.figures import Figure, share

_TOUCH = 1.1
# A sound that belongs to no moment so near was not a late one but another one.
_NEAREST = 0.25
_SETTLED = 2
# Sets that begin by themselves: three, two, one before each, and the start itself.
_BEFORE = (0, 1, 2, 3)


def figures(bench: Bench) -> Iterator[Figure]:
    """The beats of a 100-up, then the cues of short sets with the figure moving."""
    program, report = bench.live("touches")
    with program:
        program.wait("WORK")
        program.cost(bench.seconds)
    (since,) = reported(report, "since")[-1:]
    beats = [at for at in reported(report, "sound") if at > since + _SETTLED]
    yield from _told("beats of the 100-up", [(at - since) % _TOUCH for at in beats])
    program, report = bench.live("counts", figure=True)
    with program:
        program.wait("WORK")
        program.cost(bench.seconds)
    due = sorted({*reported(report, "due"), *reported(report, "since")})
    moments = sorted({end - left for end in due for left in _BEFORE})
    sounds = [at for at in reported(report, "sound") if at > due[0] + _SETTLED]
    late = [min((at - each for each in moments if each <= at), default=9.0) for at in sounds]
    yield from _told("cues, figure moving", [each for each in late if each < _NEAREST])


def _told(name: str, late: list[float]) -> Iterator[Figure]:
    times = [each * 1000 for each in late]
    yield Figure(f"{name}, p50", share(times, 0.5), "ms", note=f"of {len(times)}")
    yield Figure(f"{name}, p99", share(times, 0.99), "ms", 15.0)
