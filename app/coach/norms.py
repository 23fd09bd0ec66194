"""What others reach, by age and sex. Shown for reference; the yardstick is one's own baseline."""

from __future__ import annotations

from enum import StrEnum

from app.coach.frozen import dataclass


class Sex(StrEnum):
    """Whose norm to read, where norms differ."""

    WOMAN = "woman"
    MAN = "man"


@dataclass(frozen=True, slots=True)
class Person:
    """As much of a runner as norms ask for; None where it was not told. `age` is in years."""

    age: int | None = None
    sex: Sex | None = None


UNTOLD = Person()

# Medians by decade from the twenties to 80 and over (T8, X19; second-hand, to be confirmed).
_CALF = {
    Sex.MAN: (37, 33, 28, 24, 19, 15, 10),
    Sex.WOMAN: (31, 27, 25, 22, 19, 17, 14),
}
# Best of three, by the age from which a figure holds (T6, X30; second-hand, to be confirmed).
_STAND = ((18, 44), (40, 41), (50, 41), (60, 32), (70, 21), (80, 9))
_YOUNGEST_DECADE, _OLDEST_DECADE = 2, 8


def calf_norm(person: Person) -> int | None:
    """Return the median of calf raises on one leg; None where age or sex is untold (T8, X19).

    Runners under twenty read the first decade.
    """
    if person.age is None or person.sex is None:
        return None
    decade = min(_OLDEST_DECADE, max(_YOUNGEST_DECADE, person.age // 10))
    return _CALF[person.sex][decade - _YOUNGEST_DECADE]


def stand_norm(person: Person) -> int | None:
    """Return the seconds on one leg; None where the age is untold. Both sexes alike (T6, X30)."""
    if person.age is None:
        return None
    known = [seconds for least, seconds in _STAND if person.age >= least]
    return known[-1] if known else _STAND[0][1]


def norm(test_id: str, person: Person) -> int | None:
    """Return a test's norm for a person, None where it has none or too little is told."""
    if test_id == "T8":
        return calf_norm(person)
    return stand_norm(person) if test_id == "T6" else None
