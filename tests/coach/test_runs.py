"""What runs come to: pace, the doubling of cadence, drift at like pace, the longest-run guard."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.coach import runs
from app.coach.runs import Measures, RunRecord, Sample, summarise

DAY = date(2026, 11, 20)


def steady(
    seconds: int, speed: float = 3.0, *, heart: float | None = 150, cadence: float | None = 85
) -> list[Sample]:
    return [Sample(at, at * speed, heart, cadence) for at in range(0, seconds + 1, 2)]


def a_run(days_ago: int, **measures: float) -> RunRecord:
    day = DAY - timedelta(days=days_ago)
    return RunRecord(
        f"r{days_ago}",
        day,
        "UTC",
        datetime(day.year, day.month, day.day, 7, tzinfo=UTC),
        "fit",
        damaged=False,
        note="",
        measures=Measures(seconds=1800, elapsed_seconds=1800, **measures),  # type: ignore[arg-type]  # one field is a whole number
    )


def test_a_steady_run() -> None:
    found = summarise(steady(1800))
    assert found.seconds == found.elapsed_seconds == 1800
    assert found.metres == pytest.approx(5400)
    assert found.pace == pytest.approx(1000 / 3)
    assert (found.cadence_raw, found.cadence_factor, found.cadence) == (85, 2, 170)
    assert found.cadence_drift == pytest.approx(0)
    assert found.decoupling is None, "T16 asks for 45 minutes"


@pytest.mark.parametrize(
    ("mean", "factor"), [(None, None), (0, None), (67, 2), (92, 2), (120, 2), (121, 1), (170, 1)]
)
def test_cadence_up_to_120_counts_one_foot(mean: float | None, factor: int | None) -> None:
    assert runs.cadence_factor(mean) == factor


def test_standing_still_and_missing_cadence_count_for_nothing() -> None:
    samples = steady(600)
    samples += [Sample(600 + at, 1800.0, 100, 0) for at in range(2, 302, 2)]
    samples += [Sample(900 + at, 1800.0 + 3 * at, 150, 85) for at in range(2, 302, 2)]
    found = summarise(samples)
    assert found.seconds == pytest.approx(900, abs=12)
    assert found.elapsed_seconds == 1200
    assert found.pace == pytest.approx(1000 / 3, rel=0.02)
    assert found.cadence_raw == pytest.approx(85)


def test_a_long_gap_is_a_pause() -> None:
    samples = steady(300) + [
        Sample(sample.at + 1000, (sample.metres or 0) + 900, 150, 85) for sample in steady(300)
    ]
    found = summarise(samples)
    assert found.seconds == 600
    assert found.metres == pytest.approx(1800)


def test_a_distance_repeated_for_a_second_is_not_standing_still() -> None:
    found = summarise([Sample(at, (at // 2) * 6.0, None, None) for at in range(601)])
    assert found.seconds == 600
    assert found.metres == pytest.approx(1800)


def test_a_place_that_jumps_adds_no_distance() -> None:
    samples = steady(300)
    jumped = [Sample(s.at + 302, (s.metres or 0) + 50_000, 150, 85) for s in steady(300)]
    assert summarise(samples + jumped).metres == pytest.approx(1800, abs=60)


def test_t18_flags_slower_feet_at_the_same_pace_alone() -> None:
    samples = steady(1800)
    tired = [*samples[:700], *(Sample(s.at, s.metres, 150, 80) for s in samples[700:])]
    found = summarise(tired)
    assert found.cadence_drift is not None
    assert found.cadence_drift < -3
    slower = [
        *samples[:600],
        *(Sample(s.at, 3600 + (s.at - 1200) * 2.8, 150, 80) for s in samples[601:]),
    ]
    assert summarise(slower).cadence_drift is None, "the pace fell by more than 3 %"


def test_t18_leaves_walking_cadence_out() -> None:
    assert summarise(steady(1800, cadence=65)).cadence_drift is None


def test_t16_is_metres_per_heartbeat_lost() -> None:
    samples = steady(3000)
    drifted = [Sample(s.at, s.metres, 150 if s.at <= 1500 else 165, 85) for s in samples]
    found = summarise(drifted)
    assert found.decoupling == pytest.approx((1 - 150 / 165) * 100, abs=0.2)
    said = {remark.rule: remark.sentence for remark in runs.remarks(_with(found))}
    assert "-9.1 %" in said["T16"]
    assert set(said) == {"T1", "T16", "T18"}
    assert said["T1"].startswith("170 steps a minute at 5:33 per km")


def _with(measures: Measures) -> RunRecord:
    run = a_run(0)
    return RunRecord(run.id, run.day, "UTC", run.started_at, "fit", False, "", measures)


def test_a_run_without_heart_or_cadence_says_nothing() -> None:
    found = summarise(steady(3000, heart=None, cadence=None))
    assert (found.heart_rate, found.cadence, found.decoupling, found.cadence_drift) == (None,) * 4
    assert runs.remarks(_with(found)) == ()


def test_the_longest_run_of_thirty_days_is_what_counts() -> None:
    old, first, last = a_run(31), a_run(30), a_run(2)
    assert runs.longest_minutes([old], DAY) is None
    assert runs.longest_minutes([old, first, last], DAY) == first.measures.seconds / 60


@given(
    st.lists(
        st.builds(
            Sample,
            st.floats(0, 1e5),
            st.none() | st.floats(0, 1e6),
            st.none() | st.floats(0, 300),
            st.none() | st.floats(0, 300),
        ),
        max_size=40,
    )
)
@example([Sample(0.0), Sample(2e-16, None, None, 2e-309)])
def test_any_samples_come_to_something_sound(samples: list[Sample]) -> None:
    ordered = sorted(samples, key=lambda sample: sample.at)
    found = summarise(ordered)
    assert 0 <= found.seconds <= found.elapsed_seconds + 1e-6
    assert found.metres is None or found.metres >= 0
    assert (found.cadence_factor is None) == (found.cadence_raw is None)
    runs.remarks(_with(found))
