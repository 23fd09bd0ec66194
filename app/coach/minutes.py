"""How long a session takes (D.7.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.coach.figures import CHANGE_SECONDS, HOME_OPENING_SECONDS
from app.coach.model import Laterality, PrescribedItem, Section


def item_seconds(item: PrescribedItem) -> float:
    """Return the seconds of one exercise with its rests, without the change to the next.

    Each set is its units on every side plus one leg rest; set rests lie between (D.7.3). An
    extra set for one leg (P6) is that leg's work and one more set rest.
    """
    sides = item.laterality.sides
    leg_rest = item.leg_rest if item.laterality is Laterality.EACH else 0
    work = sum(target * item.seconds_per_unit * sides + leg_rest for target in item.targets)
    rests = item.set_rest * (len(item.targets) - 1)
    extra = item.targets[-1] * item.seconds_per_unit + item.set_rest if item.extra_side else 0
    return work + rests + extra


def change_seconds(before: PrescribedItem, after: PrescribedItem) -> int:
    """Return the seconds between two exercises.

    Inside the opening, moves follow one another and only the drills on the spot keep their own
    rest, since the 100-up is split round the moves so that none is needed (D.7.3).
    """
    if before.section is Section.OPENING and after.section is Section.OPENING:
        return before.set_rest
    return CHANGE_SECONDS


def section_seconds(items: Iterable[PrescribedItem], section: Section) -> float:
    """Return the seconds of one part of a session, changes inside it included."""
    part = [item for item in items if item.section is section]
    seconds = sum(map(item_seconds, part))
    return seconds + sum(change_seconds(one, two) for one, two in pairwise(part))


def session_minutes(items: Sequence[PrescribedItem], tests: Iterable[int] = ()) -> tuple[int, int]:
    """Return whole minutes of the main part, and of everything; halves go up (D.7.1, D.7.3).

    A home opening takes three minutes at least. `tests` are the seconds of the day's self-tests;
    each follows a change like an exercise.
    """
    main = section_seconds(items, Section.MAIN)
    main += sum(seconds + CHANGE_SECONDS for seconds in tests if seconds)
    opening = section_seconds(items, Section.OPENING)
    closing = section_seconds(items, Section.CLOSING)
    if opening and closing:
        opening = max(opening, HOME_OPENING_SECONDS)
    return whole_minutes(main), whole_minutes(main + opening + closing)


def whole_minutes(seconds: float) -> int:
    """Round to tenths of a minute and those to whole ones, halves up, as the tables do (D.7.5)."""
    tenths = int(seconds / 6 + 0.5)
    return (tenths + 5) // 10
