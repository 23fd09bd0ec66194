"""The words and short forms that several screens share: doses, sides, days, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coach.day_text import weekday_day
from app.coach.dose_text import amount, dose
from app.coach.model import (
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    WorkoutStatus,
)

__all__ = [
    "LEAVING",
    "SIDE_LETTER",
    "SIDE_WORD",
    "SKIP_WORD",
    "STATUS_WORD",
    "WORKOUT_WORD",
    "amount",
    "count",
    "day_words",
    "dose",
    "goes_on_with",
    "listed",
    "per_side",
]

LEAVING = "q again leaves; nothing of it is recorded."
SIDE_LETTER = {Side.LEFT: "L", Side.RIGHT: "R", Side.BOTH: ""}
SIDE_WORD = {Side.LEFT: "left", Side.RIGHT: "right", Side.BOTH: "both"}
STATUS_WORD = {
    SetStatus.DONE: "done",
    SetStatus.SKIPPED: "left out",
    SetStatus.PLANNED: "not reached",
}
SKIP_WORD = {
    SkipReason.PAIN: "pain",
    SkipReason.SHARP: "sharp or sudden pain",
    SkipReason.BONE: "pain on bone",
    SkipReason.TIME: "no time",
    SkipReason.KIT: "kit missing",
    SkipReason.TIRED: "tired",
    SkipReason.QUALITY: "form went",
    SkipReason.ENDED: "ended before",
    SkipReason.OTHER: "other reason",
}
WORKOUT_WORD = {
    WorkoutStatus.LIVE: "not ended",
    WorkoutStatus.ENDED: "ended",
    WorkoutStatus.DISCARDED: "discarded",
}


def day_words(day: date, today: date) -> str:
    """Return `today`, `yesterday` or a day such as `Fri 20 Nov`, with the year when another."""
    away = (today - day).days
    if away == 0:
        return "today"
    if away == 1:
        return "yesterday"
    return weekday_day(day) if day.year == today.year else f"{weekday_day(day)} {day.year}"


def per_side(values: dict[Side, int]) -> str:
    """Return `L 4  R 5`, or one number where both legs share it; "" for none."""
    if Side.BOTH in values:
        return str(values[Side.BOTH])
    return "  ".join(
        f"{SIDE_LETTER[side]} {values[side]}" for side in (Side.LEFT, Side.RIGHT) if side in values
    )


def count(number: int, one: str, many: str = "") -> str:
    """Return `1 set`, `3 sets`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str]) -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]


def goes_on_with(row: SetRow | None, name: str) -> str:
    """Say with which set of the exercise `name` a session that was left goes on; None: it is over.

    A set that was left in its middle begins again.
    """
    if row is None:
        return "goes on where it stopped, after the last set"
    which = f"set {row.set_no} of {row.set_count} of " if row.set_count > 1 else ""
    leg = f", {SIDE_WORD[row.side]} leg," if row.side is not Side.BOTH else ""
    return f"goes on with {which}{name}{leg} from its start"


def end_of(path: str, width: int) -> str:
    """Return as much of the end of a path as fits: the name says more than the folders."""
    return path if len(path) <= width else f"…{path[1 - width :]}"
