"""Self-tests as a use case: which there are, what may be done today, storing and reading back."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.clock import local_day
from app.coach import measured as scoring
from app.coach.frozen import dataclass, replace
from app.coach.gate_course import phase_now
from app.coach.gate_evidence import fitness
from app.coach.gate_state import Gate, passed
from app.coach.measured import Change, change, compare_sides
from app.coach.model import Decision, DecisionKind, History, Link, Side, Start
from app.coach.norms import Person, norm
from app.coach.reading import LONGEST_CONDITIONS, LONGEST_TEXT, written
from app.coach.selftests import (
    CAN,
    CANNOT,
    RETESTS,
    Fitness,
    Measurement,
    Measurements,
    Score,
    SelfTest,
    barred,
    impossible,
    of_test,
)
from app.coach.weaker_first import first_side
from app.errors import UsageError

if TYPE_CHECKING:
    from app.trainer.desk import Desk

HISTORY_DAYS = 30


@dataclass(frozen=True, slots=True)
class SelfTestRow:
    """One self-test as the list shows it: its last result per side, and why it has to wait."""

    test: SelfTest
    last: Mapping[Side, Measurement]
    waits: Decision | None
    retest: bool
    impossible: bool


@dataclass(frozen=True, slots=True)
class SideResult:
    """One score on one side: the newest, the runner's first, and what changed since the last.

    `otherwise` is an older result that was taken under other conditions, where there is no other.
    """

    score: Score
    side: Side
    newest: Measurement
    baseline: Measurement
    since_last: Change | None
    otherwise: Measurement | None = None


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A test's results as they stand.

    `apart` says how far the legs are apart, `together` what two figures of one run say together.
    `expected` is the norm for the runner, None if untold. `first` is the leg to begin with.
    """

    test: SelfTest
    sides: tuple[SideResult, ...]
    apart: Decision | None
    expected: int | None
    together: Decision | None = None
    first: Side = Side.LEFT


def long_ago(today: date) -> date:
    """Return the day from which sessions outside the plan are looked at for pain."""
    return today - timedelta(days=HISTORY_DAYS)


def rows(desk: Desk) -> tuple[SelfTestRow, ...]:
    """Return every self-test as it stands today. Raises `StoreError`, `ContentError`."""
    done = desk.store.measurements()
    able, link = _fitness(desk, done, desk.clock.today())
    cannot = without(desk)
    again = RETESTS.get(link, ()) if link else ()
    return tuple(
        SelfTestRow(
            test,
            {
                side: found[-1]
                for side in Side
                if (found := of_test(done, test.id, side, test.scores[0].unit))
            },
            barred(test.id, able),
            test.id in again,
            test.id in cannot,
        )
        for test in desk.selftests.values()
    )


def waits(desk: Desk, test_id: str, on: date | None = None) -> Decision | None:
    """Say why a test has to wait, today or as it was on an earlier day, or None (part E).

    Raises `StoreError`, `ContentError`.
    """
    able, _ = _fitness(desk, desk.store.measurements(), on or desk.clock.today())
    return barred(test_id, able)


def without(desk: Desk) -> frozenset[str]:
    """Return the tests the runner said cannot be done. Raises `StoreError`."""
    found = reversed(desk.store.decisions(DecisionKind.WITHOUT))
    return impossible((row.subject, row.choice) for row in found)


def set_possible(desk: Desk, test_id: str, *, possible: bool) -> None:
    """Store that a test cannot be done, such as T4 without a camera, or can again (D.7.9)."""
    desk.store.decide(DecisionKind.WITHOUT, test_id, CAN if possible else CANNOT)


def _fitness(desk: Desk, measured: Measurements, day: date) -> tuple[Fitness, Link | None]:
    """Return what was known of the runner by the end of a day; what came later opens nothing."""
    from app.coach.standing import stand

    enrolment = desk.store.enrolment()
    read = desk.store.history(enrolment.id if enrolment else None, long_ago(day))
    history = tuple(record for record in read if record.day <= day)
    done = tuple(one for one in measured if one.day <= day)
    if enrolment is None or day < enrolment.started:
        return fitness(_judged(desk, day), _phase_before(history, day), history, done, day), None
    start = enrolment.start
    if start not in {Start.HOLD, Start.NONE}:
        turn = stand(enrolment, history, day, desk.programmes).turn
        start = turn.start if turn else start
    able = fitness(
        start,
        phase_now(enrolment, history, day, desk.programmes),
        history,
        done,
        day,
        primer_done=passed(enrolment.gates, Gate.PRIMER_EXIT, day) is not None,
    )
    return able, enrolment.link


def _judged(desk: Desk, day: date) -> Start | None:
    """Return the start that the newest questionnaire up to a day led to."""
    zone = desk.clock.zone()
    found = (row for row in desk.store.assessments() if local_day(row.at, zone) <= day)
    last = next(found, None)
    word = last.verdict.get("start") if last else None
    return Start(word) if isinstance(word, str) and word in set(Start) else None


def _phase_before(history: History, day: date) -> int:
    """Return the phase of a plan that has ended since, by its last session up to a day."""
    within = [record for record in history if record.day >= long_ago(day)]
    return within[-1].phase if within else 0


