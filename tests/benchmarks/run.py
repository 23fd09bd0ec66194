"""`make bench`: how fast, how punctual and how thrifty, beside an empty Textual app.

Everything is measured in one run from a real pseudo-terminal. Quote the ratios: single times
belong to the machine they were taken on. `--quick` takes shorter stretches.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.watched import ROOT, Cost, Watched

EMPTY = ("-m", "tests.benchmarks.empty_app")
LIVE = ("-m", "tests.benchmarks.live_app")
_LEFT = r"(\d+:\d\d) left"
# A cue that belongs to no boundary so near was not a late one but another one.
_NEAREST = 0.25


class Bench:
    """One run: an environment of its own, and stretches of so many seconds."""

    def __init__(self, folder: Path, seconds: float, starts: int) -> None:
        self.folder, self.seconds, self.starts = folder, seconds, starts
        players = folder / "bin"
        players.mkdir()
        # A player that ends at once: what is measured is when it was started.
        (players / "pw-play").symlink_to("/bin/true")
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("STRIDETUI", "PYTHON", "XDG", "SSH")) and name != "NO_COLOR"
        } | {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "PYTHONPATH": str(ROOT),
            "PATH": f"{players}:{os.environ.get('PATH', '')}",
        }

    def open(self, *command: str) -> Watched:
        return Watched(command, self.environment)

    def live(self, kind: str, *, figure: bool = False) -> tuple[Watched, Path]:
        """Start a live session of a kind; return it with the file it reports to."""
        report = self.folder / f"{kind}.txt"
        return self.open(*LIVE, kind, "figure" if figure else "plain", str(report)), report

    # --- what is measured ----------------------------------------------------------------

    def first_paint(self) -> None:
        """The first screen, on the log of a made-up runner."""
        log = self.folder / "demo.db"
        subprocess.run(
            [sys.executable, "-m", "app", "demo", "--no-open", "--db", str(log)],
            env=self.environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        times: dict[str, list[float]] = {"empty": [], "ours": []}
        memory: dict[str, float] = {}
        for round_ in range(self.starts + 1):
            for name, command, sign in (
                ("empty", EMPTY, "Hello"),
                ("ours", ("-m", "app", "--db", str(log)), "This week|of 12"),
            ):
                with self.open(*command) as program:
                    at = program.wait(sign) - program.began
                    program.cost(0.3)
                    memory[name] = program.memory()
                # The first start of each compiles.
                if round_:
                    times[name].append(at)
        empty, ours = (statistics.median(times[name]) for name in ("empty", "ours"))
        _row("first paint, median", f"{ours * 1000:.0f} ms", f"{ours / empty:.2f} × empty")
        ratio = memory["ours"] / memory["empty"]
        _row("memory on the first screen", f"{memory['ours']:.0f} MiB", f"{ratio:.2f} × empty")

    def idle(self) -> None:
        """Today, and an empty app, doing nothing."""
        log = self.folder / "demo.db"
        with self.open(*EMPTY) as empty:
            empty.wait("Hello")
            empty.cost(2)
            least = empty.cost(self.seconds)
        with self.open("-m", "app", "--db", str(log)) as program:
            program.wait("This week|of 12")
            program.cost(3)
            _cost_row("idle", program.cost(self.seconds), least)

    def session(self) -> None:
        """A running set of repetitions, and one that is held."""
        with self.open(*EMPTY) as empty:
            empty.wait("Hello")
            empty.cost(2)
            least = empty.cost(self.seconds)
        for name, figure in (("session without the figure", False), ("with it moving", True)):
            program, _ = self.live("reps", figure=figure)
            with program:
                program.wait("WORK")
                program.cost(2)
                _cost_row(name, program.cost(self.seconds), least)

    def seconds_shown(self, name: str) -> None:
        """How long after its boundary the shown second changes, and whether one is skipped."""
        report = self.folder / "clock.txt"
        self._seconds_shown(f"{name}: least clock", self.open(*EMPTY, str(report)), report)
        self._seconds_shown(name, *self.live("hold"))

    def _seconds_shown(self, name: str, program: Watched, report: Path) -> None:
        with program:
            program.wait(_LEFT)
            program.cost(1)
            seen = program.changes(_LEFT, self.seconds)
        (end,) = _reported(report, "due")[-1:]
        late = [(at - end) % 1.0 for at in seen]
        gaps = [later - earlier for earlier, later in pairwise(seen)]
        _late_row(name, late)
        skipped = sum(gap > 1.5 for gap in gaps)
        half = len(late) // 2
        drift = statistics.median(late[half:]) - statistics.median(late[:half])
        _row("  skipped seconds; drift", f"{skipped}", f"{drift * 1000:+.1f} ms")

    def cues(self) -> None:
        """How long after its moment a cue starts its player, and a beat."""
        program, report = self.live("touches")
        with program:
            program.wait("WORK")
            program.cost(self.seconds)
        (since,) = _reported(report, "since")[-1:]
        sounds = [at for at in _reported(report, "sound") if at > since + 2]
        _late_row("beats of the 100-up", [_late(at - since, 1.1) for at in sounds])
        program, report = self.live("counts", figure=True)
        with program:
            program.wait("WORK")
            program.cost(self.seconds)
        due = sorted({*_reported(report, "due"), *_reported(report, "since")})
        sounds = [at for at in _reported(report, "sound") if at > due[0] + 2]
        moments = sorted({end - left for end in due for left in (0, 1, 2, 3)})
        late = [min((at - each for each in moments if each <= at), default=9.0) for at in sounds]
        _late_row("cues, figure moving", [each for each in late if each < _NEAREST])

    def run_module(self, name: str) -> None:
        """What a module of its own measures and prints, on made-up decades."""
        folder = self.folder / name
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{name}", str(folder)],
            env=self.environment,
            cwd=ROOT,
            check=True,
        )

    def memory(self) -> None:
        """Four simulated hours."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.memory"],
            env=self.environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        start, *hours = (float(each) for each in done.stdout.split())
        after = " ".join(f"{each - start:+.1f}" for each in hours)
        _row("memory, after each of 4 h", f"{start:.0f} MiB", f"{after} MiB")


