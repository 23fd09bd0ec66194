"""A self-test on the clock: the screen is the instrument. One big number, one key to stop."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from app.coach import trial
from app.coach.model import Side
from app.coach.selftests import Instrument, Measurements, SelfTest
from app.coach.trial import LEAD_SECONDS, REST_SECONDS, Stage, Trial
from app.cues.metronome import NONE_YET, Metronome
from app.errors import StridetuiError
from app.trainer import hearing, measuring
from screens.host import Host
from screens.selftests.words import side_word
from screens.widgets.big_digits import BigDigits
from screens.widgets.key_bar import KeyBar

_LEAST_WAIT = 0.005
_FLASH_SECONDS = 0.12
_CLASS = {Stage.READY: "-ready", Stage.LEAD: "-ready", Stage.RUN: "-work"}
_READY_WORDS = {
    Instrument.BEAT: "On one leg by a wall, knee straight. Up on one beat, down on the next.",
    Instrument.TAPS: "A key for every landing of the right foot.",
    Instrument.HOLD: "On one leg, arms crossed. A key stops the clock.",
    Instrument.COUNT: "A key at the top of each one; another one when you are done.",
}


class InstrumentScreen(Screen[Measurements | None]):
    """Takes a test turn by turn. The result is what was stored, None when it was left."""

    CSS_PATH = "../../assets/styles/selftests.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,enter", "start", "Start", key_display="space", id="trial.start",
                tooltip="Begin this turn"),
        Binding("space", "tap", "Count one", id="trial.tap", tooltip="Count one"),
        Binding("space,enter", "stop", "Stop", key_display="space", id="trial.stop",
                tooltip="End this turn"),
        Binding("enter", "stop_counting", "Done", id="trial.stop_counting",
                tooltip="End this turn"),
        Binding("enter,space", "keep", "Keep", key_display="enter", id="trial.keep",
                tooltip="Keep this figure"),
        Binding("left,minus", "correct(-1)", "One less", key_display="←", id="trial.less",
                tooltip="One less, for one that did not count"),
        Binding("right,plus", "correct(1)", "One more", key_display="→", id="trial.more",
                tooltip="One more, for one that was missed"),
        Binding("r", "again", "Again", id="trial.again", tooltip="Do this turn anew"),
        Binding("f", "finish", "Finish", id="trial.finish",
                tooltip="Leave the further tries out"),
        Binding("1", "condition(0)", "Choose", key_display="digit", id="trial.condition_1",
                tooltip="How it was done: the first"),
        Binding("2", "condition(1)", "Choose", show=False, id="trial.condition_2",
                tooltip="How it was done: the second"),
        Binding("q,escape", "leave", "Leave", key_display="q", id="trial.leave",
                tooltip="Leave; what is not finished is not stored"),
    ]  # fmt: skip

    app = getters.app(Host)

    def __init__(self, test: SelfTest) -> None:
        super().__init__()
        self._test = test
        self._trial = trial.begin(test, 0.0)
        self._timer: Timer | None = None
        self._beat_timer: Timer | None = None
        self._metronome: Metronome | None = None
        self._heard = NONE_YET
        self._leaving = False
        self._storing = False

    def compose(self) -> ComposeResult:
        """A line that says whose turn it is, the number, a line that says what to do."""
        yield Static("", id="trial-head", markup=False)
        with Vertical(id="trial-stage"):
            yield BigDigits()
            yield Static("", id="trial-steps", markup=False)
        yield Static("", id="trial-words", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Get ready for the first turn."""
        self._speaker = hearing.speaker(self.app.desk.settings, self.app.bell)
        self._trial = trial.begin(self._test, self._now)
        self._changed()

    def on_unmount(self) -> None:
        """Fall silent."""
        self._speaker.close()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the number out for the new room."""
        self.call_after_refresh(self._show)

    # --- the clock -----------------------------------------------------------------------

    @property
    def _now(self) -> float:
        return self.app.desk.clock.now().seconds

    def tick(self) -> None:
        """Look at the clock: let happen what is due, and wake for the next change."""
        before = self._trial.stage
        self._trial = trial.tick(self._trial, self._now)
        if self._trial.stage is not before:
            self._changed()
        else:
            self._show()
            self._arm()

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        due = trial.next_change(self._trial, self._now)
        if due is not None:
            self._timer = self.set_timer(max(_LEAST_WAIT, due - self._now), self.tick)

    def _changed(self) -> None:
        """Show a stage that has just begun."""
        self._leaving = False
        stage = self._trial.stage
        if stage is Stage.RUN and self._test.beats:
            self._metronome = Metronome.per_minute(self._trial.since, self._test.beats, accents=2)
            self._heard = NONE_YET
            self.beat()
        else:
            self._metronome = None
            if stage is Stage.RUN:
                self._speaker.cue("work")
            elif stage is Stage.CHECK:
                self._speaker.cue("rest")
        self._show()
        self._arm()
        self.refresh_bindings()
        if stage is Stage.DONE and not self._test.conditions:
            self._store("")

    def beat(self) -> None:
        """Sound and flash the beat that is due, and wait for the next one."""
        metronome = self._metronome
        if metronome is None:
            return
        due = metronome.due(self._heard, self._now)
        self._heard = due.heard
        if due.beat is not None:
            self._speaker.tick(due.beat.accent)
            self.add_class("-flash")
            self.set_timer(_FLASH_SECONDS, lambda: self.remove_class("-flash"))
            self._show()
        wait = max(_LEAST_WAIT, metronome.next_at(self._now) - self._now)
        self._beat_timer = self.set_timer(wait, self.beat)

    # --- showing -------------------------------------------------------------------------

    def _show(self) -> None:
        if not self.is_mounted:
            return
        state = self._trial
        for name in ("-ready", "-work", "-check"):
            self.set_class(_CLASS.get(state.stage, "-check") == name, name)
        asking = state.stage is Stage.DONE and bool(self._test.conditions)
        self.set_class(asking or (state.stage is Stage.READY and not state.kept), "-telling")
        self.query_one("#trial-steps", Static).update(self._telling(asking))
        digits = self.query_one(BigDigits)
        digits.text, digits.caption = _number(state, self._now)
        self.query_one("#trial-head", Static).update(_head(state, self._now))
        self.query_one("#trial-words", Static).update(self._words())

    def _telling(self, asking: bool) -> Content:
        """Return the test's steps before the first turn, or the question after the last."""
        if asking:
            options = [(f"\n  {n}  ", word) for n, word in enumerate(self._test.conditions, 1)]
            parts = [part for digit, word in options for part in ((digit, "bold $accent"), word)]
            return Content.assemble(("How was it done?\n", "bold"), *parts)
        return Content("\n".join(self._test.steps))

    def _words(self) -> str:
        if self._leaving:
            return "q again leaves; nothing of this test is stored."
        return _said(self._trial)

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Only the keys that do something now work and are shown."""
        state, instrument = self._trial, self._test.instrument
        works = {
            "start": state.stage is Stage.READY,
            "tap": state.stage is Stage.RUN and instrument in _TAPPED,
            "stop": state.stage is Stage.LEAD
            or (state.stage is Stage.RUN and instrument not in _TAPPED),
            "stop_counting": state.stage is Stage.RUN and instrument is Instrument.COUNT,
            "keep": state.stage is Stage.CHECK,
            "correct": state.stage is Stage.CHECK and instrument is not Instrument.HOLD,
            "again": state.stage in {Stage.CHECK, Stage.RUN},
            "finish": state.may_finish,
            "condition": state.stage is Stage.DONE and bool(self._test.conditions),
        }
        return works.get(action, True)

    def _go(self, state: Trial) -> None:
        before, self._trial = self._trial.stage, state
        if state.stage is not before:
            self._changed()
        else:
            self._show()

    def action_start(self) -> None:
        """Begin this turn."""
        self._go(trial.start(self._trial, self._now))

    def action_tap(self) -> None:
        """Count one."""
        self._go(trial.tap(self._trial, self._now))

    def action_stop(self) -> None:
        """End this turn."""
        self._go(trial.stop(self._trial, self._now))

    def action_stop_counting(self) -> None:
        """End this turn."""
        self.action_stop()

    def action_keep(self) -> None:
        """Keep the figure."""
        self._go(trial.keep(self._trial, self._now))

    def action_correct(self, by: int) -> None:
        """Change the count."""
        self._go(trial.correct(self._trial, by))

    def action_again(self) -> None:
        """Do this turn anew."""
        self._go(trial.again(self._trial, self._now))

    def action_finish(self) -> None:
        """Leave the further tries out."""
        self._go(trial.finish(self._trial))

    def action_condition(self, place: int) -> None:
        """Store it with how it was done."""
        if place < len(self._test.conditions):
            self._store(self._test.conditions[place])

    def action_leave(self) -> None:
        """Leave; where something was done already, only when asked twice."""
        begun = bool(self._trial.kept) or self._trial.stage is not Stage.READY
        if begun and not self._leaving:
            self._leaving = True
            self._show()
        else:
            self.dismiss(None)

    @work(group="write")
    async def _store(self, conditions: str) -> None:
        if self._storing:
            return
        self._storing = True
        app = self.app
        try:
            stored = await app.writer.run(
                measuring.record,
                app.desk,
                self._test.id,
                self._trial.attempts,
                conditions=conditions,
            )
        except StridetuiError as error:
            app.say(str(error), title="Not saved")
        else:
            self.dismiss(stored)
        finally:
            self._storing = False


_TAPPED = frozenset({Instrument.TAPS, Instrument.COUNT})


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
    """Return the number to show, and the words beside it."""
    gone = trial.elapsed(state, now)
    if state.stage is Stage.LEAD:
        return str(max(1, round(LEAD_SECONDS - gone + 0.499))), "get ready"
    if state.stage is Stage.RUN:
        return _running(state, now, gone)
    if state.stage is Stage.CHECK:
        unit = state.test.scores[0].label
        return (f"{state.value:.0f}" if state.value >= 1 else "0"), unit
    if state.stage is Stage.READY and state.kept:
        return f"{int(gone) // 60}:{int(gone) % 60:02}", "rest"
    return "", ""


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
    """Return what to do now, in one sentence."""
    instrument = state.test.instrument
    if state.stage is Stage.READY and state.kept:
        rest = REST_SECONDS[instrument]
        return f"Rest about {rest} seconds, then {side_word(_side(state)) or 'once more'}."
    if state.stage is Stage.READY:
        return _READY_WORDS[instrument]
    if state.stage is Stage.CHECK:
        return _to_check(state)
    beats = state.stage is Stage.RUN and instrument is Instrument.BEAT
    return "Stop when height, rhythm or knee has failed twice." if beats else ""


def _to_check(state: Trial) -> str:
    if state.test.instrument is Instrument.BEAT:
        return "Take off those that failed in height, rhythm or knee."
    if state.test.instrument is Instrument.HOLD:
        return f"{state.seconds:g} seconds on the {side_word(_side(state))}."
    times = state.test.factor
    return f"{state.count} landings, times {times}." if times > 1 else ""


def _side(state: Trial) -> Side:
    return state.turn.side if state.turn else Side.BOTH
