"""The fourteen questions, one at a time. Every answer is kept as soon as it is given."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from app.coach import interview
from app.coach.interview import Step, StepKind
from app.coach.questionnaire import QUESTION_COUNT, SUGGESTED_DAYS
from app.errors import AnswersError, StridetuiError
from app.trainer import assessing
from screens.asking import AskingScreen
from screens.host import Host, busy
from screens.widgets.choices import Choices, Ticks
from screens.widgets.pad import Pad
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


_AFTER_NONE = "You counted none, so the first answer fits; another one says that some came."


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
        Binding("w", "why", "Why", id="questionnaire.why", tooltip="Why this is asked"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._words: QuestionnaireText | None = None
        self._draft: dict[str, object] = {}
        self._at = 0
        self._why = False
        self._storing: set[asyncio.Task[None]] = set()

    # --- opening and showing -------------------------------------------------------------

    def text(self) -> Iterable[Widget]:
        """Return the question, a pad of each kind, and the place for the reason."""
        yield Prose(id="question")
        yield Choices(id="one")
        yield Ticks()
        yield PainScale()
        yield Weeks()
        yield Prose(id="why")

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
        self._show()

    @property
    def waits(self) -> bool:
        """Whether the first open question is still being read."""
        return not self._opened

    @property
    def unfolded(self) -> bool:
        """Whether it is shown why this is asked."""
        return self._why

    @property
    def step(self) -> Step:
        """What is being asked."""
        return interview.steps(self._draft)[self._at]

    def _show(self) -> None:
        if self._words is None:
            return
        step = self.step
        asked = self._words.questions[step.field]
        self.head(
            f"Question {step.number} of {QUESTION_COUNT}",
            progress=interview.answered_count(self._draft) / QUESTION_COUNT,
        )
        self.query_one("#question", Prose).show(
            [
                Line(asked.text, strong=len(asked.text)),
                *(Line(hint, style="$muted") for hint in self._hints(asked)),
            ]
        )
        self.ask_with(self._pad(step, asked))
        self._show_why(asked)

    def _hints(self, asked: QuestionText) -> tuple[str, ...]:
        """Return what helps with a question, after the answers given so far."""
        # Asked all the same: an answer that clashes with it is said and asked again (F.2, K2).
        after_none = self.step.field == "Q4" and self._draft.get("Q3") == "none"
        return (*asked.hint, _AFTER_NONE) if after_none else tuple(asked.hint)

    def _show_why(self, asked: QuestionText) -> None:
        why = self.query_one("#why", Prose)
        why.show(
            [
                Line("Why we ask", style="bold $accent"),
                Line(asked.why),
                Line(f"rule and source: {' · '.join(asked.sources)}", style="$muted"),
            ]
            if self._why
            else []
        )

    def _pad(self, step: Step, asked: QuestionText) -> Pad:
        held = self._draft.get(step.field)
        options = tuple(asked.options.items())
        if step.kind is StepKind.SCALE:
            scale = self.query_one(PainScale)
            scale.show(held)
            return scale
        if step.kind is StepKind.WEEKS:
            weeks = self.query_one(Weeks)
            weeks.show(held, self.app.desk.clock.today())
            return weeks
        if step.kind is StepKind.MANY:
            known = step.field in self._draft
            ticked = interview.ticked(self._draft, step) if known else _SUGGESTED.get(step.field)
            ticks = self.query_one(Ticks)
            ticks.show_ticks(options, ticked=ticked or (), least=step.least, roomy=self.roomy)
            return ticks
        choices = self.query_one("#one", Choices)
        choices.show(options, marked=held, roomy=self.roomy)
        return choices

    # --- answering -----------------------------------------------------------------------

    def answered(self, pad: Pad, value: object) -> None:
        """Keep the answer and go on to the next question, or to the verdict."""
        if busy(self, "write"):
            return
        self._draft = interview.put(self._draft, self.step, value)
        self._keep(dict(self._draft))
        if self._at + 1 < len(interview.steps(self._draft)):
            self._at += 1
            self._show()
        else:
            self._conclude()

    def _keep(self, answers: dict[str, object]) -> None:
        # A task of its own: a worker ends with its screen, and leaving at once must lose nothing.
        task = asyncio.create_task(_store(self.app, answers))
        self._storing.add(task)
        task.add_done_callback(self._storing.discard)

    @work(group="write")
    async def _conclude(self) -> None:
        app = self.app
        try:
            verdict = await app.writer.run(assessing.conclude, app.desk, self._draft)
        except AnswersError as error:
            # A draft from another version or edited by hand: ask what is amiss again.
            app.say(str(error))
            self._reask()
        else:
            from screens.verdict import VerdictScreen

            app.look_again()
            app.push_screen(VerdictScreen(verdict, dict(self._draft)), self._ended)

    def _reask(self) -> None:
        wrong = assessing.faulty(self._draft)
        asked = interview.steps(self._draft)
        self._at = next((i for i, step in enumerate(asked) if step.field == wrong), 0)
        self._show()

    def _ended(self, begun: bool | None) -> None:
        self.dismiss(bool(begun))

    # --- keys ----------------------------------------------------------------------------

    def action_back(self) -> None:
        """Go to the question before; before the first, to the consent screen."""
        if busy(self, "write"):
            return
        if self._at == 0:
            self.dismiss(None)
            return
        self._at -= 1
        self._show()

    def action_why(self) -> None:
        """Show why this is asked, or hide it again."""
        self._why = not self._why
        if self._words is not None:
            self._show_why(self._words.questions[self.step.field])
        if self._why:
            self.call_after_refresh(self.query_one("#body").scroll_end, animate=False)
        self.refresh_bindings()

    def action_fold(self) -> None:
        """Hide why this is asked."""
        self.action_why()

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Nothing is gone back on before the words are there, nor while the verdict is made."""
        if action in {"back", "why"} and (not self._words or busy(self, "write")):
            return False
        return super().check_action(action, parameters)


async def _store(app: Host, answers: dict[str, object]) -> None:
    try:
        await app.writer.run(assessing.keep_draft, app.desk, answers)
    except StridetuiError as error:
        app.say(str(error))
