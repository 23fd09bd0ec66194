"""What Progress says in text: the signs of a chart, and its numbers as a table."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from app.coach.insight import Chart, Shape
from screens.widgets.chart import ALIKE, LEGEND

Part = str | tuple[str, str]

_STYLE = {Shape.RIGHT: "$foreground", Shape.TARGET: "$muted", Shape.PLANNED: "$muted"}


def legend(chart: Chart) -> Content:
    """Return the sign and name of each series, and what is counted."""
    parts: list[Part] = []
    for line in chart.series:
        sign = LEGEND[line.shape]
        parts += [(sign, f"bold {_STYLE.get(line.shape, '$accent')}"), f" {line.label}   "]
    if {Shape.LEFT, Shape.RIGHT} <= {line.shape for line in chart.series}:
        parts += [(ALIKE, "bold"), " both alike   "]
    parts.append((chart.unit, "$muted"))
    return Content.assemble(*parts)


def numbers(chart: Chart) -> Content:
    """Return the chart's numbers, newest first, with phases where they begin."""
    header, rows = chart.table()
    if not rows:
        return Content("No numbers yet.")
    widths = [max(cell_len(cell) for cell in column) for column in zip(header, *rows, strict=True)]
    parts: list[Part] = [(_line(header, widths) + "\n", "$muted")]
    for row, day in zip(rows, reversed(chart.days), strict=True):
        begun = [mark.label for mark in chart.marks if mark.first == day]
        note = f"   {begun[0]} begins" if begun else ""
        parts += [_line(row, widths), (f"{note}\n", "$muted")]
    return Content.assemble(*parts)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first = cells[0] + " " * (widths[0] - cell_len(cells[0]))
    rest = [
        " " * (width - cell_len(cell)) + cell
        for cell, width in zip(cells[1:], widths[1:], strict=True)
    ]
    return "   ".join([first, *rest])
