"""Scores, norms, noise, and who had better wait with a test."""

from __future__ import annotations

import pytest

from app.coach import measured, trial
from app.coach.model import Link, Side, Start
from app.coach.norms import Person, Sex, calf_norm, norm, stand_norm
from app.coach.pain import Felt
from app.coach.reading import figure
from app.coach.selftests import HOPS, RETEST_NEEDED, RETESTS, Fitness, Measurement, barred
from app.coach.trial import Stage
from app.coach.weaker_first import first_side
from app.selftests import load_selftests
from tests.coach.gate_log import both
from tests.coach.training_log import _PATHS, MONDAY, Runner, Went, always, enrol

TESTS = load_selftests(_PATHS)
READY = Fitness(Start.FULL, phase=4, pain=Felt(0), calf=20)


@pytest.mark.parametrize(
    ("test", "attempts", "result"),
    [
        ("T1", (168, 172, 164), 168),
        ("T6", (12.5, 40, 33), 40),
        ("T10", (120, 131, 128), 131),
        ("T11", (4.61, 4.55, 4.7), 4.55),
        ("T4", (0, 2, 1), 1),
        ("T4", (0, 0, 2), 0),
    ],
)
def test_several_attempts_give_one_result(
    test: str, attempts: tuple[float, ...], result: float
) -> None:
    found = TESTS[test]
    assert measured.reduce(found, found.scores[0], attempts) == result


def test_no_attempt_is_no_result() -> None:
    with pytest.raises(ValueError, match="takes an attempt"):
        measured.reduce(TESTS["T1"], TESTS["T1"].scores[0], ())


@pytest.mark.parametrize(
    ("seconds", "raises"), [(0, 0), (0.9, 0), (1, 1), (2.9, 1), (3, 2), (60, 30), (-1, 0)]
)
def test_raises_are_counted_on_the_way_down(seconds: float, raises: int) -> None:
    assert measured.raises_done(seconds) == raises


def test_the_sustain_index() -> None:
    predicted = 330 * (5000 / 1500) ** 1.06
    assert measured.sustain_index(1500, 330, 5000, predicted) == pytest.approx(1.0)
    assert measured.sustain_words(0.97) == "leans to endurance"
    assert measured.sustain_words(0.98) == measured.sustain_words(1.03) == "balanced"
    assert measured.sustain_words(1.04) == "leans to speed and fades"
    with pytest.raises(ValueError, match="longer"):
        measured.sustain_index(5000, 1200, 1500, 330)


def test_critical_speed() -> None:
    assert measured.critical_speed(250, 850) == 4.0
    assert measured.pace(4.0) == "4:10/km"
    with pytest.raises(ValueError, match="longer"):
        measured.critical_speed(850, 250)


def test_drift_and_fade() -> None:
    assert measured.drop_per_cent(180, 171) == pytest.approx(5)
    assert measured.kept_per_cent(1000, 970) == pytest.approx(97)
    with pytest.raises(ValueError, match="above zero"):
        measured.drop_per_cent(0, 1)


@pytest.mark.parametrize(
    ("newer", "real", "improved"), [(26, False, None), (27, True, True), (13, True, False)]
)
def test_a_change_counts_beyond_the_noise_only(
    newer: int, real: bool, improved: bool | None
) -> None:
    old, new = both("T8", MONDAY, 20)[0], both("T8", MONDAY, newer)[0]
    change = measured.change(TESTS["T8"].scores[0], old, new)
    assert (change.real, change.improved) == (real, improved)


def test_noise_as_a_share_of_the_older_value() -> None:
    score = TESTS["T15"].scores[0]
    old = Measurement("T15", MONDAY, Side.BOTH, 4.0, "m/s")
    small = Measurement("T15", MONDAY, Side.BOTH, 4.07, "m/s")
    large = Measurement("T15", MONDAY, Side.BOTH, 4.1, "m/s")
    assert not measured.change(score, old, small).real
    assert measured.change(score, old, large).improved


def test_without_a_known_noise_nothing_is_called_a_change() -> None:
    old, new = both("T9", MONDAY, 20)[0], both("T9", MONDAY, 40)[0]
    assert not measured.change(TESTS["T9"].scores[0], old, new).real


def test_legs_more_than_fifteen_per_cent_apart_are_named() -> None:
    left, right = both("T8", MONDAY, 16, right=20)
    said = measured.compare_sides(TESTS["T8"], left, right)
    assert said is not None
    assert said.sentence.startswith("The left leg has 80 %")
    assert measured.compare_sides(TESTS["T8"], *both("T8", MONDAY, 17, right=20)) is None
    assert measured.compare_sides(TESTS["T8"], *both("T8", MONDAY, 0, right=0)) is None


