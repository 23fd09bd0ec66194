"""A self-test that sounds a beat to run to, faster each time, and asks how following it went."""

from __future__ import annotations

import asyncio
from typing import Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from app.coach import trial
from app.coach.model import Side
from app.coach.reading import whole
from app.coach.selftests import SelfTest
from app.coach.trial import Stage
from app.settings import CADENCES
from app.trainer import measuring
from screens.ask_line import AskLineScreen
from screens.selftests.timed import (
    AGAIN,
    KEEP,
    LEAVE,
    START,
    STOP,
    TimedScreen,
    lead,
    pause_words,
    rest,
)

_ASKS_OWN = "Your own cadence at an easy pace, in steps a minute? T1 counts it."


class FollowScreen(TimedScreen):
    """Asks for the runner's own cadence, then sounds each raise of it for a minute (T2)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        START,
        STOP,
        *(
            Binding(
                str(digit),
                f"judge({digit})",
                "Choose",
                key_display="digit",
                show=digit == 1,
                id=f"trial.judge_{digit}",
                tooltip="How following the beat went",
            )
            for digit in (1, 2, 3)
        ),
        AGAIN,
        KEEP,
        LEAVE,
    ]

    def __init__(self, test: SelfTest, first: Side = Side.BOTH) -> None:
        super().__init__(test, first)
        self._own = 0

    def on_mount(self) -> None:
        """Ask first what the beat is to be raised from."""
        self._ask_own()

    @work(exclusive=True, group="flow")
    async def _ask_own(self) -> None:
        app = self.app
        known = await asyncio.to_thread(measuring.own_cadence, app.desk)
        said = await app.push_screen_wait(
            AskLineScreen(_ASKS_OWN, str(known) if known else "", _no_cadence, "leaves the test")
        )
        if said is None or _no_cadence(said):
            self.dismiss(None)
            return
        self._own = int(said)
        self._show()
        self.refresh_bindings()

    # --- what is shown -------------------------------------------------------------------

    @property
    def _raise(self) -> int:
        """By how many per cent the beat is raised in this turn."""
        turn = self._trial.turn
        return self._test.raises[turn.attempt - 1 if turn else -1]

    @property
    def _beats(self) -> float:
        return round(self._own * (1 + self._raise / 100))

    @property
    def _telling(self) -> bool:
        state = self._trial
        return state.stage is Stage.CHECK or (state.stage is Stage.READY and not state.kept)

    def _told(self) -> Content:
        """Return the test's steps before the first beat, the question after each."""
        if self._trial.stage is not Stage.CHECK:
            return Content("\n".join(self._test.steps))
        parts: list[str | tuple[str, str]] = [("How did you follow it?\n", "bold")]
        for digit, word in enumerate(self._words, 1):
            parts += [(f"\n  {digit}  ", "bold $accent"), word.capitalize()]
        return Content.assemble(*parts)

    @property
    def _words(self) -> tuple[str, ...]:
        """What can be said, the best first."""
        return self._test.scores[0].choices[::-1]

    def _number(self) -> tuple[str, str]:
        state, now = self._trial, self._now
        if state.stage is Stage.LEAD:
            return lead(state, now)
        if state.stage is Stage.RUN:
            left = max(0, self._test.seconds - int(trial.elapsed(state, now)))
            return str(left), f"s left, {self._beats:.0f} steps a minute"
        return rest(state, now) if state.stage is Stage.READY else ("", "")

    def _head(self) -> str:
        faster = f"{self._raise} % faster"
        beat = f"{faster}: {self._beats:.0f} a minute" if self._own else faster
        return f"{self._test.title} · {beat}"

    def _said(self) -> str:
        state = self._trial
        if state.stage is Stage.READY:
            return pause_words(state) if state.kept else "A step on every beat, at the same pace."
        if state.stage is Stage.RUN:
            return "A step on every beat. Stop if a calf hurts."
        return ""

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Only the keys that do something now work and are shown."""
        stage = self._trial.stage
        works = {
            "start": stage is Stage.READY and self._own > 0,
            "stop": stage in {Stage.LEAD, Stage.RUN},
            "judge": stage is Stage.CHECK,
            "again": stage in {Stage.CHECK, Stage.RUN},
            "keep": self._unsaved,
        }
        return works.get(action, True)

    def action_judge(self, digit: int) -> None:
        """Keep how it went."""
        words = self._words
        if digit <= len(words):
            self._go(trial.judge(self._trial, len(words) - digit, self._now))

    def _over(self) -> None:
        self._store(f"own cadence {self._own}")


def _no_cadence(text: str) -> str:
    """Return what is wrong with a cadence, "" for nothing."""
    low, high = CADENCES
    if whole(text, low, high) is not None:
        return ""
    return f"Write a whole number from {low} to {high}; esc leaves the test."
