"""HOLD during a programme: what it means, what to watch, who fits, and the way back (D.6)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget

from app.coach.model import Decision
from app.coach.questionnaire import SIGNS
from app.coach.red_flags import SOON, WAY_BACK, WHO
from app.coach.rulebook import about
from app.errors import StridetuiError
from app.trainer import assessing, holding
from screens.asking import AskingScreen
from screens.host import busy
from screens.widgets.choices import Choices, Ticks
from screens.widgets.pad import Pad
from screens.widgets.prose import Line, Prose
from screens.widgets.scale import PainScale

if TYPE_CHECKING:
    from app.questions import QuestionnaireText

_BULLET = "·"
_STAYS = "It stays on hold"


class HoldScreen(AskingScreen):
    """Says why the plan is on hold and asks what ends it. The result is True when it is over."""

    def __init__(self, decision: Decision) -> None:
        super().__init__()
        self._decision = decision
        self._words: QuestionnaireText | None = None
        self._training = ""
        self._pain = 0

    def text(self) -> Iterable[Widget]:
        """Return the place for the paragraphs and the pad of signs."""
        yield Prose()

    def answers(self) -> Iterable[Widget]:
        """Return the pads, in the order in which they ask."""
        yield Choices(id="what-now")
        yield Choices(id="training")
        yield PainScale()
        yield Ticks()

    async def open(self) -> None:
        """Read the words, then say why."""
        try:
            self._words = await asyncio.to_thread(assessing.words, self.app.desk)
        except StridetuiError as error:
            self.app.say(str(error))
            self.dismiss(False)
            return
        self._say(self._decision)

    def _say(self, decision: Decision, head: str = "On hold") -> None:
        words = self._words
        assert words is not None
        self.head(head)
        now, soon = "Get help at once for any of these", "Have someone look before you train"
        self.query_one(Prose).show(
            [
                Line(decision.sentence, strong=len(decision.sentence)),
                Line(f"Rule {decision.rule}: {about(decision.rule)}", style="$muted"),
                Line(),
                Line(WHO),
                Line(WAY_BACK),
                Line(),
                Line(now, strong=len(now)),
                *(Line(sign, _BULLET, column=2) for sign in words.urgent_help),
                Line(),
                Line(soon, strong=len(soon)),
                *(Line(sign, _BULLET, column=2) for sign in SOON),
            ]
        )
        pad = self.query_one("#what-now", Choices)
        pad.show([("later", "Leave it on hold"), ("cleared", "It has been looked at and cleared")])
        self.ask_with(pad)

    def _ask(self, field: str, pad: Pad) -> None:
        assert self._words is not None
        asked = self._words.questions[field]
        self.query_one(Prose).show(
            [
                Line(asked.text, strong=len(asked.text)),
                *(Line(hint, style="$muted") for hint in asked.hint),
            ]
        )
        options = tuple(asked.options.items())
        if isinstance(pad, Ticks):
            known = [(code, words) for code, words in options if code in SIGNS]
            pad.show_ticks(known, ticked=(), least=0, roomy=self.roomy)
        elif isinstance(pad, Choices):
            pad.show(options, roomy=self.roomy)
        elif isinstance(pad, PainScale):
            pad.show(None)
        self.ask_with(pad)

    def answered(self, pad: Pad, value: object) -> None:
        """Go on to the next question; after the last, end the hold or say why it stays."""
        if self._words is None or busy(self, "write"):
            return
        if pad.id == "what-now":
            if value == "later":
                self.dismiss(False)
            else:
                self.head("Two questions")
                self._ask("Q1", self.query_one("#training", Choices))
        elif pad.id == "training":
            self._training = str(value)
            self._ask("pain", self.query_one(PainScale))
        elif isinstance(pad, PainScale) and isinstance(value, int):
            self._pain = value
            self._ask("urgent_signs", self.query_one(Ticks))
        elif isinstance(value, list):
            self._clear([str(sign) for sign in value])

    @work(group="write")
    async def _clear(self, signs: list[str]) -> None:
        app = self.app
        refused = await app.writer.run(holding.clear, app.desk, self._training, self._pain, signs)
        if refused is None:
            app.look_again()
            self.dismiss(True)
        else:
            self._say(refused, _STAYS)
