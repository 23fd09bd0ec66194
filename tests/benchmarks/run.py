"""`make bench`: how fast, how punctual and how thrifty, beside an empty Textual app.

Everything is measured in one run from a real pseudo-terminal. Quote the ratios: single times
belong to the machine they were taken on. `--quick` takes shorter stretches; names of groups
measure only those; `--hour` watches the clock of a session for sixty minutes; `--record` keeps
the figures of a whole run in FIGURES.md, with the kind of machine they were taken on.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import children
from tests.benchmarks.bench import Bench
from tests.benchmarks.figures import Figure, head, line, record, verdict
from tests.benchmarks.groups import GROUPS, ON_DEMAND
from tests.benchmarks.watched import ROOT

RECORD = Path(__file__).with_name("FIGURES.md")


def main() -> None:
    """Measure everything, or only what is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="shorter stretches")
    parser.add_argument("--hour", action="store_true", help="only the real hour")
    parser.add_argument("--record", action="store_true", help="keep the figures in FIGURES.md")
    parser.add_argument("only", nargs="*", metavar="group", help=", ".join(GROUPS))
    chosen = parser.parse_args()
    if unknown := set(chosen.only) - set(GROUPS):
        parser.error(f"there is no group {', '.join(sorted(unknown))}")
    if chosen.record and (chosen.only or chosen.hour):
        parser.error("--record keeps a whole run and goes with --quick alone")
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
    if chosen.record:
        RECORD.write_text(record(found, short=chosen.quick), encoding="utf-8")
        print(f"Kept in {RECORD.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
