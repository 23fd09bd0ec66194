"""A self-test whose figures were measured elsewhere: written down one by one."""

from __future__ import annotations

from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from app.coach.frozen import dataclass
from app.coach.measured import work_out
from app.coach.model import Side
from app.coach.reading import figure, whole
from app.coach.selftests import Measurements, Score, SelfTest
from app.errors import StridetuiError, UsageError
from app.trainer import measuring
from screens.ask_line import TypedLine
from screens.host import Host, busy
from screens.selftests.words import leaving, side_word, unit_word
from screens.widgets.key_bar import KeyBar

_INPUT_WORDS = {
    "short_metres": "The shorter effort, in metres",
    "short_time": "Its time, such as 5:30",
    "long_metres": "The longer effort, in metres",
    "long_time": "Its time, such as 20:00",
    "time_1200": "Time over 1200 m, such as 4:10",
    "time_3600": "Time over 3600 m, such as 13:40",
    "first_half": "Metres a heartbeat, first half",
    "second_half": "Metres a heartbeat, second half",
    "first_metres": "Metres of the first interval",
    "last_metres": "Metres of the last interval",
    "early_cadence": "Steps a minute, minutes 5 to 10",
    "late_cadence": "Steps a minute, last ten minutes",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One line to write. `score` None: an input of a formula, or words where it is `text`."""

    words: str
    score: Score | None = None
    side: Side = Side.BOTH
    optional: bool = False
    text: bool = False


def fields(test: SelfTest, first: Side = Side.LEFT) -> tuple[Field, ...]:
    """Return the figures of a test in the order asked for; `first` is the leg to begin with."""
    found: list[Field] = []
    if test.inputs:
        found += [Field(_INPUT_WORDS[name]) for name in test.inputs]
    else:
        for score in test.scores:
            unit = unit_word(score)
            # A second score belongs to the best run, so it is asked for once.
            tries = test.attempts if score is test.scores[0] else 1
            for attempt in range(1, tries + 1):
                for side in test.sides_from(first):
                    leg = f"{side_word(side).capitalize()}, " if test.sided else ""
                    of = f", try {attempt} of {tries}" if tries > 1 else ""
                    words = f"{leg}{unit}{of}"
                    found.append(Field(words[:1].upper() + words[1:], score, side, attempt > 1))
    if test.free_conditions:
        found.append(Field(f"How it was done: {test.free_conditions}", optional=True, text=True))
    if test.conditions:
        numbered = ", ".join(f"{n} {word}" for n, word in enumerate(test.conditions, 1))
        found.append(Field(f"How: {numbered}", optional=not test.conditions_needed, text=True))
    return tuple(found)


class EntryScreen(Screen[Measurements | None]):
    """One line at a time. The result is what was stored, None when it was left."""

    CSS_PATH = "../../assets/styles/selftests.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "back", "The one before", key_display="↑", id="figures.back",
                tooltip="Write the figure before anew", priority=True),
        Binding("escape", "leave", "Leave", key_display="esc", id="figures.leave",
                tooltip="Leave; nothing is stored"),
    ]  # fmt: skip

    app = getters.app(Host)
    line = getters.query_one(Input)
    trouble = getters.query_one("#entry-trouble", Static)

    def __init__(self, test: SelfTest, first: Side = Side.LEFT) -> None:
        super().__init__()
        self._test = test
        self._fields = fields(test, first)
        self._given: list[str] = []
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Show what was written, the line, and what is wrong with it."""
        yield Static("", id="trial-head", markup=False)
        with Vertical(id="entry-body"):
            yield Static("", id="entry-given", markup=False)
            yield Static("", id="entry-asked", markup=False)
            yield TypedLine()
            yield Static("", id="entry-trouble", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for the first figure."""
        self._ask()

    def on_resize(self, event: events.Resize) -> None:
        """Show as much of what was written as there is room for."""
        self._ask(keep_line=True)

    def _ask(self, *, keep_line: bool = False) -> None:
        at = len(self._given)
        field = self._fields[min(at, len(self._fields) - 1)]
        self.query_one("#trial-head", Static).update(
            f"{self._test.title} · {min(at + 1, len(self._fields))} of {len(self._fields)}"
        )
        shown = [
            f"{one.words}: {text or '-'}"
            for one, text in zip(self._fields, self._given, strict=False)
        ]
        room = max(1, self.size.height - 12)
        self.query_one("#entry-given", Static).update("\n".join(shown[-room:]))
        left = "   (enter leaves it out)" if field.optional else ""
        self.query_one("#entry-asked", Static).update(f"{field.words}{left}")
        if not keep_line:
            self._leaving = False
            self.line.value = ""
            self.trouble.update("")
        self.line.focus()
        self.refresh_bindings()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        if busy(self, "write"):
            return
        text = event.value.strip()
        if wrong := self._fault(self._fields[len(self._given)], text):
            self._leaving = False
            self.trouble.update(wrong)
            return
        self._given.append(text)
        if len(self._given) < len(self._fields):
            self._ask()
        else:
            self._store()

    def _fault(self, field: Field, text: str) -> str:
        """Return what is wrong with a line, "" for nothing."""
        if not text:
            return "" if field.optional else "Write a figure; esc leaves."
        if field.text:
            known = self._test.conditions
            return "" if not known or _word(text, known) else f"Write {' or '.join(known)}."
        try:
            value = figure(text)
            if field.score is not None:
                measuring.check(self._test, field.score, value)
        except (ValueError, UsageError) as error:
            return _sentence(error)
        return ""

    def action_back(self) -> None:
        """Write the figure before anew."""
        if self._given and not busy(self, "write"):
            before = self._given.pop()
            self._ask()
            self.line.value = before
            # What is typed takes its place.
            self.line.select_all()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the figure before only where there is one."""
        return action != "back" or bool(self._given)

    def action_leave(self) -> None:
        """Leave; where something was written already, only when asked twice."""
        if self._leaving or not (self._given or self.line.value):
            self.dismiss(None)
            return
        self._leaving = True
        self.trouble.update(leaving("esc"))

    @work(group="write")
    async def _store(self) -> None:
        app = self.app
        try:
            attempts, conditions = self._result()
            stored = await app.writer.run(
                measuring.record, app.desk, self._test.id, attempts, conditions=conditions
            )
        except (ValueError, StridetuiError) as error:
            self._given.pop()
            self._ask()
            self.trouble.update(_sentence(error))
        else:
            self.dismiss(stored)

    def _result(self) -> tuple[dict[tuple[Side, str], list[float]], str]:
        """Return the attempts and how it was done. Raises `ValueError` for what cannot be."""
        written = list(zip(self._fields, self._given, strict=True))
        conditions = next((text for field, text in written if field.text), "")
        conditions = _word(conditions, self._test.conditions) or conditions
        figures = [(field, figure(text)) for field, text in written if text and not field.text]
        if self._test.inputs:
            value = work_out(self._test, [value for _, value in figures])
            return {(Side.BOTH, self._test.scores[0].unit): [value]}, conditions
        attempts: dict[tuple[Side, str], list[float]] = {}
        for field, value in figures:
            if field.score is not None:
                attempts.setdefault((field.side, field.score.unit), []).append(value)
        return attempts, conditions


def _sentence(error: Exception) -> str:
    words = str(error).rstrip(".")
    return f"{words[:1].upper()}{words[1:]}."


def _word(text: str, known: tuple[str, ...]) -> str:
    """Return the one of these words that was meant, by its number or itself; "" for none."""
    number = whole(text, 1, len(known))
    if number is not None:
        return known[number - 1]
    return text.casefold() if text.casefold() in known else ""
