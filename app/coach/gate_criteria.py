"""Adherence and control at a gate, as functions of the evidence (D.3, D.7.2, D.7.6, D.7.8).

What is missing is never met: a question passed by, a test not done, a session not trained.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import StrEnum

from app.coach.figures import (
    DRILL_DAYS,
    DRILL_SESSIONS,
    GATE_BLOCK_MINUTES,
    GATE_CONTROL,
    GATE_FEWEST_SESSIONS,
    GATE_LAST_SESSIONS,
    GATE_LEAST_RUNG,
    GATE_SESSIONS,
    GATE_SESSIONS_LAST,
    GATE_SESSIONS_LAST_SHORTENED,
    GATE_SESSIONS_NO_EMPTY_WEEK,
    GATE_SESSIONS_PRIMER,
    GATE_SESSIONS_SHORTENED,
    GATE_SIDE_GAP,
    GATE_TOUCHES,
    GATE_WEEKS_NOT_EMPTY,
    GATE_WINDOW_DAYS,
)
from app.coach.frozen import dataclass
from app.coach.gate_evidence import Evidence
from app.coach.gate_state import Gate
from app.coach.ladders.core import STAND_INS
from app.coach.model import Decision, SetStatus, Side, WorkoutRecord
from app.coach.results import Outcome, outcomes

CORE = ("one_leg_squat", "reverse_deadlift_swing", "forward_lunge")
_PRIMER_CORE = ("hundred_up_minor", "one_leg_squat", "reverse_deadlift_swing")
_ALWAYS_DRILLS = ("high_knees", "butt_kicks", "a_march")
_DRILLS = (*_ALWAYS_DRILLS, "ankling", "a_skip", "wall_drill", "fast_feet", "strides")
_HUNDRED_UP = "hundred_up_minor"
_FORM_BLOCKS = "form_blocks"


class Aspect(StrEnum):
    """What a criterion looks at."""

    ADHERENCE = "adherence"
    CONTROL = "control"
    TESTS = "tests"
    PAIN = "pain"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion as it stands.

    `missing` are short phrases such as `left calf 17 of 20`, empty where it is met. `open` says
    that something has not been done or answered yet, rather than done and found wanting.
    `failing` names exercises whose control failed; `counts` that a count did; `todo` says what
    would meet it.
    """

    aspect: Aspect
    decision: Decision
    met: bool
    missing: tuple[str, ...] = ()
    open: bool = False
    todo: str = ""
    failing: frozenset[str] = frozenset()
    counts: bool = False


# --- adherence ----------------------------------------------------------------------------


def adherence(evidence: Evidence) -> Criterion:
    """Completed sessions of the phase within 42 days, repeats included (D.7.2)."""
    first = evidence.today - timedelta(days=GATE_WINDOW_DAYS - 1)
    weeks = [
        [record for record in week.sessions if first <= record.day <= evidence.today]
        for week in evidence.weeks
    ]
    counted = [_counted(week) for week in weeks]
    done, needed = sum(counted), _needed(evidence, counted)
    met = done >= needed
    decision = Decision(
        "D.7.6" if evidence.gate is Gate.PRIMER_EXIT else "D.7.2",
        f"{done} completed sessions within {GATE_WINDOW_DAYS} days, {needed} are asked for.",
        (("sessions", done), ("needed", needed)),
    )
    if met:
        return Criterion(Aspect.ADHERENCE, decision, met=True)
    short = needed - done
    return Criterion(
        Aspect.ADHERENCE,
        decision,
        met=False,
        missing=(f"{done} of {needed} sessions",),
        open=not evidence.week_done,
        todo=f"{short} more completed {'session' if short == 1 else 'sessions'} of this phase.",
    )


def _counted(week: Iterable[WorkoutRecord]) -> int:
    """Return the sessions that count; of ten-minute ones one a week (D.7.10)."""
    records = list(week)
    short = sum(1 for record in records if record.short)
    return len(records) - short + min(1, short)


