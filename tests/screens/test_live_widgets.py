"""The parts of the live screen that have to fit whatever room there is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from app.coach.model import SetStatus
from app.coach.player import Stage
from screens.widgets.big_digits import big_lines
from screens.widgets.ladder import ladder
from screens.widgets.tempo_bar import tempo_bar
from tests.coach.walking import SQUAT_AND_LUNGE, Walk

NUMBERS = st.sampled_from(["7", "10", "100", "0:45", "+12:05", "?"])


@given(NUMBERS, st.integers(1, 200), st.integers(1, 60))
@settings(max_examples=200, deadline=None)
def test_a_number_never_needs_more_room_than_there_is(text: str, width: int, height: int) -> None:
    drawn = big_lines(text, width, height)
    assert 1 <= len(drawn) <= height
    assert all(len(line) <= width for line in drawn)


def test_at_120_by_40_a_count_is_at_least_ten_rows_tall() -> None:
    assert len(big_lines("10", 100, 25)) >= 20
    assert len(big_lines("+0:12", 112, 25)) >= 10


def test_what_the_font_cannot_write_is_written_small() -> None:
    assert big_lines("abc", 20, 10) == ("abc",)
    assert big_lines("", 20, 10) == ()


@given(st.integers(0, 6), st.integers(24, 100))
@settings(max_examples=50, deadline=None)
def test_the_ladder_fits_and_shows_where_one_is(cursor: int, width: int) -> None:
    rows = tuple(
        replace(row, status=SetStatus.DONE if row.pos < cursor else SetStatus.PLANNED, actual=1)
        for row in SQUAT_AND_LUNGE
    )
    text = ladder(rows, cursor, width).plain
    assert cell_len(text) <= width
    assert f"{cursor} of 6 sets" in text
    assert ("◐" in text) is (cursor < 6)


@pytest.mark.parametrize(
    ("seconds", "stage", "coming"),
    [(0.5, Stage.LOWER, "rise"), (2.5, Stage.RISE, "pause"), (3.0, Stage.PAUSE, "lower")],
)
def test_the_tempo_bar_names_this_part_and_the_next(
    seconds: float, stage: Stage, coming: str
) -> None:
    view = Walk.of().wait(10 + seconds).seen()
    text = tempo_bar(view, 76).plain
    assert text.startswith(stage.value)
    assert text.endswith(coming)
    assert cell_len(text) <= 76
    assert tempo_bar(view, 12).plain == stage.value
