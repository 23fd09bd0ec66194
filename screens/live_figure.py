"""Moves the figure of a live session: down as the runner goes down, and still when it may be."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from app.coach.figure_pace import set_phase
from app.coach.model import SetRow
from app.coach.movement import Movement
from app.coach.player import Phase, State
from app.trainer.training import LiveWorkout
from screens.host import Host
from screens.widgets.figure import Figure

_PICTURES_A_SECOND = 10


class LiveFigure:
    """One timer, running only while something moves and is seen."""

    def __init__(self, screen: Screen[Any], figure: Figure, live: LiveWorkout) -> None:
        assert isinstance(screen.app, Host)
        self._clock = screen.app.desk.clock
        self._figure = figure
        self._live = live
        self._shown: tuple[Movement | None, bool] = (None, False)
        self._movement: Movement | None = None
        self._timer: Timer = screen.set_interval(
            1 / _PICTURES_A_SECOND, self._move, pause=True, name="figure"
        )

    def follow(self, state: State) -> None:
        """Show the exercise in hand, and let it move while a set or a count-down runs."""
        row = state.row
        movement = self._live.movements.get((row.exercise_id, row.rung)) if row else None
        mirror = movement is not None and row is not None and movement.mirrors(row.side)
        if (movement, mirror) != self._shown:
            self._shown, self._movement = (movement, mirror), movement
            phase = set_phase(movement, row, 0.0) if movement and row else 0.0
            self._figure.show(movement, mirror=mirror, phase=phase)
        moves = (
            movement is not None
            and self._figure.display
            and self._figure.active
            and not state.paused
            and (state.phase is Phase.WORK or state.deadline is not None)
        )
        if moves:
            self._timer.resume()
        else:
            self._timer.pause()

    @property
    def there(self) -> bool:
        """Whether the exercise in hand has a figure."""
        return self._movement is not None

    def _move(self) -> None:
        state = self._live.state
        row: SetRow | None = state.row
        if self._movement is not None and row is not None:
            elapsed = state.at(self._clock.now().seconds) - state.since
            self._figure.phase = set_phase(self._movement, row, max(0.0, elapsed))
