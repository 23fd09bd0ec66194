"""Adherence by week: planned sessions done; a week of rest counts as taken (D.7.2, B3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from app.coach.frozen import dataclass
from app.coach.insight.chart import Chart, Form, Marks, Note, Series, Shape, short_day
from app.coach.insight.rows import TrainedDay
from app.coach.insight.span import Axis, Span, monday_of
from app.coach.plan import SlotState, SlotStatus

MOST_WEEKS = 24
"""Weeks that are shown day by day; above that each is one bar, and later several share one [J]."""
MOST_BARS = 48


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """One calendar week: the days whose session was done, missed, or is still due.

    A week with nothing planned is rest and counts as taken.
    """

    monday: date
    done: tuple[date, ...] = ()
    missed: tuple[date, ...] = ()
    ahead: tuple[date, ...] = ()

    @property
    def planned(self) -> int:
        """Sessions that were planned and are over or done."""
        return len(self.done) + len(self.missed)

    @property
    def rest(self) -> bool:
        """Whether nothing was planned and nothing done."""
        return not self.done and not self.missed and not self.ahead

    @property
    def share(self) -> float | None:
        """Per cent of the week's sessions done; 100 in a week of rest, None before any is over."""
        if self.rest:
            return 100.0
        return 100 * len(self.done) / self.planned if self.planned else None


@dataclass(frozen=True, slots=True)
class PastPlan:
    """A programme that has ended: what is left of its plan is how many sessions a week it had."""

    id: str
    started: date
    ended: date
    a_week: int


def weeks_of(
    trained: Sequence[TrainedDay],
    slots: Iterable[SlotState],
    past: Sequence[PastPlan],
    today: date,
) -> tuple[PlannedWeek, ...]:
    """Return every week from the first planned one to this one.

    A session that was not completed counts as not done, here as on Today and at the gates
    (D.7.2); its week is shown all the same. `slots` are the places of the current plan. A session
    done on another day than it was due stands on the day it was due: a queue, not a calendar that
    punishes (D.7.7). For a plan that has ended the missed ones are counted, not dated: they stand
    at the end of their week [J].
    """
    done: dict[date, list[date]] = {}
    for one in trained:
        days = done.setdefault(monday_of(one.counts_on), [])
        if one.completed:
            days.append(one.counts_on)
    missed: dict[date, list[date]] = {}
    ahead: dict[date, list[date]] = {}
    for state in slots:
        if state.status is SlotStatus.LAPSED:
            missed.setdefault(monday_of(state.slot.due), []).append(state.slot.due)
        elif state.status is SlotStatus.OPEN:
            day = _still_to_come(state, today)
            ahead.setdefault(monday_of(day), []).append(day)
    for plan in past:
        for monday in _mondays(monday_of(plan.started), monday_of(plan.ended)):
            first, last = max(monday, plan.started), min(plan.ended, monday + timedelta(days=6))
            due = plan.a_week if (last - first).days == 6 else 0
            short = due - len(done.get(monday, ()))
            if short > 0 and monday not in missed:
                missed[monday] = [monday + timedelta(days=6 - at) for at in range(short)]
    this_week = monday_of(today)
    known = [*done, *missed, *(monday for monday in ahead if monday <= this_week)]
    if not known:
        return ()
    return tuple(
        PlannedWeek(
            monday,
            tuple(sorted(done.get(monday, ()))),
            tuple(sorted(missed.get(monday, ()))),
            tuple(sorted(ahead.get(monday, ()))),
        )
        for monday in _mondays(min(known), max(*known, this_week))
    )


def _still_to_come(state: SlotState, today: date) -> date:
    """Return the day on which an open session stands: where it fits best, in the week it was due.

    One due this week was planned for this week, even where it has to wait into the next.
    """
    due, fits = max(state.slot.due, today), max(state.on or state.slot.due, today)
    waits_over = monday_of(state.slot.due) == monday_of(today) < monday_of(fits)
    return due if waits_over else fits


