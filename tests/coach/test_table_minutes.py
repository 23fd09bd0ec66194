"""Both minutes figures of every session of D.7.5, worked out from a plan that is lived."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from app.coach.model import Link, Place, Section, Start
from tests.coach.training_log import EVERYTHING, FINE, MONDAY, Answer, Runner, Went, enrol

OUTDOORS = frozenset({Place.HOME, Place.OUTDOORS})

Minutes = tuple[int, int]


def _calves_stay(exercise_id: str) -> Went:
    """The tables count calf raises that do not climb; effort 8 repeats the numbers (P4)."""
    return Went(effort=8) if exercise_id.startswith("calf_raise") else FINE


@cache
def _ready(start: Start, *, cadence: bool) -> Runner:
    """Return a runner who stands before the last phase."""
    weeks = 12 if start is Start.FULL else 2
    runner = Runner(enrol(start, places=OUTDOORS, kit=EVERYTHING, cadence=cadence))
    return runner.train_plan(MONDAY + timedelta(weeks=weeks, days=-1))


def _lived(
    start: Start,
    link: Link,
    answer: Answer | None = None,
    *,
    cadence: bool = False,
    hard: bool = True,
) -> dict[tuple[str, int, int], Minutes]:
    ready = _ready(start, cadence=cadence)
    enrolment = replace(ready.enrolment, link=link, hard=hard)
    runner = Runner(enrolment, ready.history, list(ready.shown))
    weeks = 16 if start is Start.FULL else 6
    runner.train_plan(MONDAY + timedelta(weeks=weeks, days=-1), answer)
    return {
        (session.slot.block, session.slot.week, session.slot.day_no): (
            session.main_minutes,
            session.all_minutes,
        )
        for _, session in runner.shown
    }


def _table(lived: dict[tuple[str, int, int], Minutes], block: str) -> list[list[Minutes]]:
    return [[lived[block, week, day] for day in (1, 2, 3)] for week in (1, 2, 3, 4)]


def _days(*days: str) -> list[list[Minutes]]:
    """Read the digest's columns, one for each day: `12/27 14/28 …`."""
    columns = [
        [tuple(int(part) for part in pair.split("/")) for pair in day.split()] for day in days
    ]
    return [list(week) for week in zip(*columns, strict=True)]


def test_phase_2() -> None:
    assert _table(_lived(Start.FULL, Link.POWER), "phase2") == _days(
        "12/27 14/28 16/29 21/35",
        "7/21 9/22 14/27 19/33",
        "11/25 14/27 16/29 17/31",
    )


def test_phase_3() -> None:
    assert _table(_lived(Start.FULL, Link.POWER), "phase3") == _days(
        "10/23 22/35 26/39 15/28",
        "22/26 23/27 23/27 12/16",
        "15/28 27/40 31/44 21/34",
    )


def test_phase_3_with_cadence() -> None:
    lived = _lived(Start.FULL, Link.COORDINATION, cadence=True)
    assert [week[2] for week in _table(lived, "phase3_cadence")] == [
        (19, 32),
        (31, 44),
        (27, 40),
        (26, 39),
    ]


def test_mechanics() -> None:
    lived = _lived(Start.FULL, Link.MECHANICS, _calves_stay)
    assert _table(lived, "phase4_mechanics") == _days(
        "20/24 25/29 25/29 13/17",
        "11/24 13/26 14/27 9/22",
        "20/33 20/33 20/33 20/33",
    )


def test_coordination() -> None:
    """The table's second day counts a straight knee; the bent one of weeks 2, 4 is a minute less.

    With cadence runs done before, the third day is 2×10, 20, 25 and 20 minutes.
    """
    lived = _lived(Start.FULL, Link.COORDINATION, _calves_stay, cadence=True)
    assert _table(lived, "phase4_coordination") == _days(
        "12/25 14/27 14/27 7/20",
        "18/22 18/22 20/24 9/13",
        "22/35 20/33 25/38 20/33",
    )


