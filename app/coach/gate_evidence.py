"""What a gate looks at: the phase as it was trained, and what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from app.coach.figures import (
    GATE_CALF_TESTS,
    GATE_FAST_PAIN,
    GATE_PAIN_DAYS,
    PERFECT_CONTROL,
)
from app.coach.frozen import dataclass
from app.coach.gate_state import Gate, GateChoice, Gates, failures
from app.coach.model import Enrolment, History, Library, Link, Side, Start, WorkoutRecord
from app.coach.norms import UNTOLD, Person
from app.coach.pain import Felt, highest
from app.coach.results import outcomes
from app.coach.selftests import Fitness, Measurements, of_test
from app.coach.whole_session import session_felt, strength


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """One plan week of the phase: `week` is its number, `sessions` the completed ones.

    `over` says that all of it is done or its last day is past.
    """

    week: int
    opens: date
    closes: date
    sessions: tuple[WorkoutRecord, ...]
    over: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a gate is judged by on `today`.

    `weeks` are the plan weeks of this phase so far, repeats included, oldest first, of a phase
    that is planned with `week_count` of them. `history` are the ended sessions up to `today`,
    `own` those of this phase. `without` names tests that the runner said cannot be done.
    `start` is where the runner stands now, which pain may have changed.
    """

    gate: Gate
    today: date
    enrolment: Enrolment
    start: Start
    weeks: tuple[PlanWeek, ...]
    week_count: int
    history: History
    measured: Measurements
    library: Library
    person: Person = UNTOLD
    without: frozenset[str] = frozenset()

    @property
    def link(self) -> Link | None:
        """The link that phase 4 trains."""
        return self.enrolment.link

    @property
    def began(self) -> date:
        """The first day of the phase."""
        return self.weeks[0].opens if self.weeks else self.today

    @property
    def own(self) -> History:
        """The phase's own full sessions: neither light nor ten minutes, oldest first (D.7.2)."""
        return tuple(
            record
            for record in self.history
            if record.programme_id == self.enrolment.id
            and record.day >= self.began
            and strength(record)
            and not record.short
        )

    @property
    def failed(self) -> Gates:
        """How often this gate was judged and not met, oldest first."""
        return failures(self.enrolment.gates, self.gate, self.today, self.began)

    @property
    def reached_last_week(self) -> bool:
        """Whether the last planned week has been trained in."""
        return any(week.week >= self.week_count and week.sessions for week in self.weeks)

    @property
    def at_the_end(self) -> bool:
        """Whether the last planned week has begun, so that it is time to test again."""
        return any(week.week >= self.week_count for week in self.weeks)

    @property
    def week_done(self) -> bool:
        """Whether the last week is over: after a failure, the repeated one."""
        after = self.failed[-1].day if self.failed else None
        return any(
            week.week >= self.week_count
            and week.over
            and (after is None or week.opens > after or _trained_after(week, after))
            for week in self.weeks
        )

    @property
    def perfect(self) -> bool:
        """Whether everything so far reads 5 with pain 0–1, up to the week before the last.

        Phases 2 and 3 need their third week for it, phase 4 its second (D.3, D.7.8). Phase 1 and
        PRIMER are never shortened.
        """
        if self.gate in {Gate.PRIMER_EXIT, Gate.DRILLS} or self.reached_last_week:
            return False
        wanted = self.week_count - (2 if self.gate is Gate.END else 1)
        done = {week.week for week in self.weeks if week.over and week.sessions}
        return done >= set(range(1, wanted + 1)) and _reads_five(self.own)

    @property
    def shortened(self) -> bool:
        """Whether the phase was, or may now be, one week shorter than planned (D.7.1)."""
        return self.perfect or any(
            one.gate is self.gate and one.choice is GateChoice.SHORTENED
            for one in self.enrolment.gates
        )

    def recent(self) -> History:
        """Return the sessions of the days whose pain counts, today included, of any kind (D.3)."""
        first = self.today - timedelta(days=GATE_PAIN_DAYS - 1)
        return tuple(record for record in self.history if first <= record.day <= self.today)


def _trained_after(week: PlanWeek, day: date) -> bool:
    return any(record.day > day for record in week.sessions)


def _reads_five(own: History) -> bool:
    """Whether every exercise of every session reads control 5 and pain 0–1; no answer is a no."""
    rated = {row.exercise_id for record in own for row in record.sets if row.rated}
    found = outcomes(own, rated)
    return bool(found) and all(
        one.control == PERFECT_CONTROL and one.pain is not None and one.pain <= GATE_FAST_PAIN
        for one in found
    )


def calf_counts(measured: Measurements) -> dict[Side, int]:
    """Return calf raises per leg, the best of its last two tests; untested legs are left out."""
    counts: dict[Side, int] = {}
    for side in (Side.LEFT, Side.RIGHT):
        last = of_test(measured, "T8", side)[-GATE_CALF_TESTS:]
        if last:
            counts[side] = int(max(one.value for one in last))
    return counts


def fitness(
    start: Start | None,
    phase: int,
    history: History,
    measured: Measurements,
    today: date,
    *,
    primer_done: bool = False,
) -> Fitness:
    """Return what decides which tests may be done today."""
    counts = calf_counts(measured)
    return Fitness(
        start=start,
        phase=phase,
        pain=highest_pain(list(_since(history, today))),
        calf=min(counts.values()) if len(counts) == 2 else None,
        primer_done=primer_done,
    )


def _since(history: History, today: date) -> Iterator[WorkoutRecord]:
    first = today - timedelta(days=GATE_PAIN_DAYS - 1)
    return (record for record in history if first <= record.day <= today)


def highest_pain(records: Sequence[WorkoutRecord]) -> Felt | None:
    """Return the highest pain of these sessions; None if one of them, or all, left it open."""
    pains = [session_felt(record) for record in records]
    known = [pain for pain in pains if pain is not None]
    return highest(known) if len(known) == len(pains) else None
