"""Left against right: one index per exercise, the smaller value over the larger (P6, D.7.2)."""

from __future__ import annotations

from app.coach.figures import SYMMETRY_SESSIONS
from app.coach.frozen import dataclass
from app.coach.model import History, SetStatus, Side, WorkoutRecord


@dataclass(frozen=True, slots=True)
class Symmetry:
    """Two sides of one thing, in one unit, and how many sessions they come from."""

    left: float
    right: float
    sessions: int = 1

    @property
    def index(self) -> float:
        """Return 1 for equal sides, 0 where one side has nothing; 1 where both have nothing."""
        high = max(self.left, self.right)
        return min(self.left, self.right) / high if high > 0 else 1.0

    @property
    def weaker(self) -> Side | None:
        """The side with the smaller value; None for a tie."""
        if self.left == self.right:
            return None
        return Side.LEFT if self.left < self.right else Side.RIGHT


def control_symmetry(history: History, exercise_id: str) -> Symmetry | None:
    """Return mean control left and right over the last full sessions that have both; or None."""
    pairs = [
        pair for record in _full(history) if (pair := _controls(record, exercise_id)) is not None
    ]
    return _mean(pairs)


def work_symmetry(history: History, exercise_id: str) -> Symmetry | None:
    """Return the mean amount of a set left and right over the last full sessions; or None.

    A mean per set, so that an extra set for the weaker leg does not make it the stronger one.
    """
    pairs = [
        pair for record in _full(history) if (pair := _amounts(record, exercise_id)) is not None
    ]
    return _mean(pairs)


def _full(history: History) -> tuple[WorkoutRecord, ...]:
    return tuple(record for record in history if not record.short)


def _mean(pairs: list[tuple[float, float]]) -> Symmetry | None:
    latest = pairs[-SYMMETRY_SESSIONS:]
    if not latest:
        return None
    left = sum(one for one, _ in latest) / len(latest)
    right = sum(other for _, other in latest) / len(latest)
    return Symmetry(left, right, len(latest))


def _controls(record: WorkoutRecord, exercise_id: str) -> tuple[float, float] | None:
    left = record.rating(exercise_id, Side.LEFT).control
    right = record.rating(exercise_id, Side.RIGHT).control
    return None if left is None or right is None else (left, right)


def _amounts(record: WorkoutRecord, exercise_id: str) -> tuple[float, float] | None:
    done: dict[Side, list[int]] = {Side.LEFT: [], Side.RIGHT: []}
    for row in record.sets:
        if row.exercise_id == exercise_id and row.side in done and row.status is SetStatus.DONE:
            done[row.side].append(row.actual or 0)
    left, right = done[Side.LEFT], done[Side.RIGHT]
    if not left or not right:
        return None
    return sum(left) / len(left), sum(right) / len(right)
