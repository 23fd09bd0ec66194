"""How fast each format that holds the whole log is written, and what memory that takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from operator import itemgetter

from tests.benchmarks.bench import Bench
from tests.benchmarks.exports import NAMES
from tests.benchmarks.figures import Figure

_SETS = 100_000
_MOST_SECONDS = {"csv": _SETS / 50_000}
"""The CSV that spreadsheets read has to reach 50,000 sets a second."""


def figures(bench: Bench) -> Iterator[Figure]:
    """Each format from the same log."""
    log = str(bench.folder / "exported.db")
    bench.run("-m", "tests.benchmarks.exports", log, "--fill", str(_SETS))
    for name in NAMES:
        # The better of two: a busy machine says little about the program.
        written = ("-m", "tests.benchmarks.exports", log, "--format", name)
        runs = [json.loads(bench.run(*written)) for _ in range(2)]
        found = min(runs, key=itemgetter("seconds"))
        rate, alone = (found["sets"] / found[key] for key in ("seconds", "busy"))
        yield Figure(
            f"{_SETS:,} sets exported as {name}",
            found["seconds"],
            "s",
            _MOST_SECONDS.get(name),
            note=(
                f"{rate:,.0f} sets a second, {alone:,.0f} a second of CPU; "
                f"memory {found['grown']:+.1f} MiB"
            ),
        )
