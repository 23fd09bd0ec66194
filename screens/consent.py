"""Before the first question: what this program is and is not, and who should see a doctor first.

Screen and entry in one. It leads on to where the runner left off: to the question that is open,
or to the last verdict where nothing was begun on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual import work
from textual.widget import Widget

from app.errors import StridetuiError
from app.trainer import assessing
from screens.asking import AskingScreen
from screens.host import busy
from screens.widgets.choices import Choices
from screens.widgets.pad import Pad
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
        self._draft: dict[str, object] = {}
        self._words: QuestionnaireText | None = None

    def text(self) -> Iterable[Widget]:
        """Return the place for the paragraphs."""
        yield Prose()

    def answers(self) -> Iterable[Widget]:
        """Return the two pads: for the list, and for what to do after a yes."""
        yield Choices(id="medical")
        yield Choices(id="held")

    async def open(self) -> None:
        """Go on where the runner left off, or ask."""
        desk = self.app.desk
        try:
            self._words = await asyncio.to_thread(assessing.words, desk)
            self._draft = await asyncio.to_thread(assessing.draft, desk)
            waiting = None if self._fresh else await asyncio.to_thread(assessing.waiting, desk)
        except StridetuiError as error:
            self.app.say(str(error))
            self.dismiss(False)
            return
        if "med" in self._draft and self._draft["med"] is not False:
            self._hold(self._words)
            return
        self._ask(self._words)
        if "med" in self._draft:
            self._go_on()
        elif waiting:
            from screens.verdict import VerdictScreen

            self.app.push_screen(VerdictScreen(*waiting), self._ended)

    def _ask(self, words: QuestionnaireText) -> None:
        self.head("Before we begin")
        question = words.medical_question
        self.query_one(Prose).show(
            [
                *(Line(text) for text in words.what_it_is),
                *(Line(text, style="$muted") for text in words.what_it_is_not),
                Line(),
                Line(question, strong=len(question)),
                *(Line(item, _BULLET, column=2) for item in words.medical),
            ]
        )
        pad = self.query_one("#medical", Choices)
        pad.show([("none", "None of these"), ("some", "One or more of these")])
        self.ask_with(pad)

    def _hold(self, words: QuestionnaireText) -> None:
        self.head("Not yet")
        first, *rest = words.held
        help_now = "Get help at once for any of these"
        self.query_one(Prose).show(
            [
                Line(first, strong=len(first)),
                *(Line(text) for text in rest),
                Line(f"rule and source: {' · '.join(words.medical_sources)}", style="$muted"),
                Line(),
                Line(help_now, strong=len(help_now)),
                *(Line(item, _BULLET, column=2) for item in words.urgent_help),
            ]
        )
        pad = self.query_one("#held", Choices)
        pad.show(
            [
                ("later", "Leave it here for now"),
                ("on", "Answer the questions, to be kept for later"),
                ("back", "Look at the list again"),
            ]
        )
        self.ask_with(pad)

    def answered(self, pad: Pad, value: object) -> None:
        """Keep the answer to the list, or do what was chosen after a yes."""
        if self._words is None or busy(self, "write"):
            return
        if pad.id == "medical":
            # What was pressed behind an answer that could not be stored answers nothing.
            self._ahead.clear()
            self._keep(some=value == "some")
        elif value == "later":
            self.dismiss(False)
        elif value == "on":
            self._go_on()
        else:
            self._ask(self._words)

    @work(group="write")
    async def _keep(self, *, some: bool) -> None:
        self._draft = await self.app.writer.run(assessing.consent, self.app.desk, some)
        if some and self._words is not None:
            # What was pressed ahead was meant for a question, not for what a yes leads to.
            self._ahead.clear()
            self._hold(self._words)
        else:
            self._go_on()

    @property
    def waits(self) -> bool:
        """Whether the answer to the list is being stored; what is pressed then is the next one's.

        The list itself has to be seen before it is answered.
        """
        return busy(self, "write")

    def _go_on(self) -> None:
        from screens.questionnaire import QuestionnaireScreen

        self.app.push_screen(QuestionnaireScreen(), self._ended)
        self.press_ahead()

    def _ended(self, begun: bool | None) -> None:
        # None: stepped back to here from the first question.
        if begun is not None:
            self.dismiss(begun)
