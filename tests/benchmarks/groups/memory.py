"""Memory: in a session and with every chart seen, as a runner comes to them; over four hours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from tests.benchmarks.bench import EMPTY_SIGN, TODAY_SIGN, Bench
from tests.benchmarks.figures import Figure

_MOST_GROWTH = 1.0
"""MiB that the last three hours may add: what chance makes of an allocator."""
_CHARTS = "crsdpwtml"
_SESSION_SIGN = "READY|WORK|REST"


def figures(bench: Bench) -> Iterator[Figure]:
    """Beside an empty app, then over four simulated hours."""
    with bench.empty() as empty:
        empty.wait(EMPTY_SIGN)
        empty.cost(1)
        floor = empty.memory()
    for name, most, found in (
        ("memory in a session", 2.2, _in_a_session(bench)),
        ("memory with every chart seen", 2.5, _with_charts(bench)),
    ):
        yield Figure(name, found / floor, "×", most, 1.0, note=f"{found:.1f} MiB")
    yield from _four_hours(bench)


def _in_a_session(bench: Bench) -> float:
    """Begin the session that Today shows and do some sets of it."""
    log = bench.folder / "session.db"
    shutil.copyfile(bench.log, log)
    with bench.ours(log=log) as program:
        program.wait(TODAY_SIGN)
        # The second time even where Today would rather wait a day.
        program.press("\r", 1.0)
        program.press("\r", 3.0)
        program.wait(_SESSION_SIGN)
        for _ in range(6):
            program.press(" ", 1.0)
        program.cost(bench.seconds / 3)
        return program.memory()


def _with_charts(bench: Bench) -> float:
    with bench.ours() as program:
        program.wait(TODAY_SIGN)
        for key in ("2", "3", *_CHARTS):
            program.press(key, 1.0)
        return program.memory()


def _four_hours(bench: Bench) -> Iterator[Figure]:
    """After ten minutes, then after each hour."""
    found = bench.run("-m", "tests.benchmarks.four_hours").split()
    start, first, *_, last = (float(each) for each in found)
    yield Figure("memory after ten minutes", start, "MiB")
    yield Figure(
        "memory added by hours two to four",
        last - first,
        "MiB",
        _MOST_GROWTH,
        note=" ".join(f"{float(each) - start:+.1f}" for each in found[1:]),
    )
