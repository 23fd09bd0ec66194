"""Charts as SVG, drawn by hand: no script, no fonts, nothing to fetch, legible in grey."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from app.trainer.report.document import Chart, Line, Series

_SIZE, _SMALL = (680, 190), (330, 112)
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 12, 24, 22
_MOST_TICKS, _FEW_TICKS = 7, 4
# Told apart by form as well as by colour: by dash and mark, or by hatching.
_COLOUR = {
    Line.LEFT: "#1257a8",
    Line.RIGHT: "#b04a00",
    Line.BOTH: "#333333",
    Line.PLANNED: "#c8d3e0",
    Line.DONE: "#1257a8",
    Line.PAIN: "#b3261e",
}
_DASH = {Line.RIGHT: ' stroke-dasharray="6 3"'}
_INK, _FAINT = "#444444", "#dddddd"


def draw(chart: Chart) -> Iterator[str]:
    """Yield a chart as an `svg` element whose title is read aloud."""
    wide, tall = _SMALL if chart.small else _SIZE
    frame = _Frame(chart, wide, tall)
    label = escape(f"{chart.title}. {_said(chart)}")
    yield (
        f'<svg viewBox="0 0 {wide} {tall}" role="img" aria-label="{label}" '
        f'xmlns="http://www.w3.org/2000/svg">'
    )
    yield f"<title>{label}</title>"
    yield from _legend(chart)
    yield from frame.grid()
    yield from frame.days()
    if chart.bars:
        yield from _bars(chart, frame)
    else:
        for one in chart.series:
            yield from _line(one, frame)
    yield "</svg>\n"


class _Frame:
    """Where a day and a value are on the picture."""

    def __init__(self, chart: Chart, wide: int, tall: int) -> None:
        self.chart = chart
        self.right = wide - _RIGHT
        self.small = chart.small
        self.ticks = _FEW_TICKS if chart.small else _MOST_TICKS
        self.bottom = tall - _BOTTOM
        self._first = chart.days[0].toordinal() if chart.days else 0
        self._span = (chart.days[-1].toordinal() - self._first) if chart.days else 0
        # A bar needs room to both sides of its day.
        self.inset = (self.right - _LEFT) / (2 * max(1, len(chart.days))) if chart.bars else 8

    def x(self, day: date) -> float:
        left, right = _LEFT + self.inset, self.right - self.inset
        if not self._span:
            return (left + right) / 2
        return left + (day.toordinal() - self._first) / self._span * (right - left)

    def y(self, value: float) -> float:
        low, high = self.chart.low, self.chart.high
        share = (value - low) / ((high - low) or 1)
        return self.bottom - max(0.0, min(1.0, share)) * (self.bottom - _TOP)

    def grid(self) -> Iterator[str]:
        for value in _steps(self.chart.low, self.chart.high):
            at = self.y(value)
            yield (
                f'<line x1="{_LEFT}" x2="{self.right}" y1="{at:.1f}" y2="{at:.1f}" '
                f'stroke="{_FAINT}"/>'
                f'<text x="{_LEFT - 6}" y="{at + 3.5:.1f}" text-anchor="end">{value:g}</text>'
            )

    def days(self) -> Iterator[str]:
        shown = _spread(self.chart.days, self.ticks)
        for number, day in enumerate(shown):
            words = f"{day.day} {day:%b}"
            # Where there is little room the year stands only where it changes.
            if (not number and not self.small) or (number and day.year != shown[number - 1].year):
                words += f" {day.year}"
            at = self.x(day)
            # The first and the last must not leave the picture.
            anchor = "start" if at < 70 else "end" if at > self.right - 58 else "middle"
            edge = _LEFT if anchor == "start" else self.right if anchor == "end" else at
            yield (
                f'<text x="{edge:.1f}" y="{self.bottom + 15}" text-anchor="{anchor}">{words}</text>'
            )


def _legend(chart: Chart) -> Iterator[str]:
    at = float(_LEFT)
    for one in chart.series:
        colour = _COLOUR[one.line]
        if chart.bars:
            yield f'<rect x="{at}" y="6" width="12" height="9" fill="{colour}"/>'
        else:
            yield (
                f'<line x1="{at}" x2="{at + 20}" y1="11" y2="11" stroke="{colour}" '
                f'stroke-width="2"{_DASH.get(one.line, "")}/>'
            )
            yield _mark(one.line, at + 10, 11)
        yield f'<text x="{at + 26}" y="14.5">{escape(one.label)}</text>'
        at += 46 + 6.5 * len(one.label)


def _line(series: Series, frame: _Frame) -> Iterator[str]:
    colour = _COLOUR[series.line]
    points = [
        (frame.x(day), frame.y(value))
        for day, value in zip(frame.chart.days, series.values, strict=True)
        if value is not None
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    yield (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" '
        f'stroke-linejoin="round"{_DASH.get(series.line, "")}/>'
    )
    for x, y in points:
        yield _mark(series.line, x, y)


def _mark(line: Line, x: float, y: float) -> str:
    colour = _COLOUR[line]
    if line is Line.RIGHT:
        return (
            f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6" fill="#ffffff" '
            f'stroke="{colour}" stroke-width="1.6"/>'
        )
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{colour}"/>'


def _bars(chart: Chart, frame: _Frame) -> Iterator[str]:
    wide = max(2.0, min(26.0, frame.inset * 1.5))
    for at, day in enumerate(chart.days):
        for number, one in enumerate(chart.series):
            value = one.values[at]
            if not value:
                continue
            # What was done stands before what was planned, a little narrower.
            own = wide * (1 - 0.3 * number)
            x, y = frame.x(day) - own / 2, frame.y(value)
            yield (
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{own:.1f}" '
                f'height="{frame.bottom - y:.1f}" fill="{_COLOUR[one.line]}"/>'
            )
            if one.line is Line.PAIN:
                yield (
                    f'<text x="{x + own / 2:.1f}" y="{y - 3:.1f}" text-anchor="middle">'
                    f"{value:g}</text>"
                )


def _steps(low: float, high: float) -> list[float]:
    """Return where lines go across: every whole step of a short scale, round ones of a long."""
    span = high - low
    size = next((step for step in (1, 2, 5, 10, 20, 25, 50, 100, 200) if span / step <= 5), span)
    found = [low]
    while found[-1] + size <= high:
        found.append(found[-1] + size)
    return found


def _spread(days: Sequence[date], most: int) -> list[date]:
    """Return some days, first and last among them, that leave room for their words."""
    if len(days) <= most:
        return _apart(days, most)
    step = (len(days) - 1) / (most - 1)
    return _apart([days[round(step * number)] for number in range(most)], most)


def _apart(days: Sequence[date], most: int) -> list[date]:
    """Leave out days whose words would lie over each other."""
    if len(days) < 3:
        return list(dict.fromkeys(days))
    least = (days[-1] - days[0]).days / (most + 1)
    kept = [days[0]]
    for day in days[1:-1]:
        if (day - kept[-1]).days >= least and (days[-1] - day).days >= least:
            kept.append(day)
    return [*kept, days[-1]] if days[-1] != kept[-1] else kept


def _said(chart: Chart) -> str:
    """Return first and last value of each series, for who cannot see the picture."""
    said = []
    for one in chart.series:
        known = [value for value in one.values if value is not None]
        if known:
            said.append(f"{one.label}: first {known[0]:g}, last {known[-1]:g}")
    return "; ".join(said)
