"""Personal bests, noticed quietly: what one never did before, and cleanly.

What counts is judgement [J]: more in every set, on both legs where there are two, than in any
session before in the same form, at the same height and load; or a higher box or more load. Every
target was met, control read 4 or more on every side, pain stayed green, and the exercise had been
done a few times before. In a self-test it is a result beyond the noise of the best before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.coach.figures import BEST_AFTER_SESSIONS, GATE_CONTROL, PAIN_LIMIT
from app.coach.frozen import dataclass
from app.coach.insight.rows import Least
from app.coach.measured import change, shown
from app.coach.model import Side, Unit
from app.coach.selftests import Better, Measurement, SelfTest


@dataclass(frozen=True, slots=True)
class Best:
    """Something never done before: of what, on which day, and in words such as `12 a set (10)`."""

    subject: str
    day: date
    words: str


def bests_of(
    rows: Sequence[Least], subject: str, first: date, last: date, unit: Unit = Unit.REPS
) -> Best | None:
    """Return the best of one exercise in the days from `first` to `last`, None for none.

    `rows` are all its sessions, oldest first; of several bests the newest is told.
    """
    found: Best | None = None
    for at, row in enumerate(rows):
        if not first <= row.day <= last or at < BEST_AFTER_SESSIONS or not _clean(row):
            continue
        words = _words(row, rows[:at], unit)
        if words:
            found = Best(subject, row.day, words)
    return found


def _clean(row: Least) -> bool:
    """Whether every set met its target in control, and pain stayed green."""
    answered = row.control is not None and row.pain is not None
    return (
        answered
        and row.met
        and (row.control or 0) >= GATE_CONTROL
        and (row.pain or 0) <= PAIN_LIMIT
    )


def _words(row: Least, before: Sequence[Least], unit: Unit) -> str:
    for what, now, were in (
        ("cm", row.height_cm, [one.height_cm for one in before]),
        ("kg", row.load_kg, [one.load_kg for one in before]),
    ):
        known = [value for value in were if value is not None]
        if now is not None and known and now > max(known):
            return f"{now:g} {what}, {max(known):g} before"
    alike = [
        one.least
        for one in before
        if (one.rung, one.height_cm, one.load_kg) == (row.rung, row.height_cm, row.load_kg)
    ]
    if len(alike) < BEST_AFTER_SESSIONS or row.least <= max(alike):
        return ""
    counted = "repetitions" if unit is Unit.REPS else unit.value
    return f"{row.least} {counted} in every set, {max(alike)} before"


def tests_bests(
    tests: Iterable[SelfTest], measured: Sequence[Measurement], first: date, last: date
) -> tuple[Best, ...]:
    """Return the self-tests that went beyond the best before by more than their noise."""
    found = []
    for test in tests:
        for score in test.scores:
            if score.better is Better.NEITHER or score.choices:
                continue
            for side in Side:
                own = [
                    one
                    for one in measured
                    if (one.test, one.unit, one.side) == (test.id, score.unit, side)
                ]
                seen = [one for one in own if first <= one.day <= last]
                before = [one for one in own if one.day < first]
                if not seen or not before:
                    continue
                new, old = _best(seen, score.better), _best(before, score.better)
                if change(score, old, new).improved:
                    leg = "" if side is Side.BOTH else f"{side} "
                    words = f"{leg}{shown(score, new.value)}, {shown(score, old.value)} before"
                    found.append(Best(test.title, new.day, words))
    return tuple(found)


def _best(measured: Sequence[Measurement], better: Better) -> Measurement:
    pick = min if better is Better.LESS else max
    return pick(measured, key=lambda one: one.value)
