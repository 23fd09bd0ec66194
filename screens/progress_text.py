"""What Progress says in text: what can be chosen, and the signs of a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content

from app.coach.insight.chart import Chart, Form, Shape
from app.coach.insight.hurt import MORNING_SIGN
from app.trainer.charting import CHARTS, View
from screens.parts import Part
from screens.plots.signs import ALIKE, GATE, SIGN, STEP, ink_of
from screens.widgets.plain import clip, plain

_DONE_DAY = "■"
LEGEND_LINES = 2
"""As many as `progress.tcss` leaves to the legend."""


def tabs(chosen: str, width: int) -> Content:
    """Return the names of the charts in one line; each can be clicked."""
    parts: list[Part] = []
    gap = " " if width > sum(len(info.name) + 2 for info in CHARTS.values()) else ""
    for info in CHARTS.values():
        here = info.id == chosen
        style = "bold $accent" if here else "$muted"
        parts.append(
            (f"{'▸' if here else ' '}{info.name}{gap}", f"{style} @click=screen.chart('{info.id}')")
        )
    return Content.assemble(*(_linked(part) for part in parts))


def answered(view: View) -> str:
    """Return the answer, and where it is that there is nothing, what there is something of."""
    if view.instead is None:
        return view.chart.answer
    other = plain(view.instead.name)
    return f"{view.chart.answer} There is some of {other}: enter twice shows it."


def choices(view: View, width: int) -> Content:
    """Return what the chart is about and the days it shows; both can be clicked."""
    days = f"◂ {plain(view.span.label)} ▸" if view.furthest else plain(view.span.label)
    days_part = _linked((days, "$accent @click=screen.reach"))
    if not view.subjects:
        return Content.assemble(("range  ", "$muted"), days_part)
    names = {one.id: one.name for one in view.subjects}
    at = list(names).index(view.subject) + 1 if view.subject in names else 0
    place = f"   {at} of {len(names)}   "
    name = clip(plain(names.get(view.subject, "")), max(10, width - cell_len(place + days) - 1))
    return Content.assemble(
        _linked((name, "bold @click=screen.choose")), (place, "$muted"), days_part
    )


def _linked(part: Part) -> Content:
    """Return a part whose style may hold an action; a name is never parsed as markup."""
    if isinstance(part, str):
        return Content(part)
    words, style = part
    look, _, action = style.partition("@click=")
    text = Content.styled(words, look.strip())
    if not action:
        return text
    from textual.style import Style

    return text.stylize(Style.from_meta({"@click": action if "(" in action else f"{action}()"}))


def legend(chart: Chart, width: int = 10_000) -> Content:
    """Return the sign and name of each series, and what is counted, in lines of `width` cells.

    A name stays beside its sign. Where it would take more lines than there are, it moves closer.
    """
    entries = [Content.assemble(*parts) for parts in _legend(chart)]
    for gap in (3, 2, 1):
        lines = _filled(entries, width, gap)
        if len(lines) <= LEGEND_LINES:
            break
    return Content("\n").join(lines)


def _legend(chart: Chart) -> Iterator[tuple[Part, ...]]:
    for line in chart.series:
        sign = SIGN[line.shape] * (1 if chart.form is Form.LINES else 2)
        yield (sign, f"bold ${ink_of(line.shape)}"), f" {line.label}"
    for mark in chart.marks:
        sign = _DONE_DAY if mark.shape is Shape.DONE else SIGN[mark.shape]
        yield (sign, f"bold ${ink_of(mark.shape)}"), f" {mark.label}"
    if {Shape.LEFT, Shape.RIGHT} <= {line.shape for line in chart.series}:
        yield (ALIKE, "bold"), " both alike"
    if chart.noted == "steps" and chart.notes:
        yield (STEP, "bold"), " a step"
    if chart.noted == "morning" and chart.notes:
        for at, (word, sign) in enumerate(MORNING_SIGN.items()):
            yield (f"{'' if at else 'next morning '}{sign} {word}",)
    if chart.gates_ahead:
        yield (GATE, "bold $accent"), " gate"
    if chart.unit:
        yield ((plain(chart.unit), "$muted"),)


def _filled(entries: Sequence[Content], width: int, gap: int) -> list[Content]:
    """Put as many entries on a line as it holds."""
    lines: list[Content] = []
    for entry in entries:
        if lines and lines[-1].cell_length + gap + entry.cell_length <= width:
            lines[-1] = Content.assemble(lines[-1], " " * gap, entry)
        else:
            lines.append(entry)
    return lines
