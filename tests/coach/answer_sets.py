"""Answer sets for tests: the default runner of F.3, and any runner at all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from app.coach.questionnaire import CHOICES, TRAINING

DEFAULT: dict[str, Any] = {
    "med": False,
    "urgent": False,
    "pain": 0,
    "race_weeks": None,
    "Q1": "normal",
    "Q3": "none",
    "Q4": "na",
    "Q5": "easy",
    "Q6": "strong",
    "Q7": "hold",
    "Q8": "equal",
    "Q9": "under",
    "Q10": "steady",
    "Q11": "easy",
    "Q12": "norm",
    "Q13": ["strength", "drills", "hard"],
}
"""Nothing wrong anywhere: what F.3 calls the default answers."""


def with_answers(**changed: Any) -> dict[str, Any]:
    """Return the default answers with some of them changed."""
    return DEFAULT | changed


def any_answers() -> st.SearchStrategy[dict[str, Any]]:
    """Any valid answers, likely and unlikely alike."""
    fields: dict[str, st.SearchStrategy[Any]] = {
        "med": st.booleans(),
        "urgent": st.booleans(),
        "pain": st.integers(0, 10),
        "race_weeks": st.none() | st.integers(0, 60),
        "Q13": st.sets(st.sampled_from([kind.code for kind in TRAINING])).map(sorted),
    }
    fields |= {question.id: st.sampled_from(question.codes) for question in CHOICES}
    return st.fixed_dictionaries(fields)
