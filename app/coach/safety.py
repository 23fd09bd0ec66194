"""Rules that guard a session as a whole: free days, runs beside it, and the twenty minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from app.coach.figures import (
    EASY_RUN_GAP_HOURS,
    HARD_RUN_GAP_HOURS,
    MAIN_LIMIT_MINUTES,
    RED_REST_DAYS,
    STRENGTH_GAP_DAYS,
)
from app.coach.frozen import replace
from app.coach.minutes import section_seconds, whole_minutes
from app.coach.model import Decision, History, PrescribedItem, Section, Slot, Tempo
from app.coach.whole_session import LIGHT_BLOCK, red, strength

_FOOT = "foot_core"
_STRETCH = "hip_flexor_mobility"
_CALVES = frozenset({"calf_raise_straight", "calf_raise_bent"})
SLOW_TEMPO = Tempo(3, 0, 1, 0)
"""Squat and lunge of weeks 3 and 4 (D.7.1)."""
# And of the weeks before.
_USUAL_TEMPO = Tempo(2, 0, 1, 0)
_USUAL_SECONDS = 3.5

Items = tuple[PrescribedItem, ...]
Cut = Callable[[Items], Items]


# --- spacing ------------------------------------------------------------------------------


def earliest_day(history: History) -> date | None:
    """Return the first day on which strength work fits again; None with nothing before (S2)."""
    days = [record.day for record in history if strength(record)]
    free = [max(days) + timedelta(days=STRENGTH_GAP_DAYS)] if days else []
    free += [until for until in (red_until(history),) if until is not None]
    return max(free, default=None)


def ready_on(slot: Slot, history: History) -> date:
    """Return the day from which a session can be done: when it is due, or when it may be (S1, S2).

    The light one, which is no strength work, waits for red alone.
    """
    free = red_until(history) if slot.block == LIGHT_BLOCK else earliest_day(history)
    return max(slot.due, free) if free is not None else slot.due


def red_until(history: History) -> date | None:
    """Return the first day after the latest red light on which there may be any session."""
    days = [record.day for record in history if red(record)]
    return max(days) + timedelta(days=RED_REST_DAYS) if days else None


def spacing(history: History, today: date) -> Decision | None:
    """Say why strength work waits today, or None (S1, S2, and 48 hours after red, D.7.2)."""
    rest = red_rest(history, today)
    if rest is not None:
        return rest
    earliest = earliest_day(history)
    if earliest is None or today >= earliest:
        return None
    last = max((record for record in history if strength(record)), key=lambda one: one.day)
    numbers: tuple[tuple[str, float | str], ...] = (
        ("last session", last.day.isoformat()),
        ("earliest", earliest.isoformat()),
    )
    when = f"{earliest:%A}"
    if last.day == today:
        sentence = f"There was a session today; your tissues still answer to it until {when}."
        return Decision("S1", sentence, numbers)
    sentence = f"Strength work wants a free day between: from {when} on."
    return Decision("S2", sentence, numbers)


def too_early(slot: Slot, history: History, today: date) -> Decision | None:
    """Say why a session should wait today, or None; the light one waits for red alone (S1, S2)."""
    rest = red_rest if slot.block == LIGHT_BLOCK else spacing
    return rest(history, today)


def red_rest(history: History, today: date) -> Decision | None:
    """Say that nothing at all is trained in the 48 hours after a red light, or None (D.7.2)."""
    until = red_until(history)
    if until is None or today >= until:
        return None
    numbers = (("earliest", until.isoformat()),)
    sentence = f"The light was red: no session and no fast run before {until:%A}."
    return Decision("D.7.2", sentence, numbers)


# --- strength and running -----------------------------------------------------------------


def run_today(hours_since: float | None) -> Decision | None:
    """Say what an easy run on the same day means for a strength session, or None (S5).

    `hours_since` are the hours since the last run of today ended, as the log has it; None where
    there was none. Hard runs are asked about before the session instead (S4, D.7.2).
    """
    if hours_since is None or hours_since >= EASY_RUN_GAP_HOURS:
        return None
    sentence = (
        f"There was a run today: leave {EASY_RUN_GAP_HOURS} hours after it, "
        f"{HARD_RUN_GAP_HOURS} are better."
    )
    return Decision("S5", sentence, (("hours", round(max(hours_since, 0.0), 1)),))


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
        if item.tempo == SLOW_TEMPO
        else item
        for item in items
    )


def _cut(item: PrescribedItem, what: str) -> Decision:
    sentence = f"{what.capitalize()} today, so that {MAIN_LIMIT_MINUTES} minutes are enough."
    return Decision("S6", sentence, item.decision.numbers)
