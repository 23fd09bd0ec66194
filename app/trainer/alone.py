"""The step-up session by itself: whether it may be begun, and as what it is packed and recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.coach.plan import STEP_UP_BLOCK
from app.errors import UsageError
from app.trainer.today import look, step_up

if TYPE_CHECKING:
    from datetime import date

    from app.coach.model import Prescription
    from app.trainer.desk import Desk

_FIRST = "Answer the questions first; open stridetui."
_HELD = "Nothing is to be trained now; Today says why."

STEP_UP = STEP_UP_BLOCK
"""What `--session` calls it."""


def session(desk: Desk, on: date | None = None, *, short: bool = False) -> Prescription:
    """Return it as it is on a day, today when None.

    Raises `UsageError` for a `short` one, which there is not, and where nothing may be trained
    (D.6) or no question is answered yet; `StoreError`.
    """
    if short:
        raise UsageError("The step-up session has no ten-minute version; leave --short out.")
    view = look(desk, on)
    if not view.may_step_up:
        unanswered = view.enrolment is None and view.start is None
        raise UsageError(_FIRST if unanswered else view.why_none or _HELD)
    return step_up(desk, on)
