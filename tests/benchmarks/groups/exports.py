"""How fast the whole log is written in each format, and what memory that takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from operator import itemgetter

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure

_SETS = 100_000
_WRITER = ("-m", "tests.benchmarks.long_log")
# 50,000 sets a second.
_MOST_MICROSECONDS = {"csv": 20.0}
_MOST_MEBIBYTES = 32.0
_FORMATS = ("csv", "json", "jsonl", "sqlite", "hevy", "strong")


def figures(bench: Bench) -> Iterator[Figure]:
    """Write a log of twenty years in one format after the other."""
    log = str(bench.folder / "long.db")
    bench.run(*_WRITER, log, "--sets", str(_SETS))
    grown = []
    for name in _FORMATS:
        # The better of two: the log is read from memory, and less is going on beside.
        runs = [json.loads(bench.run(*_WRITER, log, "--format", name)) for _ in range(2)]
        found = min(runs, key=itemgetter("seconds"))
        grown.append(found["grown"])
        took, busy = (found[key] / found["sets"] * 1e6 for key in ("seconds", "busy"))
        note = f"{1e6 / took:,.0f} sets/s; {1e6 / busy:,.0f} a second of CPU"
        most = _MOST_MICROSECONDS.get(name)
        yield Figure(f"export as {name}, a set", took, "µs", most, note=note)
    note = f"{_SETS:,} sets, whichever format"
    yield Figure("memory that an export takes", max(grown), "MiB", _MOST_MEBIBYTES, note=note)
