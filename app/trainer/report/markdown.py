"""A report as Markdown: tables as in GitHub's dialect, charts as rows of small bars."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from app.trainer.report.document import (
    Block,
    Bullets,
    Chart,
    Document,
    Facts,
    Part,
    Table,
    Text,
)

_BARS = "▁▂▃▄▅▆▇█"
_GAP = "·"
_WIDEST = 60
_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
# What would make a heading, a list or a rule of a line that begins with it.
_LEADING = re.compile(r"^(\d*)([-+#=.)])")


def render(document: Document) -> Iterator[str]:
    """Yield the report piece by piece."""
    yield f"# {escape(document.title)}\n\n{escape(document.subtitle)}\n\n"
    yield f"> {escape(document.note)}\n"
    for section in document.sections:
        yield f"\n## {escape(section.title)}\n"
        yield from _blocks(section.blocks, 3)


def escape(text: str) -> str:
    """Return any text so that it stands for itself, in one line."""
    flat = _CONTROL.sub(" ", text)
    entities = "".join(_ENTITIES.get(letter, letter) for letter in flat)
    return _LEADING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", entities.strip()))


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Part):
            yield f"\n{'#' * level} {escape(block.title)}\n"
            yield from _blocks(block.blocks, level + 1)
        else:
            yield "\n"
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Text():
            yield f"{escape(block.words)}\n"
        case Facts():
            for name, value in block.pairs:
                yield f"- **{escape(name)}:** {escape(value)}\n"
        case Bullets():
            for item in block.items:
                yield f"- {escape(item)}\n"
        case Table():
            yield from _table(block)
        case Chart():
            yield from chart(block)
        case Part():
            raise AssertionError("parts are opened by _blocks")


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(escape, table.header))} |\n"
    rules = ("---:" if at in table.numbers else "---" for at in range(len(table.header)))
    yield f"| {' | '.join(rules)} |\n"
    for row in table.rows:
        yield f"| {' | '.join(map(escape, row))} |\n"


def chart(chart: Chart) -> Iterator[str]:
    """Yield a chart as a fenced block: a row of small bars for each series, newest to the right."""
    title = _CONTROL.sub(" ", chart.title).replace("`", "'")
    newest = chart.days[-_WIDEST:]
    span = f"{newest[0].isoformat()} to {newest[-1].isoformat()}" if newest else "no values"
    yield f"```text\n{title}; {span}\n"
    wide = max((len(one.label) for one in chart.series), default=0)
    for one in chart.series:
        values = one.values[-_WIDEST:]
        known = [value for value in values if value is not None]
        ends = f"  {known[0]:g} → {known[-1]:g}" if known else ""
        yield f"{one.label:<{wide}}  {''.join(_bar(chart, value) for value in values)}{ends}\n"
    yield "```\n"


def _bar(chart: Chart, value: float | None) -> str:
    if value is None:
        return _GAP
    share = (value - chart.low) / ((chart.high - chart.low) or 1)
    return _BARS[max(0, min(len(_BARS) - 1, round(share * (len(_BARS) - 1))))]
