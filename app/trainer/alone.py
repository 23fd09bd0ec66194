"""The step-up session by itself: whether it may be begun, and as what it is packed and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.coach.model import Start
from app.coach.plan import STEP_UP_BLOCK
from app.errors import UsageError
from app.trainer.today import look, step_up

if TYPE_CHECKING:
    from datetime import date

    from app.coach.model import Prescription
    from app.trainer.desk import Desk

STEP_UP = STEP_UP_BLOCK
"""What `--session` calls it."""


def session(desk: Desk, on: date | None = None) -> Prescription:
    """Return it as it is on a day, today when None.

    Raises `UsageError` where nothing may be trained (D.6) or no question is answered yet,
    `StoreError`.
    """
    view = look(desk, on)
    if view.hold is not None or view.start is Start.HOLD:
        raise UsageError(view.why_none or "Nothing is to be trained now; Today says why.")
    if view.enrolment is None and view.start is None:
        raise UsageError("Answer the questions first; open stridetui.")
    return step_up(desk, on)
