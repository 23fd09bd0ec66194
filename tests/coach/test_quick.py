"""A session told afterwards: as planned, what differed, and never an answer nobody gave."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.layout import lay_out
from app.coach.model import Laterality, Section, SetStatus, Side, SkipReason, Unit
from app.coach.player import Proposal
from app.coach.quick import Sheet, results, sheet
from tests.trainer.training_room import item, prescription

ROWS = lay_out(
    prescription(
        item("warm_up", rated=False, section=Section.OPENING, laterality=Laterality.TOGETHER),
        item("lunge", targets=(10, 10, 10)),
        item("skip", targets=(20, 20), unit=Unit.METRES, laterality=Laterality.TOGETHER),
    )
)
SAID = {"lunge": Proposal({Side.LEFT: 4, Side.RIGHT: 5}, 6, 3), "skip": Proposal({}, 5, 0)}


def told(*steps: Callable[[Sheet], Sheet], said: dict[str, Proposal] | None = None) -> Sheet:
    made = sheet(ROWS, said or {})
    for step in steps:
        made = step(made)
    return made


def answers(*values: int) -> list[Callable[[Sheet], Sheet]]:
    return [lambda made, value=value: made.answer(value) for value in values]  # type: ignore[misc]  # a value each


def test_untouched_it_is_as_planned_and_nothing_is_rated() -> None:
    rows, ratings = results(told())

    assert [row.exercise_id for row in rows] == ["lunge"] * 6 + ["skip"] * 2
    assert [row.pos for row in rows] == list(range(8))
    assert all(row.status is SetStatus.DONE and row.actual == row.target for row in rows)
    assert ratings == ()


def test_a_row_of_keys_rates_every_exercise() -> None:
    made = told(*answers(4, 5, 6, 0, 3, 7, 1))
    _, ratings = results(made)

    found = {(r.exercise_id, r.side): (r.control, r.effort, r.pain) for r in ratings}
    assert made.finished
    assert found == {
        ("lunge", Side.LEFT): (4, None, None),
        ("lunge", Side.RIGHT): (5, None, None),
        ("lunge", Side.BOTH): (None, 6, 0),
        ("skip", Side.BOTH): (3, 7, 1),
    }


def test_last_time_is_taken_by_a_key_and_pain_over_the_limit_is_asked_afresh() -> None:
    made = told(lambda s: s.take(), said=SAID)

    lunge = made.lines[0]
    assert [lunge.answers.get(question) for question in lunge.questions] == [4, 5, 6, None]
    assert made.at == 0
    assert not lunge.takeable
    assert made.answer(1).at == 1


def test_what_is_no_answer_changes_nothing() -> None:
    made = told()
    assert made.answer(0) == made  # control begins at 1
    assert made.answer(6) == made


def test_fewer_sets_and_fewer_in_each() -> None:
    made = told(lambda s: s.sets(-1), lambda s: s.amount(-2), lambda s: s.why())
    rows, _ = results(made)
    lunges = [row for row in rows if row.exercise_id == "lunge"]

    assert [row.actual for row in lunges] == [8, 8, 8, 8, None, None]
    assert {row.skip_reason for row in lunges[4:]} == {made.lines[0].reason}
    assert made.lines[0].reason is not SkipReason.OTHER


def test_back_at_the_plan_it_is_as_planned_again() -> None:
    made = told(lambda s: s.amount(-1), lambda s: s.amount(1))
    assert made.lines[0].as_planned


def test_left_out_it_is_not_asked_about_and_can_come_back() -> None:
    made = told(*answers(4, 5, 6, 0), lambda s: s.skip())
    rows, ratings = results(made)

    assert made.finished
    assert [row.status for row in rows[6:]] == [SetStatus.SKIPPED] * 2
    assert {rating.exercise_id for rating in ratings} == {"lunge"}
    assert made.skip().lines[1].sets == 2


def test_an_answer_is_kept_only_for_what_was_done() -> None:
    made = told(*answers(4, 5, 6, 0), lambda s: s.move(-1), lambda s: s.skip())
    _, ratings = results(made)

    assert ratings == ()
    assert made.worked
    assert not told(lambda s: s.skip(), lambda s: s.skip()).worked


def test_left_empty_stays_empty_until_it_is_asked_again() -> None:
    made = told(lambda s: s.pass_by(), *answers(5, 6, 0))
    _, ratings = results(made)

    assert {r.side: r.control for r in ratings} == {Side.RIGHT: 5, Side.BOTH: None}
    again = made.move(-1).again()
    assert again.lines[0].open == again.lines[0].questions[0]


steps = st.sampled_from(
    [
        *(lambda s, v=value: s.answer(v) for value in range(11)),
        lambda s: s.skip(),
        lambda s: s.take(),
        lambda s: s.pass_by(),
        lambda s: s.again(),
        lambda s: s.why(),
        *(lambda s, b=by: s.sets(b) for by in (-1, 1)),
        *(lambda s, b=by: s.amount(b) for by in (-5, 5)),
        *(lambda s, b=by: s.move(b) for by in (-1, 1)),
    ]
)


@settings(max_examples=60, deadline=None)
@given(taken=st.lists(steps, max_size=30))
def test_whatever_is_pressed_the_log_holds_what_was_said(
    taken: list[Callable[[Sheet], Sheet]],
) -> None:
    made = told(*taken, said=SAID)
    rows, ratings = results(made)

    assert len(rows) == 8
    for row in rows:
        done = row.status is SetStatus.DONE
        assert (row.actual is not None) is done
        assert (row.skip_reason is not None) is not done
    given_answers = sum(
        line.answers.get(question) is not None for line in made.lines for question in line.questions
    )
    kept = [value for r in ratings for value in (r.control, r.effort, r.pain)]
    assert sum(value is not None for value in kept) == given_answers
    worked = {row.exercise_id for row in rows if row.status is SetStatus.DONE}
    assert {rating.exercise_id for rating in ratings} <= worked
