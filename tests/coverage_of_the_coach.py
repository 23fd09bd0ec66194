"""Says how much of app/coach the tests of the coach reach, by branch, and fails below 95 per cent.

`make cover` measures it; `coverage` counts lines and branches together, this the branches alone.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

LEAST = 95.0


def main() -> int:
    """Run the coach's tests under coverage; return 0 where enough branches are reached."""
    coverage = [sys.executable, "-m", "coverage"]
    with TemporaryDirectory() as folder:
        data, told = f"--data-file={folder}/data", Path(folder, "told.json")
        run = [*coverage, "run", "--branch", "--source=app/coach", data, "-m", "pytest", "-q"]
        ran = subprocess.run([*run, "tests/coach", *sys.argv[1:]], check=False)
        if ran.returncode:
            return ran.returncode
        report = ["report", data, "--skip-covered", "--show-missing"]
        subprocess.run([*coverage, *report], check=True)
        subprocess.run([*coverage, "json", data, "-q", "-o", str(told)], check=True)
        totals = json.loads(told.read_text(encoding="utf-8"))["totals"]
    share = 100 * totals["covered_branches"] / totals["num_branches"]
    sys.stdout.write(f"{share:.1f} % of the branches of app/coach; {LEAST:.0f} % are asked for.\n")
    return 0 if share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