def _late(passed: float, period: float) -> float:
    return passed % period


def _reported(report: Path, word: str) -> list[float]:
    lines = (line.split() for line in report.read_text(encoding="utf-8").splitlines())
    return [float(second) for name, second in lines if name == word]


def _row(name: str, value: str, beside: str) -> None:
    print(f"{name:<34}{value:>16}   {beside}", flush=True)


def _cost_row(name: str, cost: Cost, least: Cost) -> None:
    _row(
        name,
        f"{cost.percent:.2f} % CPU",
        f"{cost.bytes_a_second:.0f} bytes/s; an empty app idles at {least.percent:.2f} %",
    )


def _late_row(name: str, late: list[float]) -> None:
    ordered = sorted(late)
    if not ordered:
        _row(name, "none heard", "")
        return
    p50, p99 = ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    _row(name, f"p50 {p50 * 1000:.1f} ms", f"p99 {p99 * 1000:.1f} ms of {len(ordered)}")


@contextmanager
def _busy() -> Iterator[None]:
    """Keep every core busy meanwhile."""
    loops = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"])
        for _ in range(os.cpu_count() or 1)
    ]
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
            loop.wait()


def main() -> None:
    """Measure everything, or only what is named."""
    with tempfile.TemporaryDirectory(prefix="stride-bench-") as folder:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("--quick", action="store_true", help="shorter stretches")
        parser.add_argument(
            "only", nargs="*", help="paint, idle, session, seconds, cues, memory, years"
        )
        chosen = parser.parse_args()
        bench = Bench(Path(folder), 15.0 if chosen.quick else 60.0, 3 if chosen.quick else 7)

        def busy() -> None:
            with _busy():
                bench.seconds_shown("… all cores busy")

        parts: dict[str, list[Callable[[], None]]] = {
            "paint": [bench.first_paint],
            "idle": [bench.idle],
            "session": [bench.session],
            "seconds": [lambda: bench.seconds_shown("shown second late"), busy],
            "cues": [bench.cues],
            "memory": [bench.memory],
            "years": [lambda: bench.run_module("watchdog"), lambda: bench.run_module("growth")],
        }
        if "idle" in chosen.only and "paint" not in chosen.only:
            chosen.only.insert(0, "paint")
        for name, measures in parts.items():
            if not chosen.only or name in chosen.only:
                for measure in measures:
                    measure()


if __name__ == "__main__":
    main()
