"""A self-test that is looked at: what stayed clean, how the foot landed, how it went."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from app.coach.frozen import dataclass
from app.coach.model import Side
from app.coach.selftests import Instrument, Measurements, Score, SelfTest
from app.errors import StridetuiError
from app.trainer import measuring
from screens.asking import AskingScreen
from screens.host import busy
from screens.selftests.words import leaving, side_word
from screens.widgets.choices import Choices, Ticks
from screens.widgets.pad import Pad
from screens.widgets.prose import Line, Prose


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to say: about a score on a side, or how it was done where `score` is None."""

    words: str
    options: tuple[tuple[str, str], ...]
    score: Score | None = None
    side: Side = Side.BOTH
    ticks: bool = False


def questions(test: SelfTest, first: Side = Side.LEFT) -> tuple[Question, ...]:
    """Return what has to be said for a test, in order; `first` is the leg to begin with."""
    asked: list[Question] = []
    for side in test.sides_from(first):
        leg = side_word(side).capitalize()
        if test.instrument is Instrument.CHECKLIST:
            points = tuple((point, point) for point in test.points)
            asked.append(Question(f"{leg}: what held?", points, test.scores[0], side, ticks=True))
            continue
        for score in test.scores:
            options = tuple((word, word.capitalize()) for word in score.choices)
            asked += [
                Question(_choice_words(test, score, leg, attempt), options, score, side)
                for attempt in range(1, test.attempts + 1)
            ]
    if test.conditions:
        asked.append(Question("How was it done?", tuple((word, word) for word in test.conditions)))
    return tuple(asked)


def _choice_words(test: SelfTest, score: Score, leg: str, attempt: int) -> str:
    step = f"step {attempt} of {test.attempts}" if test.attempts > 1 else score.unit
    # Steps are looked at in a film; anything else is felt.
    asked = "what do you see?" if test.attempts > 1 else "how did it go?"
    return f"{leg}, {step}: {asked}" if leg else f"{step.capitalize()}: {asked}"


class JudgedScreen(AskingScreen):
    """Asks about one side after the other. `stored` holds what was stored in the end."""

    CSS_PATH = "../../assets/styles/assess.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left",
            "back",
            "Back",
            key_display="←",
            id="judged.back",
            tooltip="The question before",
        ),
        Binding(
            "q,escape",
            "leave",
            "Leave",
            key_display="q",
            id="judged.leave",
            tooltip="Leave; what is not finished is not stored",
        ),
    ]

    def __init__(self, test: SelfTest, first: Side = Side.LEFT) -> None:
        super().__init__()
        self.stored: Measurements = ()
        self._test = test
        self._questions = questions(test, first)
        self._given: list[object] = []
        self._leaving = False

    def text(self) -> Iterable[Widget]:
        """Return the test's steps and the question."""
        yield Prose(id="steps")
        yield Prose(id="question")
        yield Choices(id="one")
        yield Ticks(id="many")

    def answers(self) -> Iterable[Widget]:
        """Return the line that asks before answers are lost; it stays in sight."""
        yield Prose(id="leaving")

    async def open(self) -> None:
        """Ask the first."""
        self._ask()

    def _ask(self) -> None:
        self._stay()
        at, asked = len(self._given), self._questions[len(self._given)]
        self.head(self._test.title, self._test.id, at / len(self._questions))
        steps = self._test.steps if self.app.size.height > 20 or not at else ()
        self.query_one("#steps", Prose).show(
            [Line(step, "·", "$muted", column=2) for step in steps] + ([Line()] if steps else [])
        )
        self.query_one("#question", Prose).show(
            [Line(asked.words, strong=len(asked.words)), Line()]
        )
        pad: Choices
        if asked.ticks:
            pad = ticks = self.query_one("#many", Ticks)
            ticks.show_ticks(asked.options)
        else:
            pad = self.query_one("#one", Choices)
            pad.show(asked.options)
        self.ask_with(pad)
        self.call_after_refresh(self.query_one("#body").scroll_end, animate=False)

    def answered(self, pad: Pad, value: object) -> None:
        """Take the answer, and ask the next or store them all."""
        if busy(self, "write"):
            return
        self._given.append(value)
        if len(self._given) < len(self._questions):
            self._ask()
        else:
            self._store()

    @property
    def _begun(self) -> bool:
        """Whether something was said already that leaving would lose."""
        return bool(self._given) or (isinstance(self.pad, Ticks) and self.pad.any)

    def _stay(self) -> None:
        self._leaving = False
        self.query_one("#leaving", Prose).show([])

    def action_leave(self) -> None:
        """Leave; where something was said already, only when asked twice."""
        if self._leaving or not self._begun:
            self.dismiss(False)
            return
        self._leaving = True
        self.query_one("#leaving", Prose).show([Line(leaving("q"))])

    def action_back(self) -> None:
        """Ask the one before again; before the first, leave."""
        if busy(self, "write"):
            return
        if not self._given:
            self.action_leave()
            return
        self._given.pop()
        self._ask()

    @work(group="write")
    async def _store(self) -> None:
        app = self.app
        attempts: dict[tuple[Side, str], list[float]] = {}
        conditions = ""
        for asked, value in zip(self._questions, self._given, strict=True):
            if asked.score is None:
                conditions = str(value)
                continue
            attempts.setdefault((asked.side, asked.score.unit), []).append(_number(asked, value))
        try:
            self.stored = await app.writer.run(
                measuring.record, app.desk, self._test.id, attempts, conditions=conditions
            )
        except StridetuiError as error:
            app.say(str(error))
            self._given.pop()
            self._ask()
        else:
            self.dismiss(True)


def _number(asked: Question, value: object) -> float:
    """Return the number that stands for an answer: points ticked, or the place of a word."""
    if isinstance(value, list):
        return float(len(value))
    return float([code for code, _ in asked.options].index(str(value)))
