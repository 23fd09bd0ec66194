"""Moves the figure of a live session: down as the runner goes down, and still when it may be."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from app.coach.figure_pace import set_phase
from app.coach.frozen import dataclass
from app.coach.model import Unit
from app.coach.movement import Movement
from app.coach.pair_figure import RUN, STEP_UP, pair_look
from app.coach.player import Phase, State
from app.trainer.training import LiveWorkout
from screens.host import Host
from screens.widgets.figure import Figure

_PICTURES_A_SECOND = 10


@dataclass(frozen=True, slots=True)
class _Look:
    """What is to be seen at one moment."""

    movement: Movement
    mirror: bool
    phase: float


class LiveFigure:
    """One timer, running only while something moves and is seen."""

    def __init__(self, screen: Screen[Any], figure: Figure, live: LiveWorkout) -> None:
        assert isinstance(screen.app, Host)
        self._clock = screen.app.desk.clock
        self._figure = figure
        self._live = live
        self._look: _Look | None = None
        self._timer: Timer = screen.set_interval(
            1 / _PICTURES_A_SECOND, self._move, pause=True, name="figure"
        )

    @property
    def there(self) -> bool:
        """Whether the exercise in hand has a figure."""
        return self._look is not None

    def follow(self, state: State) -> None:
        """Show the exercise in hand, and let it move while a set or a count-down runs."""
        self._turn(self._look_at(state))
        moves = (
            self._look is not None
            and self._figure.display
            and self._figure.active
            and not state.paused
            and (state.phase is Phase.WORK or state.deadline is not None)
        )
        if moves:
            self._timer.resume()
        else:
            self._timer.pause()

    def _move(self) -> None:
        look = self._look_at(self._live.state)
        self._turn(look)
        if look is not None:
            self._figure.phase = look.phase

    def _turn(self, look: _Look | None) -> None:
        """Change to another movement or leg; the one that is shown already moves on by itself."""
        before, self._look = self._look, look
        if look is None:
            if before is not None:
                self._figure.show(None)
        elif before is None or (look.movement, look.mirror) != (before.movement, before.mirror):
            self._figure.show(look.movement, mirror=look.mirror, phase=look.phase)

    def _look_at(self, state: State) -> _Look | None:
        """Return how the set in hand looks by now; None where there are no poses for it."""
        row, found = state.row, self._live.movements
        if row is None:
            return None
        elapsed = max(0.0, state.at(self._clock.now().seconds) - state.since)
        if row.unit is Unit.PAIRS:
            step, run = found.get((STEP_UP, None)), found.get((RUN, None))
            return _Look(*pair_look(step, run, row, elapsed)) if step and run else None
        movement = found.get((row.exercise_id, row.rung))
        if movement is None:
            return None
        return _Look(movement, movement.mirrors(row.side), set_phase(movement, row, elapsed))
