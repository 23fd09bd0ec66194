"""Personal bests, noticed quietly: what one never did before, and cleanly.

What counts is judgement [J]: more in every set, on both legs where there are two, than in any
session before in the same form, at the same height and load; or a higher box or more load. Every
target was met, control read 4 or more on every side, pain stayed green, and the exercise had been
done a few times before. In a self-test it is a result beyond the noise of the best before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count, islice

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
    rows: Iterable[Least], subject: str, first: date, last: date, unit: Unit = Unit.REPS
) -> Best | None:
    """Return the best of one exercise in the days from `first` to `last`, None for none.

    `rows` are its sessions, newest first; of several bests the newest is told. No more of them
    are asked for than it takes to know: a session that did as much ends the search.
    """
    known = _Known(iter(rows))
    for at in count():
        row = next(known.since(at), None)
        if row is None or row.day < first:
            return None
        if row.day <= last and _clean(row):
            words = _words(row, known, at + 1, unit)
            if words:
                return Best(subject, row.day, words)
    return None


class _Known:
    """What was asked for of rows that may be many, to be gone through again."""

    def __init__(self, more: Iterator[Least]) -> None:
        self._more = more
        self._seen: list[Least] = []

    def since(self, at: int) -> Iterator[Least]:
        """Yield the rows from the `at`-th on."""
        for place in count(at):
            while place >= len(self._seen):
                row = next(self._more, None)
                if row is None:
                    return
                self._seen.append(row)
            yield self._seen[place]


def _clean(row: Least) -> bool:
    """Whether every set met its target in control, and pain stayed green."""
    answered = row.control is not None and row.pain is not None
    return (
        answered
        and row.met
        and (row.control or 0) >= GATE_CONTROL
        and (row.pain or 0) <= PAIN_LIMIT
    )


def _words(row: Least, known: _Known, at: int, unit: Unit) -> str:
    """Return what `row` is the best in, of all from the `at`-th on, "" where it is in nothing."""
    if len(list(islice(known.since(at), BEST_AFTER_SESSIONS))) < BEST_AFTER_SESSIONS:
        return ""
    for what, now, were in (
        ("cm", row.height_cm, (one.height_cm for one in known.since(at))),
        ("kg", row.load_kg, (one.load_kg for one in known.since(at))),
    ):
        if now is None:
            continue
        before = _beaten(now, (value for value in were if value is not None))
        if before:
            return f"{now:g} {what}, {max(before):g} before"
    alike = _beaten(
        row.least,
        (
            one.least
            for one in known.since(at)
            if (one.rung, one.height_cm, one.load_kg) == (row.rung, row.height_cm, row.load_kg)
        ),
    )
    if len(alike) < BEST_AFTER_SESSIONS:
        return ""
    counted = "repetitions" if unit is Unit.REPS else unit.value
    return f"{row.least} {counted} in every set, {max(alike)} before"


def _beaten(now: float, before: Iterable[float]) -> list[float]:
    """Return what came before where all of it was less; nothing as soon as something was not."""
    found = []
    for value in before:
        if value >= now:
            return []
        found.append(value)
    return found


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
