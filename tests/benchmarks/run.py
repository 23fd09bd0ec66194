"""`make bench`: how fast, how punctual and how thrifty, beside an empty Textual app.

Everything is measured in one run from a real pseudo-terminal. Quote the ratios: single times
belong to the machine they were taken on. `--quick` takes shorter stretches; names of groups
measure only those; `--hour` watches the clock of a session for sixty minutes.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import children
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, head, line, verdict
from tests.benchmarks.groups import GROUPS, ON_DEMAND


def main() -> None:
    """Measure everything, or only what is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="shorter stretches")
    parser.add_argument("--hour", action="store_true", help="only the real hour")
    parser.add_argument("only", nargs="*", metavar="group", help=", ".join(GROUPS))
    chosen = parser.parse_args()
    if unknown := set(chosen.only) - set(GROUPS):
        parser.error(f"there is no group {', '.join(sorted(unknown))}")
    children.guard()
    groups = ON_DEMAND if chosen.hour else GROUPS
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="stride-bench-") as folder:
        bench = Bench(Path(folder), 15.0 if chosen.quick else 60.0, 3 if chosen.quick else 7)
        print(head(), flush=True)
        for name, figures in groups.items():
            if not chosen.only or name in chosen.only:
                for figure in figures(bench):
                    found.append(figure)
                    print(line(figure), flush=True)
    print(f"\n{verdict(found)}")


if __name__ == "__main__":
    main()
