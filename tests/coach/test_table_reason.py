"""Every dose of a table comes with its unit and a reason (D.7.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from app.coach.ladders.dose import Case
from app.coach.ladders.fixed import fixed
from app.coach.model import Unit
from app.coach.tables import Block, Entry, Ladder
from tests.coach.training_log import LIBRARY, MONDAY, PROGRAMMES

_BARE = re.compile(r"[\d ×]+\w*( each leg)?\.$")
_SIGN = {Unit.SECONDS: " s", Unit.METRES: " m", Unit.MINUTES: " min", Unit.HOLDS: " holds"}


def _case(block: Block, week: int, entry: Entry) -> Case:
    return Case(
        entry=entry,
        exercise=LIBRARY[entry.exercise],
        library=LIBRARY,
        block=block,
        today=MONDAY,
        results=(),
        pain_results=(),
        week=week,
    )


def _fixed() -> Iterator[Case]:
    for block in PROGRAMMES.blocks.values():
        for (week, _), day in block.days.items():
            for entry in day.entries:
                if entry.ladder in {Ladder.FIXED, Ladder.RUN}:
                    yield _case(block, week, entry)


def _said(block_id: str, week: int, day_no: int, exercise: str) -> str:
    block = PROGRAMMES.blocks[block_id]
    day = block.day(week, day_no)
    entry = next(one for one in day.entries if one.exercise == exercise)
    return fixed(_case(block, week, entry)).decision.sentence


def test_no_dose_of_a_table_stands_without_a_reason_and_its_unit() -> None:
    cases = list(_fixed())
    assert len(cases) > 100
    for case in cases:
        sentence = fixed(case).decision.sentence
        _, _, after = sentence.partition(": ")
        assert not _BARE.fullmatch(after), sentence
        unit = case.entry.unit or case.exercise.unit
        assert _SIGN.get(unit, "") in sentence, sentence


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (
            ("phase4_power", 4, 2, "high_knees"),
            "Phase 4, week 4: 20 m after 2 × 20 m in week 3: the lighter week, to come fresh to "
            "the retests.",
        ),
        (
            ("phase2", 1, 1, "high_knees"),
            "Phase 2, week 1: 2 × 20 m to begin with, up to 3 × 20 m later in phase 2.",
        ),
        (
            ("phase2", 3, 1, "high_knees"),
            "Phase 2, week 3: 2 × 20 m as in week 2; what grows this week is A-skip.",
        ),
        (
            ("phase2", 4, 2, "strides"),
            "Phase 2, week 4: 4 × 20 s after 4 × 15 s in week 3: the next step of phase 2.",
        ),
        (
            ("phase3", 4, 1, "form_blocks"),
            "Phase 3, week 4: 15 min after 4 × 5 min in week 3: fewer breaks, longer at a stretch.",
        ),
        (("upkeep", 7, 2, "strides"), "Upkeep: 4 × 20 s each time, to keep what is built."),
    ],
)
def test_the_reason_is_the_course_of_the_table(
    place: tuple[str, int, int, str], sentence: str
) -> None:
    assert _said(*place) == sentence
