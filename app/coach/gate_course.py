"""From the plan and the log to the evidence a gate is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coach.frozen import dataclass
from app.coach.gate_evidence import Evidence, PlanWeek
from app.coach.gate_state import Gate, passed
from app.coach.gates import still_asked
from app.coach.model import Enrolment, History, Library, Start
from app.coach.norms import UNTOLD, Person
from app.coach.plan_weeks import Window, begun
from app.coach.selftests import Measurements
from app.coach.standing import Standing, stand
from app.coach.tables import Programmes

_RESTARTED = "B6"


@dataclass(frozen=True, slots=True)
class GateLog:
    """What the log holds that gates read. `without` names tests said to be impossible."""

    history: History
    measured: Measurements = ()
    person: Person = UNTOLD
    without: frozenset[str] = frozenset()


def standing_gates(
    enrolment: Enrolment,
    log: GateLog,
    library: Library,
    today: date,
    programmes: Programmes,
    *,
    standing: Standing | None = None,
) -> tuple[Evidence, ...]:
    """Return the evidence for this phase's gate, then for one that is open without jumps.

    `standing` is that of the queue of the same day where there is one.

    Empty where nothing counts for gates: HOLD, NONE, GENTLE, DEFER, and a phase whose gate has
    been passed.
    """
    if enrolment.start in {Start.HOLD, Start.NONE}:
        return ()
    history = tuple(record for record in log.history if record.day <= today)
    standing = standing or stand(enrolment, history, today, programmes)
    start = standing.turn.start if standing.turn else enrolment.start
    windows = standing.course.windows
    if start is Start.HOLD or not windows:
        return ()

    def evidence(gate: Gate, weeks: Sequence[Window], count: int) -> Evidence:
        return Evidence(
            gate=gate,
            today=today,
            enrolment=enrolment,
            start=start,
            weeks=tuple(_plan_week(week, today) for week in weeks),
            week_count=count,
            history=history,
            measured=tuple(one for one in log.measured if one.day <= today),
            library=library,
            person=log.person,
            without=log.without,
        )

    found: list[Evidence] = []
    block, since = windows[-1].block, begun(windows, windows[-1].chain_no)
    gate = block.gate
    if gate is not None and passed(enrolment.gates, gate, today, since) is None:
        found.append(evidence(gate, _phase_weeks(windows, block.id), block.weeks))
    for other in Gate:
        weeks = [n for n, week in enumerate(windows) if week.block.gate is other]
        if weeks and still_asked(enrolment, other):
            count = windows[weeks[0]].block.weeks
            found.append(evidence(other, windows[weeks[0] :], count))
    return tuple(found)


def phase_now(enrolment: Enrolment, history: History, today: date, programmes: Programmes) -> int:
    """Return the phase the plan stands in; 0 for PRIMER, GENTLE, DEFER and no plan."""
    if enrolment.start in {Start.HOLD, Start.NONE}:
        return 0
    before = tuple(record for record in history if record.day <= today)
    windows = stand(enrolment, before, today, programmes).course.windows
    return windows[-1].block.phase if windows else 0


def _phase_weeks(windows: Sequence[Window], block_id: str) -> list[Window]:
    """Return the weeks of a phase, since it was begun again where it was (B6)."""
    own = [week for week in windows if week.block.id == block_id]
    again = [n for n, week in enumerate(own) if week.reason and week.reason.rule == _RESTARTED]
    return own[again[-1] :] if again else own


def _plan_week(window: Window, today: date) -> PlanWeek:
    return PlanWeek(
        week=window.week,
        opens=window.opens,
        closes=window.closes,
        sessions=tuple(sorted(window.done.values(), key=lambda record: record.day)),
        over=bool(window.slots) and (not window.undone or window.closes < today),
    )
