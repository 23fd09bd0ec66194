"""Any runner living any life, from one number: small to draw, quick to shrink."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from app.coach.model import DIAGNOSED_LINKS, Place, SkipReason, Start
from tests.coach.training_log import EVERYTHING, LIBRARY, MONDAY, Runner, Went, enrol

_STARTS = (Start.FULL, Start.FULL, Start.PRIMER, Start.GENTLE, Start.DEFER)
_KITS = (frozenset[str](), frozenset({"step"}), frozenset({"step", "box"}), EVERYTHING)
_PLACES_TO_TRAIN = (
    frozenset({Place.HOME}),
    frozenset({Place.HOME, Place.OUTDOORS}),
    frozenset({Place.HOME, Place.OUTDOORS}),
    frozenset(Place),
)
_SKIPS = (SkipReason.PAIN, SkipReason.TIME, SkipReason.QUALITY, SkipReason.TIRED)
_PLACES = ("", "left knee", "right Achilles")


def live(seed: int, visits: int = 14) -> Runner:
    """Return a runner who came on some days and trained what was offered when it might be.

    Days on which strength work has to wait are respected; answers may be anything, or missing.
    """
    chance = Random(seed)
    runner = _runner(chance)
    today = runner.enrolment.started - timedelta(days=1)
    kindness = chance.random()
    for _ in range(chance.randint(1, visits)):
        today += timedelta(days=chance.choice((1, 2, 2, 2, 2, 3, 3, 5, chance.randint(1, 40))))
        now = runner.queue(today)
        waits = {one.rule for one in now.advice} & {"S1", "S2", "D.7.2"}
        if now.next is None or (waits and now.next.block != "light"):
            continue
        went = {exercise_id: _went(chance, kindness) for exercise_id in LIBRARY}
        runner.train(today, went.__getitem__, short=chance.random() < 0.1)
    return runner


def _runner(chance: Random) -> Runner:
    days = tuple(sorted(chance.sample(range(1, 8), chance.randint(0, 7))))
    race = MONDAY + timedelta(days=chance.randint(5, 120))
    return Runner(
        enrol(
            chance.choice(_STARTS),
            link=chance.choice((None, *DIAGNOSED_LINKS)),
            weekdays=days,
            squat=chance.choice(("steady", "oneside", "both", "?", None)),
            easy_entry=chance.random() < 0.3,
            places=chance.choice(_PLACES_TO_TRAIN),
            kit=chance.choice(_KITS),
            cadence=chance.random() < 0.5,
            hard=chance.random() < 0.5,
            tendons=chance.choice((frozenset(), frozenset({"right achilles"}))),
            race_day=race if chance.random() < 0.4 else None,
        )
    )


def _went(chance: Random, kindness: float) -> Went:
    """Return how an exercise went; a kind life has mostly clean sessions."""
    if chance.random() < kindness:
        return Went(left=chance.choice((4, 5)), right=chance.choice((4, 5)))
    return Went(
        left=_maybe(chance, 1, 5),
        right=_maybe(chance, 1, 5),
        effort=_maybe(chance, 3, 10),
        pain=_maybe(chance, 0, chance.choice((2, 2, 5, 10))),
        place=chance.choice(_PLACES),
        morning=chance.choice((None, None, "gone", "same", "worse", "new")),
        short_by=chance.choice((0, 0, 0, 2)),
        skip=chance.choice(_SKIPS) if chance.random() < 0.08 else None,
    )


def _maybe(chance: Random, low: int, high: int) -> int | None:
    return None if chance.random() < 0.1 else chance.randint(low, high)
