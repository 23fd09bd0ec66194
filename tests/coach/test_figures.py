"""A figure stands in one place: changed there, every rule and every sentence follows."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# What is said once a figure has another value, by the function below.
CASES = {
    "GATE_TOUCHES = 61": ("touches_asked", "61 touches of the 100-up"),
    "WEAK_FROM = 45": ("weakest_of_44", "None. On 2 Nov no link had 45 points or more."),
    "DECOUPLING_FLAG_PERCENT = 7.5": (
        "drift_of_seven",
        "-7.0 %; a good base at that effort. / Under about 7.5 %: a good base",
    ),
    "DECOUPLING_FLAG_PERCENT = 6.5": ("drift_of_seven", "under about 6.5 % is a good base"),
    "GATE_REPEATS = 2": ("second_failure", "two sessions a week"),
    "GATE_REPEATS = 4": ("third_failure", "one form easier"),
}


@pytest.mark.parametrize("change", CASES)
def test_a_changed_figure_changes_all_that_rests_on_it(change: str) -> None:
    function, expected = CASES[change]
    # The figure is another one before anything has read it.
    code = (
        f"from app.coach import figures; figures.{change};"
        f"from tests.coach import test_figures; print(test_figures.{function}())"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert expected in said.stdout


def touches_asked() -> str:
    from app.coach.gate_state import Gate
    from app.coach.gate_tests import ASKED_WORDS

    return ASKED_WORDS[Gate.DRILLS]


def weakest_of_44() -> str:
    from app.coach.insight.links import links
    from app.coach.links import rank
    from app.coach.model import DIAGNOSED_LINKS

    scores = dict.fromkeys(DIAGNOSED_LINKS, 44)
    return f"{rank(scores).primary}. {links([(date(2026, 11, 2), scores)]).answer}"


def drift_of_seven() -> str:
    from app.coach.measured import meaning
    from app.coach.runs import remarks
    from tests.coach.test_runs import a_run

    run = a_run(
        0,
        first_speed=3.0,
        first_heart_rate=150.0,
        second_speed=3.0,
        second_heart_rate=150 / 0.93,
    )
    return f"{remarks(run)[0].sentence} / {meaning('T16', 7)}"


def second_failure() -> str:
    return _said_after((10,))


def third_failure() -> str:
    return _said_after((20, 10))


def _said_after(days: tuple[int, ...]) -> str:
    from app.coach.gate_state import Gate
    from app.coach.gates import judge
    from tests.coach.gate_log import evidence
    from tests.coach.test_gates import repeated

    found = evidence(Gate.DRILLS, last={"control": 3}, gates=repeated(*days))
    return judge(found).next_step.sentence
