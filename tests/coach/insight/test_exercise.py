"""Charts of one exercise: gaps stay gaps, answers are true of the numbers, steps are named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.coach.insight import sides
from app.coach.insight.amount import amount, load
from app.coach.insight.chart import Shape
from app.coach.insight.control import control
from app.coach.insight.rows import Amount, Controlled, Dosed
from app.coach.insight.span import Axis
from app.coach.model import Side, Unit

MONDAY = date(2026, 11, 2)
NO_AXIS = Axis()


def given(
    after: int, control_: int | None, side: Side = Side.LEFT, workout: str = ""
) -> Controlled:
    return Controlled(MONDAY + timedelta(days=after), workout or f"w{after}", side, control_)


def both(after: int, left: int | None, right: int | None) -> list[Controlled]:
    return [given(after, left), given(after, right, Side.RIGHT)]


def done(after: int, side: Side, reps: int, target: int = 30, sets: int = 3) -> Amount:
    return Amount(
        MONDAY + timedelta(days=after), f"w{after}", side, reps, target, sets, target // sets
    )


def dosed(after: int, rule: str = "P1", **more: object) -> Dosed:
    fields = {"rung": None, "tempo": None, "load_kg": None, "height_cm": None} | more
    return Dosed(MONDAY + timedelta(days=after), f"w{after}", rule, **fields)  # type: ignore[arg-type]  # any field


# --- control ------------------------------------------------------------------------------------


def test_nothing_noted_is_said_in_words() -> None:
    chart = control([given(0, None)], "Forward lunge", NO_AXIS)
    assert chart.empty
    assert chart.days == ()
    assert chart.answer.startswith("No control noted yet.")


def test_one_session_is_no_line_and_says_so() -> None:
    chart = control(both(0, 4, 5), "Forward lunge", NO_AXIS)
    assert chart.answer == "One session so far: left 4 and right 5. A second one makes a line."
    assert not chart.empty


@pytest.mark.parametrize(
    ("last", "outlook"),
    [
        ((5, 4), "4 and more is what a gate asks for."),
        ((3, 4), "The same numbers again make it steadier."),
        ((3, 5), "The left leg goes first next time, and the numbers stay."),
        ((4, 2), "The next dose is a step easier, and that is how it gets clean."),
    ],
)
def test_the_outlook_is_what_the_rules_read(last: tuple[int, int], outlook: str) -> None:
    chart = control([*both(0, 3, 4), *both(4, *last)], "Squat", NO_AXIS)
    assert chart.answer.endswith(outlook)


def test_sides_stand_apart_and_their_change_is_said() -> None:
    chart = control([*both(0, 3, 4), *both(2, 4, 4), *both(4, 5, 4)], "Squat", NO_AXIS)
    assert [line.shape for line in chart.series] == [Shape.LEFT, Shape.RIGHT]
    assert [line.values for line in chart.series] == [(3, 4, 5), (4, 4, 4)]
    assert chart.answer.startswith(
        "Last time left 5 and right 4 of 5. Since 2 Nov: left up 2, right the same."
    )


def test_what_was_passed_by_stays_a_gap() -> None:
    chart = control([*both(0, 3, 4), *both(2, None, 4), *both(4, 4, 4)], "Squat", NO_AXIS)
    assert list(chart.series[0].values) == [3, None, 4]
    assert chart.table()[1][1] == ("Wed 4 Nov 2026", "–", "4")


def test_two_legged_work_is_one_line() -> None:
    chart = control([given(0, 4, Side.BOTH), given(2, 4, Side.BOTH)], "Calf raise", NO_AXIS)
    assert [line.label for line in chart.series] == ["both legs"]
    assert "both legs the same" in chart.answer


def test_last_time_and_since_speak_of_what_was_done_last_time() -> None:
    """From two legs to one: what both legs did weeks ago is not what was done last time."""
    two_legs = [given(0, 3, Side.BOTH), given(2, 5, Side.BOTH)]
    chart = control([*two_legs, *both(9, 4, 5)], "Calf raise", NO_AXIS)
    assert chart.answer.startswith("Last time left 4 and right 5 of 5. 4 and more")
    chart = control([*two_legs, *both(9, 4, 5), *both(11, 5, 5)], "Calf raise", NO_AXIS)
    assert "Since 11 Nov: left up 1, right the same." in chart.answer


def test_a_year_is_named_where_it_is_another_one() -> None:
    rows = [*both(-400, 4, 4), *both(0, 4, 4)]
    assert "Since 28 Sep 2025:" in control(rows, "Squat", NO_AXIS).answer


def test_two_sessions_of_a_day_are_two_points() -> None:
    rows = [given(0, 3, workout="a"), given(0, 5, workout="b")]
    assert control(rows, "Squat", NO_AXIS).days == (MONDAY, MONDAY)


# --- what was done against the target -----------------------------------------------------------


def test_repetitions_stand_beside_their_target() -> None:
    rows = [
        done(0, Side.LEFT, 30),
        done(0, Side.RIGHT, 28),
        done(2, Side.LEFT, 30),
        done(2, Side.RIGHT, 30),
    ]
    chart = amount(rows, [], "Squat", NO_AXIS)
    assert chart.series[-1].shape is Shape.TARGET
    assert chart.series[-1].values == (30, 30)
    assert chart.answer == (
        "Last time left 30 of 30 and right 30 of 30 repetitions. The whole dose in 1 of 2 sessions."
    )
    assert 0 <= chart.low < 28 <= chart.high


def test_seconds_are_called_seconds() -> None:
    chart = amount([done(0, Side.BOTH, 30)], [], "Stand", NO_AXIS, Unit.SECONDS)
    assert chart.answer == "One session so far: both legs 30 of 30 seconds."


def test_no_target_is_nothing_to_compare_with() -> None:
    assert amount([done(0, Side.LEFT, 0, 0)], [], "Squat", NO_AXIS).empty


def test_every_step_is_marked_where_it_was_taken() -> None:
    rows = [
        done(0, Side.LEFT, 12, 12, 2),
        done(2, Side.LEFT, 16, 16, 2),
        done(4, Side.LEFT, 24, 24, 3),
        done(6, Side.LEFT, 24, 24, 3),
    ]
    how = [dosed(0), dosed(2), dosed(4, "P2"), dosed(6, "P3", height_cm=25)]
    chart = amount(rows, how, "Step-up", NO_AXIS)
    assert [note.label for note in chart.notes] == ["6→8", "2→3 sets", "25 cm"]
    assert chart.answer.endswith("Last step 8 Nov: 25 cm.")
    header, table = chart.table()
    assert header[-3:] == ("sets", "with", "rule")
    assert table[0][-3:] == ("3 × 8", "25 cm", "P3")


def test_an_extra_set_for_the_weaker_leg_is_no_step() -> None:
    rows = [
        *(done(0, side, 30) for side in (Side.LEFT, Side.RIGHT)),
        done(2, Side.LEFT, 40, 40, 4),
        done(2, Side.RIGHT, 30),
    ]
    assert amount(rows, [], "Squat", NO_AXIS).notes == ()


def test_a_set_that_fell_short_is_said_calmly() -> None:
    rows = [done(0, Side.LEFT, 30), done(2, Side.LEFT, 27)]
    assert "costs nothing" in amount(rows, [], "Squat", NO_AXIS).answer
    rows.append(done(4, Side.LEFT, 27))
    assert "a step back" in amount(rows, [], "Squat", NO_AXIS).answer


def test_height_and_load_have_their_own_chart() -> None:
    how = [dosed(0, height_cm=20), dosed(2, height_cm=20), dosed(4, height_cm=25, rule="P3")]
    chart = load(how, "Step-up", NO_AXIS, height=True)
    assert chart.answer == "Now 25 cm. Last step 6 Nov: up from 20 cm."
    assert chart.series[0].values == (20, 20, 25)
    same = load(how[:2], "Step-up", NO_AXIS, height=True)
    assert same.answer == "Now 20 cm. The same since 2 Nov; the repetitions go first."
    assert load(how, "Step-up", NO_AXIS, height=False).empty


# --- left against right -------------------------------------------------------------------------


def test_each_leg_is_a_share_of_the_better_one() -> None:
    rows = [*both(0, 4, 5), *both(2, 5, 4), *both(4, 5, 5)]
    chart = sides.sides(sides.control_pairs(rows), "Squat", "control", NO_AXIS)
    assert [line.values for line in chart.series] == [(80, 100, 100), (100, 80, 100)]
    assert [level.value for level in chart.levels] == [90]
    assert chart.table()[1][-1] == ("Mon 2 Nov 2026", "80", "100", "4", "5", "0.80")
    assert chart.answer.endswith("no difference, nothing to do.")


def test_more_than_ten_per_cent_apart_names_the_leg_that_goes_first() -> None:
    rows = [row for at in (0, 2, 4) for row in both(at, 3, 5)]
    chart = sides.sides(sides.control_pairs(rows), "Squat", "control", NO_AXIS)
    assert chart.answer == (
        "Over the last 3 sessions: control left 3, right 5; the left leg has 60 % of the right. "
        "More than 10 % apart: the left leg goes first."
    )


def test_the_amount_of_a_set_knows_no_extra_set() -> None:
    rows = [done(0, Side.LEFT, 40, 40, 4), done(0, Side.RIGHT, 30)]
    chart = sides.sides(sides.amount_pairs(rows), "Squat", "amount of a set", NO_AXIS)
    assert chart.answer.startswith("Last time: amount of a set left 10, right 10")


def test_one_leg_alone_is_nothing_to_compare() -> None:
    assert sides.sides(sides.control_pairs([given(0, 4)]), "Squat", "control", NO_AXIS).empty
    assert sides.sides((), "Squat", "control", NO_AXIS).answer.startswith("Nothing to hold")


def test_two_legs_with_nothing_are_alike() -> None:
    chart = sides.sides(((MONDAY, 0.0, 0.0),), "Hop", "cm", NO_AXIS, own=True)
    assert [line.values for line in chart.series] == [(100,), (100,)]
