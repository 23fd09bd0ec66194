"""What the first screen shows, read before there is a screen.

Read in a thread while the first screen is already drawn, it came a frame and a second drawing of
the whole screen later: together a tenth of the time to the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.coach.frozen import dataclass
from app.errors import StridetuiError
from app.trainer import today, watching
from app.trainer.today import TodayView

if TYPE_CHECKING:
    from app.trainer.desk import Desk


@dataclass(frozen=True, slots=True)
class Opening:
    """`mark` is the log as it was just before; no `view` where it has to be read by the screen."""

    mark: watching.Mark
    view: TodayView | None


def begin(desk: Desk) -> Opening:
    """Read the first screen's data, if that is quick and does not fail.

    A log of an older version is upgraded while the screen is there, and what is wrong with the
    log or the runner's files is said on it.
    """
    from data import schema

    mark = watching.mark(desk)
    try:
        # Whoever comes here has just opened the log, so that nobody keeps it locked.
        current = schema.state(desk.paths.log, 0) is schema.State.CURRENT
        return Opening(mark, today.look(desk, gates=True) if current else None)
    except StridetuiError:
        return Opening(mark, None)
