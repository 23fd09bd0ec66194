"""An event of a session, for programs that a test starts many times: it imports little."""

from __future__ import annotations

from datetime import UTC, datetime

from app.coach.model import Changeset, RowChange, SetStatus


def event(number: int) -> Changeset:
    """The `number`th event of a session, from 1: one more set is done."""
    return Changeset(
        number,
        "done",
        (
            RowChange(
                "workout_set",
                (number - 1,),
                {"status": SetStatus.PLANNED, "actual": None, "ended_at": None},
                {
                    "status": SetStatus.DONE,
                    "actual": number,
                    "ended_at": datetime(2026, 11, 20, tzinfo=UTC),
                },
            ),
        ),
    )
