"""`make torture`: sessions and commands killed a thousand times, and what is left looked at.

The same seed draws the same faults. What was wrong is said with its fault, and the folder in
which it happened is kept; the exit status is then 1.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KILLS = 1000
_EVENING_SHARE = 10
"""Every so many kills is of a whole evening in a terminal, which takes seconds."""
_PROGRESS = 100


class Tally:
    """What the workers tell, added up and printed."""

    def __init__(self) -> None:
        self.kills = 0
        self.plays: Counter[str] = Counter()
        self.seconds: dict[str, float] = defaultdict(float)
        self.wrong = 0
        self.broken: list[str] = []

    def hear(self, command: list[str]) -> None:
        """Run a worker to its end and take in what it tells."""
        with subprocess.Popen(
            [sys.executable, "-m", "tests.torture.worker", *command],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as worker:
            assert worker.stdout is not None
            assert worker.stderr is not None
            for line in worker.stdout:
                self._take(json.loads(line))
            complaint = worker.stderr.read()
        if worker.returncode != 0:
            self.broken.append(f"{' '.join(command)} broke off:\n{complaint}")

    def _take(self, told: dict[str, object]) -> None:
        name, seconds, found = told["scene"], told["seconds"], told["found"]
        assert isinstance(name, str)
        assert isinstance(seconds, float)
        assert isinstance(found, list)
        self.plays[name] += 1
        self.kills += bool(told["killed"])
        self.seconds[name] += seconds
        if found:
            self.wrong += 1
            print(f"WRONG {name}, {told['fault']}, kept in {told['kept']}")
            for sentence in found:
                print(f"      {sentence}")
        if self.plays.total() % _PROGRESS == 0:
            print(f"{self.kills} kills", flush=True)

    def report(self, seconds: float) -> None:
        """Print what was killed how often, and how long it took."""
        for name, count in sorted(self.plays.items()):
            print(f"{count:>6} {name:<24} {self.seconds[name] / count:.2f} s each")
        for sentence in self.broken:
            print(sentence)
        full = self.plays.total() - self.kills
        print(
            f"{self.kills} kills and {full} full disks in {seconds:.0f} s, "
            f"{self.wrong} with something wrong"
        )


def main() -> int:
    """Share the kills among workers; return the exit status."""
    parser = argparse.ArgumentParser(prog="make torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help=f"how many; {KILLS}")
    parser.add_argument("--seed", type=int, help="draw the same faults once more")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--sweep",
        action="store_true",
        help="instead: before every statement of every upgrade, and of what else is short",
    )
    args = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if args.seed is None else args.seed
    begun = time.monotonic()
    tally = Tally()
    if args.sweep:
        tally.hear(["sweep", "--seed", str(seed)])
    else:
        print(f"seed {seed}", flush=True)
        evenings = args.kills // _EVENING_SHARE
        light = args.kills - evenings
        jobs = min(args.jobs, max(1, light // 100))
        shares = [light // jobs + (number < light % jobs) for number in range(jobs)]
        commands = [
            ["light", "--kills", str(share), "--seed", f"{seed}/{number}"]
            for number, share in enumerate(shares)
        ]
        if evenings:
            commands.append(["evenings", "--kills", str(evenings), "--seed", f"{seed}/evenings"])
        with ThreadPoolExecutor(len(commands)) as threads:
            list(threads.map(tally.hear, commands))
    tally.report(time.monotonic() - begun)
    return 1 if tally.wrong or tally.broken else 0


if __name__ == "__main__":
    sys.exit(main())
