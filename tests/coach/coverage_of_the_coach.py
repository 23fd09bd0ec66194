"""Measures how many branches of app/coach its tests take, and fails below 95 per cent.

Branches alone: coverage's own figure mixes lines in, which are easier to reach. The pure half of
what History, the review and the gates show is tested through its use cases, whose tests are
counted with the coach's own. `make cover` runs it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

LEAST = 95.0
TESTS = (
    "tests/coach",
    "tests/trainer/test_amending.py",
    "tests/trainer/test_run_guard.py",
    "tests/trainer/test_today.py",
    "tests/data/test_timeline.py",
    "tests/commands/test_programme.py",
    "tests/screens/test_review.py",
)


def main() -> int:
    """Run the tests under coverage; return 0 where they pass and reach enough."""
    coverage = [sys.executable, "-m", "coverage"]
    with TemporaryDirectory() as folder:
        data, told = f"--data-file={folder}/data", Path(folder, "told.json")
        run = [*coverage, "run", "--branch", "--source=app/coach", data, "-m", "pytest", "-q"]
        ran = subprocess.run([*run, *TESTS, *sys.argv[1:]], check=False)
        if ran.returncode:
            return ran.returncode
        report = ["report", data, "--skip-covered", "--show-missing"]
        subprocess.run([*coverage, *report], check=True)
        subprocess.run([*coverage, "json", data, "-q", "-o", str(told)], check=True)
        totals = json.loads(told.read_text(encoding="utf-8"))["totals"]
    taken, there = totals["covered_branches"], totals["num_branches"]
    reached = 100 * taken / there
    sys.stdout.write(
        f"{reached:.2f} % of the branches of app/coach ({taken} of {there}), {LEAST:.0f} % are "
        f"asked for; {totals['percent_covered']:.1f} % with its lines.\n"
    )
    return 0 if reached >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
