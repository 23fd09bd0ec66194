"""Counts and doses in a few words, for screens, calendars and cards alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from app.coach.model import Laterality, PrescribedItem, Unit

_UNIT = {
    Unit.REPS: "",
    Unit.TOUCHES: "",
    Unit.HOLDS: "holds",
    Unit.SECONDS: "s",
    Unit.METRES: "m",
    Unit.MINUTES: "min",
    Unit.PAIRS: "pairs",
}


def amount(count: int, unit: Unit) -> str:
    """Return a count with its unit, such as `10`, `30 s`, `20 m`."""
    word = _counted(count, unit)
    return f"{count} {word}" if word else str(count)


def _counted(count: int, unit: Unit) -> str:
    """Return the word for so many of a unit; signs such as `s` and `min` stay as they are."""
    word = _UNIT[unit]
    return word.removesuffix("s") if count == 1 and len(word) > len("min") else word


def dose(item: PrescribedItem, *, short: bool = False) -> str:
    """Return an exercise's dose, such as `3 × 10 each leg` or `30 + 20 touches`.

    `short` leaves out what the exercise says by itself: `3 × 10/leg`, `30 + 20`.
    """
    return words(item.targets, item.unit, item.laterality, short=short)


def words(
    targets: Sequence[int], unit: Unit, laterality: Laterality, *, short: bool = False
) -> str:
    """Return the targets of some sets as a dose; `short` as for `dose`."""
    runs = [(target, len(list(same))) for target, same in groupby(targets)]
    word = _counted(max(targets, default=0), unit)
    text = " + ".join(f"{sets} × {target}" if sets > 1 else str(target) for target, sets in runs)
    if len(runs) == 1 and runs[0][1] == 1 and not word:
        text = f"1 × {runs[0][0]}" if unit is Unit.REPS else text
    if word:
        text = f"{text} {word}"
    if unit is Unit.TOUCHES and not short:
        text = f"{text} touches"
    if laterality is Laterality.EACH:
        text = f"{text}/leg" if short else f"{text} each leg"
    return text
