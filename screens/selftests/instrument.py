"""A self-test on the clock: the screen is the instrument. One big number, one key to stop."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from app.coach import trial
from app.coach.model import Side
from app.coach.selftests import Instrument
from app.coach.trial import Stage, Trial
from app.errors import UsageError
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
from screens.selftests.words import side_word

_LONGEST_CONDITIONS = 60
_READY_WORDS = {
    Instrument.BEAT: "On one leg by a wall, knee straight. Up on one beat, down on the next.",
    Instrument.TAPS: "A key for every landing of the right foot.",
    Instrument.HOLD: "On one leg, arms crossed. A key stops the clock.",
    Instrument.COUNT: "A key at the top of each one; another one when you are done.",
}
_TAPPED = frozenset({Instrument.TAPS, Instrument.COUNT})


class InstrumentScreen(TimedScreen):
    """Counts to a beat, by taps or on the clock; what it counted is kept or corrected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        START,
        Binding("space", "tap", "Count one", id="trial.tap", tooltip="Count one"),
        STOP,
        Binding("enter", "stop_counting", "Done", id="trial.stop_counting",
                tooltip="End this turn"),
        KEEP,
        Binding("left,minus", "correct(-1)", "One less", key_display="←", id="trial.less",
                tooltip="One less, for one that did not count"),
        Binding("right,plus", "correct(1)", "One more", key_display="→", id="trial.more",
                tooltip="One more, for one that was missed"),
        AGAIN,
        Binding("f", "finish", "Finish", id="trial.finish",
                tooltip="Leave the further tries out"),
        Binding("1", "condition(0)", "Choose", key_display="digit", id="trial.condition_1",
                tooltip="How it was done: the first"),
        Binding("2", "condition(1)", "Choose", show=False, id="trial.condition_2",
                tooltip="How it was done: the second"),
        LEAVE,
    ]  # fmt: skip

    # --- what is shown -------------------------------------------------------------------

    @property
    def _beats(self) -> float:
        return self._test.beats

    @property
    def _asks(self) -> bool:
        """Whether it is asked how it was done, of a few words."""
        return self._trial.stage is Stage.DONE and bool(self._test.conditions)

    @property
    def _telling(self) -> bool:
        return self._asks or (self._trial.stage is Stage.READY and not self._trial.kept)

    def _told(self) -> Content:
        """Return the test's steps before the first turn, or the question after the last."""
        if self._asks:
            options = [(f"\n  {n}  ", word) for n, word in enumerate(self._test.conditions, 1)]
            parts = [part for digit, word in options for part in ((digit, "bold $accent"), word)]
            return Content.assemble(("How was it done?\n", "bold"), *parts)
        return Content("\n".join(self._test.steps))

    def _number(self) -> tuple[str, str]:
        return _number(self._trial, self._now)

    def _head(self) -> str:
        return _head(self._trial, self._now)

    def _said(self) -> str:
        return _said(self._trial)

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Only the keys that do something now work and are shown."""
        state, instrument = self._trial, self._test.instrument
        works = {
            "start": state.stage is Stage.READY,
            "tap": state.stage is Stage.RUN and instrument in _TAPPED,
            # A key that counts may come too early; it must not end what it is about to count.
            "stop": state.stage in {Stage.LEAD, Stage.RUN} and instrument not in _TAPPED,
            "stop_counting": state.stage is Stage.RUN and instrument is Instrument.COUNT,
            "keep": state.stage is Stage.CHECK or self._unsaved,
            "correct": state.stage is Stage.CHECK and instrument is not Instrument.HOLD,
            "again": state.stage in {Stage.CHECK, Stage.RUN}
            or (state.stage is Stage.LEAD and instrument in _TAPPED),
            "finish": state.may_finish,
            "condition": self._asks,
        }
        return works.get(action, True)

    def action_tap(self) -> None:
        """Count one."""
        self._go(trial.tap(self._trial, self._now))

    def action_stop_counting(self) -> None:
        """End this turn."""
        self.action_stop()

    def action_keep(self) -> None:
        """Keep the figure, if it can be a result; at the end, try once more to store them."""
        if self._trial.stage is Stage.DONE:
            super().action_keep()
            return
        try:
            measuring.check(self._test, self._test.scores[0], self._trial.value)
        except UsageError as error:
            self.app.say(str(error), title="Not kept")
            return
        self._go(trial.keep(self._trial, self._now))

    def action_correct(self, by: int) -> None:
        """Change the count."""
        self._go(trial.correct(self._trial, by))

    def action_finish(self) -> None:
        """Leave the further tries out."""
        self._go(trial.finish(self._trial))

    def action_condition(self, place: int) -> None:
        """Store it with how it was done."""
        if place < len(self._test.conditions):
            self._store(self._test.conditions[place])

    # --- the end -------------------------------------------------------------------------

    def _over(self) -> None:
        if self._test.free_conditions:
            self._ask_how()
        elif not self._test.conditions:
            self._store("")

    @work(exclusive=True, group="flow")
    async def _ask_how(self) -> None:
        """Ask in words how it was done; nothing at all is fine, too."""
        question = f"How was it done? Write {self._test.free_conditions}; empty is fine, too."
        said = await self.app.push_screen_wait(AskLineScreen(question, "", _too_long))
        self._store(said or "")


def _too_long(text: str) -> str:
    most = _LONGEST_CONDITIONS
    return f"{most} characters are the most." if len(text) > most else ""


def _head(state: Trial, now: float) -> str:
    parts = [state.test.title]
    turn = state.turn
    if turn is not None and turn.side is not Side.BOTH:
        parts.append(side_word(turn.side).upper())
    if turn is not None and state.test.attempts > 1:
        parts.append(f"try {turn.attempt} of {state.test.attempts}")
    if state.stage is Stage.RUN and state.test.instrument is Instrument.BEAT:
        parts.append("▲ UP" if trial.going_up(state, now) else "▼ DOWN")
    return " · ".join(parts)


def _number(state: Trial, now: float) -> tuple[str, str]:
    if state.stage is Stage.LEAD:
        return lead(state, now)
    if state.stage is Stage.RUN:
        return _running(state, now, trial.elapsed(state, now))
    if state.stage is Stage.CHECK:
        unit = state.test.scores[0].label
        return (f"{state.value:.0f}" if state.value >= 1 else "0"), unit
    return rest(state, now) if state.stage is Stage.READY else ("", "")


def _running(state: Trial, now: float, gone: float) -> tuple[str, str]:
    match state.test.instrument:
        case Instrument.BEAT:
            return str(trial.counted(state, now)), "up" if trial.going_up(state, now) else "down"
        case Instrument.TAPS:
            return str(state.count), f"{max(0, state.test.seconds - int(gone))} s left"
        case Instrument.HOLD:
            return str(int(gone)), "s"
        case _:
            return str(state.count), ""


def _said(state: Trial) -> str:
    instrument = state.test.instrument
    if state.stage is Stage.READY:
        return pause_words(state) if state.kept else _READY_WORDS[instrument]
    if state.stage is Stage.CHECK:
        return _to_check(state)
    beats = state.stage is Stage.RUN and instrument is Instrument.BEAT
    return "Stop when height, rhythm or knee has failed twice." if beats else ""


def _to_check(state: Trial) -> str:
    if state.test.instrument is Instrument.BEAT:
        return "Take off those that failed in height, rhythm or knee."
    if state.test.instrument is Instrument.HOLD:
        side = state.turn.side if state.turn else Side.BOTH
        return f"{state.seconds:g} seconds on the {side_word(side)}."
    times = state.test.factor
    return f"{state.count} landings, times {times}." if times > 1 else ""
