"""What the charts read: light rows with SQLAlchemy Core, of ended workouts, within days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import TextClause
from sqlmodel import Session

from app.clock import Clock
from app.coach.agenda import training_days
from app.coach.figures import COMPLETED_SHARE
from app.coach.insight.chart import Band
from app.coach.insight.regular import PastPlan
from app.coach.insight.rows import Amount, Controlled, Dosed, Hurt, Least, TrainedDay, WeekDose
from app.coach.insight.span import EVER, Span
from app.coach.model import SetStatus, Side, SkipReason, Unit
from app.coach.whole_session import LIGHT_BLOCK, MainSet, amount_done
from data import rows
from data import series_sql as sql

_SIDE = {side.value: side for side in Side}


class Series:
    """Reads what the charts need; `read` opens one consistent reading of the log."""

    def __init__(self, read: Callable[[], AbstractContextManager[Session]], clock: Clock) -> None:
        self._read = read
        self._clock = clock

    def controls(self, exercise_id: str, span: Span = EVER) -> tuple[Controlled, ...]:
        """Return control of an exercise, per session and side, oldest first."""
        with self._found(sql.CONTROLS, span, exercise_id=exercise_id) as found:
            return tuple(
                Controlled(_day(day), workout_id, _SIDE[side], control)
                for day, workout_id, side, control in found
            )

    def amounts(self, exercise_id: str, span: Span = EVER) -> tuple[Amount, ...]:
        """Return what was done of an exercise, per session and side, oldest first."""
        query = sql.AMOUNTS_OF_ALL if span == EVER else sql.AMOUNTS
        with self._found(query, span, exercise_id=exercise_id) as found:
            return tuple(
                Amount(_day(day), workout_id, _SIDE[side], *sums)
                for day, workout_id, side, *sums in found
            )

    def dosed(self, exercise_id: str, span: Span = EVER) -> tuple[Dosed, ...]:
        """Return how an exercise was prescribed in each session, oldest first."""
        with self._found(sql.DOSED, span, exercise_id=exercise_id) as found:
            return tuple(Dosed(_day(day), *more) for day, *more in found)

    @contextmanager
    def least(self, exercise_id: str, until: date) -> Iterator[Iterator[Least]]:
        """Give each session of an exercise up to a day as bests compare it, newest first.

        What is not asked for is not read.
        """
        span = Span(date.min, until, "")
        with self._found(sql.LEAST, span, exercise_id=exercise_id) as found:
            yield (
                Least(_day(day), workout_id, least, bool(met), *more)
                for day, workout_id, least, met, *more in found
            )

    def hurt(self, span: Span = EVER) -> tuple[Hurt, ...]:
        """Return the worst pain of each session and what was said of it, oldest first."""
        with self._found(sql.HURT, span) as found:
            return tuple(Hurt(_day(day), *more) for day, *more in found)

    def weekly_dose(self, span: Span = EVER) -> tuple[WeekDose, ...]:
        """Return sets planned and done per week and exercise, oldest first."""
        with self._found(sql.DOSE_OF_ALL if span == EVER else sql.DOSE, span) as found:
            return tuple(WeekDose(_day(week), *more) for week, *more in found)

    def trained(self, span: Span = EVER) -> tuple[TrainedDay, ...]:
        """Return the days with a session of a plan, oldest first, one for each session.

        The light one stands beside the plan and counts for nothing (D.7.7).
        """
        short = self._cut_short(span)
        with self._found(sql.TRAINED, span, uncounted=f"{LIGHT_BLOCK}.%") as found:
            return tuple(
                TrainedDay(
                    _day(day),
                    programme_id,
                    _day(due) if due else None,
                    completed=bool(worked) and workout_id not in short,
                )
                for day, programme_id, due, workout_id, worked in found
            )

    def _cut_short(self, span: Span) -> frozenset[str]:
        """Return the sessions of a plan of which too little was done to count (D.7.2)."""
        main: dict[str, list[MainSet]] = {}
        with self._found(sql.NOT_WHOLE, span, left=1 - COMPLETED_SHARE) as found:
            for workout_id, *told in found:
                main.setdefault(workout_id, []).append(_main_set(*told))
        return frozenset(key for key, sets in main.items() if not amount_done(sets).enough)

    def exercise_ids(self) -> tuple[str, ...]:
        """Return every exercise that is in an ended workout, in the order of their ids."""
        with self._read() as session:
            found = session.connection().execute(sql.EXERCISES, {"either": True})
            return tuple(found.scalars())

    def newest_main(self) -> tuple[str, ...]:
        """Return the exercises of the main part of the newest ended workout, in its order."""
        with self._read() as session:
            return tuple(session.connection().execute(sql.NEWEST_MAIN).scalars())

    def one_legged(self) -> frozenset[str]:
        """Return the exercises of which a set was done on one leg."""
        with self._read() as session:
            found = session.connection().execute(sql.EXERCISES, {"either": False})
            return frozenset(found.scalars())

    def weighted(self) -> tuple[tuple[str, str], ...]:
        """Return exercises whose sets had a `height` or a `load`, with the word for it."""
        with self._read() as session:
            found = session.connection().execute(sql.WEIGHTED).all()
            return tuple(
                (exercise_id, word)
                for exercise_id, height, load in found
                for word, there in (("height", height), ("load", load))
                if there
            )

    def phases(self) -> tuple[Band, ...]:
        """Return the phases as they were trained, oldest first; one begun again stands twice."""
        with self._read() as session, rows.understood():
            begun = session.connection().execute(sql.PHASES).all()
            ends = [day_before for _, _, day_before, _ in begun[1:]] + [
                last for *_, last in begun[-1:]
            ]
            return tuple(
                Band(label.replace("_", " "), _day(first), _day(last))
                for (label, first, *_), last in zip(begun, ends, strict=True)
            )

    def past_plans(self) -> tuple[PastPlan, ...]:
        """Return the programmes that have ended, oldest first."""
        with self._read() as session, rows.understood():
            return tuple(
                PastPlan(
                    plan_id,
                    _day(started),
                    rows.day_of(ended, self._clock.zone()),
                    len(training_days(rows.load_weekdays(weekdays))),
                )
                for plan_id, started, ended, weekdays in session.connection().execute(
                    sql.PAST_PLANS
                )
            )

    def first_day(self) -> date | None:
        """Return the day of the oldest session, run, test or questionnaire."""
        with self._read() as session, rows.understood():
            found = session.connection().execute(sql.FIRST_DAY).scalars()
            days = (rows.day_of(when, self._clock.zone()) for when in found if when)
            return min(days, default=None)

    @contextmanager
    def _found(
        self, query: TextClause, span: Span, **values: str | float
    ) -> Iterator[Iterator[Any]]:
        days = {"first": span.first.isoformat(), "last": span.last.isoformat()}
        with self._read() as session, rows.understood():
            # Plain tuples: SQLAlchemy's rows cost more than the rows of a chart.
            cursor: Any = session.connection().execute(query, days | values).cursor
            yield cursor


# Hardly any two sets differ in all of it.
@lru_cache(maxsize=1024)
def _main_set(unit: str, target: int, actual: int | None, status: str, reason: str) -> MainSet:
    return MainSet(
        Unit(unit), target, actual, SetStatus(status), SkipReason(reason) if reason else None
    )


@lru_cache(maxsize=8192)
def _day(stored: str) -> date:
    return date.fromisoformat(stored)
