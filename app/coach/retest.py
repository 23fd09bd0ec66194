"""Self-tests on their day: what of the session they stand for (D.7.5, D.7.9)."""

from __future__ import annotations

from datetime import date, timedelta

from app.coach.figures import EFFORTS_REST_MINUTES, RETEST_DAYS
from app.coach.frozen import dataclass, replace
from app.coach.ladders.dose import Chosen, Dose
from app.coach.model import Decision, PrescribedItem, Section
from app.coach.selftests import Measurements
from app.coach.session_parts import Log, build_item
from app.coach.tables import Day, Entry, Ladder, Test

Items = tuple[PrescribedItem, ...]


@dataclass(frozen=True, slots=True)
class SelfTested:
    """What is known of self-tests: the results, oldest first, and what cannot be done."""

    measured: Measurements = ()
    without: frozenset[str] = frozenset()

    def until(self, day: date) -> SelfTested:
        """Return what was known on a day."""
        return SelfTested(tuple(one for one in self.measured if one.day <= day), self.without)


UNTESTED = SelfTested()

_CRITICAL_SPEED, _TWO_RACES = "T15", "T14"


def due(day: Day, names: tuple[str, ...], items: Items, tested: SelfTested, today: date) -> Tests:
    """Return the tests of a day that are to be done, in order.

    Not one that was said to be impossible (D.7.9); not one that stands for an exercise which
    today leaves out or swaps, such as the hill push without hill strides; and not the two
    all-out runs where two races of the last four weeks say the same (T14 or T15, part E).
    """
    there = {item.exercise_id for item in items}
    since = today - timedelta(days=RETEST_DAYS)
    raced = any(one.test == _TWO_RACES and since < one.day <= today for one in tested.measured)
    return tuple(
        test
        for test in day.tests
        if test.id in names
        and test.id not in tested.without
        and not (test.whole and test.replaces not in there)
        and not (test.id == _CRITICAL_SPEED and raced)
    )


Tests = tuple[Test, ...]


def in_place_of_runs(items: Items, tests: Tests, log: Log) -> Items:
    """Return the session with the easy half-hour between two all-out runs for its intervals."""
    test = next((one for one in tests if one.id == _CRITICAL_SPEED), None)
    if test is None:
        return items
    between = Entry("easy_run", Ladder.FIXED, Section.MAIN, target=EFFORTS_REST_MINUTES)
    sentence = (
        f"The test stands for the intervals today: 1200 m all out, {EFFORTS_REST_MINUTES} minutes "
        "easy, then 3600 m all out."
    )
    chosen = Chosen("easy_run", Dose(1, EFFORTS_REST_MINUTES), Decision(test.id, sentence))
    rest = replace(build_item(between, log, chosen, ()), rated=False)
    return tuple(rest if item.exercise_id == test.replaces else item for item in items)


def in_place_of_sets(items: Items, tests: Tests) -> Items:
    """Return the session without the sets that its tests stand for (D.7.5).

    A test takes the place of the first set, or of the whole exercise. An exercise of one set
    keeps it.
    """
    for test in tests:
        if test.whole:
            items = tuple(item for item in items if item.exercise_id != test.replaces)
        elif test.replaces:
            items = tuple(
                _without_first(item, test) if _has_sets(item, test) else item for item in items
            )
    return items


def _has_sets(item: PrescribedItem, test: Test) -> bool:
    main = item.section is Section.MAIN
    return main and item.exercise_id == test.replaces and len(item.targets) > 1


def _without_first(item: PrescribedItem, test: Test) -> PrescribedItem:
    sentence = f"The test is the first set today. {item.decision.sentence}"
    decision = Decision(test.id, sentence, item.decision.numbers)
    return replace(item, targets=item.targets[1:], decision=decision)
