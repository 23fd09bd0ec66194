"""What was measured, what it should be, and whether it is: lines of one table."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `most` is the target, None where there is none; `floor` the same of an
    empty Textual app (or of what else is named in `note`) in the same run.
    """

    name: str
    value: float
    unit: str
    most: float | None = None
    floor: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        return None if self.most is None else self.value <= self.most


_WIDTHS = (44, 16, 12, 9, 14)
TITLES = ("figure", "measured", "target", "", "empty app")


def head() -> str:
    """Return the titles of the table and a rule below them."""
    return f"{_cells(TITLES)}\n{'─' * (sum(_WIDTHS) + len(_WIDTHS))}"


def line(figure: Figure) -> str:
    """Return one line of the table."""
    met = {None: "", True: "met", False: "NOT MET"}[figure.met]
    target = "" if figure.most is None else f"≤ {_number(figure.most, figure.unit)}"
    floor = "" if figure.floor is None else _number(figure.floor, figure.unit)
    cells = (figure.name, _number(figure.value, figure.unit), target, met, floor)
    return f"{_cells(cells)} {figure.note}".rstrip()


def verdict(figures: Sequence[Figure]) -> str:
    """Return how many targets are met, in a sentence."""
    judged = [figure for figure in figures if figure.met is not None]
    met = sum(figure.met is True for figure in judged)
    return f"{met} of {len(judged)} targets met. Ratios can be compared, single times cannot."


def machine() -> str:
    """Return what kind of machine this is: nothing that tells whose."""
    import textual

    return (
        f"{os.cpu_count()} cores, {platform.system()} on {platform.machine()}, "
        f"Python {platform.python_version()}, Textual {textual.__version__}"
    )


def record(figures: Sequence[Figure], *, short: bool = False) -> str:
    """Return the table as a file to keep; a run changes its numbers and nothing else of it.

    `short` says that it was measured in short stretches.
    """
    how = "--quick --record" if short else "--record"
    lines = "\n".join((head(), *(line(figure) for figure in figures)))
    return (
        "# Figures\n\n"
        f'The last whole run, written by `make bench ARGS="{how}"`. Ratios, in × and beside the\n'
        "empty app, can be compared; single times belong to the machine. The goals were set where\n"
        "the empty app shows itself after 137 ms.\n\n"
        f"Machine: {machine()}.\n\n```text\n{lines}\n```\n\n{verdict(figures)}\n"
    )


def share(values: Sequence[float], part: float) -> float:
    """Return the value below which `part` of all lie. Raises `ValueError` for none."""
    if not values:
        raise ValueError("nothing was measured")
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def _number(value: float, unit: str) -> str:
    digits = 0 if unit in ("", "bytes/s") else 2 if unit in ("×", "% CPU", "s") else 1
    return f"{value:.{digits}f} {unit}".rstrip()


def _cells(cells: Sequence[str]) -> str:
    name, *others = zip(cells, _WIDTHS, strict=True)
    return f"{name[0]:<{name[1]}}" + "".join(f" {text:>{wide}}" for text, wide in others)
