"""Any runner living any life, from one number: small to draw, quick to shrink."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from app.coach.model import DIAGNOSED_LINKS, Link, Place, Readiness, Side, SkipReason, Start
from app.coach.retest import SelfTested
from app.coach.selftests import HOPS, Measurement
from tests.coach.training_log import EVERYTHING, LIBRARY, MONDAY, Runner, Went, enrol

_STARTS = (Start.FULL, Start.FULL, Start.PRIMER, Start.GENTLE, Start.DEFER)
_KITS = (frozenset[str](), frozenset({"step"}), frozenset({"step", "box"}), EVERYTHING)
_PLACES_TO_TRAIN = (
    frozenset({Place.HOME}),
    frozenset({Place.HOME, Place.OUTDOORS}),
    frozenset({Place.HOME, Place.OUTDOORS}),
    frozenset(Place),
)
# Few lives would be left to see if bone, which holds the plan, were said as often as the others.
_SKIPS = (
    *(SkipReason.PAIN, SkipReason.TIME, SkipReason.QUALITY, SkipReason.TIRED) * 15,
    *(SkipReason.SHARP, SkipReason.SHARP, SkipReason.BONE),
)
_PLACES = ("", "left knee", "right Achilles")


def live(seed: int, visits: int = 14) -> Runner:
    """Return a runner who came on some days and trained what was offered when it might be.

    Days on which strength work has to wait are respected; answers may be anything, or missing.
    """
    chance = Random(seed)
    runner = _runner(chance)
    return _come(runner, runner.enrolment.started - timedelta(days=1), chance, visits)


def life(seed: int, visits: int = 20) -> Runner:
    """Return a runner at any point of a programme: from the start, or with weeks done before.

    With a past, kit, places and tests are what chance gives from then on; `shown` holds what was
    prescribed since.
    """
    chance = Random(seed)
    if chance.random() < 0.4:
        return live(seed, visits)
    start, weeks = chance.choice(_PASTS)
    past = _past(start, chance.choice(DIAGNOSED_LINKS), weeks, chance.random() < 0.5)
    enrolment = replace(
        past.enrolment,
        kit=chance.choice((*_KITS, EVERYTHING, EVERYTHING)),
        places=chance.choice((*_PLACES_TO_TRAIN, _PLACES_TO_TRAIN[1])),
        tendons=chance.choice((frozenset(), frozenset({"right achilles"}))),
        weekdays=tuple(sorted(chance.sample(range(1, 8), chance.randint(2, 7)))),
        readiness=tuple(_readiness(chance, past.history[-1].day)),
    )
    now = past.history[-1].day
    runner = Runner(enrolment, past.history, tested=SelfTested(tuple(_measured(chance, now))))
    return _come(runner, now + timedelta(days=1), chance, visits)


# A start, and the weeks of it that are done.
_PASTS = ((Start.FULL, 4), *[(Start.FULL, 8)] * 2, *[(Start.FULL, 12)] * 3, (Start.PRIMER, 2))


@cache
def _past(start: Start, link: Link, weeks: int, cadence: bool) -> Runner:
    outdoors = frozenset({Place.HOME, Place.OUTDOORS})
    runner = Runner(enrol(start, link=link, cadence=cadence, places=outdoors, kit=EVERYTHING))
    return runner.train_plan(MONDAY + timedelta(weeks=weeks, days=-1))


def _measured(chance: Random, now: date) -> Iterable[Measurement]:
    for side in (Side.LEFT, Side.RIGHT):
        count = chance.choice((0, 12, 15, 18, 22, 30))
        yield Measurement("T8", now - timedelta(days=2), side, count, "reps")
        if chance.random() < 0.7:
            painless = float(chance.random() < 0.9)
            yield Measurement(HOPS, now + timedelta(days=1), side, painless, "hops")


def _readiness(chance: Random, now: date) -> Iterable[Readiness]:
    for ahead in range(chance.randint(0, 4)):
        yield Readiness(
            now + timedelta(days=2 * ahead),
            short_sleep=chance.random() < 0.3,
            sore=chance.random() < 0.3,
            hard_run=chance.random() < 0.2,
        )


def _come(runner: Runner, today: date, chance: Random, visits: int) -> Runner:
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
