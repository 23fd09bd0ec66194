"""The jump of the single-leg march: its gate, then P9 (A62, B.2, D.7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.coach.figures import (
    CLEAN_CONTROL,
    FAST_WORK_CALF,
    JUMP_LEAST,
    JUMP_MOST,
    JUMP_PAIN,
    JUMP_SETS,
    JUMP_STEP,
    MARCH_REPS,
    RETEST_DAYS,
    RUNNING_SESSIONS,
)
from app.coach.frozen import dataclass, replace
from app.coach.gate_evidence import calf_counts
from app.coach.ladders.dose import Case, Chosen, Dose, at_most_before
from app.coach.model import Decision, Side
from app.coach.progression import Ruling, Step, judge
from app.coach.results import Outcome
from app.coach.selftests import HOPS, PAINLESS, Measurements, of_test

EXERCISE = "single_leg_march"
MARCH, JUMP = "march", "jump"

_LEGS = (Side.LEFT, Side.RIGHT)
_MARCH = Dose(JUMP_SETS, MARCH_REPS, MARCH)


@dataclass(frozen=True, slots=True)
class JumpGate:
    """What the jump still waits for, in words. `hops`: nothing but ten small hops on each leg."""

    missing: tuple[str, ...] = ()
    hops: bool = False

    @property
    def open(self) -> bool:
        """Whether the jump may be added."""
        return not (self.missing or self.hops)


def jump_gate(marches: Sequence[Outcome], measured: Measurements, today: date) -> JumpGate:
    """Judge whether the march may have its jump (B.2); `marches` are newest first.

    Control 4 or better in two sessions without it, at pain 0 or 1; 15 calf raises on each leg;
    ten small hops on each leg without pain, tried within four weeks. What is not known is not
    met. Hops that hurt are asked again after that time.
    """
    missing = []
    lately = [one for one in marches[:RUNNING_SESSIONS] if one.rung != JUMP]
    if len(lately) < RUNNING_SESSIONS or not all(map(_in_control, lately)):
        missing.append("two marches in a row at control 4 and pain 0 or 1")
    counts = calf_counts(measured)
    missing += [
        f"{FAST_WORK_CALF} calf raises on the {leg} leg ({counts.get(leg, 'not counted')})"
        for leg in _LEGS
        if counts.get(leg, 0) < FAST_WORK_CALF
    ]
    hops = [_hops(measured, leg, today) for leg in _LEGS]
    if any(value is not None and value < PAINLESS for value in hops):
        missing.append("ten small hops without pain")
    if missing:
        return JumpGate(tuple(missing))
    return JumpGate(hops=None in hops)


def _in_control(one: Outcome) -> bool:
    calm = one.pain is not None and one.pain <= JUMP_PAIN and one.eased
    return one.control is not None and one.control >= CLEAN_CONTROL and calm


def _hops(measured: Measurements, leg: Side, today: date) -> float | None:
    found = [
        one for one in of_test(measured, HOPS, leg) if 0 <= (today - one.day).days < RETEST_DAYS
    ]
    return found[-1].value if found else None


def march_jump(case: Case, gate: JumpGate) -> Chosen | None:
    """Return the march with its jump, without it after a step back, or None before its gate.

    `case.results` are the marches of both forms. What did not go well leads back to the march
    without the jump, until its gate is met anew.
    """
    ruling = judge(case.results, case.today, pain_results=case.pain_results)
    if ruling is None:
        return None
    if ruling.step is Step.LEAVE_OUT:
        return Chosen(EXERCISE, None, ruling.decision)
    jumped = tuple(one for one in case.results if one.rung == JUMP)
    if case.results and case.results[0].rung == JUMP:
        return _after_jumps(jumped, ruling)
    if gate.open and ruling.step is Step.CLEAN:
        return Chosen(EXERCISE, _jumps(JUMP_LEAST), Decision("D.7.4", _FIRST))
    if not jumped:
        return None
    plain = _plain(ruling.decision)
    marched = tuple(one for one in case.results if one.rung != JUMP)
    # A lighter march after time away that was not clean is no reason for all of it again.
    return replace(plain, dose=at_most_before(_MARCH, marched))


def _after_jumps(jumped: Sequence[Outcome], ruling: Ruling) -> Chosen:
    last = jumped[0]
    match ruling.step:
        case Step.BACK if last.target > JUMP_LEAST:
            fewer = max(JUMP_LEAST, last.target - JUMP_STEP)
            return Chosen(EXERCISE, _jumps(fewer), ruling.decision)
        case Step.CLEAN:
            return Chosen(EXERCISE, *_onward(jumped))
        case Step.REPEAT:
            return Chosen(EXERCISE, _jumps(last.target), ruling.decision, ruling.extra_side)
        case _:
            return _plain(ruling.decision)


_FIRST = "Ten hops were painless and the march is steady: its jump, 2 × 5 per leg to begin with."


def _jumps(reps: int) -> Dose:
    return Dose(JUMP_SETS, reps, JUMP)


def _plain(decision: Decision) -> Chosen:
    sentence = f"{decision.sentence} The march without its jump."
    why = Decision(decision.rule, sentence, decision.numbers)
    return Chosen(EXERCISE, _MARCH, why)


def _onward(jumped: Sequence[Outcome]) -> tuple[Dose, Decision]:
    """Two more a set once the same was done twice with pain 0–1, up to ten (P9)."""
    last = jumped[0]
    now = _jumps(last.target)
    if last.target >= JUMP_MOST:
        return now, Decision("P9", f"{now} per leg are the most for jumps.", last.numbers)
    same = [one for one in jumped[:RUNNING_SESSIONS] if one.target == last.target and one.clean]
    if len(same) < RUNNING_SESSIONS or not all(map(_in_control, same)):
        sentence = f"{now} once more; twice with pain 0 or 1 adds two."
        return now, Decision("P9", sentence, last.numbers)
    more = _jumps(min(JUMP_MOST, last.target + JUMP_STEP))
    return more, Decision("P9", f"{now} done twice, calm: now {more} per leg.", last.numbers)
