"""The gates as a use case: how they stand, and what the runner confirms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.clock import local_day
from app.coach.figures import WEAK_FROM
from app.coach.frozen import dataclass, replace
from app.coach.gate_course import GateLog, standing_gates
from app.coach.gate_state import Gate, GateChoice
from app.coach.gates import Verdict, judge
from app.coach.model import DIAGNOSED_LINKS, DecisionKind, Enrolment, Link
from app.coach.questionnaire import LETTERS
from app.coach.selftests import RETESTS
from app.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from app.coach.standing import Standing
    from app.trainer.desk import Desk
    from app.trainer.plan_now import PlanNow
    from data.glance import Glance


@dataclass(frozen=True, slots=True)
class GateView:
    """What the gate screen shows. `now` is this phase's gate, None where there is none.

    `jumps` is an earlier gate that is open without jumps and still asked for them. `retests` are
    the tests of the runner's link that the end of this phase offers, by id and name; () before.
    """

    day: date
    now: Verdict | None
    jumps: Verdict | None = None
    retests: tuple[tuple[str, str], ...] = ()


def look(desk: Desk, plan: PlanNow | None = None) -> GateView:
    """Return how the gates stand today; `plan` where it is known already.

    Raises `StoreError`, `ContentError`.
    """
    # The first screen asks for a glance only, and does without.
    from app.trainer import measuring

    today = desk.clock.today()
    enrolment = desk.store.enrolment()
    if enrolment is None:
        return GateView(today, None)
    log = GateLog(
        plan.history if plan else desk.store.history(enrolment.id, measuring.long_ago(today)),
        desk.store.measurements(),
        desk.person,
        measuring.without(desk),
    )
    standing = plan.queue.standing if plan and plan.queue else None
    view = _view(desk, enrolment, log, today, standing)
    return replace(view, retests=_retests(desk, enrolment, view, log))


def _retests(
    desk: Desk, enrolment: Enrolment, view: GateView, log: GateLog
) -> tuple[tuple[str, str], ...]:
    """Return the re-test set of the link that is still open at the end of this phase (part E)."""
    if view.now is None or not view.now.phase_end:
        return ()
    known = desk.selftests
    since = view.now.since
    done = {one.test for one in log.measured if since <= one.day <= view.day}
    set_of_link = RETESTS[enrolment.link or Link.MECHANICS]
    wanted = [name for name in set_of_link if name not in done and name not in log.without]
    return tuple((name, known[name].title) for name in wanted)


def at_a_glance(
    desk: Desk, glance: Glance, today: date, standing: Standing | None = None
) -> GateView:
    """Return the same from what the first screen has read; `standing` as its plan says it."""
    if glance.enrolment is None:
        return GateView(today, None)
    history = tuple(record for record in glance.history if record.day <= today)
    log = GateLog(history, glance.measured, desk.person, glance.without)
    return _view(desk, glance.enrolment, log, today, standing)


def _view(
    desk: Desk, enrolment: Enrolment, log: GateLog, today: date, standing: Standing | None = None
) -> GateView:
    found = standing_gates(enrolment, log, desk.library, today, desk.programmes, standing=standing)
    verdicts = [judge(evidence) for evidence in found]
    now = next((one for one in verdicts if not one.overridden), None)
    return GateView(today, now, next((one for one in verdicts if one.overridden), None))


def confirm(desk: Desk, gate: Gate, choice: GateChoice) -> GateView:
    """Store what the runner confirmed at a gate, judged anew; return how the gates stand then.

    Raises `UsageError` where it is not offered any more, `StoreError`.
    """
    enrolment = desk.store.enrolment()
    view = look(desk)
    verdict = next((one for one in (view.now, view.jumps) if one and one.gate is gate), None)
    if enrolment is None or verdict is None:
        raise UsageError("This gate is not asked any more.")
    link = next_link(desk, enrolment) if gate is Gate.END else None
    try:
        decision = verdict.decide(choice, link)
    except ValueError as error:
        raise UsageError(f"This cannot be confirmed now ({error}).") from error
    desk.store.decide(DecisionKind.GATE, f"{enrolment.id} {gate}", decision.stored)
    return look(desk)


def next_link(desk: Desk, enrolment: Enrolment) -> str | None:
    """Return another link of 30 or more in a questionnaire retaken since this plan's (D.7.6)."""
    last = next(iter(desk.store.assessments()), None)
    scores = last.verdict.get("scores") if last else None
    if last is None or not isinstance(scores, dict):
        return None
    if local_day(last.at, desk.clock.zone()) <= enrolment.started:
        return None
    others = [link for link in DIAGNOSED_LINKS if link is not enrolment.link]
    best = max(others, key=lambda link: _score(scores.get(LETTERS[link])))
    return best.value if _score(scores.get(LETTERS[best])) >= WEAK_FROM else None


def _score(value: object) -> int:
    return value if isinstance(value, int) else 0
