"""One set more, or one less, in a session that is over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.coach.frozen import field_names, replace
from app.coach.model import (
    Laterality,
    Library,
    Rating,
    RowChange,
    SetRow,
    SetStatus,
    Side,
    Value,
    WorkoutRecord,
)
from app.coach.typed_sets import beside, numbered, own
from app.errors import UsageError
from app.trainer import amend_fields as typed
from app.trainer.amend_fields import Field

MOST = 100_000
"""No set comes to more, whatever it counts."""

_ADD = "add"
_DELETE = ".delete"
_SHIFTED = ("set_no", "set_count")


def addition(row: SetRow, group: str) -> Field:
    """Return the field that puts one more set of the kind of `row` into its session."""
    key = _key(row.exercise_id, row.side)
    side = "" if row.side is Side.BOTH else f", {row.side}"
    hint = f"how many {row.unit} it came to"
    return Field(key, f"one more set{side}", "", group, hint, keyed=True)


def others(library: Library, record: WorkoutRecord) -> Iterator[Field]:
    """Yield the fields that put in a set that the session has none of yet.

    Those of every exercise of the library, or of its other leg, in the order of the names.
    """
    for exercise in sorted(library.values(), key=lambda one: one.name.casefold()):
        there = {row.side for row in _done_there(record, exercise.id)}
        for side in _sides_of(library, record, exercise.id):
            found = added(library, record, _key(exercise.id, side))
            if side not in there and found is not None:
                yield addition(replace(found[0], side=side), exercise.name)


def deletion(row: SetRow, about: str, group: str) -> Field:
    """Return the field that takes a set out of its session."""
    key = f"set.{row.pos + 1}{_DELETE}"
    return Field(key, f"{about}: delete", "no", group, choices=("yes", "no"), keyed=True)


def _key(exercise_id: str, side: Side) -> str:
    return f"{exercise_id}.{_ADD}" if side is Side.BOTH else f"{exercise_id}.{_ADD}.{side}"


def added(library: Library, record: WorkoutRecord, key: str) -> tuple[SetRow, Side] | None:
    """Return what the set is like that a key puts in, and its side; None for any other key.

    An exercise of the session is as it was done there, one of the library as it says.
    """
    exercise_id = _exercise_of(key)
    for side in _sides_of(library, record, exercise_id):
        if key == _key(exercise_id, side):
            of_side = [row for row in _done_there(record, exercise_id) if row.side is side]
            there = of_side or _done_there(record, exercise_id)
            return (there[-1] if there else own(library[exercise_id])), side
    return None


def _exercise_of(key: str) -> str:
    return key.rpartition(f".{_ADD}")[0]


def _done_there(record: WorkoutRecord, exercise_id: str) -> list[SetRow]:
    return [row for row in record.sets if row.exercise_id == exercise_id]


def _sides_of(library: Library, record: WorkoutRecord, exercise_id: str) -> tuple[Side, ...]:
    """Return the sides on which an exercise is done; none where nobody knows it."""
    there = _done_there(record, exercise_id)
    if there:
        each = there[-1].side is not Side.BOTH
    elif exercise_id in library:
        each = library[exercise_id].laterality_at(None) is Laterality.EACH
    else:
        return ()
    return (Side.LEFT, Side.RIGHT) if each else (Side.BOTH,)


def is_addition(library: Library, record: WorkoutRecord, key: str) -> bool:
    """Return whether a key puts in a set.

    Raises `UsageError` for one of an exercise that is done otherwise.
    """
    if added(library, record, key) is not None:
        return True
    exercise_id, middle, said = key.rpartition(f".{_ADD}")
    sides = _sides_of(library, record, exercise_id)
    if middle and sides and said in {"", ".left", ".right", ".both"}:
        keys = " or ".join(_key(exercise_id, side) for side in sides)
        legs = "with both legs" if Side.BOTH in sides else "on one leg"
        raise UsageError(f"{exercise_id} is done {legs} there; write {keys}.")
    return False


def told(before: Mapping[str, Field], given: Mapping[str, str]) -> Iterator[tuple[Field, Field]]:
    """Yield the sets put in and taken out, which leave no field to be compared."""
    for key, value in given.items():
        field = before.get(key) or Field(key, "one more set", "", keyed=True)
        if field.keyed and value.strip() not in {field.value, "-"}:
            yield field, replace(field, value=value.strip())


# --- changes -------------------------------------------------------------------------------


class SetsChanged:
    """The sets of a session after some were taken out and some put in."""

    def __init__(self, library: Library, record: WorkoutRecord) -> None:
        self._library = library
        self._record = record
        self.gone: set[int] = set()
        """The places of those that are taken out."""
        self._new: list[SetRow] = []

    def take(self, key: str, value: str) -> bool:
        """Take over what a key says; return whether it is one of these keys.

        Raises `UsageError` for a value that cannot be.
        """
        head, is_deletion, _ = key.partition(_DELETE)
        row = next((row for row in self._record.sets if f"set.{row.pos + 1}" == head), None)
        if is_deletion and row is not None:
            if typed.yes(key, value):
                self.gone.add(row.pos)
            return True
        addition = added(self._library, self._record, key)
        if addition is None:
            return False
        like, side = addition
        amount = typed.whole(key, value, 1, MOST)
        if amount is not None:
            self._new.append(self._done(like, side, amount))
        return True

    def _done(self, like: SetRow, side: Side, amount: int) -> SetRow:
        last = max((row.pos for row in (*self._record.sets, *self._new)), default=-1)
        return replace(
            beside(like, side, amount),
            pos=last + 1,
            status=SetStatus.DONE,
            actual=amount,
            skip_reason=None,
            pain=None,
            note="",
            switch=False,
            started_at=None,
            ended_at=None,
        )

    def require_untouched(
        self, sets: Mapping[int, Mapping[str, Value]], ratings: Sequence[tuple[str, Side]]
    ) -> None:
        """Refuse to change what is taken out in the same breath, and to leave nothing."""
        kept = self._kept()
        if self.gone and not kept:
            raise UsageError("No set would be left; delete the whole session instead.")
        for pos in self.gone & sets.keys():
            raise UsageError(f"set {pos + 1} is deleted; leave its other fields out.")
        for exercise_id, side in ratings:
            if self._lost(exercise_id, side):
                raise UsageError(
                    f"No set of {exercise_id} is left that this is said about; "
                    "leave control, effort, pain and the morning out."
                )

    def _kept(self) -> tuple[SetRow, ...]:
        stay = (row for row in self._record.sets if row.pos not in self.gone)
        return (*stay, *self._new)

    def _lost(self, exercise_id: str, side: Side) -> bool:
        """Return whether an exercise, or a leg of it, has no set any more."""

        def of_it(row: SetRow) -> bool:
            return row.exercise_id == exercise_id and side in {row.side, Side.BOTH}

        had = any(of_it(row) for row in self._record.sets)
        return had and not any(of_it(row) for row in self._kept())

    def _unrated(self) -> Iterator[Rating]:
        """Yield what was said about an exercise, or a leg, that has no set any more."""
        for rating in self._record.ratings:
            if self._lost(rating.exercise_id, rating.side):
                yield rating

    def numbers(self) -> Mapping[int, Mapping[str, Value]]:
        """Return the numbers that stay sets have now, by their place."""
        if not (self.gone or self._new):
            return {}
        new = {row.pos for row in self._new}
        return {
            row.pos: {name: getattr(row, name) for name in _SHIFTED}
            for row in self._numbered()
            if row.pos not in new
        }

    def _numbered(self) -> tuple[SetRow, ...]:
        return numbered(self._record.sets, self._kept())

    def rows(self) -> Iterator[RowChange]:
        """Yield what goes and what comes, whole."""
        for row in self._record.sets:
            if row.pos in self.gone:
                yield RowChange("workout_set", (row.pos,), _image(row, "pos"), None)
        for rating in self._unrated():
            key = (rating.exercise_id, rating.side.value)
            before = _image(rating, "exercise_id", "side")
            yield RowChange("exercise_result", key, before, None)
        places = {row.pos for row in self._new}
        for row in self._numbered():
            if row.pos in places:
                yield RowChange("workout_set", (row.pos,), None, _image(row, "pos"))


def _image(row: SetRow | Rating, *key: str) -> dict[str, Value]:
    """Return every column of a row but those of its key."""
    return {name: getattr(row, name) for name in field_names(type(row)) if name not in key}