def _needed(evidence: Evidence, counted: list[int]) -> int:
    if evidence.gate is Gate.PRIMER_EXIT:
        return GATE_SESSIONS_PRIMER
    if evidence.gate is Gate.END:
        return GATE_SESSIONS_LAST_SHORTENED if evidence.shortened else GATE_SESSIONS_LAST
    if evidence.gate is not Gate.DRILLS and evidence.shortened:
        return GATE_SESSIONS_SHORTENED
    last = counted[-GATE_WEEKS_NOT_EMPTY:]
    if len(last) == GATE_WEEKS_NOT_EMPTY and all(last):
        return GATE_SESSIONS_NO_EMPTY_WEEK
    return GATE_SESSIONS


# --- control ------------------------------------------------------------------------------


def control(evidence: Evidence) -> Criterion:
    """Control of the last three full sessions with each exercise (D.3, D.7.2)."""
    if evidence.gate is Gate.LINK:
        return _block_control(evidence)
    missing: list[str] = []
    failing: set[str] = set()
    unanswered = False
    for exercise_id in _controlled(evidence):
        lack, is_open = _lack(evidence, exercise_id)
        missing += lack
        unanswered |= bool(lack) and is_open
        failing |= {exercise_id} if lack and not is_open else set()
    if not missing:
        sentence = f"Every exercise reads {GATE_CONTROL} or more in its last sessions."
        return Criterion(Aspect.CONTROL, Decision("D.3", sentence), met=True)
    sentence = f"Control {GATE_CONTROL} or more is asked of every exercise, on both sides."
    return Criterion(
        Aspect.CONTROL,
        Decision("D.3", sentence, tuple((words, "") for words in missing)),
        met=False,
        missing=tuple(missing),
        open=unanswered,
        todo=(
            "Slower and smaller, until it is steady; control beats depth."
            if failing
            else "Train it, and answer the question on control after it."
        ),
        failing=frozenset(failing),
    )


def _controlled(evidence: Evidence) -> tuple[str, ...]:
    if evidence.gate is Gate.PRIMER_EXIT:
        return _PRIMER_CORE
    if evidence.gate is Gate.DRILLS:
        return CORE
    trained = {row.exercise_id for record in evidence.own for row in record.sets if row.rated}
    return tuple(name for name in _DRILLS if name in trained or name in _ALWAYS_DRILLS)


def _lack(evidence: Evidence, exercise_id: str) -> tuple[list[str], bool]:
    """Return what an exercise lacks, and whether that is for want of data."""
    name = evidence.library[exercise_id].name.lower()
    stand_in = STAND_INS.get(exercise_id, exercise_id)
    found = outcomes(evidence.own, {exercise_id, stand_in})[:GATE_LAST_SESSIONS]
    if len(found) < GATE_FEWEST_SESSIONS:
        return _too_few(name, found), True
    if any(not _unaided(evidence, one, exercise_id) for one in found):
        return [f"{name} without support, in its third form"], False
    lowest: dict[Side, int] = {}
    for one in found:
        for side, value in one.controls:
            if value is None:
                return [f"{name} control not answered"], True
            lowest[side] = min(value, lowest.get(side, value))
    lack = [
        f"{'' if side is Side.BOTH else f'{side} '}{name} control {value} of {GATE_CONTROL}"
        for side, value in lowest.items()
        if value < GATE_CONTROL
    ]
    if not lack and any(one.gap > GATE_SIDE_GAP for one in found):
        lack = [f"{name}: both sides within {GATE_SIDE_GAP}"]
    return lack, False


