"""Laws of jumps, sprints and contacts; also for who does not wait, and for content of one's own.

Strength work has a free day between, which alone keeps jumps apart, and no table of ours exceeds
the budget. So the rules behind are asked directly: what is offered to a runner who comes too
early, or who hopped on another day, and what a library with more contacts leads to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product

from app.coach.contacts import most_lately, session_contacts
from app.coach.figures import CONTACT_BUDGET, CONTACTS_FREE
from app.coach.impact import jumps
from app.coach.model import (
    Exercise,
    History,
    Kind,
    Library,
    Prescription,
    SetStatus,
    Side,
    Unit,
    WorkoutRecord,
)
from app.coach.prescribe import prescribe
from tests.coach.training_log import LIBRARY, PROGRAMMES, Runner

Law = Callable[[Runner], Iterator[str]]


def sessions(runner: Runner) -> Iterator[tuple[WorkoutRecord, Prescription]]:
    """Yield the sessions of this life with what was done; a life may begin with a past."""
    past = len(runner.history) - len(runner.shown)
    for record, (_, session) in zip(runner.history[past:], runner.shown, strict=True):
        yield record, session


def jumping(session: Prescription) -> bool:
    return any(jumps(LIBRARY, item.exercise_id, item.rung) for item in session.items)


def jumps_are_48_hours_apart(runner: Runner) -> Iterator[str]:
    """S3: one free day between jumps, two where it was amber."""
    jumped = [record.day for record in runner.history if _jumped(record)]
    for one, two in pairwise(jumped):
        if (two - one).days < 2:
            yield f"jumps on {one} and {two}"


def contacts_stay_in_their_budget(runner: Runner) -> Iterator[str]:
    """D.2, D.7.1: the phase's budget, and above sixty a fifth more than the week before."""
    for record, session in sessions(runner):
        so_far = tuple(one for one in runner.history if one.day < record.day)
        yield from _over_budget(session, so_far, record.day, LIBRARY)


def _asked_again(
    runner: Runner, session: Prescription, history: History, day: date, library: Library = LIBRARY
) -> Prescription:
    """Return what its place in the plan would ask for on another day, or from another log."""
    gates = tuple(one for one in runner.enrolment.gates if one.day < day)
    return prescribe(
        session.slot,
        replace(runner.enrolment, gates=gates),
        history,
        library,
        day,
        programmes=PROGRAMMES,
        tested=runner.tested.until(day),
    )


def nobody_jumps_again_within_48_hours(runner: Runner) -> Iterator[str]:
    """S3: who comes too early, or hopped on a day of one's own, is offered no jump."""
    found = [one for one in sessions(runner) if jumping(one[1]) and _jumped(one[0])]
    for record, session in found:
        day = record.day
        so_far = tuple(one for one in runner.history if one.day <= day)
        for again in (day, day + timedelta(days=1)):
            if jumping(_asked_again(runner, session, so_far, again)):
                yield f"{again}: jumps again, after those of {day}"
        own = _own_hops(record, day - timedelta(days=1))
        before = tuple(one for one in so_far if one.day < own.day)
        if jumping(_asked_again(runner, session, (*before, own), day)):
            yield f"{day}: jumps, a day after hops of one's own"


def _jumped(record: WorkoutRecord) -> bool:
    return any(
        jumps(LIBRARY, row.exercise_id, row.rung) and row.status is SetStatus.DONE
        for row in record.sets
    )


def _own_hops(record: WorkoutRecord, day: date) -> WorkoutRecord:
    """Return a session outside the plan: ten hops on both feet."""
    hops = replace(
        record.sets[0],
        exercise_id="pogo",
        side=Side.BOTH,
        unit=Unit.REPS,
        rung=None,
        target=10,
        actual=10,
        status=SetStatus.DONE,
        skip_reason=None,
        pain=None,
    )
    return replace(
        record,
        id="own",
        programme_id=None,
        kind=Kind.STEP_UP,
        slot_key="",
        day=day,
        sets=(hops,),
        ratings=(),
    )


def other_content_stays_in_the_budget(runner: Runner) -> Iterator[str]:
    """D.2: a runner's own content may count more contacts; the session loses sets then."""
    found = [one for one in sessions(runner) if session_contacts(one[1].items, LIBRARY)]
    for (record, session), times in product(found, _HEAVIER):
        heavy = _HEAVIER[times]
        so_far = tuple(one for one in runner.history if one.day < record.day)
        asked = _asked_again(runner, session, so_far, record.day, heavy)
        for words in _over_budget(asked, so_far, record.day, heavy):
            yield f"{words}, with {times} times the contacts"


def _heavier(exercise: Exercise, times: int) -> Exercise:
    rungs = tuple(
        replace(rung, contacts=times * rung.contacts) if rung.contacts else rung
        for rung in exercise.rungs
    )
    return replace(exercise, contacts=times * exercise.contacts, rungs=rungs)


# At three times the contacts a week's rise is the limit that counts, at five the phase's budget.
_HEAVIER: dict[int, Library] = {
    times: {exercise_id: _heavier(LIBRARY[exercise_id], times) for exercise_id in LIBRARY}
    for times in (3, 5)
}


def _over_budget(
    session: Prescription, so_far: History, day: date, library: Library
) -> Iterator[str]:
    counted = session_contacts(session.items, library)
    if counted > CONTACT_BUDGET.get(session.slot.phase, CONTACTS_FREE):
        yield f"{day}: {counted} contacts in phase {session.slot.phase}"
    if counted > max(CONTACTS_FREE, most_lately(so_far, library, day) * 1.2):
        yield f"{day}: {counted} contacts, more than a fifth over the week before"


def the_gentle_forms_never_jump_or_drill(runner: Runner) -> Iterator[str]:
    """D.3: no hops, drills, sprints or form change under GENTLE and DEFER."""
    for record, session in sessions(runner):
        if session.slot.block not in {"gentle", "defer"}:
            continue
        wrong = {item.exercise_id for item in session.items} & _FAST
        if jumping(session) or wrong:
            yield f"{record.day}: {sorted(wrong)} under {session.slot.block}"


_FAST = {"high_knees", "butt_kicks", "a_march", "a_skip", "ankling", "fast_feet", "strides"} | {
    "hill_strides", "form_blocks", "cadence_run", "hundred_up_major", "pogo", "contrast_sprint",
}  # fmt: skip
