"""The file of the last figures: the same form every time, and nothing of whose machine it was."""

from __future__ import annotations

import getpass
import platform

from tests.benchmarks.figures import Figure, line, machine, record

FIGURES = (
    Figure("data on Today, beside an empty app", 1.2, "×", 1.25, 1.0),
    Figure("shown second late, p50", 7.0, "ms", 6.0, 4.0, "of 60"),
    Figure("memory after ten minutes", 70.0, "MiB"),
)


def test_every_figure_stands_in_it_with_its_target() -> None:
    text = record(FIGURES)
    assert text == record(FIGURES)
    assert all(line(figure) in text for figure in FIGURES)
    assert "1 of 2 targets met" in text


def test_the_machine_is_told_by_its_kind_only() -> None:
    text = machine()
    assert platform.python_version() in text
    assert "cores" in text
    assert platform.node() not in text
    assert getpass.getuser() not in text.split()
