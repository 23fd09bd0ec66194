"""The command line, beside a Python that does nothing."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure

_COMMANDS = {
    "python -c pass": (("-c", "pass"), None),
    "--version": (("-m", "app", "--version"), 3.0),
    "next": (("-m", "app", "next"), 10.0),
}


def figures(bench: Bench) -> Iterator[Figure]:
    """Run all in turn; the first round warms up."""
    log = ("--db", str(bench.log))
    times: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    for round_ in range(2 * bench.starts + 1):
        for name, (command, _) in _COMMANDS.items():
            begun = time.perf_counter()
            bench.run(*command, *(log if name == "next" else ()))
            if round_:
                times[name].append(time.perf_counter() - begun)
    least = statistics.median(times["python -c pass"])
    for name, (_, most) in _COMMANDS.items():
        took = statistics.median(times[name])
        if most is not None:
            note = f"{took * 1000:.0f} ms; python -c pass {least * 1000:.0f} ms"
            yield Figure(f"{name}, beside python -c pass", took / least, "×", most, note=note)
