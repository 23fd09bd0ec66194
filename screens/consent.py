"""Before the first question: what this program is and is not, and who should see a doctor first.

Screen and entry in one. It leads on to where the runner left off: to the question that is open,
or to the last verdict where nothing was begun on it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget

from app.errors import StridetuiError
from app.trainer import assessing
from screens.asking import AskingScreen
from screens.widgets.choices import Choices
from screens.widgets.heading import Heading
from screens.widgets.prose import Line, Prose

if TYPE_CHECKING:
    from app.questions import QuestionnaireText

_BULLET = "·"


class ConsentScreen(AskingScreen):
    """The consent and medical screen of D.6.

    `fresh` asks again even where a verdict waits. The result is True when a programme was
    begun.
    """

    def __init__(self, *, fresh: bool = False) -> None:
        super().__init__()
        self._fresh = fresh
        self._words: QuestionnaireText | None = None

    async def open(self) -> None:
        """Go on where the runner left off, or ask."""
        desk = self.app.desk
        try:
            self._words = await asyncio.to_thread(assessing.words, desk)
            draft = await asyncio.to_thread(assessing.draft, desk)
            waiting = None if self._fresh else await asyncio.to_thread(assessing.waiting, desk)
        except StridetuiError as error:
            self.app.say(str(error))
            self.dismiss(False)
            return
        await self._ask()
        if draft.get("med") is False:
            self._go_on()
        elif waiting and not draft:
            from screens.verdict import VerdictScreen

            self.app.push_screen(VerdictScreen(*waiting), self._ended)
        elif "med" in draft:
            await self._hold()

    async def _ask(self) -> None:
        words = self._words
        if words is None:
            return
        self._head("Before we begin")
        await self.fill(
            [
                Prose([Line(text) for text in words.what_it_is], classes="block"),
                Prose([Line(text, style="$muted") for text in words.what_it_is_not]),
                Prose([Line(words.medical_question, style="bold")], classes="question"),
                Prose([Line(item, _BULLET) for item in words.medical], column=2),
            ],
            [
                Choices(
                    [("none", "None of these"), ("some", "One or more of these")],
                    id="medical",
                )
            ],
        )

    async def _hold(self) -> None:
        words = self._words
        if words is None:
            return
        self._head("Not yet")
        first, *rest = words.held
        body: list[Widget] = [Prose([Line(first, style="bold")], classes="block")]
        body += [Prose([Line(text)], classes="block") for text in rest]
        body += [
            Prose([Line("Get help at once for any of these", style="bold")], classes="question"),
            Prose([Line(item, _BULLET) for item in words.urgent_help], column=2),
        ]
        await self.fill(
            body,
            [
                Choices(
                    [
                        ("later", "Leave it here for now"),
                        ("on", "Answer the questions, to be kept for later"),
                        ("back", "Look at the list again"),
                    ],
                    id="held",
                )
            ],
        )

    def _head(self, title: str) -> None:
        heading = self.query_one(Heading)
        heading.title, heading.remark = title, "stridetui"

    @on(Choices.Chosen, "#medical")
    async def _answered(self, message: Choices.Chosen) -> None:
        some = message.code == "some"
        try:
            await self.app.writer.run(assessing.consent, self.app.desk, some)
        except StridetuiError as error:
            self.app.say(str(error), title="Not saved")
            return
        if some:
            await self._hold()
        else:
            self._go_on()

    @on(Choices.Chosen, "#held")
    async def _held(self, message: Choices.Chosen) -> None:
        if message.code == "later":
            self.dismiss(False)
        elif message.code == "on":
            self._go_on()
        else:
            await self._ask()

    def _go_on(self) -> None:
        from screens.questionnaire import QuestionnaireScreen

        self.app.push_screen(QuestionnaireScreen(), self._ended)

    def _ended(self, begun: bool | None) -> None:
        # None: stepped back to here from the first question.
        if begun is not None:
            self.dismiss(begun)