def own_cadence(desk: Desk) -> int | None:
    """Return the runner's cadence at an easy pace: as counted last (T1), else as in the settings.

    Raises `StoreError`.
    """
    counted = of_test(desk.store.measurements("T1"), "T1", Side.BOTH)
    return round(counted[-1].value) if counted else desk.settings.cadence


# --- storing -----------------------------------------------------------------------------


def record(
    desk: Desk,
    test_id: str,
    attempts: Mapping[tuple[Side, str], Sequence[float]],
    *,
    on: date | None = None,
    note: str = "",
    conditions: str = "",
) -> Measurements:
    """Store the result of a test: per side and unit one number, from one or more attempts.

    Raises `UsageError` for what cannot be a result, or a test that has to wait; then nothing is
    stored. Raises `StoreError`, `ContentError`.
    """
    test = desk.selftests.get(test_id)
    if test is None:
        raise UsageError(f"There is no self-test {test_id}; there are T1 to T18 and HOPS.")
    today = desk.clock.today()
    day = on or today
    if day > today:
        raise UsageError(f"{day.isoformat()} is still to come; a test is stored once it is done.")
    wait = waits(desk, test_id, day)
    if wait is not None:
        raise UsageError(wait.sentence)
    if len(note) > LONGEST_TEXT:
        raise UsageError(f"The note has {len(note)} characters; {LONGEST_TEXT} are the most.")
    _check_conditions(test, conditions)
    found = _results(test, attempts)
    return desk.store.add_measurements(
        tuple(replace(one, day=day, note=note, conditions=conditions) for one in found)
    )


def take_back(desk: Desk, stored: Measurements) -> None:
    """Remove results that were stored by mistake. Raises `StoreError`."""
    desk.store.remove_measurements(tuple(one.id for one in stored))


def _check_conditions(test: SelfTest, conditions: str) -> None:
    wrong = conditions not in test.conditions and (conditions or test.conditions_needed)
    if test.conditions and wrong:
        known = " or ".join(test.conditions)
        raise UsageError(f"{test.id} is stored with how it was done: {known}.")
    if len(conditions) > LONGEST_CONDITIONS:
        raise UsageError(
            f"The conditions are too long; {LONGEST_CONDITIONS} characters are the most."
        )


def _results(
    test: SelfTest, attempts: Mapping[tuple[Side, str], Sequence[float]]
) -> list[Measurement]:
    found: list[Measurement] = []
    for (side, unit), values in attempts.items():
        score = test.score(unit)
        if score is None or side not in test.sides:
            raise UsageError(f"{test.id} has no result in {unit} for {side}.")
        for value in values:
            check(test, score, value)
        value = scoring.reduce(test, score, values)
        found.append(Measurement(test.id, date.min, side, value, unit))
    if not found:
        raise UsageError(f"{test.id} has no result to store.")
    return found


def check(test: SelfTest, score: Score, value: float) -> None:
    """Raise `UsageError` unless a value can be a result of this test."""
    if not math.isfinite(value) or not score.low <= value <= score.high:
        words = f"from {score.low:g} to {score.high:g} {score.label}".strip()
        raise UsageError(f"{test.id} gives a number {words}, not {written(value)}.")
    if score.whole and value != int(value):
        raise UsageError(
            f"{test.id} counts whole {score.label or 'numbers'}, not {written(value)}."
        )


# --- reading back ------------------------------------------------------------------------


def results(desk: Desk, test_id: str) -> ResultPage:
    """Return a test's newest results beside norm and baseline. Raises `StoreError`."""
    test, done = desk.selftests[test_id], desk.store.measurements(test_id)
    enrolment = desk.store.enrolment()
    history = desk.store.history(enrolment.id if enrolment else None, long_ago(desk.clock.today()))
    return replace(page_of(test, done, desk.person), first=first_side(test, done, history))


def page_of(test: SelfTest, done: Measurements, who: Person) -> ResultPage:
    """Return the result page of a test from its results, oldest first."""
    sides: list[SideResult] = []
    for score in test.scores:
        for side in test.sides:
            own = of_test(done, test.id, side, score.unit)
            if own:
                sides.append(_side_result(test, score, side, own))
    newest = {one.side: one.newest for one in sides}
    apart = None
    if Side.LEFT in newest and Side.RIGHT in newest and test.scores[0].unit in {"reps", "cm", "s"}:
        apart = compare_sides(test, newest[Side.LEFT], newest[Side.RIGHT])
    return ResultPage(test, tuple(sides), apart, norm(test.id, who), _together(test, sides))


def _side_result(test: SelfTest, score: Score, side: Side, own: Measurements) -> SideResult:
    """Return the newest result beside those it may be compared with."""
    newest = own[-1]
    like = tuple(
        one for one in own if not test.alike or scoring.alike(one.conditions, newest.conditions)
    )
    since = change(score, like[-2], newest) if len(like) > 1 else None
    otherwise = own[-2] if len(own) > 1 and len(like) == 1 else None
    return SideResult(score, side, newest, like[0], since, otherwise)


def _together(test: SelfTest, sides: Sequence[SideResult]) -> Decision | None:
    """Return what steps and time of one run say together (T12)."""
    since = {one.score.unit: one.since_last for one in sides}
    steps, seconds = since.get("steps"), since.get("s")
    if test.id != "T12" or steps is None or seconds is None:
        return None
    return scoring.steps_and_time(steps, seconds)
