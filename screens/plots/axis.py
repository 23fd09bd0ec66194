"""What every chart has above and below it: phases and gates, words above days, the days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date

from textual.strip import Strip

from app.coach.insight.chart import Band, Chart, Form, Note
from screens.plots.canvas import Canvas, Ink, ribbon
from screens.plots.signs import GATE, PHASE_EDGE, STEP
from screens.widgets.plain import plain

Place = Callable[[date], float]
"""Where a day is on the axis."""

# A day below the axis takes so many columns, with a blank on either side.
_LABEL_COLUMNS = 10
_YEAR_DAYS = 500
_LONG_DAYS = 4000
# A phase narrower than this shows only that it begins.
_LEAST_BAND = 4
# Of two words above one day the more urgent one is shown.
_URGENT = {"▲": 3, "✱": 2, "=": 1}


def places(chart: Chart) -> tuple[list[float], Place]:
    """Return where each of the chart's days is, and a way to place any other day.

    Lines stand on a time axis; a second session of a day stands a little later. Bars and weeks
    stand side by side.
    """
    if chart.form is Form.LINES:
        xs: list[float] = []
        for day in chart.days:
            x = float(day.toordinal())
            xs.append(x if not xs or x > xs[-1] else xs[-1] + 0.3)
        return xs, lambda day: float(day.toordinal())
    days = list(chart.days)
    # A phase that begins in the middle of a week begins with its week.
    return [float(at) for at in range(len(days))], lambda day: _at(days, day) - 0.5


def _at(days: Sequence[date], day: date) -> float:
    found = bisect_left(days, day)
    if found < len(days) and days[found] == day:
        return float(found)
    return float(max(0, found - 1))


def mark_days(canvas: Canvas, chart: Chart, xs: Sequence[float]) -> None:
    """Write as many days below the axis as there is room for."""
    room = max(2, canvas.columns // _LABEL_COLUMNS)
    least = (canvas.span[1] - canvas.span[0]) / room
    positions: list[float] = []
    labels: list[str] = []
    span = (chart.days[-1] - chart.days[0]).days
    last = canvas.columns - 1
    for x, day in zip(xs, chart.days, strict=True):
        label = _label(day, span)
        if labels and label == labels[-1]:
            continue
        far = not positions or x - positions[-1] >= least
        # plotext pushes a label back that would leave the plot, and so away from its day.
        if far and canvas.column(x) + len(label) // 2 <= last:
            positions.append(x)
            labels.append(label)
    canvas.days(positions, labels)


def _label(day: date, span: int) -> str:
    if span > _LONG_DAYS:
        return str(day.year)
    return f"{day:%b} {day.year}" if span > _YEAR_DAYS else f"{day.day} {day:%b}"


def mark_phases(canvas: Canvas, chart: Chart, place: Place, ink: Ink) -> None:
    """Draw a faint line through the plot where a phase begins, behind all that is there."""
    style = ink.style("rule")
    columns = {
        canvas.column(place(band.first))
        for band in _bands(chart, canvas, place)
        if _opens(band, chart, canvas, place)
    }
    if len(columns) * _LEAST_BAND > canvas.columns:
        return
    for column in columns:
        for row in range(canvas.rows):
            canvas.put_behind(column, row, PHASE_EDGE, style)


def _bands(chart: Chart, canvas: Canvas, place: Place) -> list[Band]:
    """Return the phases that reach into the chart."""
    return [
        band
        for band in chart.bands
        if band.last >= chart.days[0] and _come(band.first, chart, canvas, place)
    ]


def _come(day: date, chart: Chart, canvas: Canvas, place: Place) -> bool:
    """Return whether a day has come by the right end of the plot."""
    if chart.form is Form.LINES:
        return place(day) <= canvas.span[1]
    return day <= chart.last_day


def _opens(band: Band, chart: Chart, canvas: Canvas, place: Place) -> bool:
    """Return whether the first day of a phase is in sight."""
    if chart.form is Form.LINES:
        return place(band.first) >= canvas.span[0]
    return band.first >= chart.days[0]


def _end(day: date, chart: Chart, canvas: Canvas, place: Place) -> int:
    """Return the column in which a day is over: of bars and weeks, the last one of its slot."""
    if chart.form is Form.LINES:
        return canvas.column(place(day))
    end = place(day) + 1
    return canvas.column(end) - (end < canvas.span[1])


def phases(canvas: Canvas, chart: Chart, place: Place, ink: Ink, width: int) -> Strip | None:
    """Return the line of phases and gates above the plot, None without any."""
    bands = _bands(chart, canvas, place)
    gates = [gate for gate in chart.gates_ahead if _come(gate.day, chart, canvas, place)]
    if not bands and not gates:
        return None
    style = ink.style("muted")
    if len(bands) * _LEAST_BAND > canvas.columns:
        return ribbon(width, canvas.edge, [(0, f"{len(bands)} phases", style)])
    if len(gates) * 2 > canvas.columns:
        gates = []
    marked = [_end(gate.day, chart, canvas, place) for gate in gates]
    edges = [canvas.column(place(band.first)) for band in bands]
    words = []
    for number, (band, first) in enumerate(zip(bands, edges, strict=True)):
        following = edges[number + 1] if number + 1 < len(edges) else canvas.columns
        last = min(following - 1, _end(band.last, chart, canvas, place))
        room = min([following, *(column for column in marked if column >= first)]) - first
        opens = _opens(band, chart, canvas, place)
        wide = max(1, last - first + 1)
        words.append((first, _band(plain(band.label), wide, room, opens=opens), style))
    words += [(column, GATE, ink.style("accent")) for column in marked]
    return ribbon(width, canvas.edge, words)


def _band(label: str, width: int, room: int, *, opens: bool) -> str:
    """Return a phase as wide as it lasted, with its name in it or, of `room` there, behind it.

    One that began before the chart has no beginning.
    """
    begin = "├" if opens else "─"
    names = (f" {label}", f" {label.rpartition(' ')[2]}")
    inside = next((name for name in names if len(name) < width - 2), "")
    if inside:
        return f"{begin}{f'{inside} '.ljust(width - 2, '─')}┤"
    line = begin + "─" * (width - 1) if width < _LEAST_BAND else f"{begin}{'─' * (width - 2)}┤"
    return line + next((name for name in names if width + len(name) < room), "")


def words_above(canvas: Canvas, chart: Chart, place: Place, ink: Ink, width: int) -> Strip | None:
    """Return the line of words above their days, None without any."""
    if not chart.notes:
        return None
    style = ink.style("foreground")
    wordy = max(len(note.label) for note in chart.notes) > 1
    at: dict[int, Note] = {}
    for note in chart.notes:
        shift = 0.5 if chart.form is not Form.LINES else 0.0
        column = canvas.column(place(note.day) + shift)
        before = at.get(column)
        if before is None or _URGENT.get(note.label, 0) >= _URGENT.get(before.label, 0):
            at[column] = note
    if not wordy:
        signs = [(column, plain(note.label), style) for column, note in at.items()]
        return ribbon(width, canvas.edge, signs)
    words = []
    # Counted from the newest, so that of many the latest can be read.
    free = canvas.columns
    for column in sorted(at, reverse=True):
        word = _word(plain(at[column].label), column, free, centred=chart.form is not Form.LINES)
        if word is not None:
            start, label = word
            words.append((start, label, style))
            free = start
    return ribbon(width, canvas.edge, words)


def _word(label: str, column: int, free: int, *, centred: bool) -> tuple[int, str] | None:
    """Return a word and where it begins, or the sign of it, or None where it has no room."""
    if centred:
        start = max(0, column - len(label) // 2)
        return (start, label) if start + len(label) < free else None
    if column + len(label) + 1 < free:
        return column, f"{STEP}{label}"
    return (column, STEP) if column + _LEAST_BAND < free else None
