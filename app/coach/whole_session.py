"""What the log says about a whole session, read in the terms of the rules (D.7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from app.coach.figures import COMPLETED_SHARE, PAIN_LIMIT, RED_PAIN
from app.coach.frozen import dataclass
from app.coach.model import (
    Kind,
    Section,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    Unit,
    WorkoutRecord,
)
from app.coach.pain import PAIN_SIGNS, Felt, Morning, highest, pain_signs, spot

LIGHT_BLOCK = "light"
"""The block whose sessions are no strength work and count for nothing (D.7.7)."""

_PAIN_UNKNOWN = PAIN_LIMIT + 1


@dataclass(frozen=True, slots=True)
class MainSet:
    """What of a main set says whether its session was completed, without the rest of its row."""

    unit: Unit
    target: int
    actual: int | None
    status: SetStatus
    skip_reason: SkipReason | None


@dataclass(frozen=True, slots=True)
class Amount:
    """How much of the main part was done of what was planned, in `unit`: sets or minutes."""

    done: int
    planned: int
    unit: str

    @property
    def enough(self) -> bool:
        """Whether it is two thirds (D.7.2)."""
        return self.planned > 0 and self.done >= COMPLETED_SHARE * self.planned


def amount_done(main: Sequence[SetRow] | Sequence[MainSet]) -> Amount:
    """Return how much of the main sets was done; of a run, of its minutes (D.7.2).

    A set closed because two repetitions were poor counts with what was done of it (S7). One
    closed by pain does not, and neither does one left out whole, for whatever reason.
    """
    blocks = [row for row in main if row.unit is Unit.MINUTES]
    if blocks:
        return Amount(sum(map(_minutes, blocks)), sum(row.target for row in blocks), "min")
    return Amount(sum(map(_counts, main)), len(main), "main sets")


def completed(record: WorkoutRecord) -> bool:
    """Whether two thirds of the planned main sets were done; of a run, of its minutes (D.7.2)."""
    return amount_done(_main(record)).enough


def why_not_counted(record: WorkoutRecord) -> str:
    """Say why a session of the plan does not count as done; "" where it does, or has no plan."""
    found = amount_done(_main(record))
    of_plan = record.kind is Kind.PROGRAMME and strength(record)
    if found.enough or not of_plan or not found.planned:
        return ""
    needed = ceil(COMPLETED_SHARE * found.planned)
    return (
        f"It does not count as done: {found.done} of {found.planned} {found.unit}, two thirds "
        f"({needed}) are needed. What was done is kept."
    )


def _main(record: WorkoutRecord) -> list[SetRow]:
    return [row for row in record.sets if row.section is Section.MAIN]


def _counts(row: SetRow | MainSet) -> bool:
    """Whether a set was done, or begun and closed because of its quality (S7)."""
    closed = row.skip_reason is SkipReason.QUALITY and bool(row.actual)
    return row.status is SetStatus.DONE or closed


def _minutes(row: SetRow | MainSet) -> int:
    return min(row.actual or 0, row.target) if _counts(row) else 0


def session_pain(record: WorkoutRecord) -> int | None:
    """Return the highest pain of a session; None if the question was never answered."""
    given = [rating.pain for rating in record.ratings if rating.pain is not None]
    given += [
        pain
        for row in record.sets
        # Hardly a set has either; asking here spares nine calls in ten.
        if (row.pain is not None or row.skip_reason is not None)
        and (pain := set_pain(row)) is not None
    ]
    return max(given, default=None)


def session_felt(record: WorkoutRecord) -> Felt | None:
    """Return the highest pain of a session as it was told; None where `session_pain` is None."""
    given = [Felt(rating.pain) for rating in record.ratings if rating.pain is not None]
    given += [felt for row in record.sets if (felt := set_felt(row)) is not None]
    return highest(given)


def pain_places(record: WorkoutRecord, least: int) -> frozenset[str]:
    """Return the spots that hurt at least so much, or with a sign that makes it red."""
    signs = pain_signs(record)
    return frozenset(
        spot(rating.pain_place)
        for rating in record.ratings
        if (rating.pain is not None and rating.pain >= least)
        or (rating.exercise_id in signs and rating.side is Side.BOTH)
    )


def green(record: WorkoutRecord) -> bool:
    """Whether every rated exercise that was done was green, the next morning too (D.4)."""
    done = {row.exercise_id for row in record.sets if row.rated and row.status is SetStatus.DONE}
    answered = {rating.exercise_id for rating in record.ratings if rating.pain is not None}
    pain = session_pain(record)
    mornings = {rating.next_morning for rating in record.ratings} - {None, Morning.GONE}
    return pain is not None and pain <= PAIN_LIMIT and done <= answered and not mornings


def red(record: WorkoutRecord) -> bool:
    """Whether the light was red."""
    pain = session_pain(record)
    return pain is not None and pain >= RED_PAIN


def strength(record: WorkoutRecord) -> bool:
    """Whether a session asks for a free day after it (S2); the light one does not."""
    return not record.slot_key.startswith(f"{LIGHT_BLOCK}.")


def set_pain(row: SetRow) -> int | None:
    """Return the pain of a set as it counts; None where nothing was said of it."""
    felt = set_felt(row)
    return felt.counts if felt else None


def set_felt(row: SetRow) -> Felt | None:
    """Return the pain of a set: with a sign at least red; closed by pain, over the limit."""
    if row.skip_reason in PAIN_SIGNS:
        return Felt(max(row.pain or 0, RED_PAIN), row.skip_reason, told=row.pain is not None)
    if row.pain is None:
        closed = row.skip_reason is SkipReason.PAIN
        return Felt(_PAIN_UNKNOWN, told=False) if closed else None
    return Felt(row.pain)
