"""Not today: until when a session may wait, and what becomes of it then (B3, D.7.7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.coach.figures import STRENGTH_GAP_DAYS
from app.coach.frozen import dataclass
from app.coach.model import History
from app.coach.plan import SlotState, SlotStatus
from app.coach.safety import earliest_day

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What putting off the next session means.

    `days` are the later days of this plan week on which it still fits with every session after
    it; `left` are the sessions still open. `lapses` says that there is no such day, so that one of
    them will lapse.
    """

    days: tuple[date, ...]
    left: int
    closes: date

    @property
    def lapses(self) -> bool:
        """Whether waiting costs this week a session."""
        return not self.days


def not_today(week: Sequence[SlotState], history: History, today: date, closes: date) -> Waiting:
    """Return how long the next open session may wait.

    Moving inside the plan week is free and counts in full; the day it was first due stays what
    it is, and is what adherence is told by. Between two sessions lies a free day, and after red
    two: no day before the session may be done is offered (S1, S2, D.7.2).
    """
    left = sum(1 for state in week if state.status is SlotStatus.OPEN)
    room = timedelta(days=STRENGTH_GAP_DAYS) * max(0, left - 1)
    days: list[date] = []
    day = max(today + _DAY, earliest_day(history) or today)
    while day + room <= closes:
        days.append(day)
        day += _DAY
    return Waiting(tuple(days), left, closes)
