"""What may stand in for an exercise that cannot be done now: an easier rung, or another entry.

The dose stays the session's: whoever lays the sets out keeps the time under work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.coach.frozen import dataclass
from app.coach.model import (
    Demand,
    Exercise,
    Laterality,
    Library,
    SetRow,
    SkipReason,
    Tempo,
    Unit,
)

MOST_SUBSTITUTES = 5
"""So many can be taken in between two sets, and have a digit each."""
_BECAUSE = {
    SkipReason.PAIN: "because it hurt",
    SkipReason.KIT: "because something for it was missing",
    SkipReason.TIME: "because time was short",
}
# What can be done on the spot in place of anything else.
_PORTABLE = frozenset({Unit.REPS, Unit.TOUCHES, Unit.HOLDS, Unit.SECONDS})


@dataclass(frozen=True, slots=True)
class Substitute:
    """One way to go on: an exercise, on a rung of its own, and how its sets are done.

    `instead_of` is the name of the exercise whose place it takes.
    """

    exercise_id: str
    name: str
    unit: Unit
    laterality: Laterality
    seconds_per_unit: float
    tempo: Tempo | None
    hold_seconds: int
    leg_rest: int
    rung: str | None
    rated: bool
    instead_of: str

    def rule(self, reason: SkipReason) -> str:
        """Return the digest id of what led to it: pain, or a reason that is said with it."""
        return "S9" if reason is SkipReason.PAIN else "D.7.9"

    def why(self, reason: SkipReason) -> str:
        """Return one sentence for the runner."""
        name = f"{self.instead_of[:1].lower()}{self.instead_of[1:]}"
        return f"Instead of {name}, {_BECAUSE.get(reason, 'by choice')}."


def substitutes(
    library: Library, row: SetRow, taken: Iterable[str], reason: SkipReason
) -> tuple[Substitute, ...]:
    """Return what may replace the exercise of `row`, the nearest first; () where nothing may.

    `taken` are the exercises the session has already. The rung below comes first, then the
    entries that the library calls easier, then, but not after pain, those for the same link. What
    takes kit is left out where kit is missing, and nothing asks more of the tissue than the
    exercise did.
    """
    exercise = library.get(row.exercise_id)
    if exercise is None:
        return ()
    found: list[Substitute] = []
    below = _rung_below(exercise, row.rung)
    if below is not None and reason is not SkipReason.KIT:
        found.append(_substitute(exercise, below, exercise))
    busy = {row.exercise_id, *taken}
    for other in _others(library, exercise, easier_only=reason is SkipReason.PAIN):
        if other.id not in busy and _fits(other, exercise, row, reason):
            busy.add(other.id)
            found.append(_substitute(other, _easiest(other), exercise))
    return tuple(found[:MOST_SUBSTITUTES])


def _others(library: Library, exercise: Exercise, *, easier_only: bool) -> Iterator[Exercise]:
    for easier in exercise.easier_ids:
        if easier in library:
            yield library[easier]
    if easier_only:
        return
    for other_id in library:
        other = library[other_id]
        if other_id not in exercise.harder_ids and other.links[:1] == exercise.links[:1]:
            yield other


def _fits(other: Exercise, exercise: Exercise, row: SetRow, reason: SkipReason) -> bool:
    if reason is SkipReason.KIT and other.kit:
        return False
    if other.demand is not exercise.demand and other.demand is not Demand.LIGHT:
        return False
    where = set(other.places) & set(exercise.places)
    return bool(where) and other.rated and (other.unit in _PORTABLE or other.unit is row.unit)


def _rung_below(exercise: Exercise, rung: str | None) -> str | None:
    ids = [each.id for each in exercise.rungs]
    place = ids.index(rung) if rung in ids else 0
    return ids[place - 1] if place > 0 else None


def _easiest(exercise: Exercise) -> str | None:
    return exercise.rungs[0].id if exercise.rungs else None


def _substitute(exercise: Exercise, rung_id: str | None, replaced: Exercise) -> Substitute:
    rung = exercise.rung(rung_id)
    return Substitute(
        exercise_id=exercise.id,
        name=f"{exercise.name}: {rung.name[:1].lower()}{rung.name[1:]}" if rung else exercise.name,
        unit=exercise.unit,
        laterality=exercise.laterality_at(rung_id),
        seconds_per_unit=exercise.seconds_per_unit,
        tempo=exercise.tempo,
        hold_seconds=exercise.hold_seconds,
        leg_rest=exercise.leg_rest,
        rung=rung_id,
        rated=exercise.rated,
        instead_of=replaced.name,
    )
