"""From a place in the plan and the log to a session: every dose with the rule that set it."""

from __future__ import annotations

from datetime import date

from app.coach.contacts import most_lately, within_budget
from app.coach.day_choice import (
    Again,
    contrast_waits,
    fallback,
    has_contrast,
    ten_minutes,
    with_third_day,
)
from app.coach.easing import ease, shorten
from app.coach.frozen import replace
from app.coach.hard_week import LighterWeek, lighter_week
from app.coach.impact import jumps_wait, without_jumps
from app.coach.ladders.core import STAND_INS
from app.coach.minutes import session_minutes
from app.coach.model import (
    Decision,
    Enrolment,
    History,
    Library,
    PrescribedItem,
    Prescription,
    Slot,
)
from app.coach.plan_weeks import Easing, gate_stands
from app.coach.retest import UNTESTED, SelfTested, due, in_place_of_runs, in_place_of_sets
from app.coach.running import fit_run
from app.coach.safety import trim
from app.coach.selftests import HOPS
from app.coach.session import Session
from app.coach.session_parts import Log, about_lost, gathered, kit_notes
from app.coach.slow_set import slower_first_set
from app.coach.standing import Standing, stand
from app.coach.tables import Block, Day, Programmes


def prescribe(
    slot: Slot,
    enrolment: Enrolment,
    history: History,
    library: Library,
    today: date,
    *,
    programmes: Programmes,
    short: bool = False,
    longest_run: float | None = None,
    tested: SelfTested = UNTESTED,
    standing: Standing | None = None,
) -> Prescription:
    """Return the session of a slot as it stands on `today`; later sessions are not looked at.

    `short` is the ten-minute version of D.7.10. `longest_run` are the minutes of the longest run
    of the last 30 days, None where none is known. `tested` is what the self-tests say. `standing`
    is that of the queue of the same day where there is one.
    Raises `KeyError` for a slot of no block, or an exercise the library does not hold.
    """
    history = tuple(record for record in history if record.day <= today)
    block = programmes.blocks[slot.block]
    standing = standing or stand(enrolment, history, today, programmes)
    turned = standing.turn.day if standing.turn and block.easiest else None
    log = Log(enrolment, history, library, today, turned, tested.until(today).measured)
    again = _again(slot, standing, today)
    day, said = _day(block, slot, log, again)
    if short:
        day = ten_minutes(block, day, programmes)
    easing = _easing(slot, standing)
    wait = _jumps_wait(log, easing)
    lighter = _lighter(enrolment, history, standing)
    session = Session(log, block, day, slot.week, lighter=lighter, again=again, jumps_wait=wait)
    items = ease(session.whole(), easing)
    grounded, waiting = without_jumps(items, library, wait)
    waiting = about_lost(waiting, items, grounded)
    lately = most_lately(history, library, today)
    items, fewer = within_budget(grounded, library, block.phase, lately)
    fewer = about_lost(fewer, grounded, items)
    notes = [*said, *session.notes, *kit_notes(log, items), *waiting, *fewer]
    if short:
        items, shortened = shorten(items, _lowest_first(log, items))
        notes.append(shortened)
    elif block.phase <= 1:
        whole = items
        items, trimmed = trim(whole)
        notes += about_lost((trimmed,), whole, items) if trimmed else ()
        # A day of tests has its minutes filled, and a repeated week its numbers (D.7.8).
        if trimmed is None and again is None and not day.tests:
            items = slower_first_set(items, log)
    names = again.tests(day) if again else tuple(test.id for test in day.tests)
    tests = due(day, names, items, tested, today)
    items, run = fit_run(in_place_of_runs(items, tests, log), longest_run)
    # A test takes as long as the set it stands for, so the table's minutes hold (D.7.5).
    main, all_in = session_minutes(items, [test.seconds for test in tests])
    here = replace(slot, place=session.place)
    items = in_place_of_sets(items, tests)
    asked = (*(test.id for test in tests), *((HOPS,) if session.hops and not short else ()))
    return Prescription(here, items, main, all_in, gathered((*notes, *run)), asked)


def _again(slot: Slot, standing: Standing, today: date) -> Again | None:
    """Return how a repeated week is trained; None for any other (D.7.8)."""
    window = standing.window
    if window is None or (window.block.id, window.week) != (slot.block, slot.week):
        return None
    stands = gate_stands(standing.terms, standing.course.windows, today)
    if not window.repeat and not (window.done and not window.undone and stands.failed):
        return None
    failed = stands.failed[-1] if stands.failed else None
    return Again(max(window.repeat, len(stands.failed), 1), failed)


def _day(
    block: Block, slot: Slot, log: Log, again: Again | None
) -> tuple[Day, tuple[Decision, ...]]:
    """Return the table's day, or what takes its place."""
    day = block.day(slot.week, slot.day_no)
    if again and again.third_day:
        return with_third_day(block, day, slot.week), ()
    if not has_contrast(day):
        return day, ()
    waits = contrast_waits(log.history, log.today)
    if waits is None and log.around.jumps:
        return day, ()
    return fallback(block, day, slot.week), (waits,) if waits else ()


def _lighter(enrolment: Enrolment, history: History, standing: Standing) -> LighterWeek | None:
    """Return what a hard week asks of the current one (B1)."""
    window = standing.window
    return lighter_week(history, enrolment.readiness, window.opens) if window else None


def _jumps_wait(log: Log, easing: Easing) -> Decision | None:
    """Say why there is no jump or sprint today, or None (S3, D.4, B5, B8)."""
    cleared = log.enrolment.cleared if log.enrolment else None
    wait = jumps_wait(log.history, log.library, log.today, cleared)
    if wait is None and easing is Easing.WEEK:
        return Decision("B5", "The first week back after time away has no jumps and no sprints.")
    return wait


def _easing(slot: Slot, standing: Standing) -> Easing:
    """Return what time away does to this session of the current week (B4, B5)."""
    window = standing.window
    if window is None or (window.block.id, window.week) != (slot.block, slot.week):
        return Easing.NONE
    if window.easing is Easing.FIRST_SESSION and window.done:
        return Easing.NONE
    return window.easing


def _lowest_first(log: Log, items: tuple[PrescribedItem, ...]) -> list[str]:
    """Return the core exercises of a session by their last control, the lowest first."""
    found: list[tuple[int, str]] = []
    for exercise_id in dict.fromkeys(item.exercise_id for item in items):
        results = log.outcomes(log.own, (exercise_id,)) if exercise_id in STAND_INS else ()
        lowest = results[0].lowest_given if results else None
        if lowest is not None:
            found.append((lowest, exercise_id))
    return [exercise_id for _, exercise_id in sorted(found, key=lambda one: one[0])]