def _mondays(first: date, last: date) -> list[date]:
    return [first + timedelta(weeks=at) for at in range((last - first).days // 7 + 1)]


def regular(weeks: Sequence[PlannedWeek], axis: Axis, span: Span, today: date) -> Chart:
    """Return the calendar of a span: a column a week, a row a weekday; a long one as bars."""
    question = "Do the planned sessions get done?"
    seen = [
        one
        for one in weeks
        if span.first <= one.monday + timedelta(days=6) and one.monday <= span.last
    ]
    if not any(one.planned or one.ahead for one in seen):
        return Chart(question, "No session was planned in these weeks.")
    answer = _answer(seen, today)
    if len(seen) > MOST_WEEKS:
        return _bars(question, answer, seen, axis)
    return Chart(
        question,
        answer,
        tuple(one.monday for one in seen),
        unit="each column a week",
        form=Form.CALENDAR,
        bands=axis.bands,
        gates=axis.gates,
        notes=tuple(Note(one.monday, _short(one)) for one in seen),
        noted="done of planned",
        columns=_columns(seen),
        marks=(
            Marks("done", Shape.DONE, tuple(_weekdays(one.done) for one in seen)),
            Marks("missed", Shape.MISSED, tuple(_weekdays(one.missed) for one in seen)),
            Marks("to come", Shape.AHEAD, tuple(_weekdays(one.ahead) for one in seen)),
        ),
    )


def _weekdays(days: Iterable[date]) -> tuple[int, ...]:
    return tuple(sorted({day.weekday() for day in days}))


def _columns(seen: Sequence[PlannedWeek]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("sessions", tuple(_sessions(one) for one in seen)),
        ("taken", tuple("" if one.share is None else f"{one.share:.0f} %" for one in seen)),
    )


def _sessions(week: PlannedWeek) -> str:
    if week.rest:
        return "rest"
    return f"{len(week.done)} of {week.planned}" if week.planned else f"{len(week.ahead)} to come"


def _short(week: PlannedWeek) -> str:
    return "–" if week.rest or not week.planned else f"{len(week.done)}/{week.planned}"


def _bars(question: str, answer: str, seen: Sequence[PlannedWeek], axis: Axis) -> Chart:
    a_bar = -(-len(seen) // MOST_BARS)
    bars = [seen[at : at + a_bar] for at in range(0, len(seen), a_bar)]
    shares = [_mean([one.share for one in bar]) for bar in bars]
    return Chart(
        question,
        answer,
        tuple(bar[0].monday for bar in bars),
        (Series("taken", Shape.DONE, tuple(shares), stacked=True),),
        0,
        100,
        unit="% of the week's sessions"
        + (f", mean of {a_bar} weeks" if a_bar > 1 else "; rest counts as taken"),
        form=Form.BARS,
        bands=axis.bands,
        gates=axis.gates,
        columns=(
            (
                "sessions",
                tuple(
                    f"{sum(len(one.done) for one in bar)} of {sum(one.planned for one in bar)}"
                    for bar in bars
                ),
            ),
        ),
    )


def _mean(shares: Sequence[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None


def _answer(seen: Sequence[PlannedWeek], today: date) -> str:
    done = sum(len(one.done) for one in seen)
    planned = sum(one.planned for one in seen)
    rest = sum(one.rest for one in seen)
    since = short_day(seen[0].monday, today)
    if not planned:
        return "Nothing is over yet; the sessions to come are marked."
    share = f" ({100 * done // planned} %)"
    weeks = "1 week" if len(seen) == 1 else f"{len(seen)} weeks"
    sessions = "session" if planned == 1 else "sessions"
    answer = f"{done} of {planned} {sessions} done in {weeks} since {since}{share}."
    if rest:
        answer += f" {rest} of them {'was' if rest == 1 else 'were'} rest, and taken."
    if done < planned:
        # B3: carry on; never double up.
        answer += " A missed one is not made up; the next one counts."
    return answer
