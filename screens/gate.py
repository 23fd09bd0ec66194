"""The gate: each criterion with its numbers, what to do about it, and the runner's own word."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from app.coach.gate_state import Gate, GateChoice
from app.coach.gates import LEADS_TO, Verdict
from app.trainer import comparing, gating
from app.trainer.gating import GateView
from screens.gate_text import SURE, gate_text
from screens.host import busy
from screens.place import TextScreen

_SAID = {
    GateChoice.OPENED: "On to {next}.",
    GateChoice.OVERRIDDEN: "On to {next}, without jumps and sprints until all is met.",
    GateChoice.SHORTENED: "The third week is left out; the lighter one follows.",
    GateChoice.REPEATED: "The last week goes round again.",
}


class GateScreen(TextScreen):
    """How the gate stands. Passing is confirmed here, and going on all the same asked twice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open_gate", "Go on", id="gate.open", tooltip="Confirm: the gate opens"),
        Binding(
            "enter",
            "shorten",
            "Leave out week 3",
            id="gate.shorten",
            tooltip="Confirm: the third week is left out",
        ),
        Binding(
            "enter",
            "repeat",
            "Week again",
            id="gate.repeat",
            tooltip="Confirm: the last week goes round again",
        ),
        Binding(
            "y", "really", "Yes, go on", id="gate.really", tooltip="Go on although not all is met"
        ),
        Binding("n", "no", "No", id="gate.no", tooltip="Leave it as it is"),
        Binding("t", "tests", "Tests", id="gate.tests", tooltip="The self-tests"),
        Binding("w", "why", "Why", id="gate.why", tooltip="The rule behind each criterion"),
        Binding(
            "o",
            "override",
            "Go on all the same",
            id="gate.override",
            tooltip="Open the next phase although not all is met; asked twice",
        ),
        Binding(
            "r",
            "ask_again",
            "Questions again",
            id="gate.ask_again",
            tooltip="Answer the fourteen questions again, and see both verdicts",
        ),
        Binding(
            "v",
            "verdicts",
            "Verdicts",
            id="gate.verdicts",
            tooltip="The last two verdicts side by side",
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view: GateView | None = None
        self._verdicts = 0
        self._asked = 0

    def on_mount(self) -> None:
        """Read how it stands."""
        self._load()

    def on_screen_resume(self) -> None:
        """Read again: a test may have been done."""
        if self._view is not None:
            self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        self._show(await self.read(gating.look))
        self._verdicts = await self.read(comparing.count)
        self.refresh_bindings()

    def _show(self, view: GateView) -> None:
        self._view = view
        self.show_text()
        self.refresh_bindings()

    def text(self, width: int) -> Content:
        """Return the verdict, criterion by criterion."""
        return gate_text(self._view, width, asked=self._asked) if self._view else Content("")

    # --- what can be confirmed -----------------------------------------------------------

    @property
    def _confirmable(self) -> Verdict | None:
        """The verdict the keys are about: this phase's gate, else the one open without jumps."""
        view = self._view
        if view is None:
            return None
        asked = [one for one in (view.now, view.jumps) if one is not None]
        return next((one for one in asked if one.choice is not None), view.now)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only what can be done now; while asked to be sure, only yes and no."""
        if action in {"really", "no"}:
            return self._asked > 0
        verdict = self._confirmable
        choice = verdict.choice if verdict else None
        works = {
            "open_gate": choice is GateChoice.OPENED,
            "shorten": choice is GateChoice.SHORTENED,
            "repeat": choice is GateChoice.REPEATED,
            "override": verdict is not None and verdict.override is None,
            "tests": True,
            "why": self._view is not None and verdict is not None,
            "ask_again": self._at_phase_end,
            "verdicts": self._verdicts > 1,
        }
        return works[action] and not self._asked if action in works else True

    @property
    def _at_phase_end(self) -> bool:
        """Whether the questions are offered again: at the end of each phase, and not before."""
        now = self._view.now if self._view else None
        return now is not None and now.phase_end

    def action_open_gate(self) -> None:
        """Confirm that it opens."""
        self._confirm(GateChoice.OPENED)

    def action_shorten(self) -> None:
        """Confirm that the third week is left out."""
        self._confirm(GateChoice.SHORTENED)

    def action_repeat(self) -> None:
        """Confirm that the last week goes round again."""
        self._confirm(GateChoice.REPEATED)

    def action_override(self) -> None:
        """Ask whether it is meant, for the first time."""
        self._asked = 1
        self._again()

    def action_really(self) -> None:
        """Ask once more, with what is missing; the second yes goes on all the same (D.7.8)."""
        if self._asked < len(SURE):
            self._asked += 1
            self._again()
            return
        self._asked = 0
        self._confirm(GateChoice.OVERRIDDEN)

    def action_no(self) -> None:
        """Leave it as it is."""
        self._asked = 0
        self._again()

    def _again(self) -> None:
        self.show_text()
        self.query_one("VerticalScroll").scroll_home(animate=False)
        self.refresh_bindings()

    def _confirm(self, choice: GateChoice) -> None:
        verdict = self._confirmable
        if verdict is not None and not busy(self, "write"):
            self._store(verdict.gate, choice)

    @work(group="write")
    async def _store(self, gate: Gate, choice: GateChoice) -> None:
        app = self.app
        view = await app.writer.run(gating.confirm, app.desk, gate, choice)
        app.look_again()
        app.say(_SAID[choice].format(next=LEADS_TO[gate]))
        self._show(view)

    # --- where else to go ----------------------------------------------------------------

    def action_why(self) -> None:
        """Show the rule behind each criterion."""
        from screens.why import GateWhyScreen

        view = self._view
        if view is not None:
            asked = [one for one in (view.now, view.jumps) if one is not None]
            self.app.push_screen(GateWhyScreen(asked))

    def action_tests(self) -> None:
        """Open the self-tests."""
        from screens.selftests.menu import SelfTestsScreen

        self.app.push_screen(SelfTestsScreen())

    def action_verdicts(self) -> None:
        """Show the last two verdicts."""
        from screens.compare import CompareScreen

        self.app.push_screen(CompareScreen())

    @work(exclusive=True, group="flow")
    async def action_ask_again(self) -> None:
        """Answer the questions again, then show both verdicts."""
        from screens.compare import CompareScreen
        from screens.consent import ConsentScreen

        before = self._verdicts
        await self.app.push_screen_wait(ConsentScreen(fresh=True))
        if await self.read(comparing.count) > max(1, before):
            await self.app.push_screen_wait(CompareScreen())
        self._load()
