"""Where the plan stands today, walked through once for all who ask in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.coach.frozen import dataclass
from app.coach.insight import regular
from app.trainer import measuring

if TYPE_CHECKING:
    from app.coach.insight.regular import PlannedWeek
    from app.coach.model import History
    from app.coach.plan import Queue
    from app.trainer.desk import Desk


@dataclass(frozen=True, slots=True)
class PlanNow:
    """The queue of today and the sessions it was read from; `queue` is None without a plan."""

    queue: Queue | None
    history: History


def plan_now(desk: Desk) -> PlanNow:
    """Return where the plan stands today. Raises `StoreError`, `ContentError`."""
    from app.coach.plan import queue

    today = desk.clock.today()
    enrolment = desk.store.enrolment()
    if enrolment is None:
        return PlanNow(None, ())
    history = desk.store.history(enrolment.id, measuring.long_ago(today))
    return PlanNow(queue(enrolment, history, today, desk.programmes), history)


def planned_weeks(desk: Desk, plan: PlanNow) -> tuple[PlannedWeek, ...]:
    """Return what was planned and done in every week. Raises `StoreError`."""
    series = desk.store.series
    slots = plan.queue.slots if plan.queue else ()
    return regular.weeks_of(series.trained(), slots, series.past_plans(), desk.clock.today())
