"""How far a runner has come: plan weeks one after another, as the log filled them (D.7.7).

A plan is a queue, not a calendar that punishes. Its weeks begin on a first due day; what is not
done by the week's end lapses, and how long was missed says where to go on.
"""

from __future__ import annotations

from datetime import date

from app.coach.agenda import next_due
from app.coach.frozen import dataclass
from app.coach.model import Decision, History, Kind
from app.coach.onward import after
from app.coach.plan_weeks import (
    Terms,
    WeekPlace,
    Window,
    goes_on_from,
    lay_out_week,
    opened_at_last,
)
from app.coach.tables import Block


@dataclass(frozen=True, slots=True)
class Course:
    """All plan weeks so far. `over` says why there is no further one; the last is the current.

    `chain` are the blocks as far as they are decided.
    """

    windows: tuple[Window, ...]
    over: Decision | None = None
    chain: tuple[Block, ...] = ()

    @property
    def current(self) -> Window | None:
        """The plan week of today, or None when the plan is over."""
        return self.windows[-1] if self.windows and self.over is None else None


def follow(terms: Terms, history: History, today: date) -> Course:
    """Walk the plan week by week up to today. `history` holds this course's own sessions."""
    records = [record for record in history if record.kind is Kind.PROGRAMME]
    left = records
    chain = list(terms.chain)
    windows: list[Window] = []
    opens = terms.begins
    days = terms.days[chain[0].sessions_a_week]
    place = WeekPlace(0, 1, next_due(opens, days))
    while True:
        window = lay_out_week(terms, chain[place.chain_no], place, opens, left)
        window = opened_at_last(terms, windows, window)
        windows.append(window)
        done = {one.id for one in window.done.values()}
        left = [record for record in left if record.id not in done]
        following = goes_on_from(window, left)
        if today < following:
            return Course(tuple(windows), chain=tuple(chain))
        onward = after(terms, chain, windows, records, today)
        if isinstance(onward, Decision):
            return Course(tuple(windows), onward, tuple(chain))
        opens, place = following, onward