def _too_few(name: str, found: Sequence[Outcome]) -> list[str]:
    """Say what is known of an exercise done too seldom to judge, and what is still asked."""
    if not found:
        return [f"{name}: not done yet, {GATE_FEWEST_SESSIONS} sessions are asked for"]
    only = found[0]
    lowest = only.lowest_given
    said = f"control {lowest}" if lowest is not None else "control not answered"
    said += f" and {only.felt.noun}" if only.pain and not only.clean else ""
    met = lowest is not None and lowest >= GATE_CONTROL
    more = GATE_FEWEST_SESSIONS - len(found)
    again = f"{more} more at {GATE_CONTROL} or more" if met else f"{GATE_CONTROL} is asked for"
    return [f"{name}: {said} in the only session so far, {again}"]


def _unaided(evidence: Evidence, outcome: Outcome, exercise_id: str) -> bool:
    """Whether the core was done on its third rung or higher, without a hand (D.7.4)."""
    if exercise_id not in CORE:
        return True
    rungs = evidence.library[exercise_id].rungs
    place = next((n for n, rung in enumerate(rungs) if rung.id == outcome.rung), -1)
    if outcome.exercise_id != exercise_id or place < 0:
        return False
    return place >= GATE_LEAST_RUNG and not rungs[place].hand


def _block_control(evidence: Evidence) -> Criterion:
    """The form block of fifteen minutes, unbroken, in the last sessions that had blocks (D.3)."""
    recent = outcomes(evidence.own, {_FORM_BLOCKS})[:GATE_LAST_SESSIONS]
    blocks = [one for one in recent if one.whole and max(one.targets) >= GATE_BLOCK_MINUTES]
    values = [one.control for one in blocks]
    known = [value for value in values if value is not None]
    numbers = tuple((one.day.isoformat(), one.control or "not answered") for one in blocks)
    if known and len(known) == len(values) and min(known) >= GATE_CONTROL:
        sentence = f"{GATE_BLOCK_MINUTES} minutes in form read {min(known)}."
        return Criterion(Aspect.CONTROL, Decision("D.3", sentence, numbers), met=True)
    sentence = f"{GATE_BLOCK_MINUTES} unbroken minutes in form are to read {GATE_CONTROL} or more."
    decision = Decision("D.3", sentence, numbers)
    if not blocks or len(known) < len(values):
        what = "control not answered" if blocks else "not done"
        return Criterion(
            Aspect.CONTROL,
            decision,
            met=False,
            missing=(f"form block of {GATE_BLOCK_MINUTES} min: {what}",),
            open=True,
            todo="Run the block, and answer the question on control after it.",
        )
    return Criterion(
        Aspect.CONTROL,
        decision,
        met=False,
        missing=(f"form block control {min(known)} of {GATE_CONTROL}",),
        todo="One cue a run, and shorter blocks until they hold.",
        failing=frozenset({_FORM_BLOCKS}),
    )


# --- the 100-up, a test that the sessions are themselves ----------------------------------


def touches(evidence: Evidence) -> tuple[str, bool]:
    """Return what the 100-up lacks, "" for nothing, and whether that is for want of data (D.3).

    Sixty in a row at control 4 in one of the last three full sessions, after fourteen days and
    five sessions of it.
    """
    found = outcomes(evidence.own, {_HUNDRED_UP})
    days = (evidence.today - found[-1].day).days if found else 0
    if len(found) < DRILL_SESSIONS:
        return f"100-up: {len(found)} of {DRILL_SESSIONS} sessions", True
    if days < DRILL_DAYS:
        return f"100-up: {days} of {DRILL_DAYS} days", True
    steady = {
        one.day for one in found[:GATE_LAST_SESSIONS] if (one.lowest_given or 0) >= GATE_CONTROL
    }
    best = max((_most(record) for record in evidence.own if record.day in steady), default=0)
    return ("", False) if best >= GATE_TOUCHES else (f"100-up {best} of {GATE_TOUCHES}", False)


def _most(record: WorkoutRecord) -> int:
    """Return the most touches in a row."""
    return max(
        (
            row.actual or 0
            for row in record.sets
            if row.exercise_id == _HUNDRED_UP and row.status is SetStatus.DONE
        ),
        default=0,
    )
