"""The coach's planning, as the rest of the program sees it."""

from __future__ import annotations

from app.coach.plan import Queue, SlotState, SlotStatus, queue
from app.coach.prescribe import prescribe
from app.coach.step_up_session import step_up_session

__all__ = ["Queue", "SlotState", "SlotStatus", "prescribe", "queue", "step_up_session"]
