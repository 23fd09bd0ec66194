"""How soon a set that was done is safe, and how fast a whole log comes back from its export."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, share

_MOST_MS = 3.0
_IMPORTED = 20_000


def figures(bench: Bench) -> Iterator[Figure]:
    """Keep sets one by one as a session does, each in a transaction of its own."""
    folder = str(bench.folder / "kept")
    took = json.loads(bench.run("-m", "tests.benchmarks.commits", folder))
    note = f"of {len(took)}"
    yield Figure("a set until it is on the disk, p50", share(took, 0.5), "ms")
    yield Figure("a set until it is on the disk, p99", share(took, 0.99), "ms", _MOST_MS, note=note)


def imports(bench: Bench) -> Iterator[Figure]:
    """Read a log back that this program has exported."""
    folder = str(bench.folder / "imported")
    wanted = ("--sets", str(_IMPORTED))
    found = json.loads(bench.run("-m", "tests.benchmarks.commits", folder, *wanted))
    rate, alone = (found["sets"] / found[key] for key in ("seconds", "busy"))
    note = f"{rate:,.0f} sets a second, {alone:,.0f} a second of CPU"
    yield Figure(f"{_IMPORTED:,} sets imported from json", found["seconds"], "s", note=note)
