"""How soon a key shows."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.bench import TODAY_SIGN, Bench
from tests.benchmarks.figures import Figure, share

# Places are gone through and come back to; each was visited once before it counts.
_PLACES = ("2", "3", "4", "1")
_PRESSES = 40


def figures(bench: Bench) -> Iterator[Figure]:
    """Move down and up a list, then go from place to place."""
    with bench.ours() as program:
        program.wait(TODAY_SIGN)
        program.cost(2)
        program.press("2", 1.0)
        moved = [program.press("jk"[number % 2], 0.25) for number in range(_PRESSES)]
        for place in _PLACES:
            program.press(place, 1.5)
        gone = [program.press(_PLACES[number % 4], 0.5) for number in range(_PRESSES)]
    for name, times, most in (
        ("plain key", moved, (10.0, 25.0)),
        ("place to place", gone, (35.0, 60.0)),
    ):
        seen = [each * 1000 for each in times if each is not None]
        yield Figure(f"{name}, p50", share(seen, 0.5), "ms", most[0])
        yield Figure(f"{name}, p95", share(seen, 0.95), "ms", most[1], note=f"of {len(seen)}")
