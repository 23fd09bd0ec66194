"""Two verdicts side by side: each link then and now, and what it means."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from textwrap import wrap

from textual import work
from textual.content import Content

from app.coach.model import DIAGNOSED_LINKS, Link, Start
from app.coach.names import LINK_NAME
from app.trainer import comparing
from app.trainer.comparing import Told
from screens.parts import Part
from screens.place import TextScreen
from screens.widgets.plain import indented
from screens.words import day_words

_NAME = 17
_FULL = 100
_START = {
    Start.HOLD: "a person first",
    Start.GENTLE: "gently",
    Start.NONE: "no plan needed",
    Start.PRIMER: "two weeks first",
    Start.FULL: "the twelve weeks",
    Start.DEFER: "light, race first",
}
"""Short enough for a column of the smallest screen."""
HOW_TO_READ = (
    "A higher bar is a weaker link. The answers are yours and vary from day to day; the tests "
    "are the better yardstick."
)
NOT_TWO = "There are not two questionnaires yet to lay side by side."


class CompareScreen(TextScreen):
    """The last two questionnaires."""

    def __init__(self) -> None:
        super().__init__()
        self._both: tuple[Told, Told] | None = None
        self._read = False

    def on_mount(self) -> None:
        """Read both."""
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        self._both = await self.read(comparing.last_two)
        self._read = True
        self.show_text()

    def text(self, width: int) -> Content:
        """Return both verdicts, link by link."""
        if not self._read:
            return Content("")
        if self._both is None:
            return Content(NOT_TWO)
        return compare_text(*self._both, self.app.desk.clock.today(), width)


def compare_text(before: Told, now: Told, today: date, width: int) -> Content:
    """Return two verdicts as two columns, with the change of each link between them."""
    bar = max(6, min(30, (width - _NAME - 16) // 2))
    column = bar + 5
    parts: list[Part] = [
        ("Then and now\n\n", "bold"),
        (" " * _NAME, ""),
        (f"{day_words(before.day, today):<{column}}{day_words(now.day, today)}\n", "$muted"),
    ]
    for link in DIAGNOSED_LINKS:
        parts += _link(link, before, now, bar)
    parts += ["\n", *_row("Weak link", _weak(before), _weak(now), column)]
    starts = _START[before.verdict.start], _START[now.verdict.start]
    parts += _row("Where to begin", *starts, column)
    parts += _row("Confidence", before.verdict.confidence, now.verdict.confidence, column)
    parts.append((f"\n{indented(HOW_TO_READ, width, 0)}\n", "$muted"))
    return Content.assemble(*parts)


def _link(link: Link, before: Told, now: Told, bar: int) -> list[Part]:
    old, new = before.verdict.scores[link], now.verdict.scores[link]
    change = new - old
    return [
        f"{LINK_NAME[link]:<{_NAME}}",
        *_bar(old, bar),
        *_bar(new, bar),
        (f"{change:+d}\n" if change else "same\n", "$muted"),
    ]


def _bar(score: int, width: int) -> list[Part]:
    filled = round(score / _FULL * width)
    return [("█" * filled, "$accent"), ("░" * (width - filled), "$rule"), f"{score:>4} "]


def _row(name: str, old: str, new: str, column: int) -> list[Part]:
    # What is too long for its column goes on below, clear of the other one.
    lines = zip_longest(wrap(old, column - 2), wrap(new, column - 2), fillvalue="")
    parts: list[Part] = []
    for then, now in lines:
        parts += [(f"{name:<{_NAME}}", "$muted"), f"{then:<{column}}", (f"{now}\n", "bold")]
        name = ""
    return parts


def _weak(told: Told) -> str:
    verdict = told.verdict
    if verdict.unclear:
        return "not clear"
    return "none" if verdict.primary is None else LINK_NAME[verdict.primary].lower()
