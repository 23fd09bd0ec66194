"""From typed sets to the rows of the log: into the plan's sets where they fit, else beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.coach.frozen import replace
from app.coach.layout import lay_out
from app.coach.model import (
    Exercise,
    Laterality,
    Library,
    Prescription,
    Rating,
    Section,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
)
from app.coach.typed_sets import RULE, beside, own
from app.errors import UsageError

if TYPE_CHECKING:
    from app.trainer.diary_file import TypedExercise, TypedSession, TypedSet


def rows(
    session: TypedSession, planned: Prescription | None, library: Library
) -> tuple[SetRow, ...]:
    """Return the plan's sets with what was done in them, then what was done beside them.

    Every exercise is in `library`. Raises `UsageError` for a set of a side or unit that its
    exercise does not have, and for control of a side that was not trained.
    """
    found = [] if planned is None else _asked_about(session, lay_out(planned))
    for given in session.exercises:
        exercise = library[given.id]
        of_plan = [row for row in found if row.exercise_id == given.id]
        _require_sides(given, of_plan, exercise)
        like = of_plan[-1] if of_plan else own(exercise)
        for typed in given.sets:
            side = typed.side or Side.BOTH
            row = next((row for row in of_plan if row.side is side), None)
            if row is not None:
                of_plan.remove(row)
                found[found.index(row)] = _done(row, given, typed)
                continue
            more = beside(like, side, typed.amount)
            found.insert(_after(found, given.id), _done(more, given, typed))
    return _renumbered(found)


def _after(rows: list[SetRow], exercise_id: str) -> int:
    """Return the place after the last set of an exercise, or the end."""
    places = [place for place, row in enumerate(rows, start=1) if row.exercise_id == exercise_id]
    return places[-1] if places else len(rows)


def _require_sides(given: TypedExercise, planned: list[SetRow], exercise: Exercise) -> None:
    unit = planned[0].unit if planned else exercise.unit
    if planned and given.rung is None:
        each = planned[0].side is not Side.BOTH
    else:
        each = exercise.laterality_at(given.rung) is Laterality.EACH
    sides = (Side.LEFT, Side.RIGHT) if each else (Side.BOTH,)
    trained = set()
    for typed in given.sets:
        if typed.unit is not unit:
            raise UsageError(f"{typed.place}: {given.id} counts {unit}, not {typed.unit}.")
        side = typed.side or Side.BOTH
        if side not in sides:
            raise UsageError(f"{typed.place}: {given.id} {_side_remedy(given, exercise, each)}.")
        trained.add(side)
    for side in given.control:
        if side not in trained:
            raise UsageError(f"{given.place}: {given.id} {_control_remedy(side, each)}.")


def _side_remedy(given: TypedExercise, exercise: Exercise, each: bool) -> str:
    remedy = (
        "is done on one leg; say side left or right"
        if each
        else "is done with both legs; leave side out"
    )
    others = [
        rung.id
        for rung in exercise.rungs
        if (exercise.laterality_at(rung.id) is Laterality.EACH) is not each
    ]
    if others and given.rung is None:
        remedy += f", or say which rung it was ({', '.join(others)})"
    return remedy


def _control_remedy(side: Side, each: bool) -> str:
    if side is Side.BOTH:
        return "is done on one leg; give control as left and right"
    if not each:
        return "is done with both legs; give control as one number"
    return f"has control for the {side} leg, but no set of it"


def _asked_about(session: TypedSession, rows: tuple[SetRow, ...]) -> list[SetRow]:
    """Return the main sets, and those of other parts that the session tells of.

    What it does not tell of is left out there: nobody writes a warm-up down.
    """
    main = {row.exercise_id for row in rows if row.section is Section.MAIN}
    extra = {exercise.id for exercise in session.exercises} - main
    return [row for row in rows if row.section is Section.MAIN or row.exercise_id in extra]


def _done(row: SetRow, given: TypedExercise, typed: TypedSet) -> SetRow:
    done = replace(
        row,
        status=SetStatus.DONE,
        actual=typed.amount,
        pain=typed.pain,
        skip_reason=_sign(given) if typed is given.sets[-1] else None,
        note=typed.note,
        rung=given.rung or row.rung,
        tempo=given.tempo or row.tempo,
        load_kg=row.load_kg if given.load_kg is None else given.load_kg,
        height_cm=row.height_cm if given.height_cm is None else given.height_cm,
    )
    if typed.target is None or typed.target == row.target:
        return done
    return replace(
        done, target=typed.target, rule=RULE, why="The target that was typed in with the set."
    )


def _sign(given: TypedExercise) -> SkipReason | None:
    """Return what made its pain red, whatever the number (D.4, D.6)."""
    if given.bone:
        return SkipReason.BONE
    return SkipReason.SHARP if given.sharp else None


def _renumbered(rows: list[SetRow]) -> tuple[SetRow, ...]:
    """Number the sets anew: by exercise and side, in the order they stand."""
    counts: dict[tuple[str, Side], int] = {}
    numbers = []
    for row in rows:
        key = (row.exercise_id, row.side)
        counts[key] = counts.get(key, 0) + 1
        numbers.append(counts[key])
    return tuple(
        replace(row, pos=pos, set_no=number, set_count=counts[row.exercise_id, row.side])
        for pos, (row, number) in enumerate(zip(rows, numbers, strict=True))
    )


def ratings(session: TypedSession) -> tuple[Rating, ...]:
    """Return what was said about each exercise: control per side, the rest for both (D.7.2)."""
    return tuple(rating for given in session.exercises for rating in _ratings(given))


def _ratings(given: TypedExercise) -> Iterator[Rating]:
    both = Rating(
        given.id,
        Side.BOTH,
        control=given.control.get(Side.BOTH),
        effort=given.effort,
        pain=given.pain,
        pain_place=given.pain_place,
    )
    if both != Rating(given.id, Side.BOTH) or _sign(given):
        yield both
    for side in (Side.LEFT, Side.RIGHT):
        if side in given.control:
            yield Rating(given.id, side, control=given.control[side])
