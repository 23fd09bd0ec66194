"""The step-up session by itself: 2–4 sets of 6–12 per leg, once or twice a week (B.6, D.2)."""

from __future__ import annotations

from datetime import date, timedelta

from app.coach.figures import STEP_UP_MOST_SETS, STEP_UPS_A_WEEK
from app.coach.frozen import replace
from app.coach.ladders.dose import Chosen, lightened
from app.coach.ladders.hundred_up import hundred_up
from app.coach.ladders.step_up import step_up
from app.coach.minutes import session_minutes
from app.coach.model import (
    Decision,
    Enrolment,
    History,
    Kind,
    Library,
    PrescribedItem,
    Prescription,
)
from app.coach.plan import STEP_UP_BLOCK, special_slot
from app.coach.safety import spacing
from app.coach.session_parts import Log, build_item, build_move, left_out
from app.coach.tables import Block, Entry, Ladder, Programmes


def step_up_session(
    enrolment: Enrolment | None,
    history: History,
    library: Library,
    today: date,
    programmes: Programmes,
) -> Prescription:
    """Return the step-up session as it stands on `today`, with or without a programme.

    It is never refused: where the days are too close, a note says so (S1, S2).
    """
    history = tuple(record for record in history if record.day <= today)
    block = programmes.blocks[STEP_UP_BLOCK]
    log = Log(enrolment, history, library, today)
    items: list[PrescribedItem] = []
    notes = list(_spacing(history, today))
    for entry in block.day(1, 1).entries:
        if entry.ladder is Ladder.STEP_UP:
            chosen = _choose(log, block, entry)
            if chosen.dose is None:
                notes.append(left_out(library[entry.exercise], chosen.decision))
                continue
            results = log.outcomes(history, (entry.exercise,))
            items.append(build_item(entry, log, chosen, results))
            notes += _box_notes(log, chosen)
        elif entry.ladder is Ladder.HUNDRED_UP:
            items += _touches(log, block, entry)
        elif entry.ladder is Ladder.MOVE:
            items.append(build_move(entry, log))
    main, all_in = session_minutes(items)
    return Prescription(special_slot(block, today), tuple(items), main, all_in, tuple(notes))


def _choose(log: Log, block: Block, entry: Entry) -> Chosen:
    results = tuple(one for one in log.outcomes(log.history, (entry.exercise,)) if not one.short)
    case = log.case(entry, block, (entry.exercise,), results=results)
    return lightened(case, step_up(case, STEP_UP_MOST_SETS, boxes=_boxes(log)))


def _boxes(log: Log) -> bool:
    return log.enrolment is None or "box" in log.enrolment.kit


def _touches(log: Log, block: Block, entry: Entry) -> tuple[PrescribedItem, ...]:
    """Return a few 100-ups as a warm-up; they are not asked about and lead nowhere."""
    capped = replace(entry, target=block.day(1, 1).hundred_up)
    chosen = hundred_up(log.case(capped, block, (entry.exercise,)))
    if chosen.dose is None:
        return ()
    chosen = replace(chosen, decision=Decision("D.7.3", "Warms up for what comes."))
    return (replace(build_item(entry, log, chosen, ()), rated=False),)


def _spacing(history: History, today: date) -> tuple[Decision, ...]:
    said = spacing(history, today)
    week = [
        record
        for record in history
        if record.kind is Kind.STEP_UP and record.day > today - timedelta(days=7)
    ]
    notes = (said,) if said else ()
    if len(week) < STEP_UPS_A_WEEK:
        return notes
    sentence = f"{len(week)} step-up sessions in the last seven days; two a week are the most."
    return (*notes, Decision("B.6", sentence, (("sessions", len(week)),)))


def _box_notes(log: Log, chosen: Chosen) -> tuple[Decision, ...]:
    if _boxes(log) or chosen.dose is None:
        return ()
    return (
        Decision("D.7.9", "Without a box, the bottom stair does.", about=(chosen.exercise_id,)),
    )
