"""One slower first set, for an exercise that has nothing left to learn at its tempo (D.7.1)."""

from __future__ import annotations

from app.coach.figures import MAIN_LIMIT_MINUTES, PERFECT_CONTROL
from app.coach.frozen import replace
from app.coach.minutes import section_seconds, whole_minutes
from app.coach.model import Decision, PrescribedItem, Section, Tempo
from app.coach.progression import running
from app.coach.safety import SLOW_TEMPO
from app.coach.session_parts import Log

Items = tuple[PrescribedItem, ...]

SLOWER = Tempo(3, 1, 2, 0)
"""Three seconds down, one below, two up (D.2)."""


def slower_first_set(items: Items, log: Log) -> Items:
    """Return the session with the first set of one core exercise at 3-1-2 (D.7.1).

    It is for the first exercise at the slow tempo of weeks 3 and 4 whose last two sessions
    running read control 5 on both legs, in its full form and dose and at that tempo; the
    deadlift stays as it is. Where the twenty minutes have no room for it, S6 wins.
    """
    for place, item in enumerate(items):
        if item.tempo == SLOW_TEMPO and _mastered(item, log):
            slower = (*items[:place], *_split(item), *items[place + 1 :])
            fits = whole_minutes(section_seconds(slower, Section.MAIN)) <= MAIN_LIMIT_MINUTES
            return slower if fits else items
    return items


def _mastered(item: PrescribedItem, log: Log) -> bool:
    results = log.outcomes(log.own, (item.exercise_id,))
    if not running(results) or len(item.targets) < 2:
        return False
    last = results[0]
    highest = log.library[item.exercise_id].rungs[-1].id
    return (
        all(one.control == PERFECT_CONTROL for one in results[:2])
        and item.rung == last.rung == highest
        and item.tempo == last.tempo
        and item.targets == last.targets
    )


def _split(item: PrescribedItem) -> Items:
    """Return the first set by itself, and the others with the questions that follow them."""
    sentence = "Control 5 on both legs twice running: the first set slower, 3-1-2."
    first = replace(
        item,
        targets=item.targets[:1],
        tempo=SLOWER,
        seconds_per_unit=float(SLOWER.seconds),
        decision=Decision("D.7.1", sentence, item.decision.numbers),
        rated=False,
        extra_side=None,
    )
    return first, replace(item, targets=item.targets[1:])
