"""The verdict: four links, the weak one, where we begin and why, and what happens next."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from app.coach.model import Link, Start
from app.coach.scoring import Verdict
from app.errors import StridetuiError
from app.trainer import assessing
from screens import verdict_words
from screens.asking import AskingScreen
from screens.widgets.choices import Choices
from screens.widgets.heading import Heading
from screens.widgets.link_bars import LinkBars
from screens.widgets.prose import Line, Prose

if TYPE_CHECKING:
    from app.questions import QuestionnaireText

# What can be chosen below a verdict, in the order of the digits.
_BEGIN, _EASY, _FULL, _AGAIN, _LATER = "begin", "easy", "full", "again", "later"
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
        self._beginning = False

    async def open(self) -> None:
        """Read the words and show the verdict."""
        try:
            self._words = await asyncio.to_thread(assessing.words, self.app.desk)
        except StridetuiError as error:
            self.app.say(str(error))
            self.dismiss(False)
            return
        await self._show()

    async def _show(self) -> None:
        if self._words is None:
            return
        verdict = self._verdict
        heading = self.query_one(Heading)
        heading.title = self._words.starts[verdict.start].headline
        heading.remark = f"confidence {verdict.confidence}" if self.app.size.width >= 76 else ""
        heading.progress = 1.0
        body: list[Widget] = []
        before = verdict_words.before_all(verdict, self._answers, self._words)
        if before:
            body.append(Prose(before, column=2, classes="block"))
        body.append(LinkBars(verdict.scores))
        column = verdict_words.COLUMN if self.app.size.width >= 56 else 0
        body.append(Prose(verdict_words.two_lines(verdict), column=column, classes="block lines"))
        body.append(
            Prose(verdict_words.because(verdict, self._answers, self._words), column=column)
        )
        await self.fill(body, [Choices(_CHOICES[verdict.start], id="next")])

    @on(Choices.Chosen, "#next")
    async def _chosen(self, message: Choices.Chosen) -> None:
        verdict = self._verdict
        if message.code == _LATER:
            self.dismiss(False)
        elif message.code == _AGAIN:
            from screens.consent import ConsentScreen

            self.app.push_screen(ConsentScreen(fresh=True), self._answered_again)
        elif message.code == _FULL:
            await self._ask_for_sure()
        else:
            self._begin(verdict.start, easy=message.code == _EASY)

    async def _ask_for_sure(self) -> None:
        asked = verdict_words.asked_for_full(self._verdict)
        await self.fill(
            [Prose([Line(text) for text in asked], classes="block")],
            [Choices(_SURE, id="sure")],
        )

    @on(Choices.Chosen, "#sure")
    async def _sure(self, message: Choices.Chosen) -> None:
        if message.code == _LATER:
            await self._show()
        else:
            self._begin(Start.FULL, easy=message.code == _EASY)

    def _begin(self, start: Start, *, easy: bool) -> None:
        if not self._beginning:
            self._beginning = True
            self.run_worker(self._store(start, easy=easy), group="begin")

    async def _store(self, start: Start, *, easy: bool) -> None:
        app = self.app
        answers = {**self._answers, "easy_entry": easy}
        link: Link | None = self._verdict.primary
        try:
            await app.writer.run(assessing.begin_programme, app.desk, start, link, answers)
        except StridetuiError as error:
            app.say(str(error), title="Not saved")
        else:
            app.look_again()
            self.dismiss(True)
        finally:
            self._beginning = False

    def _answered_again(self, begun: bool | None) -> None:
        # Whoever left half-way finds the questions, not this verdict, the next time.
        self.dismiss(bool(begun))
