"""What a report is about, gathered from the log: the runner, the sessions, the tests, the gates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from app.coach.answers import BadAnswerError, validate
from app.coach.frozen import dataclass, field
from app.coach.model import (
    Enrolment,
    History,
    Rating,
    Section,
    SetRow,
    SetStatus,
    Side,
    SkipReason,
    WorkoutRecord,
)
from app.coach.norms import Person
from app.coach.pain import worst_sign
from app.coach.preview import Ahead
from app.coach.runs import Runs
from app.coach.scoring import Verdict, assess
from app.errors import UsageError
from app.trainer import foresee, measuring
from app.trainer.exports.format import Order
from app.trainer.gating import GateView
from app.trainer.measuring import ResultPage

if TYPE_CHECKING:
    from data.values import AssessmentRow

_AHEAD = 3
# Sessions, self-tests, runs, where the plan stands, what is ahead.
_PARTS = 5


@dataclass(frozen=True, slots=True)
class Day:
    """One exercise in one session: per side what was done of the target, and how it went."""

    day: date
    done: Mapping[Side, int]
    target: Mapping[Side, int]
    control: Mapping[Side, int]
    effort: int | None
    pain: int | None
    pain_place: str
    next_morning: str | None
    notes: tuple[tuple[Side, str], ...]
    sign: SkipReason | None = None
    """What makes the pain red whatever its number (D.4, D.6)."""


@dataclass(frozen=True, slots=True)
class Trained:
    """An exercise over the sessions of the report, oldest first."""

    exercise_id: str
    name: str
    unit: str
    days: tuple[Day, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """Whose values there are."""
        known = {side for one in self.days for side in (*one.control, *one.target)}
        return tuple(side for side in Side if side in known)

    def controls(self, side: Side) -> tuple[int, ...]:
        """Return every control given for a side, oldest first."""
        return tuple(one.control[side] for one in self.days if side in one.control)


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report tells. `first` and `last` are the days it is about."""

    today: date
    first: date | None
    last: date | None
    person: Person
    enrolment: Enrolment | None
    verdict: Verdict | None
    phase: str
    gate: GateView | None
    records: History
    trained: tuple[Trained, ...]
    tests: tuple[ResultPage, ...]
    runs: Runs
    ahead: tuple[Ahead, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def gather(order: Order) -> Material:
    """Read what a report tells, all of what was done in one look at the log.

    Where the plan stands is a look of its own, that of Today. Raises `StoreError`, `ContentError`.
    """
    from app.trainer.today import look
    from data import measurements, runner, running, workouts

    desk, session = order.desk, order.session
    since, until = order.since, order.until

    def within(day: date) -> bool:
        return (since is None or day >= since) and (until is None or day <= until)

    history = workouts.history(session, None, since)
    records = tuple(one for one in history if within(one.day))
    order.progress(1, _PARTS)
    measured = [one for one in measurements.every(session) if until is None or one.day <= until]
    order.progress(2, _PARTS)
    runs = running.runs(session, since, until)
    order.progress(3, _PARTS)
    view = look(desk, gates=True)
    order.progress(4, _PARTS)
    try:
        ahead = foresee.ahead_of(desk, view, _AHEAD).preview.sessions
    except UsageError:
        ahead = ()
    order.progress(5, _PARTS)
    who = desk.person
    days = [record.day for record in records]
    return Material(
        today=view.day,
        first=since or min(days, default=None),
        last=until or max(days, default=None),
        person=who,
        enrolment=view.enrolment,
        verdict=_verdict(runner.assessments(session)),
        phase=view.phase_label,
        gate=view.gate,
        records=records,
        trained=tuple(_trained(records, order)),
        tests=tuple(
            measuring.page_of(test, tuple(own), who)
            for test in desk.selftests.values()
            if (own := [one for one in measured if one.test == test.id])
        ),
        runs=runs,
        ahead=ahead,
        names={
            item.exercise_id: order.name(item.exercise_id)
            for one in ahead
            for item in one.session.items
        },
    )


def _verdict(assessments: Iterable[AssessmentRow]) -> Verdict | None:
    newest: Any = next(iter(assessments), None)
    if newest is None:
        return None
    try:
        return assess(validate(dict(newest.answers)))
    except BadAnswerError:
        # Answered with another version of the questions; the plan tells the link all the same.
        return None


def _trained(records: Iterable[WorkoutRecord], order: Order) -> Iterator[Trained]:
    """Yield every exercise that is rated or hurt, in the order in which it first came."""
    days: dict[str, list[Day]] = {}
    units: dict[str, str] = {}
    for record in records:
        for exercise_id in dict.fromkeys(row.exercise_id for row in record.sets):
            rows = [row for row in record.sets if row.exercise_id == exercise_id]
            ratings = [one for one in record.ratings if one.exercise_id == exercise_id]
            if not _worth_telling(rows, ratings):
                continue
            units[exercise_id] = rows[-1].unit.value
            days.setdefault(exercise_id, []).append(_day(record.day, rows, ratings))
    for exercise_id, found in days.items():
        yield Trained(exercise_id, order.name(exercise_id), units[exercise_id], tuple(found))


def _worth_telling(rows: list[SetRow], ratings: list[Rating]) -> bool:
    """Return whether an exercise says something: it was rated, it hurt, or it is the work."""
    hurt = any(row.pain for row in rows)
    given = any(one.control is not None or one.pain for one in ratings)
    return hurt or given or any(row.rated and row.section is Section.MAIN for row in rows)


def _day(day: date, rows: list[SetRow], ratings: list[Rating]) -> Day:
    done: dict[Side, int] = {}
    target: dict[Side, int] = {}
    for row in rows:
        target[row.side] = target.get(row.side, 0) + row.target
        if row.status is SetStatus.DONE:
            done[row.side] = done.get(row.side, 0) + (row.actual or 0)
    pains = [row.pain for row in rows if row.pain is not None]
    pains += [one.pain for one in ratings if one.pain is not None]
    return Day(
        day,
        done,
        target,
        {one.side: one.control for one in ratings if one.control is not None},
        max((one.effort for one in ratings if one.effort is not None), default=None),
        max(pains, default=None),
        next((one.pain_place for one in ratings if one.pain_place), ""),
        next((one.next_morning for one in ratings if one.next_morning), None),
        tuple((row.side, row.note) for row in rows if row.note),
        worst_sign(rows),
    )
