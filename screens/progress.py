"""Progress: one chart at a time, its answer as a sentence above it, its numbers one key away."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from app.coach.insight import Chart
from app.trainer import reviewing
from screens import places
from screens.place import PlaceScreen
from screens.progress_text import legend, numbers
from screens.widgets.chart import ChartView
from screens.widgets.plain import clip, plain

_ALL = ("", "All exercises")


class ChartKind(StrEnum):
    """The charts there are, in the order of `tab`."""

    CONTROL = "control"
    REPS = "repetitions"
    DOSE = "weekly dose"


class ProgressScreen(PlaceScreen):
    """One question at a time, answered in words, a plot and numbers."""

    PLACE = places.PROGRESS
    CSS_PATH = "../assets/styles/progress.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "tab", "next_chart(1)", "Chart", id="progress.next_chart", tooltip="The next chart"
        ),
        Binding(
            "shift+tab",
            "next_chart(-1)",
            "Chart before",
            show=False,
            id="progress.chart_before",
            tooltip="The chart before",
        ),
        Binding(
            "left",
            "next_exercise(-1)",
            "Exercise",
            key_display="←→",
            priority=True,
            id="progress.exercise_before",
            tooltip="The exercise before",
        ),
        Binding(
            "right",
            "next_exercise(1)",
            "Exercise",
            show=False,
            priority=True,
            id="progress.next_exercise",
            tooltip="The next exercise",
        ),
        Binding(
            "n",
            "numbers",
            "Numbers",
            id="progress.numbers",
            tooltip="The numbers of this chart as a table, and back",
        ),
        Binding(
            "c",
            "chart('control')",
            "Control",
            show=False,
            id="progress.control",
            tooltip="Control per session",
        ),
        Binding(
            "r",
            "chart('repetitions')",
            "Repetitions",
            show=False,
            id="progress.reps",
            tooltip="Completed repetitions against target",
        ),
        Binding(
            "d",
            "chart('weekly dose')",
            "Weekly dose",
            show=False,
            id="progress.dose",
            tooltip="Sets a week, planned beside done",
        ),
    ]

    kind: reactive[ChartKind] = reactive(ChartKind.CONTROL, init=False)
    exercise_id: reactive[str] = reactive("", init=False)
    chart: reactive[Chart | None] = reactive(None, init=False)
    as_numbers: reactive[bool] = reactive(False, init=False)

    head = getters.query_one("#progress-head", Static)
    answer = getters.query_one("#progress-answer", Static)
    legend_line = getters.query_one("#progress-legend", Static)
    plot = getters.query_one(ChartView)
    table = getters.query_one("#progress-numbers", VerticalScroll)

    def __init__(self) -> None:
        super().__init__()
        self._exercises: tuple[tuple[str, str], ...] = ()

    def body(self) -> ComposeResult:
        """The question, its answer, the signs, and the plot or its numbers."""
        yield Static("", id="progress-head", markup=False)
        yield Static("", id="progress-answer", markup=False)
        yield Static("", id="progress-legend", markup=False)
        yield ChartView(id="progress-plot")
        with VerticalScroll(id="progress-numbers"):
            yield Static("", markup=False)

    # --- reading -------------------------------------------------------------------------

    async def load(self) -> None:
        """Read the list of exercises, then the chart that is open."""
        found = await self.read(reviewing.exercises)
        if found is None:
            return
        self._exercises = found
        ids = [exercise_id for exercise_id, _ in self._choices]
        if self.exercise_id not in ids:
            self.set_reactive(ProgressScreen.exercise_id, ids[0] if ids else "")
        await self._load_chart()

    @work(exclusive=True, group="load")
    async def _load_chart_anew(self) -> None:
        await self._load_chart()

    async def _load_chart(self) -> None:
        if self.kind is ChartKind.DOSE:
            self.chart = await self.read(reviewing.dose_series, self.exercise_id or None)
        elif not self._exercises:
            self.chart = Chart("", "No session yet. Charts begin with the first one.")
        elif self.kind is ChartKind.REPS:
            self.chart = await self.read(reviewing.reps_series, self.exercise_id)
        else:
            self.chart = await self.read(reviewing.control_series, self.exercise_id)
        self._show()

    @property
    def _choices(self) -> tuple[tuple[str, str], ...]:
        """The exercises to choose from; the weekly dose can be that of all."""
        return (_ALL, *self._exercises) if self.kind is ChartKind.DOSE else self._exercises

    # --- showing -------------------------------------------------------------------------

    def _show(self) -> None:
        chart = self.chart
        if chart is None:
            return
        self.refresh_bindings()
        self.head.update(self._heading())
        self.answer.update(plain(chart.answer))
        self.legend_line.update(legend(chart))
        self.legend_line.display = not chart.empty and not self.as_numbers
        self.plot.chart = chart
        self.plot.display = not self.as_numbers
        self.table.display = self.as_numbers
        if self.as_numbers:
            self.table.query_one(Static).update(numbers(chart))

    def _heading(self) -> Content:
        kinds: list[str | tuple[str, str]] = []
        for kind in ChartKind:
            chosen = kind is self.kind
            kinds += [
                (f"▸{kind}" if chosen else f" {kind}", "bold $accent" if chosen else "$muted"),
                " ",
            ]
        choices = dict(self._choices)
        if not choices:
            return Content.assemble(*kinds)
        name = clip(plain(choices.get(self.exercise_id, "")), max(10, self.size.width - 16))
        at = list(choices).index(self.exercise_id) + 1
        return Content.assemble(
            *kinds, "\n\n ", (name, "bold"), (f"   {at} of {len(choices)}", "$muted")
        )

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if action == "next_exercise":
            return len(self._choices) > 1
        return True

    def action_next_chart(self, step: int) -> None:
        """Go to the chart after or before this one."""
        kinds = list(ChartKind)
        self.kind = kinds[(kinds.index(self.kind) + step) % len(kinds)]

    def action_chart(self, kind: str) -> None:
        """Go to one chart."""
        self.kind = ChartKind(kind)

    def action_next_exercise(self, step: int) -> None:
        """Go to the exercise after or before this one."""
        ids = [exercise_id for exercise_id, _ in self._choices]
        if ids:
            at = ids.index(self.exercise_id) if self.exercise_id in ids else 0
            self.exercise_id = ids[(at + step) % len(ids)]

    def action_numbers(self) -> None:
        """Show the numbers instead of the plot, or the plot again."""
        self.as_numbers = not self.as_numbers

    def watch_kind(self) -> None:
        """Read the chart that was chosen."""
        self.reload()

    def watch_exercise_id(self) -> None:
        """Read the chart of the exercise that was chosen."""
        self._load_chart_anew()

    def watch_as_numbers(self) -> None:
        """Change between plot and numbers."""
        self._show()
        if self.as_numbers:
            self.table.focus()
