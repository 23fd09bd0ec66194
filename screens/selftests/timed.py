"""What the self-tests on the clock share: one big number, a beat, keys that work only when due."""

from __future__ import annotations

from typing import ClassVar

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
from app.coach.selftests import Measurements, SelfTest
from app.coach.trial import LEAD_SECONDS, REST_SECONDS, Stage, Trial
from app.cues.metronome import NONE_YET, Metronome
from app.errors import StridetuiError
from app.trainer import hearing, measuring
from screens.host import Host, busy
from screens.selftests.words import leaving, side_word
from screens.widgets.big_digits import BigDigits
from screens.widgets.key_bar import KeyBar

_LEAST_WAIT = 0.005
_FLASH_SECONDS = 0.12
_CLASS = {Stage.READY: "-ready", Stage.LEAD: "-ready", Stage.RUN: "-work"}

START = Binding(
    "space,enter", "start", "Start", key_display="space", id="trial.start",
    tooltip="Begin this turn",
)  # fmt: skip
STOP = Binding(
    "space,enter", "stop", "Stop", key_display="space", id="trial.stop", tooltip="End this turn"
)
KEEP = Binding(
    "enter,space", "keep", "Keep", key_display="enter", id="trial.keep",
    tooltip="Keep this figure; at the end store what could not be stored",
)  # fmt: skip
AGAIN = Binding("r", "again", "Again", id="trial.again", tooltip="Do this turn anew")
LEAVE = Binding(
    "q,escape", "leave", "Leave", key_display="q", id="trial.leave",
    tooltip="Leave; what is not finished is not stored",
)  # fmt: skip


class TimedScreen(Screen[Measurements | None]):
    """Takes a test turn by turn. The result is what was stored, None when it was left.

    A subclass says what is shown and asked, how fast the beat is, and what follows the last turn.
    """

    CSS_PATH = "../../assets/styles/selftests.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = []

    app = getters.app(Host)

    def __init__(self, test: SelfTest, first: Side = Side.LEFT) -> None:
        super().__init__()
        self._test = test
        self._first = first
        self._trial = trial.begin(test, 0.0, first)
        self._timer: Timer | None = None
        self._beat_timer: Timer | None = None
        self._metronome: Metronome | None = None
        self._heard = NONE_YET
        self._leaving = False
        self._unsaved = False

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
        self._trial = trial.begin(self._test, self._now, self._first)
        self._changed()

    def on_unmount(self) -> None:
        """Fall silent."""
        self._speaker.close()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the number out for the new room."""
        self.call_after_refresh(self._show)

    # --- what a test of its own kind says ------------------------------------------------

    @property
    def _beats(self) -> float:
        """The beats a minute of this turn; 0 for none."""
        raise NotImplementedError

    @property
    def _telling(self) -> bool:
        """Whether words stand in place of the number."""
        raise NotImplementedError

    def _told(self) -> Content:
        """Return those words."""
        raise NotImplementedError

    def _number(self) -> tuple[str, str]:
        """Return the number to show, and the words beside it."""
        raise NotImplementedError

    def _head(self) -> str:
        """Return which test it is, and whose turn."""
        raise NotImplementedError

    def _said(self) -> str:
        """Return what to do now, in one sentence."""
        raise NotImplementedError

    def _over(self) -> None:
        """Do what follows the last turn."""
        raise NotImplementedError

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
        if stage is Stage.RUN and self._beats:
            self._metronome = Metronome.per_minute(self._trial.since, self._beats, accents=2)
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
        if stage is Stage.DONE:
            self._over()

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
        if self._beat_timer is not None:
            self._beat_timer.stop()
        wait = max(_LEAST_WAIT, metronome.next_at(self._now) - self._now)
        self._beat_timer = self.set_timer(wait, self.beat)

    # --- showing -------------------------------------------------------------------------

    def _show(self) -> None:
        if not self.is_mounted:
            return
        state = self._trial
        for name in ("-ready", "-work", "-check"):
            self.set_class(_CLASS.get(state.stage, "-check") == name, name)
        self.set_class(self._telling, "-telling")
        self.query_one("#trial-steps", Static).update(self._told())
        digits = self.query_one(BigDigits)
        digits.text, digits.caption = self._number()
        self.query_one("#trial-head", Static).update(self._head())
        said = leaving("q") if self._leaving else self._said()
        self.query_one("#trial-words", Static).update(said)

    # --- keys ----------------------------------------------------------------------------

    def _go(self, state: Trial) -> None:
        before, self._trial = self._trial, state
        # A turn that was judged is followed at once by the next, which is a change too.
        if (state.stage, len(state.kept)) != (before.stage, len(before.kept)):
            self._changed()
        else:
            self._show()

    def action_start(self) -> None:
        """Begin this turn."""
        self._go(trial.start(self._trial, self._now))

    def action_stop(self) -> None:
        """End this turn."""
        self._go(trial.stop(self._trial, self._now))

    def action_again(self) -> None:
        """Do this turn anew."""
        self._go(trial.again(self._trial, self._now))

    def action_keep(self) -> None:
        """Try once more to store what was done."""
        if self._unsaved:
            self._over()

    def action_leave(self) -> None:
        """Leave; where something was done already, only when asked twice."""
        begun = bool(self._trial.kept) or self._trial.stage is not Stage.READY
        if begun and not self._leaving:
            self._leaving = True
            self._show()
        else:
            self.dismiss(None)

    def _store(self, conditions: str) -> None:
        if not busy(self, "write"):
            self._write(conditions)

    @work(group="write")
    async def _write(self, conditions: str) -> None:
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
            # What was done is not lost: it can be stored once more.
            self._unsaved = True
            self.refresh_bindings()
            app.say(str(error))
        else:
            self.dismiss(stored)


def lead(state: Trial, now: float) -> tuple[str, str]:
    """Return the seconds to the first beat, and what they are for."""
    return str(max(1, round(LEAD_SECONDS - trial.elapsed(state, now) + 0.499))), "get ready"


def rest(state: Trial, now: float) -> tuple[str, str]:
    """Return how long the pause before this turn has been, once a turn is done."""
    if not state.kept:
        return "", ""
    gone = int(trial.elapsed(state, now))
    return f"{gone // 60}:{gone % 60:02}", "ago" if state.test.between else "rest"


def pause_words(state: Trial) -> str:
    """Return what to do between two turns."""
    if state.test.between:
        return state.test.between
    seconds = REST_SECONDS[state.test.instrument]
    leg = side_word(state.turn.side) if state.turn else ""
    return f"Rest about {seconds} seconds, then {f'the {leg}' if leg else 'once more'}."