def test_coordination_without_cadence_runs_before() -> None:
    lived = _lived(Start.FULL, Link.COORDINATION, _calves_stay)
    assert [week[2] for week in _table(lived, "phase4_coordination_new")] == [
        (14, 27),
        (26, 39),
        (22, 35),
        (20, 33),
    ]


def test_power() -> None:
    lived = _lived(Start.FULL, Link.POWER, _calves_stay)
    assert _table(lived, "phase4_power") == _days(
        "15/19 17/21 12/31 6/25",
        "14/27 14/27 16/29 9/22",
        "17/32 21/36 27/42 11/26",
    )


def test_aerobic() -> None:
    lived = _lived(Start.FULL, Link.AEROBIC, _calves_stay)
    # In week 4 the retest stands for the intervals: half an hour easy between two all-out runs.
    assert _table(lived, "phase4_aerobic") == _days(
        "18/33 23/38 25/40 53/68",
        "23/27 24/28 24/28 10/14",
        "19/34 23/38 20/35 19/34",
    )


def test_aerobic_where_tempo_runs_are_new() -> None:
    lived = _lived(Start.FULL, Link.AEROBIC, _calves_stay, hard=False)
    assert [week[2] for week in _table(lived, "phase4_aerobic_new")] == [
        (30, 45),
        (19, 34),
        (23, 38),
        (19, 34),
    ]


@pytest.mark.parametrize(
    ("link", "day", "main", "all_in"),
    [
        (Link.MECHANICS, 1, (13, 19), (17, 23)),
        (Link.MECHANICS, 2, (7, 12), (20, 25)),
        (Link.MECHANICS, 3, (10, 26), (23, 39)),
        (Link.COORDINATION, 1, (7, 14), (20, 27)),
        (Link.COORDINATION, 2, (9, 14), (13, 18)),
        # The table's 8–11 has the shared calf ladder one step lower in week 3.
        (Link.POWER, 1, (8, 12), (12, 16)),
        (Link.POWER, 2, (9, 14), (22, 27)),
        (Link.POWER, 3, (10, 22), (25, 37)),
        (Link.AEROBIC, 2, (9, 13), (13, 17)),
    ],
)
def test_after_primer(link: Link, day: int, main: Minutes, all_in: Minutes) -> None:
    name = f"phase4_{link}" + ("" if link is Link.AEROBIC else "_primer")
    lived = _lived(Start.PRIMER, link, _slow_calves if link is Link.POWER else None)
    found = [week[day - 1] for week in _table(lived, name)]
    assert (min(one for one, _ in found), max(one for one, _ in found)) == main
    assert (min(one for _, one in found), max(one for _, one in found)) == all_in


def _slow_calves(exercise_id: str) -> Went:
    return Went(effort=8) if exercise_id == "calf_raise_straight" else FINE


def test_contacts_are_those_of_the_tables() -> None:
    runner = Runner(enrol(places=OUTDOORS, kit=EVERYTHING))
    runner.train_plan(MONDAY + timedelta(weeks=16, days=-1))
    assert [_contacts(runner, "phase2", week) for week in (1, 2, 3, 4)] == [0, 0, 28, 56]
    assert [_contacts(runner, "phase4_power", week) for week in (1, 2, 3, 4)] == [20, 20, 30, 15]


def _contacts(runner: Runner, block: str, week: int) -> int:
    from app.coach.contacts import session_contacts
    from tests.coach.training_log import LIBRARY

    return max(
        round(session_contacts(session.items, LIBRARY))
        for _, session in runner.shown
        if (session.slot.block, session.slot.week) == (block, week)
    )


def test_skips_come_before_calf_raises() -> None:
    runner = Runner(enrol(places=OUTDOORS, kit=EVERYTHING))
    runner.train_plan(MONDAY + timedelta(weeks=8, days=-1))
    for _, session in runner.shown:
        order = [one.exercise_id for one in session.items if one.section is Section.MAIN]
        calves = [n for n, name in enumerate(order) if name.startswith("calf_raise")]
        if "a_skip" in order and calves:
            assert order.index("a_skip") < calves[0]
