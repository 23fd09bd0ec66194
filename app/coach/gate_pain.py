"""What a gate asks of the last seven days: calm, and answered (D.3, D.4)."""

from __future__ import annotations

from app.coach.figures import GATE_FAST_PAIN, GATE_PAIN_DAYS, PAIN_LIMIT
from app.coach.gate_criteria import Aspect, Criterion
from app.coach.gate_evidence import Evidence
from app.coach.gate_state import Gate
from app.coach.model import Decision, WorkoutRecord
from app.coach.pain import highest
from app.coach.results import outcomes
from app.coach.whole_session import green, session_felt, session_pain

# What phase 3 has by way of fast work; with cadence runs instead of strides, the form runs.
_FAST = frozenset({"strides", "fast_feet", "hill_strides", "form_blocks", "cadence_run"})
_WORSE = "worse"


def pain(evidence: Evidence) -> Criterion:
    """The last seven days at most at the limit, and no morning that was worse (D.3)."""
    recent = [record for record in evidence.recent() if record.sets]
    # A session in which nothing was trained has nothing to say.
    recent = [record for record in recent if any(row.actual for row in record.sets)]
    fast = evidence.gate is Gate.LINK
    limit = f"{PAIN_LIMIT}, and {GATE_FAST_PAIN} in fast work" if fast else f"{PAIN_LIMIT}"
    sentence = f"Pain is to be at most {limit} for {GATE_PAIN_DAYS} days, and no morning worse."
    lack, is_open = _pain_lack(recent, fast=fast)
    if not lack:
        numbers = tuple((record.day.isoformat(), session_pain(record) or 0) for record in recent)
        calm = f"Calm for {GATE_PAIN_DAYS} days: pain at most {max(n for _, n in numbers)}."
        return Criterion(Aspect.PAIN, Decision("D.3", calm, numbers), met=True)
    numbers_seen = tuple(
        (record.day.isoformat(), felt.seen if felt else "open")
        for record in recent
        for felt in (session_felt(record),)
    )
    return Criterion(
        Aspect.PAIN,
        Decision("D.3", sentence, numbers_seen),
        met=False,
        missing=(lack,),
        open=is_open,
        todo=(
            "Train, and answer the question on pain."
            if is_open
            else "Pain goes first: easier forms, no jumps, until it has been calm for seven days."
        ),
    )


def _pain_lack(recent: list[WorkoutRecord], *, fast: bool) -> tuple[str, bool]:
    """Return what is amiss, "" for nothing, and whether that is only a missing answer."""
    if any(rating.next_morning == _WORSE for record in recent for rating in record.ratings):
        return "a morning that was worse", False
    worst = highest(felt for record in recent if (felt := session_felt(record)) is not None)
    if worst is not None and worst.counts > PAIN_LIMIT:
        return f"{worst.noun} in the last {GATE_PAIN_DAYS} days", False
    if not recent:
        return f"no session in the last {GATE_PAIN_DAYS} days", True
    if not all(green(record) for record in recent):
        return "pain not answered", True
    return _fast_lack(recent) if fast else ("", False)


def _fast_lack(recent: list[WorkoutRecord]) -> tuple[str, bool]:
    quick = [one.pain for one in outcomes(tuple(recent), _FAST)]
    answered = [value for value in quick if value is not None]
    if not quick:
        return f"no fast work in the last {GATE_PAIN_DAYS} days", True
    if len(answered) < len(quick):
        return "pain in fast work not answered", True
    over = max(answered) > GATE_FAST_PAIN
    return (
        (f"pain {max(answered)} in fast work, {GATE_FAST_PAIN} at most", False)
        if over
        else ("", False)
    )
