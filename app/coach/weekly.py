"""The week in review: what was done of what was planned, what changed and why, and what next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.coach.bests import Best
from app.coach.frozen import dataclass
from app.coach.gates import GateStanding, Verdict
from app.coach.insight.regular import PlannedWeek
from app.coach.model import Decision, History, Kind, SetRow, SetStatus
from app.coach.pain import NO_TENDONS
from app.coach.plan import Queue, SlotStatus
from app.coach.progression import foretold
from app.coach.results import outcomes
from app.coach.whole_session import completed, strength


@dataclass(frozen=True, slots=True)
class SessionDone:
    """One session of the days looked at. `minutes` is None where it has no end.

    `planned` says that it is one of the plan, `completed` that enough of it was done to count
    (D.7.2).
    """

    day: date
    title: str
    done_sets: int
    planned_sets: int
    minutes: int | None
    short: bool
    completed: bool
    due: date | None = None
    """When it was first due, where that was another day."""
    planned: bool = True

    def counts_in(self, first: date, last: date) -> bool:
        """Return whether it is one of the planned sessions of these days."""
        return self.planned and first <= (self.due or self.day) <= last


@dataclass(frozen=True, slots=True)
class Changed:
    """One exercise whose dose is another one than before, and the decision that set it.

    `before` is "" for an exercise that is new.
    """

    exercise_id: str
    before: str
    now: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Review:
    """The days from `first` to `last`.

    `sessions` are those that were trained or due in these days. What was planned is counted as
    the adherence calendar counts it: `done` are the days on which a session was due that was
    done, `missed` of those that were not, `ahead` of those still to come. A session that was cut
    short and done again is one of them, by its second time. `gate` is the gate of the phase as
    it stands today, None where there is none. `suggestion` is the one thing that the coach would
    say now, with its rule.
    """

    first: date
    last: date
    sessions: tuple[SessionDone, ...]
    done: tuple[date, ...]
    missed: tuple[date, ...]
    ahead: tuple[date, ...]
    changes: tuple[Changed, ...]
    bests: tuple[Best, ...]
    gate: Verdict | None
    suggestion: Decision

    @property
    def planned(self) -> int:
        """How many sessions were planned in these days, those to come included."""
        return len(self.done) + len(self.missed) + len(self.ahead)

    @property
    def answer(self) -> str:
        """What was done of what was planned, in a sentence or two."""
        beside = (
            _count_of(sum(not one.planned for one in self.sessions), "beside the plan"),
            _count_of(sum(not one.completed for one in self._own), "cut short"),
        )
        return " ".join((self._of_the_plan, *filter(None, beside)))

    @property
    def _own(self) -> list[SessionDone]:
        """The sessions that were planned for these days, whenever they were trained."""
        return [one for one in self.sessions if one.counts_in(self.first, self.last)]

    @property
    def _of_the_plan(self) -> str:
        if not self.planned:
            return "Nothing was planned; a week of rest counts as taken."
        sessions = "session" if self.planned == 1 else "sessions"
        whole = [one for one in self._own if one.completed]
        parts = []
        if whole:
            sets = sum(one.done_sets for one in whole), sum(one.planned_sets for one in whole)
            parts.append(f"{sets[0]} of {sets[1]} sets")
        if self.ahead:
            parts.append(f"{len(self.ahead)} still to come")
        if self.missed:
            parts.append(f"{len(self.missed)} missed")
        head = f"{len(self.done)} of {self.planned} {sessions} done"
        return f"{head}: {', '.join(parts)}." if parts else f"{head}."


def _count_of(number: int, what: str) -> str:
    """Say how many sessions were this; "" for none."""
    if not number:
        return ""
    return f"{number} {'session was' if number == 1 else 'sessions were'} {what}."


def sessions_done(history: History, first: date, last: date) -> tuple[SessionDone, ...]:
    """Return the sessions that were trained or due in these days, oldest first."""
    return tuple(
        SessionDone(
            record.day,
            record.title,
            sum(row.status is SetStatus.DONE for row in record.sets),
            len(record.sets),
            record.minutes,
            record.short,
            completed(record),
            record.moved_from,
            record.kind is Kind.PROGRAMME and strength(record),
        )
        for record in history
        if first <= record.day <= last or first <= (record.moved_from or record.day) <= last
    )


def days_of(
    weeks: Sequence[PlannedWeek], first: date, last: date
) -> tuple[tuple[date, ...], tuple[date, ...], tuple[date, ...]]:
    """Return the days of sessions done, missed and still to come, from `first` to `last`."""

    def within(days: Iterable[date]) -> tuple[date, ...]:
        return tuple(day for day in days if first <= day <= last)

    return (
        within(day for week in weeks for day in week.done),
        within(day for week in weeks for day in week.missed),
        within(day for week in weeks for day in week.ahead),
    )


def changes(history: History, first: date, last: date) -> tuple[Changed, ...]:
    """Return the exercises whose dose is not what it was before these days, in their order.

    The ten-minute version is not a change of dose, and neither is a set more for one leg (P6).
    """
    before: dict[str, tuple[SetRow, ...]] = {}
    now: dict[str, tuple[SetRow, ...]] = {}
    for record in history:
        if record.short or record.day > last:
            continue
        into = now if record.day >= first else before
        for exercise_id in dict.fromkeys(row.exercise_id for row in record.sets if row.rated):
            into[exercise_id] = tuple(row for row in record.sets if row.exercise_id == exercise_id)
    found = []
    for exercise_id, rows in now.items():
        then = before.get(exercise_id, ())
        was, dose = dose_words(then, rows), dose_words(rows, then)
        if was != dose and (was or before):
            found.append(Changed(exercise_id, was, dose, Decision(rows[0].rule, rows[0].why)))
    return tuple(found)


def eased(
    history: History, first: date, last: date, tendons: frozenset[str] = NO_TENDONS
) -> tuple[Changed, ...]:
    """Return the exercises of these days that pain makes less of next time, and why (D.4).

    Their dose changes only in a session to come, yet it was decided by what was said here.
    """
    known = tuple(record for record in history if record.day <= last)
    trained = dict.fromkeys(
        row.exercise_id
        for record in known
        if record.day >= first
        for row in record.sets
        if row.rated
    )
    found = []
    for exercise_id in trained:
        results = outcomes(known, (exercise_id,), tendons)
        sentence = foretold(results)
        if sentence and results[0].day >= first:
            rows = next(
                rows
                for record in reversed(known)
                if (rows := [row for row in record.sets if row.exercise_id == exercise_id])
            )
            decision = Decision("D.4", sentence, results[0].numbers)
            found.append(Changed(exercise_id, dose_words(rows), "less next time", decision))
    return tuple(found)


def dose_words(rows: Sequence[SetRow], beside: Sequence[SetRow] = ()) -> str:
    """Return a dose such as `3 × 10, 25 cm`; form and tempo only where `beside` has others."""
    if not rows:
        return ""
    first, other = rows[0], beside[0] if beside else None
    sets = min(len([row for row in rows if row.side is side]) for side in {r.side for r in rows})
    targets = list(dict.fromkeys(row.target for row in rows))
    parts = [f"{sets} × {targets[0]}" if len(targets) == 1 else " + ".join(map(str, targets))]
    parts += [f"{first.height_cm} cm"] if first.height_cm is not None else []
    parts += [f"{first.load_kg:g} kg"] if first.load_kg is not None else []
    if other is not None and first.rung and first.rung != other.rung:
        parts.append(first.rung.replace("_", " "))
    if other is not None and first.tempo and first.tempo != other.tempo:
        parts.append(str(first.tempo))
    return ", ".join(parts)


def suggest(queue: Queue | None, verdict: Verdict | None, missed: int) -> Decision:
    """Return the one thing to say now: what stops the plan first, then the gate, then the plan."""
    if queue is None:
        return Decision("F.1", "The questionnaire says where to begin; Today opens it.")
    said = (
        queue.hold.decision if queue.hold else None,
        _at_the_gate(verdict) if verdict else None,
        next(iter(queue.advice), None),
        _next(queue, missed),
    )
    return next(decision for decision in said if decision is not None)


_DECIDES = {GateStanding.PAIN_FIRST, GateStanding.MET, GateStanding.EARLY, GateStanding.NOT_MET}


def _at_the_gate(verdict: Verdict) -> Decision | None:
    """Return what the gate asks for, where it is its turn."""
    if verdict.standing in _DECIDES:
        return verdict.next_step
    if verdict.standing is GateStanding.WAITING and verdict.missing:
        return Decision("D.7.8", f"The gate waits for: {', '.join(verdict.missing)}.")
    return None


def _next(queue: Queue, missed: int) -> Decision:
    """Return what comes next in the plan."""
    if queue.next is None:
        return Decision("D.7.7", queue.why_none or "Nothing is due; rest is part of the plan.")
    if missed:
        sentence = f"What was missed is not made up; {queue.next.title} comes next."
        return Decision("B3", sentence, (("missed", missed),))
    coming = next((one for one in queue.this_week if one.status is SlotStatus.OPEN), None)
    day = coming.on if coming and coming.on else queue.next.due
    return Decision("D.7.7", f"Next is {queue.next.title}, on {day:%A} {day.day} {day:%B}.")
