"""The fourteen questions, one at a time. Every answer is kept as soon as it is given."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from app.coach import interview
from app.coach.interview import Step, StepKind
from app.coach.questionnaire import QUESTION_COUNT, SUGGESTED_DAYS
from app.errors import AnswersError, StridetuiError
from app.trainer import assessing
from screens.asking import AskingScreen
from screens.host import Host
from screens.widgets.choices import Choices, Ticks
from screens.widgets.heading import Heading
from screens.widgets.prose import Line, Prose
from screens.widgets.scale import PainScale
from screens.widgets.weeks import Weeks

if TYPE_CHECKING:
    from app.questions import QuestionnaireText, QuestionText

# What is ticked when a question of Q14 first comes up; enter takes it, a key changes it.
_SUGGESTED: Mapping[str, tuple[str, ...]] = {
    "days": tuple(str(day) for day in SUGGESTED_DAYS),
    "places": ("home",),
}


class QuestionnaireScreen(AskingScreen):
    """Asks from the first open question on, then shows the verdict.

    The result is True when a programme was begun, False when the runner left, None when the
    runner went back before the first question.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left",
            "back",
            "Back",
            key_display="←",
            id="questionnaire.back",
            tooltip="The question before",
        ),
        Binding(
            "w,question_mark",
            "why",
            "Why",
            key_display="w",
            id="questionnaire.why",
            tooltip="Why this is asked",
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._words: QuestionnaireText | None = None
        self._draft: dict[str, object] = {}
        self._at = 0
        self._why = False
        self._concluding = False

    # --- opening and showing -------------------------------------------------------------

    async def open(self) -> None:
        """Go to the first question that is open."""
        try:
            self._words = await asyncio.to_thread(assessing.words, self.app.desk)
            self._draft = await asyncio.to_thread(assessing.draft, self.app.desk)
        except StridetuiError as error:
            self.app.say(str(error))
            self.dismiss(False)
            return
        if "med" not in self._draft:
            from screens.consent import ConsentScreen

            self.app.push_screen(ConsentScreen(fresh=True), self._ended)
            return
        self._at = interview.first_open(self._draft)
        await self._show()

    @property
    def step(self) -> Step:
        """What is being asked."""
        return interview.steps(self._draft)[self._at]

    async def _show(self) -> None:
        words = self._words
        if words is None:
            return
        step = self.step
        asked = words.questions[step.field]
        heading = self.query_one(Heading)
        heading.title = f"Question {step.number} of {QUESTION_COUNT}"
        heading.remark = "stridetui"
        heading.progress = interview.answered_count(self._draft) / QUESTION_COUNT
        text: list[Widget] = [Prose([Line(asked.text, style="bold")], classes="asked")]
        if asked.hint:
            text.append(Prose([Line(hint, style="$muted") for hint in asked.hint], classes="hint"))
        text.append(self._pad(step, asked))
        text.append(self._reason(asked))
        await self.fill(text, ())

    def _reason(self, asked: QuestionText) -> Prose:
        why = Prose(
            [
                Line("Why we ask", style="bold $accent"),
                Line(asked.why),
                Line(" · ".join(asked.sources), style="$muted"),
            ],
            id="why",
        )
        why.display = self._why
        return why

    def _pad(self, step: Step, asked: QuestionText) -> Widget:
        held = self._draft.get(step.field)
        options = tuple(asked.options.items())
        if step.kind is StepKind.SCALE:
            return PainScale(held)
        if step.kind is StepKind.WEEKS:
            return Weeks(held, self.app.desk.clock.today())
        if step.kind is StepKind.MANY:
            known = step.field in self._draft
            ticked = interview.ticked(self._draft, step)
            suggested = ticked if known else _SUGGESTED.get(step.field, ())
            return Ticks(options, ticked=suggested, least=step.least, roomy=self.roomy)
        return Choices(options, marked=held if isinstance(held, str) else None, roomy=self.roomy)

    # --- answering -----------------------------------------------------------------------

    @on(Choices.Chosen)
    async def _chose(self, message: Choices.Chosen) -> None:
        await self._answer(message.code)

    @on(Ticks.Done)
    async def _ticked(self, message: Ticks.Done) -> None:
        await self._answer(message.codes)

    @on(PainScale.Chosen)
    async def _told_pain(self, message: PainScale.Chosen) -> None:
        await self._answer(message.value)

    @on(Weeks.Chosen)
    async def _told_weeks(self, message: Weeks.Chosen) -> None:
        await self._answer(message.weeks)

    @on(Ticks.TooFew)
    def _too_few(self, message: Ticks.TooFew) -> None:
        self.app.say(f"Tick at least {message.least} to go on.")

    async def _answer(self, value: object) -> None:
        if self._concluding:
            return
        self._draft = interview.put(self._draft, self.step, value)
        # The app's worker, not the screen's: leaving at once must not lose the answer.
        self.app.run_worker(_keep(self.app, dict(self._draft)), group="draft")
        if self._at + 1 < len(interview.steps(self._draft)):
            self._at += 1
            await self._show()
        else:
            self._concluding = True
            self.run_worker(self._conclude(), group="conclude")

    async def _conclude(self) -> None:
        app = self.app
        try:
            verdict = await app.writer.run(assessing.conclude, app.desk, self._draft)
        except AnswersError as error:
            # A draft from another version or edited by hand: ask what is amiss again.
            app.say(str(error))
            await self._reask()
        except StridetuiError as error:
            app.say(str(error), title="Not saved")
        else:
            from screens.verdict import VerdictScreen

            app.look_again()
            app.push_screen(VerdictScreen(verdict, dict(self._draft)), self._ended)
        finally:
            self._concluding = False

    async def _reask(self) -> None:
        wrong = assessing.faulty(self._draft)
        asked = interview.steps(self._draft)
        self._at = next((i for i, step in enumerate(asked) if step.field == wrong), 0)
        await self._show()

    def _ended(self, begun: bool | None) -> None:
        self.dismiss(bool(begun))

    # --- keys ----------------------------------------------------------------------------

    async def action_back(self) -> None:
        """Go to the question before; before the first, to the consent screen."""
        if self._concluding:
            return
        if self._at == 0:
            self.dismiss(None)
            return
        self._at -= 1
        await self._show()

    def action_why(self) -> None:
        """Show why this is asked, or hide it again."""
        self._why = not self._why
        for why in self.query("#why"):
            why.display = self._why
            if self._why:
                self.call_after_refresh(why.scroll_visible, animate=False)

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Nothing can be answered or gone back on while the verdict is worked out."""
        if action in {"back", "why"} and not self._words:
            return False
        return super().check_action(action, parameters)


async def _keep(app: Host, answers: dict[str, object]) -> None:
    try:
        await app.writer.run(assessing.keep_draft, app.desk, answers)
    except StridetuiError as error:
        app.say(str(error), title="Not saved")