def test_a_hop_has_the_stricter_aim() -> None:
    left, right = (
        Measurement("T10", MONDAY, side, value, "cm")
        for side, value in ((Side.LEFT, 120), (Side.RIGHT, 105))
    )
    said = measured.compare_sides(TESTS["T10"], left, right)
    assert said is not None
    assert "right leg has 88 %" in said.sentence


@pytest.mark.parametrize(
    ("steps", "seconds", "words"),
    [
        (-1, 0.0, "that is progress"),
        (-1, -0.2, "that is progress"),
        (-1, 0.3, "over-striding"),
        (0, -0.2, "Progress here is fewer steps"),
    ],
)
def test_steps_count_together_with_the_time(steps: int, seconds: float, words: str) -> None:
    def by(unit: str, first: float, more: float) -> measured.Change:
        score = TESTS["T12"].score(unit)
        assert score is not None
        return measured.change(
            score,
            Measurement("T12", MONDAY, Side.BOTH, first, unit),
            Measurement("T12", MONDAY, Side.BOTH, first + more, unit),
        )

    assert words in measured.steps_and_time(by("steps", 12, steps), by("s", 4.0, seconds)).sentence


@pytest.mark.parametrize(
    ("test_id", "value", "words"),
    [
        ("T14", 1.05, "Leans to speed and fades."),
        ("T15", 4.0, "4:10/km."),
        ("T16", 4.0, "a good base"),
        ("T16", 6.0, ""),
        ("T17", 98.0, "Well paced."),
        ("T17", 90.0, "begins at 97 %"),
        ("T18", 4.0, "more than 3 % is worth a look"),
        ("T8", 20.0, ""),
    ],
)
def test_what_a_figure_says_by_itself(test_id: str, value: float, words: str) -> None:
    said = measured.meaning(test_id, value)
    assert words in said if words else not said


def test_the_weaker_leg_is_the_one_tested_lower_then_the_one_trained_lower() -> None:
    calf, beat = TESTS["T8"], TESTS["T2"]
    assert first_side(calf, both("T8", MONDAY, 20, right=18), ()) is Side.RIGHT
    assert first_side(calf, both("T8", MONDAY, 18, right=20), ()) is Side.LEFT
    assert first_side(calf, (), ()) is Side.LEFT
    assert first_side(calf, both("T8", MONDAY, 20, right=20), ()) is Side.RIGHT, "they take turns"
    assert first_side(beat, (), ()) is Side.BOTH
    wobbly = Runner(enrol()).train_plan(MONDAY, always(Went(left=4, right=3))).history
    assert first_side(calf, (), wobbly) is Side.RIGHT


def test_the_norms_by_age_and_sex() -> None:
    men = [calf_norm(Person(age, Sex.MAN)) for age in (18, 25, 35, 45, 55, 65, 75, 85, 99)]
    assert men == [37, 37, 33, 28, 24, 19, 15, 10, 10]
    women = [calf_norm(Person(age, Sex.WOMAN)) for age in (25, 35, 45, 55, 65, 75, 85)]
    assert women == [31, 27, 25, 22, 19, 17, 14]
    assert [stand_norm(Person(age)) for age in (15, 39, 40, 59, 60, 70, 80)] == [
        44, 44, 41, 41, 32, 21, 9,
    ]  # fmt: skip
    assert calf_norm(Person(45)) is None
    assert calf_norm(Person(sex=Sex.MAN)) is None
    assert norm("T3", Person(45, Sex.MAN)) is None


@pytest.mark.parametrize(
    ("fitness", "waits"),
    [
        (READY, False),
        (Fitness(Start.FULL, phase=3, pain=Felt(0), calf=15), False),
        (Fitness(Start.FULL, phase=2, pain=Felt(0), calf=30), True),
        (Fitness(Start.FULL, phase=3, pain=Felt(1), calf=30), True),
        (Fitness(Start.FULL, phase=3, pain=None, calf=30), True),
        (Fitness(Start.FULL, phase=3, pain=Felt(0), calf=14), True),
        (Fitness(Start.FULL, phase=3, pain=Felt(0), calf=None), True),
    ],
)
def test_hopping_waits_for_calves_phase_and_no_pain(fitness: Fitness, waits: bool) -> None:
    assert (barred("T10", fitness) is not None) is waits


@pytest.mark.parametrize(
    ("test", "phase", "waits"),
    [("T11", 3, True), ("T11", 4, False), ("T15", 1, True), ("T15", 2, True), ("T15", 3, False)],
)
def test_sprints_and_all_out_runs_wait_for_their_phase(test: str, phase: int, waits: bool) -> None:
    assert (barred(test, Fitness(Start.FULL, phase=phase)) is not None) is waits


