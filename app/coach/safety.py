"""Rules that guard a session as a whole: spacing, the twenty minutes, and pain over weeks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.coach.figures import (
    MAIN_LIMIT_MINUTES,
    PAIN_LIMIT,
    RED_PAIN,
    SAME_SPOT_RED_DAYS,
    SECOND_RED_DAYS,
    SORE_SESSIONS,
    SORE_WINDOW,
    STRENGTH_GAP_DAYS,
)
from app.coach.minutes import section_seconds, whole_minutes
from app.coach.model import (
    Decision,
    History,
    PrescribedItem,
    Section,
    Start,
    Tempo,
    WorkoutRecord,
)
from app.coach.results import pain_places, red, session_pain, strength

_FOOT = "foot_core"
_STRETCH = "hip_flexor_mobility"
_CALVES = frozenset({"calf_raise_straight", "calf_raise_bent"})
# Squat and lunge of weeks 3 and 4, and before (D.7.1).
_SLOW_TEMPO = Tempo(3, 0, 1, 0)
_USUAL_TEMPO = Tempo(2, 0, 1, 0)
_USUAL_SECONDS = 3.5

Items = tuple[PrescribedItem, ...]
Cut = Callable[[Items], Items]


# --- spacing ------------------------------------------------------------------------------


def earliest_day(history: History) -> date | None:
    """Return the first day on which strength work fits again; None with nothing before (S2)."""
    days = [record.day for record in history if strength(record)]
    return max(days) + timedelta(days=STRENGTH_GAP_DAYS) if days else None


def spacing(history: History, today: date) -> Decision | None:
    """Say why strength work waits today, or None (S1, S2, and 48 hours after red, D.7.2).

    48 hours are one free day between; so S2 and the rest after a red light end together.
    """
    earliest = earliest_day(history)
    if earliest is None or today >= earliest:
        return None
    last = max((record for record in history if strength(record)), key=lambda one: one.day)
    numbers: tuple[tuple[str, float | str], ...] = (
        ("last session", last.day.isoformat()),
        ("earliest", earliest.isoformat()),
    )
    when = f"{earliest:%A}"
    if red(last):
        sentence = f"The light was red in the last session: nothing before {when}."
        return Decision("D.7.2", sentence, numbers)
    if last.day == today:
        sentence = f"There was a session today; your tissues still answer to it until {when}."
        return Decision("S1", sentence, numbers)
    sentence = f"Strength work wants a free day between: from {when} on."
    return Decision("S2", sentence, numbers)


# --- twenty minutes -----------------------------------------------------------------------


def trim(items: Sequence[PrescribedItem]) -> tuple[tuple[PrescribedItem, ...], Decision | None]:
    """Bring the main part down to twenty whole minutes: stretch, feet, calves, then tempo (S6).

    Never the core's sets (D.7.1).
    """
    kept = tuple(items)
    before = _main_minutes(kept)
    said: list[str] = []
    for words, cut in (
        ("the stretch", _without(_STRETCH)),
        ("foot work", _without(_FOOT)),
        ("all but one set of calf raises", _one_calf_set),
        ("the slow tempo", _usual_tempo),
    ):
        if _main_minutes(kept) <= MAIN_LIMIT_MINUTES:
            break
        shorter = cut(kept)
        if shorter != kept:
            said.append(words)
            kept = shorter
    if not said:
        return kept, None
    sentence = f"Leaves out {' and '.join(said)}, so that {MAIN_LIMIT_MINUTES} minutes are enough."
    return kept, Decision("S6", sentence, (("minutes before", before),))


def _main_minutes(items: Sequence[PrescribedItem]) -> int:
    return whole_minutes(section_seconds(items, Section.MAIN))


def _without(exercise_id: str) -> Cut:
    def cut(items: Items) -> Items:
        return tuple(
            item
            for item in items
            if item.exercise_id != exercise_id or item.section is not Section.MAIN
        )

    return cut


def _one_calf_set(items: Items) -> Items:
    return tuple(
        replace(item, targets=item.targets[:1], decision=_cut(item, "one set"))
        if item.exercise_id in _CALVES and len(item.targets) > 1
        else item
        for item in items
    )


def _usual_tempo(items: Items) -> Items:
    return tuple(
        replace(
            item,
            tempo=_USUAL_TEMPO,
            seconds_per_unit=_USUAL_SECONDS,
            decision=_cut(item, "the usual tempo"),
        )
        if item.tempo == _SLOW_TEMPO
        else item
        for item in items
    )


def _cut(item: PrescribedItem, what: str) -> Decision:
    sentence = f"{what.capitalize()} today, so that {MAIN_LIMIT_MINUTES} minutes are enough."
    return Decision("S6", sentence, item.decision.numbers)


# --- pain over weeks ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Turn:
    """A day from which a runner's start is another one, and why."""

    day: date
    start: Start
    decision: Decision


def pain_turn(history: History, start: Start) -> Turn | None:
    """Return the first turn that pain takes in these sessions, oldest first (D.7.2, D.7.6).

    Three sessions over the limit among six lead to GENTLE; there, and after a second red, it is
    HOLD.
    """
    for place, record in enumerate(history):
        seen = history[: place + 1]
        decision = _hold(seen, start)
        if decision is not None:
            return Turn(record.day, Start.HOLD, decision)
        sore = _sore(seen)
        if sore is not None:
            to = Start.HOLD if start is Start.GENTLE else Start.GENTLE
            return Turn(record.day, to, sore)
    return None


def _hold(history: History, start: Start) -> Decision | None:
    last = history[-1]
    if not red(last):
        return None
    numbers = (("date", last.day.isoformat()), ("pain", session_pain(last) or RED_PAIN))
    if start is Start.GENTLE:
        sentence = "A red light in the gentle form: this needs a person, not a plan."
        return Decision("D.7.6", sentence, numbers)
    for before in history[:-1]:
        if not red(before):
            continue
        gap = (last.day - before.day).days
        same = pain_places(last, RED_PAIN) & pain_places(before, RED_PAIN)
        if gap <= SECOND_RED_DAYS or (same and gap <= SAME_SPOT_RED_DAYS):
            sentence = (
                f"The light was red twice within {gap} days: this needs a person, not a plan. "
                "A physiotherapist or a sports doctor can look at what an app cannot."
            )
            return Decision("D.7.2", sentence, numbers)
    return None


def _sore(history: History) -> Decision | None:
    sore = [record for record in history[-SORE_WINDOW:] if _over_limit(record)]
    if len(sore) < SORE_SESSIONS:
        return None
    sentence = (
        f"Pain was above {PAIN_LIMIT} in {len(sore)} of the last "
        f"{min(len(history), SORE_WINDOW)} sessions."
    )
    return Decision(
        "D.7.2", sentence, tuple((r.day.isoformat(), session_pain(r) or 0) for r in sore)
    )


def _over_limit(record: WorkoutRecord) -> bool:
    pain = session_pain(record)
    return pain is not None and pain > PAIN_LIMIT
