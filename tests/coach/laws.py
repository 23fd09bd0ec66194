"""What holds for any runner living any life: each law yields the cases that break it.

`python -m tests.coach.laws 2000` lives so many lives and counts what each law saw.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from app.coach.figures import (
    CLEAN_CONTROL,
    HUNDRED_UP_GOAL,
    JUMP_MOST,
    MAIN_LIMIT_MINUTES,
    PAIN_LIMIT,
    RACE_REST_DAYS,
    STEP_UP_HEIGHTS,
    STEP_UP_REPS,
)
from app.coach.ladders.core import STAND_INS
from app.coach.model import (
    Decision,
    Demand,
    Laterality,
    Place,
    PrescribedItem,
    Prescription,
    Rating,
    Section,
    SetStatus,
    Start,
    Unit,
    WorkoutRecord,
)
from app.coach.plan import SlotStatus
from app.coach.prescribe import prescribe
from app.coach.tables import Entry, Ladder
from app.coach.turns import on_bone
from app.coach.whole_session import LIGHT_BLOCK, red, strength
from tests.coach.any_runner import life
from tests.coach.impact_laws import (
    Law,
    contacts_stay_in_their_budget,
    jumping,
    jumps_are_48_hours_apart,
    nobody_jumps_again_within_48_hours,
    other_content_stays_in_the_budget,
    sessions,
    the_gentle_forms_never_jump_or_drill,
)
from tests.coach.training_log import LIBRARY, PROGRAMMES, Runner

RULE_IDS = frozenset(
    line
    for line in (Path(__file__).parent / "data" / "rule_ids.txt").read_text().splitlines()
    if line and not line.startswith("#")
)
CORE = {"one_leg_squat", "reverse_deadlift_swing", "forward_lunge"}
Shown = tuple[date, Prescription]


# --- doses ---------------------------------------------------------------------------------


def doses_stay_inside_the_digest(runner: Runner) -> Iterator[str]:
    """Part B and D.7.5: every dose within its bounds, phase 1 within twenty minutes (S6)."""
    for record, session in sessions(runner):
        if session.slot.phase <= 1 and session.main_minutes > MAIN_LIMIT_MINUTES:
            yield f"{record.day}: {session.main_minutes} minutes of work"
        if not session.items:
            yield f"{record.day}: nothing to do"
        for item in session.items:
            if wrong := _dose(session, item):
                yield f"{record.day} {session.slot.key} {item.exercise_id}: {wrong}"
        touches = sum(
            sum(item.targets) for item in session.items if item.exercise_id == "hundred_up_minor"
        )
        if touches > HUNDRED_UP_GOAL:
            yield f"{record.day}: {touches} touches in all"


def _dose(session: Prescription, item: PrescribedItem) -> str:
    sets, target = len(item.targets), item.targets[0]
    phase, week = session.slot.phase, session.slot.week
    one_legged = item.laterality is Laterality.EACH
    checks = {
        "sets differ": len(set(item.targets)) > 1,
        "nothing in it": target < 1 or sets < 1,
        "an extra set for two legs": item.extra_side is not None and not one_legged,
        "an unknown rung": item.rung is not None and not LIBRARY[item.exercise_id].rung(item.rung),
    }
    if item.exercise_id in CORE:
        checks["more than 3 × 10"] = sets > 3 or target > 10
    if item.exercise_id.startswith("calf_raise") and one_legged:
        early = phase <= 1 and (week < 3 or sets > 1 or target > 10)
        checks["one leg too early"] = early and phase == 1
        checks["more than two sets before phase 4"] = phase < 4 and sets > 2
        checks["over 3 × 15"] = sets > 3 or target > 15
    if item.exercise_id == "high_box_step_up":
        checks["over 3 × 12"] = sets > 3 or target > STEP_UP_REPS[-1]
        checks["over 2 × 8 in phase 3"] = phase == 3 and (sets > 2 or target > 8)
        checks["no such box"] = item.height_cm not in STEP_UP_HEIGHTS
    if item.rung == "jump":
        checks["a march's jump out of bounds"] = (
            phase < 3 or sets > 2 or not (1 <= target <= JUMP_MOST)
        )
    return next((words for words, wrong in checks.items() if wrong), "")


def no_dose_is_above_its_table(runner: Runner) -> Iterator[str]:
    """D.7.5: the table of a day is the most that day asks for."""
    for record, session in sessions(runner):
        if record.short or session.slot.block == LIGHT_BLOCK:
            continue
        day = PROGRAMMES.blocks[session.slot.block].day(session.slot.week, session.slot.day_no)
        for item in session.items:
            in_a_row = item.exercise_id == "hundred_up_minor" and day.hundred_up
            if in_a_row and item.targets[0] > day.hundred_up:
                yield f"{record.day} {session.slot.key}: {item.targets[0]} touches in a row"
            entries = [one for one in day.entries if _fits(one, item)]
            if not entries or item.section is not Section.MAIN:
                continue
            sets = max(one.sets for one in entries)
            target = max(one.target for one in entries)
            # One set of twelve comes before two of eight on the calves' ladder (D.7.4).
            fewer = entries[0].ladder is Ladder.CALF and len(item.targets) < sets
            if len(item.targets) > sets or (item.targets[0] > target and not fewer):
                yield (
                    f"{record.day} {session.slot.key} {item.exercise_id}: "
                    f"{len(item.targets)} × {item.targets[0]}, the table has {sets} × {target}"
                )


def _fits(entry: Entry, item: PrescribedItem) -> bool:
    unit = entry.unit or LIBRARY[entry.exercise].unit
    two_to_one = entry.ladder is Ladder.CALF and item.rung == "two_legs" and entry.rung != item.rung
    # A table caps load-bearing rungs by sets; on two legs the ladder's own 2 × 12 holds.
    # A march that stands for the step-up has the step-up's repetitions (D.7.9).
    stand_in = entry.ladder is Ladder.MARCH_JUMP and item.rung != "jump"
    same = entry.exercise == item.exercise_id and unit is item.unit
    return same and not two_to_one and not stand_in


# --- pain ----------------------------------------------------------------------------------


def nothing_rises_after_pain_or_silence(runner: Runner) -> Iterator[str]:
    """D.4, D.7.2: more of anything asks for pain 2 at most, a calm morning and control 4."""
    last: dict[_Key, tuple[WorkoutRecord, PrescribedItem]] = {}
    for record, session in sessions(runner):
        if session.slot.block == "light" or record.short:
            continue
        firsts = _firsts(session)
        for key in [key for key in last if key not in firsts and _went_well(record, key[0])]:
            # It stood elsewhere in a session since, as a warm-up say, and that led to more.
            del last[key]
        for key, item in firsts.items():
            was, last[key] = last.get(key), (record, item)
            if was is not None:
                before, had = was
                ratings = [one for one in before.ratings if one.exercise_id == had.exercise_id]
                if item.exercise_id != had.exercise_id and item.exercise_id in _exercises(before):
                    # Both calves stood there, each on a rung of its own.
                    continue
                if _was_done(before, had) and not _led_to_more(ratings) and _rose(had, item):
                    yield (
                        f"{before.day} to {record.day} {item.exercise_id}: {_told(had)} "
                        f"became {_told(item)} after {ratings}"
                    )
        stood_in = {one.exercise_id for one in session.items} & set(STAND_INS.values())
        for key in [key for key in last if STAND_INS.get(key[0]) in stood_in]:
            # Two clean sessions of what stands in lead back to the exercise (D.7.4).
            if last[key][0] is not record:
                del last[key]


def _went_well(record: WorkoutRecord, family: str) -> bool:
    ratings = [one for one in record.ratings if _family(one.exercise_id) == family]
    return bool(ratings) and _led_to_more(ratings)


def _exercises(record: WorkoutRecord) -> set[str]:
    return {row.exercise_id for row in record.sets}


_Key = tuple[str, Unit]


def _firsts(session: Prescription) -> dict[_Key, PrescribedItem]:
    found: dict[_Key, PrescribedItem] = {}
    for item in session.items:
        if item.section is Section.MAIN and item.exercise_id not in _TWICE:
            key = (_family(item.exercise_id), item.unit)
            found.setdefault(key, _all(session, item))
    return found


def _family(exercise_id: str) -> str:
    """Straight and bent calf raises climb one ladder."""
    return "calf_raise" if exercise_id.startswith("calf_raise") else exercise_id


def _told(item: PrescribedItem) -> str:
    why = f"[{item.decision.rule}] {item.decision.sentence}"
    return f"{item.targets} {item.rung} {item.load_kg} {why}"


# The wall drill stands twice in a day's table, as a hold and as switches.
_TWICE = {"wall_drill"}


def _all(session: Prescription, item: PrescribedItem) -> PrescribedItem:
    """Return the exercise with all its sets, where a slower first one stands by itself."""
    same = [
        one
        for one in session.items
        if one.exercise_id == item.exercise_id and one.section is item.section
    ]
    extra = 1 if item.decision.rule in {"T3", "T5"} else 0
    targets = tuple(target for one in same for target in one.targets)
    return replace(same[-1], targets=(*targets, *targets[:extra]))


def _was_done(record: WorkoutRecord, item: PrescribedItem) -> bool:
    rows = [row for row in record.sets if row.exercise_id == item.exercise_id]
    return item.rated and any(row.status is SetStatus.DONE for row in rows)


def _led_to_more(ratings: list[Rating]) -> bool:
    pains = [one.pain for one in ratings if one.pain is not None]
    controls = [one.control for one in ratings if one.control is not None]
    mornings = {one.next_morning for one in ratings} - {None, "gone"}
    calm = bool(pains) and max(pains) <= PAIN_LIMIT and not mornings
    return calm and bool(controls) and min(controls) >= CLEAN_CONTROL


def _rose(before: PrescribedItem, now: PrescribedItem) -> bool:
    rungs = [rung.id for rung in LIBRARY[now.exercise_id].rungs]
    one, two = (rungs.index(item.rung) if item.rung in rungs else 0 for item in (before, now))
    if one != two:
        return two > one
    harder = (now.load_kg or 0) > (before.load_kg or 0) or (
        (now.height_cm or 0) > (before.height_cm or 0)
    )
    fewer_sets = len(now.targets) < len(before.targets)
    more_reps = max(now.targets) > max(before.targets) and not fewer_sets
    return harder or more_reps or sum(now.targets) > sum(before.targets)


def nothing_is_trained_for_48_hours_after_red(runner: Runner) -> Iterator[str]:
    """D.7.2: after red no session at all for 48 hours, and no jump or sprint for seven days."""
    reds = [record.day for record in runner.history if red(record)]
    for record, session in sessions(runner):
        since = [(record.day - day).days for day in reds if day < record.day]
        if since and min(since) < 2:
            yield f"{record.day}: a session {min(since)} days after red"
        if since and min(since) < 7 and jumping(session):
            yield f"{record.day}: jumps {min(since)} days after red"


# --- what is there -------------------------------------------------------------------------


def nothing_is_asked_that_is_not_there(runner: Runner) -> Iterator[str]:
    """D.7.9: no box, bench, hill or room that the runner does not have."""
    kit, places = runner.enrolment.kit, runner.enrolment.places
    missing = {
        "high_box_step_up": not {"box", "step"} & kit,
        "hip_thrust": "bench" not in kit,
        "hill_strides": "hill" not in kit or Place.OUTDOORS not in places,
        "contrast_sprint": not {"box", "grass"} <= kit or Place.OUTDOORS not in places,
        **dict.fromkeys(("strides", "ankling", "pogo"), Place.OUTDOORS not in places),
    }
    for record, session in sessions(runner):
        for item in session.items:
            if missing.get(item.exercise_id):
                yield f"{record.day}: {item.exercise_id} without what it needs"


# --- reasons, and the same again -----------------------------------------------------------


def every_decision_names_a_rule_of_the_digest(runner: Runner) -> Iterator[str]:
    """Every target and note has a rule, and one whole sentence."""
    said: list[Decision] = list(runner.queue(_last_day(runner)).advice)
    for _, session in sessions(runner):
        said += [item.decision for item in session.items] + list(session.notes)
    for decision in said:
        words = decision.sentence
        whole = words.endswith((".", "?")) and (words[0].isupper() or words[0].isdigit())
        if decision.rule not in RULE_IDS or not whole:
            yield f"{decision.rule}: {words}"


def the_same_log_gives_the_same_plan(runner: Runner) -> Iterator[str]:
    """The plan is a function of the enrolment and the log, and of nothing else."""
    today = _last_day(runner)
    again = Runner(runner.enrolment, tuple(replace(one) for one in runner.history))
    plan = runner.queue(today)
    if plan != again.queue(today):
        yield f"{today}: another plan from the same log"
    later = today + timedelta(days=2)
    slot = runner.queue(later).next
    if slot is not None:
        one, two = (
            prescribe(
                slot,
                each.enrolment,
                each.history,
                LIBRARY,
                later,
                programmes=PROGRAMMES,
                tested=runner.tested,
            )
            for each in (runner, again)
        )
        if one != two:
            yield f"{later}: another session from the same log"


def later_days_change_nothing_that_was_shown(runner: Runner) -> Iterator[str]:
    """What was prescribed on a day follows from that day's log alone, whatever came after."""
    if not runner.shown:
        return
    day, session = runner.shown[len(runner.shown) // 2]
    if session.slot.block in {"light", "step_up"}:
        return
    short = next(one.short for one in runner.history if one.day == day)
    gates = tuple(one for one in runner.enrolment.gates if one.day < day)
    again = prescribe(
        session.slot,
        replace(runner.enrolment, gates=gates),
        tuple(one for one in runner.history if one.day != day),
        LIBRARY,
        day,
        programmes=PROGRAMMES,
        short=short,
        tested=runner.tested.until(day),
    )
    if again.items != session.items:
        yield f"{day}: what came later changed what was shown"


def strength_has_a_free_day(runner: Runner) -> Iterator[str]:
    """S2: whoever follows the advice has a free day between two sessions."""
    days = [record.day for record in runner.history if strength(record)]
    for one, two in pairwise(days):
        if (two - one).days < 2:
            yield f"sessions on {one} and {two}"


def hard_work_is_for_those_who_are_ready(runner: Runner) -> Iterator[str]:
    """D.7.5: strength and jumps never come on a day of the light session."""
    for record, session in sessions(runner):
        hard = any(
            LIBRARY[item.exercise_id].demand is not Demand.LIGHT
            for item in session.items
            if item.section is Section.MAIN
        )
        if session.slot.block == "light" and hard:
            yield f"{record.day}: hard work in the light session"


def there_is_a_session_or_a_reason(runner: Runner) -> Iterator[str]:
    """D.7.7: the plan always says what is next, or why nothing is."""
    for ahead in (0, 2, 9, 40):
        now = runner.queue(_last_day(runner) + timedelta(days=ahead))
        done = sum(1 for state in now.slots if state.status is SlotStatus.DONE)
        if (now.next is None) != bool(now.why_none):
            yield f"{ahead} days later: {now.next} and {now.why_none!r}"
        if now.week_done > now.week_planned or done > len(runner.history):
            yield f"{ahead} days later: more done than there is"


def due_days_are_the_runners_with_a_free_day_between(runner: Runner) -> Iterator[str]:
    """D.7.5, D.7.6: sessions fall on the runner's days, two days apart, never in a race week."""
    enrolment = runner.enrolment
    days = enrolment.weekdays or tuple(range(1, 8))
    trained = {record.day for record in runner.history}
    begun = min(trained, default=enrolment.started)
    coming = [
        state.slot
        for state in runner.queue(_last_day(runner)).slots
        if state.status in {SlotStatus.PLANNED, SlotStatus.OPEN}
    ]
    for slot in coming:
        if slot.due.isoweekday() not in days and slot.due not in trained and slot.due >= begun:
            yield f"{slot.key} is due on {slot.due:%A}"
        if enrolment.race_day and 0 <= (enrolment.race_day - slot.due).days <= RACE_REST_DAYS:
            yield f"{slot.key} is due {slot.due}, the race is on {enrolment.race_day}"
    for one, two in pairwise(coming):
        if (two.due - one.due).days < 2:
            yield f"{one.key} on {one.due} and {two.key} on {two.due}"


def _last_day(runner: Runner) -> date:
    return max((record.day for record in runner.history), default=runner.enrolment.started)


def nothing_follows_pain_on_bone(runner: Runner) -> Iterator[str]:
    """D.6: bone has to be unloaded, so no session comes after it until it was looked at."""
    hurt = [record.day for record, _ in sessions(runner) if on_bone(record)]
    for record, _ in sessions(runner):
        if hurt and record.day > hurt[0]:
            yield f"{record.day}: a session after pain on bone on {hurt[0]}"


LAWS: tuple[Law, ...] = (
    nothing_follows_pain_on_bone,
    doses_stay_inside_the_digest,
    no_dose_is_above_its_table,
    nothing_rises_after_pain_or_silence,
    nothing_is_trained_for_48_hours_after_red,
    jumps_are_48_hours_apart,
    nobody_jumps_again_within_48_hours,
    contacts_stay_in_their_budget,
    other_content_stays_in_the_budget,
    the_gentle_forms_never_jump_or_drill,
    nothing_is_asked_that_is_not_there,
    every_decision_names_a_rule_of_the_digest,
    the_same_log_gives_the_same_plan,
    later_days_change_nothing_that_was_shown,
    strength_has_a_free_day,
    there_is_a_session_or_a_reason,
    due_days_are_the_runners_with_a_free_day_between,
    hard_work_is_for_those_who_are_ready,
)


def broken(runner: Runner) -> list[str]:
    """Return what each law has to say against a life; [] where all hold."""
    return [f"{law.__name__}: {words}" for law in LAWS for words in law(runner)]


def main(lives: int) -> None:
    """Live so many lives and say which laws were broken, with the seeds that broke them."""
    found: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for seed in range(lives):
        runner = life(seed)
        seen["sessions"] += len(runner.shown)
        seen["with jumps"] += sum(jumping(session) for _, session in runner.shown)
        seen[f"starts {runner.enrolment.start}"] += runner.enrolment.start is not Start.NONE
        for phase in {session.slot.phase for _, session in runner.shown}:
            seen[f"reach phase {phase}"] += 1
        for words in broken(runner):
            law = words.partition(":")[0]
            if found[law] < 5:
                sys.stdout.write(f"{seed}: {words[:300]}\n")
            found[law] += 1
    sys.stdout.write(f"{lives} lives: {dict(seen)}\nbroken: {dict(found)}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