def test_who_is_past_the_primer_may_sprint() -> None:
    assert barred("T11", Fitness(Start.PRIMER, phase=0, primer_done=True)) is None


def test_under_hold_nothing_is_tested_and_under_gentle_nothing_fast() -> None:
    assert all(barred(test, Fitness(Start.HOLD)) for test in TESTS)
    gentle = {test for test in TESTS if barred(test, Fitness(Start.GENTLE))}
    assert gentle == {"T10", "T11", "T12", "T13", "T14", "T15", HOPS}


def test_every_retest_is_a_test_of_its_link() -> None:
    for link, tests in RETESTS.items():
        assert set(tests) <= set(TESTS)
        assert all(link in TESTS[test].links for test in tests)
    assert set(RETEST_NEEDED) == set(RETESTS) == set(Link) - {Link.TISSUE}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("21", 21),
        (" 4.85 ", 4.85),
        ("4,85", 4.85),
        ("13:40", 820),
        ("1:02:03", 3723),
        ("4:10.5", 250.5),
    ],
)
def test_figures_as_people_write_them(text: str, value: float) -> None:
    assert figure(text) == value


@pytest.mark.parametrize("text", ["", "x", "1e9", "nan", "inf", "4:60", "4:1", "٣", "1 2", "--1"])
def test_what_is_no_figure(text: str) -> None:
    with pytest.raises(ValueError, match="no figure"):
        figure(text)


# --- a test under way ---------------------------------------------------------------------


def test_a_beat_counts_until_the_key_and_can_be_corrected() -> None:
    state = trial.start(trial.begin(TESTS["T8"], 0), 10)
    assert state.stage is Stage.LEAD
    state = trial.tick(state, 15)
    assert state.stage is Stage.RUN
    assert trial.going_up(state, 15.5)
    assert not trial.going_up(state, 16.5)
    assert trial.next_change(state, 15.5) == 16
    state = trial.stop(state, 57)
    assert (state.stage, state.count) == (Stage.CHECK, 21)
    state = trial.correct(trial.correct(state, -1), -1)
    state = trial.keep(state, 60)
    assert state.stage is Stage.READY
    assert state.turn is not None
    assert state.turn.side is Side.RIGHT
    assert state.attempts == {(Side.LEFT, "reps"): (19,)}
    assert not state.may_finish


def test_nothing_is_counted_before_it_begins_or_by_the_wrong_key() -> None:
    state = trial.begin(TESTS["T3"], 0)
    assert trial.tap(state, 1) == state
    state = trial.start(state, 1)
    assert trial.tap(state, 2).count == 0
    state = trial.tap(trial.tick(state, 6), 6.1)
    assert state.count == 1
    assert trial.stop(state, 7).stage is Stage.RUN
    assert trial.tap(state, 16.5).stage is Stage.CHECK
    assert trial.tap(state, 16.5).value == 2
    assert trial.correct(trial.begin(TESTS["T3"], 0), 5).count == 0


def test_a_hold_ends_at_its_cap_and_is_not_corrected() -> None:
    state = trial.tick(trial.tick(trial.start(trial.begin(TESTS["T6"], 0), 0), 5), 80)
    assert (state.stage, state.seconds) == (Stage.CHECK, 45)
    assert trial.correct(state, 5) == state


def test_stopping_the_lead_in_goes_back_and_again_forgets() -> None:
    state = trial.start(trial.begin(TESTS["T8"], 0), 0)
    assert trial.stop(state, 2).stage is Stage.READY
    run = trial.stop(trial.tick(state, 5), 20)
    assert trial.again(run, 21).kept == ()
    assert trial.keep(state, 3) == state
    assert trial.start(run, 22) == run


def test_further_tries_may_be_left_out_once_each_leg_has_one() -> None:
    state = trial.begin(TESTS["T6"], 0)
    for _ in range(2):
        assert not state.may_finish
        assert trial.finish(state) == state
        state = trial.keep(trial.stop(trial.tick(trial.start(state, 0), 5), 15), 16)
    assert trial.finish(state).stage is Stage.DONE
    assert trial.next_change(state, 20) == 21


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("5:30/km", "5:30/km", True),
        ("5:30/km", "5:36/km", True),
        ("5:30/km", "5:45/km", False),
        ("5:30/km", "5:31 per km", True),
        ("treadmill", "treadmill", True),
        ("treadmill", "5:30/km", False),
        ("", "5:30/km", False),
        ("0:00/km", "5:30/km", False),
    ],
)
def test_results_are_compared_at_like_pace(one: str, other: str, like: bool) -> None:
    assert measured.alike(one, other) is measured.alike(other, one) is like
