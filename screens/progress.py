"""Progress: one chart at a time, its answer as a sentence above it, its numbers one key away."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Static

from app.coach.insight.span import Reach
from app.trainer.charting import CHARTS, ChartBook, View
from screens import places
from screens.place import PlaceScreen
from screens.progress_text import answered, choices, legend, tabs
from screens.widgets.catalogue import Item
from screens.widgets.chart import LEAST_HEIGHT, ChartView, ready
from screens.widgets.numbers import Numbers
from screens.widgets.plain import indented, plain

_KEYS = {
    "control": "c",
    "amount": "r",
    "sides": "s",
    "dose": "d",
    "pain": "p",
    "weeks": "w",
    "tests": "t",
    "cadence": "m",
    "links": "l",
}

_ROOMY_HEIGHT = 24
"""Lines from which on there is room for blank ones."""
_FIXED_ROWS, _BLANK_ROWS = 3, 3
"""The two bars and the head; and the blank rows where there is room for them."""
_CRAMPED = "The plot needs a larger window; n shows its numbers."


def _key(
    keys: str, action: str, words: str, name: str, tooltip: str, *, sign: str | None = None
) -> Binding:
    """Return a binding of this screen; one with a sign stands in the last line."""
    return Binding(
        keys,
        action,
        words,
        show=sign is not None,
        key_display=sign or None,
        id=f"progress.{name}",
        tooltip=tooltip,
    )


class ProgressScreen(PlaceScreen):
    """One question at a time, answered in words, a plot and numbers."""

    PLACE = places.PROGRESS
    CSS_PATH = "../assets/styles/progress.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        # First what nothing else on the screen tells of: the last line of a small one has few.
        _key("n", "numbers", "Numbers", "numbers", "The numbers as a table, and back", sign="n"),
        _key("z", "reach", "Range", "reach", "This week, one phase, or all", sign="z"),
        _key("v", "review", "Week", "review", "What the week was, and what next", sign="v"),
        _key("tab", "next_chart(1)", "Chart", "next_chart", "The next chart", sign="tab"),
        _key("shift+tab", "next_chart(-1)", "Chart before", "chart_before", "The chart before"),
        Binding(
            "left",
            "next_subject(-1)",
            "Exercise",
            key_display="←→",
            priority=True,
            id="progress.subject_before",
            tooltip="The exercise, link or test before",
        ),
        Binding(
            "right",
            "next_subject(1)",
            "Exercise",
            show=False,
            priority=True,
            id="progress.next_subject",
            tooltip="The next exercise, link or test",
        ),
        _key("comma", "go_back(1)", "Earlier", "earlier", "The week or phase before", sign=","),
        _key("full_stop", "go_back(-1)", "Later", "later", "The week or phase after", sign="."),
        _key("enter", "choose", "List", "choose", "Choose from all of them", sign="enter"),
        *(
            _key(_KEYS[info.id], f"chart('{info.id}')", info.name, info.id, info.question)
            for info in CHARTS.values()
        ),
    ]

    kind: reactive[str] = reactive("control", init=False)
    as_numbers: reactive[bool] = reactive(False, init=False)

    tabs_line = getters.query_one("#progress-tabs", Static)
    head = getters.query_one("#progress-head", Static)
    answer = getters.query_one("#progress-answer", Static)
    legend_line = getters.query_one("#progress-legend", Static)
    plot = getters.query_one(ChartView)
    table = getters.query_one(Numbers)

    def __init__(self) -> None:
        super().__init__()
        self.view: View | None = None
        self._book = ChartBook()
        self._reach: Reach | None = None
        self._back = 0
        # What each chart was last about; charts of exercises share the exercise.
        self._subjects: dict[str, str] = {}

    def body(self) -> ComposeResult:
        """The charts, the question, its answer, the signs, and the plot or its numbers."""
        yield Static("", id="progress-tabs", markup=False)
        yield Static("", id="progress-head", markup=False)
        yield Static("", id="progress-answer", markup=False)
        yield Static("", id="progress-legend", markup=False)
        yield ChartView(id="progress-plot")
        yield Numbers(id="progress-numbers")

    # --- reading -------------------------------------------------------------------------

    async def load(self) -> None:
        """Read the chart that is open, then make the others ready."""
        # A link underlined by Textual would shout louder than the one that is open.
        self.tabs_line.auto_links = self.head.auto_links = False
        await asyncio.to_thread(ready)
        await self._load_chart()
        self._make_ready()

    @work(exclusive=True, group="load")
    async def _load_chart_anew(self) -> None:
        await self._load_chart()

    async def _load_chart(self) -> None:
        found = await self.read(
            self._book.view, self.kind, self._subjects.get(self.kind, ""), self._reach, self._back
        )
        self.view = found
        self._back = found.back
        self._subjects[self.kind] = found.subject
        await self.plot.prepare(found.chart)
        self._show()

    @work(exclusive=True, group="warm")
    async def _make_ready(self) -> None:
        """Read the other charts once while nobody waits for them."""
        for info in CHARTS.values():
            if info.id != self.kind and self.view is not None:
                subject = self._subjects.get(info.id, "")
                await self.read(self._book.view, info.id, subject, self._reach, self._back)

    # --- showing -------------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        """Lay the words out for the new width, without blank lines where every line counts."""
        self.set_class(event.size.height < _ROOMY_HEIGHT, "-short")
        self._show()

    def _rows_beside(self, rows: int) -> int:
        """Return the rows that are left for the plot beside so many of words."""
        blank = 0 if self.has_class("-short") else _BLANK_ROWS
        return self.size.height - _FIXED_ROWS - blank - rows

    def _show(self) -> None:
        view = self.view
        if view is None:
            return
        chart = view.chart
        self.refresh_bindings()
        width = max(30, self.size.width - 6)
        names = tabs(self.kind, self.size.width - 2)
        answer, signs = indented(plain(answered(view)), width, 0), legend(chart, width)
        above = names.wrap(max(1, self.size.width - 2)) + answer.split("\n") + signs.split("\n")
        cramped = self._rows_beside(len(above)) < LEAST_HEIGHT and not chart.empty
        if cramped and not self.as_numbers:
            answer += f"\n{indented(_CRAMPED, width, 0)}"
        self.tabs_line.update(names)
        self.head.update(choices(view, width))
        self.answer.update(answer)
        self.legend_line.update(signs)
        self.legend_line.display = not (chart.empty or self.as_numbers or cramped)
        self.plot.display = not (self.as_numbers or cramped)
        self.table.display = self.as_numbers
        if self.as_numbers:
            self.table.show(chart)
        else:
            self.plot.chart = chart

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        view = self.view
        if action in {"next_subject", "choose"}:
            return view is not None and len(view.subjects) > 1
        if action == "go_back":
            there = self._back - 1 if parameters == (-1,) else self._back + 1
            return view is not None and 0 <= there <= view.furthest
        if action == "reach":
            return view is not None and not CHARTS[self.kind].timeless
        return True

    def action_next_chart(self, step: int) -> None:
        """Go to the chart after or before this one."""
        ids = list(CHARTS)
        self.kind = ids[(ids.index(self.kind) + step) % len(ids)]

    def action_chart(self, kind: str) -> None:
        """Go to one chart."""
        self.kind = kind

    def action_next_subject(self, step: int) -> None:
        """Go to the exercise, link or test after or before this one."""
        if self.view is not None and self.view.subjects:
            ids = [one.id for one in self.view.subjects]
            at = ids.index(self.view.subject) if self.view.subject in ids else 0
            self._choose(ids[(at + step) % len(ids)])

    def _choose(self, subject: str | None) -> None:
        if subject is not None:
            self._subjects[self.kind] = subject
            self._load_chart_anew()

    def action_choose(self) -> None:
        """Choose from a list of all that this chart can be about."""
        from screens.choose import ChooseScreen

        if self.view is not None and self.view.subjects:
            items = [Item(one.id, plain(one.name), "", "", one.group) for one in self.view.subjects]
            marked = self.view.instead.id if self.view.instead else self.view.subject
            self.app.push_screen(ChooseScreen(items, marked), self._choose)

    def action_reach(self) -> None:
        """Look at a week, a phase, or all."""
        if self.view is not None:
            reaches = list(Reach)
            at = (reaches.index(self.view.reach) + 1) % len(reaches)
            if reaches[at] is Reach.PHASE and not self._has_phases:
                at += 1
            self._reach, self._back = reaches[at], 0
            self._load_chart_anew()

    @property
    def _has_phases(self) -> bool:
        return self.view is not None and self.view.phases > 0

    def action_go_back(self, step: int) -> None:
        """Look at the week or phase before, or after."""
        if self.view is not None:
            self._reach = self.view.reach
            self._back = min(max(0, self._back + step), self.view.furthest)
            self._load_chart_anew()

    def action_numbers(self) -> None:
        """Show the numbers instead of the plot, or the plot again."""
        self.as_numbers = not self.as_numbers

    def action_review(self) -> None:
        """Open the week in review."""
        from screens.review import ReviewScreen

        self.app.push_screen(ReviewScreen())

    def watch_kind(self, before: str, _now: str) -> None:
        """Read the chart that was chosen; the exercise stays where it can."""
        about = self._subjects.get(before, "").partition(":")[0]
        known = self._subjects.get(self.kind, "")
        if about and known.partition(":")[0] != about and {before, self.kind} <= _OF_EXERCISES:
            self._subjects[self.kind] = about
        self._load_chart_anew()

    def watch_as_numbers(self) -> None:
        """Change between plot and numbers."""
        self._show()
        if self.as_numbers:
            self.table.focus()


_OF_EXERCISES = {"control", "amount", "sides"}
