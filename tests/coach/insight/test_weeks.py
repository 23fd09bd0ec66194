"""Charts of weeks, pain, tests, runs and links: each answer is true of its numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.coach.figures import WEAK_FROM
from app.coach.insight.amount import amount, load
from app.coach.insight.cadence import cadence, usual_speed
from app.coach.insight.chart import Band, Chart, Form, Shape
from app.coach.insight.control import control
from app.coach.insight.dose import MOST_BARS, weekly_dose
from app.coach.insight.hurt import hurt
from app.coach.insight.links import links
from app.coach.insight.regular import MOST_WEEKS, PastPlan, regular, weeks_of
from app.coach.insight.retests import retests
from app.coach.insight.rows import Hurt, TrainedDay, WeekDose
from app.coach.insight.sides import sides
from app.coach.insight.span import EVER, Axis, Span
from app.coach.model import Kind, Link, Side, Slot, Unit
from app.coach.plan import SlotState, SlotStatus
from app.coach.runs import Measures, RunRecord
from app.coach.selftests import Better, Instrument, Measurement, Score, SelfTest

MONDAY = date(2026, 11, 2)
NO_AXIS = Axis()


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


# --- weekly dose --------------------------------------------------------------------------------


def dose(weeks: list[WeekDose], today: date = MONDAY, link: str = "") -> Chart:
    return weekly_dose(weeks, {}, today, NO_AXIS, span=EVER, link=link)


def test_a_week_without_training_stays_empty() -> None:
    weeks = [
        WeekDose(MONDAY, "a", 12, 10),
        WeekDose(MONDAY, "b", 6, 6),
        WeekDose(week(2), "a", 12, 3),
    ]
    chart = dose(weeks, week(2) + timedelta(days=3))
    assert list(chart.series[0].values) == [18, None, 12]
    assert list(chart.series[1].values) == [16, None, 3]
    assert chart.answer == (
        "This week 3 of 12 sets so far; 19 of 30 sets since 2 Nov (63 %). "
        "What was left out needs no making up."
    )


def test_a_week_not_begun_is_said_to_be() -> None:
    chart = dose([WeekDose(MONDAY, "a", 12, 12)], week(1))
    assert chart.answer == "None begun this week; 12 of 12 sets since 2 Nov (100 %)."
    assert dose([]).empty
    assert dose([WeekDose(MONDAY, "a", 12, 12)], link="power").empty


def test_years_of_weeks_share_bars_that_are_their_mean() -> None:
    chart = dose([WeekDose(week(at), "a", 10, 5) for at in range(1000)], week(999))
    assert len(chart.days) <= MOST_BARS
    assert {*chart.series[0].values} == {10}
    assert {*chart.series[1].values} == {5}
    assert "mean of 21 weeks" in chart.unit


# --- pain ---------------------------------------------------------------------------------------


def pains(*told: tuple[int, str | None]) -> list[Hurt]:
    return [
        Hurt(MONDAY + timedelta(days=2 * at), f"w{at}", pain, morning)
        for at, (pain, morning) in enumerate(told)
    ]


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ([(0, None), (0, None)], "No pain in 2 sessions."),
        (
            [(2, "gone"), (0, None)],
            "Green in 2 of 2 sessions. The highest was 2 on 2 Nov, gone the next morning. "
            "Calm of late: nothing to do.",
        ),
        (
            [(0, None), (4, "worse")],
            "Green in 1 of 2 sessions. The highest was 4 on 4 Nov, worse the next morning. "
            "The plan asks for less there until it is calm.",
        ),
        (
            [(7, None)],
            "Green in 0 of 1 session. The highest was 7 on 2 Nov. After red the plan rests it for "
            "days; if it stays, let someone look at it.",
        ),
        (
            [(5, "same"), (0, None), (0, None), (1, "gone")],
            "Green in 3 of 4 sessions. The highest was 5 on 2 Nov, still there the next morning. "
            "Calm of late: nothing to do.",
        ),
    ],
)
def test_pain_is_said_with_what_the_plan_does(
    told: list[tuple[int, str | None]], answer: str
) -> None:
    assert hurt(pains(*told), NO_AXIS).answer == answer


def test_the_light_and_the_morning_stand_in_the_table() -> None:
    chart = hurt(pains((0, None), (4, "worse"), (6, None)), NO_AXIS)
    assert [row[-2:] for row in chart.table()[1]] == [
        ("red", "–"),
        ("amber", "worse"),
        ("green", "–"),
    ]
    assert [note.label for note in chart.notes] == ["▲"]
    assert [level.value for level in chart.levels] == [0, 3, 6]
    assert hurt([], NO_AXIS).empty


# --- adherence ----------------------------------------------------------------------------------


def slot(number: int, status: SlotStatus, on: date | None = None) -> SlotState:
    due = MONDAY + timedelta(days=2 * number)
    return SlotState(Slot(Kind.PROGRAMME, "phase1", 1, 1, 1, due, "", ""), status, on)


def test_planned_sessions_done_missed_and_to_come() -> None:
    slots = [
        slot(0, SlotStatus.DONE, MONDAY),
        slot(1, SlotStatus.LAPSED),
        slot(4, SlotStatus.OPEN, week(1) + timedelta(days=2)),
    ]
    weeks = weeks_of([TrainedDay(MONDAY, "p")], slots, (), week(1))
    assert [(len(one.done), len(one.missed), len(one.ahead)) for one in weeks] == [
        (1, 1, 0),
        (0, 0, 1),
    ]
    chart = regular(weeks, NO_AXIS, EVER, week(1))
    assert chart.form is Form.CALENDAR
    assert chart.answer == (
        "1 of 2 sessions done in 2 weeks since 2 Nov (50 %). "
        "A missed one is not made up; the next one counts."
    )
    assert [(one.label, one.weeks) for one in chart.marks] == [
        ("done", ((0,), ())),
        ("missed", ((2,), ())),
        ("to come", ((), (2,))),
    ]
    assert chart.series == ()
    assert not chart.empty
    assert chart.table()[1][-1] == ("Mon 2 Nov 2026", "1 of 2", "50 %")


def test_a_plan_of_which_nothing_is_over_shows_what_is_to_come() -> None:
    slots = [slot(0, SlotStatus.OPEN), slot(2, SlotStatus.OPEN), slot(4, SlotStatus.OPEN)]
    (shown,) = weeks_of((), slots, (), MONDAY)
    assert (shown.monday, len(shown.ahead), shown.planned) == (MONDAY, 2, 0)
    chart = regular((shown,), NO_AXIS, EVER, MONDAY)
    assert chart.answer == "Nothing is over yet; the sessions to come are marked."
    assert chart.table()[1] == (("Mon 2 Nov 2026", "2 to come", "–"),)
    assert not chart.empty


@pytest.mark.parametrize("kind", ["control", "amount", "load", "sides", "dose", "hurt"])
def test_days_without_any_are_not_said_to_be_the_first(kind: str) -> None:
    span = Span(MONDAY, week(1), "this week")

    def answer(axis: Axis) -> str:
        charts = {
            "control": lambda: control((), "Squat", axis),
            "amount": lambda: amount((), (), "Squat", axis, Unit.REPS),
            "load": lambda: load((), "Squat", axis, height=True),
            "sides": lambda: sides((), "Squat", "control", axis),
            "dose": lambda: weekly_dose((), {}, MONDAY, axis, span=axis.span),
            "hurt": lambda: hurt((), axis),
        }
        chart = charts[kind]()
        assert chart.empty
        return chart.answer

    assert "yet" in answer(Axis())
    assert answer(Axis().within(span)) == "Nothing of it in these days."


def test_a_session_due_this_week_is_of_this_week_though_it_fits_best_in_the_next() -> None:
    friday = MONDAY + timedelta(days=4)
    begun = [TrainedDay(friday, "p", None, False)]
    (shown,) = weeks_of(begun, [slot(2, SlotStatus.OPEN, week(1))], (), friday)
    assert (shown.done, shown.ahead) == ((), (friday,))
    (waits,) = weeks_of((), [slot(2, SlotStatus.OPEN, week(1))], (), friday + timedelta(days=1))
    assert waits.ahead == (friday + timedelta(days=1),)
    (moved,) = weeks_of((), [slot(1, SlotStatus.OPEN, friday)], (), MONDAY)
    assert moved.ahead == (friday,)


def test_a_session_cut_short_is_not_done_and_its_week_is_shown() -> None:
    begun = [TrainedDay(MONDAY, "p", None, False)]
    (shown,) = weeks_of(begun, [slot(2, SlotStatus.OPEN)], (), MONDAY)
    assert (shown.done, shown.ahead) == ((), (MONDAY + timedelta(days=4),))
    assert "to come" in regular((shown,), NO_AXIS, EVER, MONDAY).answer
    (missed,) = weeks_of(begun, [slot(0, SlotStatus.LAPSED)], (), MONDAY)
    assert regular((missed,), NO_AXIS, EVER, MONDAY).answer.startswith("0 of 1 session done")


def test_a_moved_session_counts_on_the_day_it_was_due() -> None:
    sunday, monday = MONDAY + timedelta(days=6), week(1)
    weeks = weeks_of([TrainedDay(monday, "p", sunday)], (), (), monday)
    assert [one.done for one in weeks] == [(sunday,), ()]
    assert [one.share for one in weeks] == [100, 100]
    by_hand = weeks_of([TrainedDay(monday, "p")], (), (), monday)
    assert [one.done for one in by_hand] == [(monday,)]


def test_a_week_of_rest_counts_as_taken() -> None:
    trained = [TrainedDay(MONDAY, "p"), TrainedDay(week(2), "p")]
    weeks = weeks_of(trained, (), (), week(2))
    assert [one.share for one in weeks] == [100, 100, 100]
    answer = regular(weeks, NO_AXIS, EVER, week(2)).answer
    assert (
        answer
        == "2 of 2 sessions done in 3 weeks since 2 Nov (100 %). 1 of them was rest, and taken."
    )


def test_a_plan_that_has_ended_counts_what_its_weekdays_asked() -> None:
    past = [PastPlan("p", MONDAY, week(2), 3)]
    weeks = weeks_of([TrainedDay(MONDAY, "p")], (), past, week(3))
    assert [(len(one.done), one.planned) for one in weeks] == [(1, 3), (0, 3), (0, 0), (0, 0)]


def test_many_weeks_become_bars() -> None:
    trained = [TrainedDay(week(at), "p") for at in range(MOST_WEEKS + 1)]
    weeks = weeks_of(trained, (), (), week(MOST_WEEKS))
    chart = regular(weeks, NO_AXIS, EVER, week(MOST_WEEKS))
    assert chart.form is Form.BARS
    assert {*chart.series[0].values} == {100}
    long = weeks_of([TrainedDay(week(at), "p") for at in range(1000)], (), (), week(999))
    assert len(regular(long, NO_AXIS, EVER, week(999)).days) <= MOST_BARS
    assert regular((), NO_AXIS, EVER, MONDAY).empty


# --- self-tests ---------------------------------------------------------------------------------

RAISES = Score("reps", "reps", 0, 100, True, Better.MORE, noise=6)
CALF = SelfTest("T8", "Calf raises", (Link.POWER,), Instrument.BEAT, "", (), (RAISES,), sided=True)


def raised(number: int, left: float, right: float) -> list[Measurement]:
    return [
        Measurement("T8", week(4 * number), side, value, "reps")
        for side, value in ((Side.LEFT, left), (Side.RIGHT, right))
    ]


def calf_chart(
    measured: list[Measurement], expected: int | None = None, span: Span = EVER
) -> Chart:
    return retests(CALF, RAISES, tuple(measured), expected, axis=NO_AXIS, span=span)


def test_a_change_counts_only_beyond_the_noise() -> None:
    chart = calf_chart([*raised(0, 17, 20), *raised(1, 24, 22)])
    assert chart.answer == (
        "Left 24 reps, up 7, beyond the noise of ±6; right 22 reps, up 2, within the noise of ±6 "
        "since 2 Nov."
    )
    assert [level.label for level in chart.levels] == ["first left", "first right"]


def test_baseline_noise_and_norm_are_lines() -> None:
    chart = calf_chart([*raised(0, 20, 20), *raised(1, 20, 22)], 28)
    assert [(level.value, level.label) for level in chart.levels] == [
        (28, "norm"),
        (20, "first"),
        (26, "noise"),
        (14, "noise"),
    ]
    assert "A norm for your age is 28, for reference" in chart.answer


def test_the_baseline_may_lie_before_the_span() -> None:
    later = Span(week(4), week(8), "later")
    chart = calf_chart([*raised(0, 17, 17), *raised(1, 24, 17)], span=later)
    assert chart.days == (week(4),)
    assert "up 7" in chart.answer


def test_a_span_without_a_result_says_so_and_tells_the_newest() -> None:
    chart = calf_chart(raised(0, 17, 20), span=Span(week(8), week(9), "later"))
    assert chart.empty
    assert chart.answer.startswith("Not done in these days. The newest result: Left 17")


def test_one_result_is_a_yardstick_and_none_is_said() -> None:
    assert calf_chart(raised(0, 17, 20)).answer.endswith("is held against it.")
    assert calf_chart([]).empty


def test_words_stand_beside_the_scale() -> None:
    score = Score("landing", "", 0, 2, True, Better.MORE, choices=("ahead", "slightly", "under"))
    test = SelfTest("T4", "Landing", (Link.MECHANICS,), Instrument.CHOICE, "", (), (score,))
    measured = tuple(
        Measurement("T4", week(at), Side.BOTH, value, "landing") for at, value in ((0, 0), (1, 2))
    )
    chart = retests(test, score, measured, None, axis=NO_AXIS, span=EVER)
    assert chart.answer == "Under, a step up since 2 Nov."
    assert [level.label for level in chart.levels] == ["ahead", "slightly", "under"]
    assert chart.table()[1][0][-2] == "under"


# --- cadence ------------------------------------------------------------------------------------


def run(after: int, steps: float, speed: float = 3.0) -> RunRecord:
    day = MONDAY + timedelta(days=after)
    measures = Measures(
        2700, 2700, cadence_factor=2, settled_speed=speed, settled_cadence=steps / 2
    )
    began = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return RunRecord(f"r{after}", day, "UTC", began, "fit", False, "", measures)


PHASE = Axis((Band("phase 1", week(4), week(8) - timedelta(days=3)),), (), MONDAY)


def test_before_during_and_after_at_one_pace() -> None:
    runs = (run(0, 160), run(7, 162), run(30, 165), run(35, 166), run(70, 170), run(77, 172))
    chart = cadence((*runs, run(40, 190, 4.5)), PHASE, EVER)
    assert len(chart.days) == 6
    assert chart.answer == (
        "Near 5:33/km: 161 steps a minute before phase 1, 171 after phase 1: quicker by 10, "
        "more than counting alone explains."
    )
    assert [row[-1] for row in chart.table()[1]] == [
        *["after phase 1"] * 2,
        *["in phase 1"] * 2,
        *["before phase 1"] * 2,
    ]


def test_a_difference_of_counting_is_no_change() -> None:
    runs = (run(0, 160), run(7, 162), run(70, 164), run(77, 164))
    assert cadence(runs, PHASE, EVER).answer.endswith("of counting: no change to read.")


def test_one_run_is_a_beginning_and_none_says_how() -> None:
    assert "165 steps a minute so far (1 run)" in cadence((run(0, 165),), NO_AXIS, EVER).answer
    assert "import reads" in cadence((), NO_AXIS, EVER).answer
    outside = Span(week(20), week(21), "")
    assert cadence((run(0, 165),), NO_AXIS, outside).empty


def test_the_pace_is_the_one_with_the_most_alike() -> None:
    assert usual_speed([3.0, 3.02, 2.98, 4.0, 4.5]) == pytest.approx(3.0, abs=0.03)
    with pytest.raises(ValueError, match="no run"):
        usual_speed([])


# --- links --------------------------------------------------------------------------------------


def test_links_that_matter_are_named_the_weakest_first() -> None:
    first = {Link.MECHANICS: 56, Link.COORDINATION: 73, Link.POWER: 20, Link.AEROBIC: 10}
    chart = links([(MONDAY, first)])
    assert chart.answer == (
        "On 2 Nov, of 100: coordination 73 and mechanics 56. "
        "Answering again after phase 4 shows what has moved."
    )
    assert [line.shape for line in chart.series][:2] == [Shape.MECHANICS, Shape.COORDINATION]
    later = {**first, Link.COORDINATION: 25, Link.MECHANICS: 20}
    assert links([(MONDAY, first), (week(16), later)]).answer == (
        f"On 22 Feb no link had {WEAK_FROM} points or more. Since 2 Nov 2026: "
        "coordination 73→25, mechanics 56→20."
    )


def test_no_questionnaire_and_no_points_are_said() -> None:
    assert links([]).empty
    assert links([(MONDAY, {})]).answer == "The answers of 2 Nov gave no points."
