"""The verdict: four links, the weak one, where we begin and why, and what happens next."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget

from app.coach.model import Link, Start
from app.coach.scoring import Verdict
from app.errors import StridetuiError
from app.trainer import assessing
from screens import verdict_words
from screens.asking import AskingScreen
from screens.host import busy
from screens.widgets.choices import Choices
from screens.widgets.link_bars import LinkBars
from screens.widgets.pad import Pad
from screens.widgets.prose import Line, Prose

if TYPE_CHECKING:
    from app.questions import QuestionnaireText

_ROOM_FOR_REMARK = 76

# What can be chosen below a verdict, in the order of the digits.
_BEGIN, _EASY, _FULL, _AGAIN, _LATER = "begin", "easy", "full", "again", "later"
_ANEW = "anew"
_CHOICES: Mapping[Start, tuple[tuple[str, str], ...]] = {
    Start.HOLD: (
        (_LATER, "Understood"),
        (_AGAIN, "It has been cleared: answer again"),
    ),
    Start.NONE: (
        (_LATER, "Good to know"),
        (_FULL, "Take the twelve weeks all the same"),
        (_AGAIN, "Answer again"),
    ),
    Start.GENTLE: (
        (_BEGIN, "Begin gently"),
        (_LATER, "Not now"),
        (_AGAIN, "Answer again"),
    ),
    Start.PRIMER: (
        (_BEGIN, "Begin the two weeks"),
        (_FULL, "Take the twelve weeks instead"),
        (_LATER, "Not now"),
        (_AGAIN, "Answer again"),
    ),
    Start.FULL: (
        (_BEGIN, "Begin the twelve weeks, with 3 × 10"),
        (_EASY, "Begin them more gently, with 2 × 8"),
        (_LATER, "Not now"),
        (_AGAIN, "Answer again"),
    ),
    Start.DEFER: (
        (_BEGIN, "Begin the light weeks before the race"),
        (_LATER, "Not now"),
        (_AGAIN, "Answer again"),
    ),
}
# With a plan under way nothing new is begun unasked: going on with it comes first.
_WITH_A_PLAN = (
    (_LATER, "Go on with the plan you have"),
    (_ANEW, "End it, and begin anew with this result"),
)
_SURE_ANEW = (
    (_LATER, "No, go on with the plan you have"),
    (_BEGIN, "Yes, end it and begin anew"),
)
_SURE = (
    (_BEGIN, "Yes, the twelve weeks, with 3 × 10"),
    (_EASY, "Yes, and gently, with 2 × 8"),
    (_LATER, "No, leave it as it was"),
)


class VerdictScreen(AskingScreen):
    """Shows a verdict and what can be done on it.

    The result is True when a programme was begun, False otherwise.
    """

    def __init__(self, verdict: Verdict, answers: Mapping[str, object]) -> None:
        super().__init__()
        self._verdict = verdict
        self._answers = dict(answers)
        self._words: QuestionnaireText | None = None
        self._planned = False

    def text(self) -> Iterable[Widget]:
        """Return what comes first, the bars, the two sentences, and what they rest on."""
        yield Prose(id="first")
        yield LinkBars(self._verdict.scores)
        yield Prose(id="two_lines")
        yield Prose(id="because")

    def answers(self) -> Iterable[Widget]:
        """Return the two pads: for what to do, and for being sure."""
        yield Choices(id="next")
        yield Choices(id="sure")

    async def open(self) -> None:
        """Read the words and show the verdict."""
        try:
            self._words = await asyncio.to_thread(assessing.words, self.app.desk)
            self._planned = await asyncio.to_thread(assessing.has_plan, self.app.desk)
        except StridetuiError as error:
            self.app.say(str(error))
            self.dismiss(False)
            return
        self._show(self._words)

    def _show(self, words: QuestionnaireText) -> None:
        verdict, answers = self._verdict, self._answers
        # How sure we are of a link is beside the point where a person should look first.
        tell = verdict.start is not Start.HOLD and self.app.size.width >= _ROOM_FOR_REMARK
        confidence = f"confidence {verdict.confidence}" if tell else ""
        self.head(verdict_words.headline(verdict, words), confidence, 1.0)
        self.query_one("#first", Prose).show(verdict_words.before_all(verdict, answers, words))
        self.query_one(LinkBars).display = True
        self.query_one("#two_lines", Prose).show(verdict_words.two_lines(verdict))
        self.query_one("#because", Prose).show(verdict_words.because(verdict, answers, words))
        pad = self.query_one("#next", Choices)
        pad.show(self._choices())
        self.ask_with(pad)

    def _choices(self) -> tuple[tuple[str, str], ...]:
        start = self._verdict.start
        if not self._planned or start is Start.HOLD:
            return _CHOICES[start]
        return _WITH_A_PLAN if start is not Start.NONE else _WITH_A_PLAN[:1]

    def _ask_for_sure(self) -> None:
        if self._planned:
            self._ask_twice("End your plan?", verdict_words.asked_for_anew(), _SURE_ANEW)
        else:
            asked = verdict_words.asked_for_full(self._verdict)
            self._ask_twice("Twelve weeks, by choice", asked, _SURE)

    def _ask_twice(
        self, head: str, asked: Sequence[Line], options: tuple[tuple[str, str], ...]
    ) -> None:
        self.head(head, "", 1.0)
        self.query_one("#first", Prose).show(asked)
        self.query_one(LinkBars).display = False
        self.query_one("#two_lines", Prose).show([])
        self.query_one("#because", Prose).show([])
        pad = self.query_one("#sure", Choices)
        pad.show(options)
        self.ask_with(pad)

    def answered(self, pad: Pad, value: object) -> None:
        """Begin, ask whether it is meant, go back, or leave."""
        if pad.id == "sure":
            if value != _LATER:
                start = self._verdict.start if self._planned else Start.FULL
                self._begin(start, easy=value == _EASY)
            elif self._planned:
                self.dismiss(False)
            elif self._words is not None:
                self._show(self._words)
        elif value == _LATER:
            self.dismiss(False)
        elif value == _AGAIN:
            from screens.consent import ConsentScreen

            self.app.push_screen(ConsentScreen(fresh=True), self._answered_again)
        elif value in {_FULL, _ANEW}:
            self._ask_for_sure()
        else:
            self._begin(self._verdict.start, easy=value == _EASY)

    def _begin(self, start: Start, *, easy: bool) -> None:
        if not busy(self, "write"):
            self._store(start, easy=easy)

    @work(group="write")
    async def _store(self, start: Start, *, easy: bool) -> None:
        app = self.app
        answers = {**self._answers, "easy_entry": easy}
        link: Link | None = self._verdict.primary
        await app.writer.run(assessing.begin_programme, app.desk, start, link, answers)
        app.look_again()
        self.dismiss(True)

    def _answered_again(self, begun: bool | None) -> None:
        # Whoever left half-way finds the questions, not this verdict, the next time.
        self.dismiss(bool(begun))
