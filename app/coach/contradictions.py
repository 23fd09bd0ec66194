"""Answers that do not go together (F.2.6): said aloud, never averaged away.

They change the confidence and what is said, never a score (F.2, settled details).
"""

from __future__ import annotations

from collections.abc import Callable

from app.coach.answers import CleanAnswers
from app.coach.figures import PAIN_LIMIT
from app.coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One pair of answers that clash.

    `code` is K1 … K5, `words` names the clash in short, `sentence` is for the runner, `tests`
    are the self-tests of part E that settle it.
    """

    code: str
    words: str
    sentence: str
    tests: tuple[str, ...] = ()

    @property
    def flag(self) -> str:
        """Code and words, as in the JSON output."""
        return f"{self.code} {self.words}"


_RULES: tuple[tuple[Callable[[CleanAnswers], bool], Contradiction], ...] = (
    (
        lambda a: a.codes["Q1"] == "normal" and a.pain > PAIN_LIMIT,
        Contradiction(
            "K1",
            "training as normal but pain of 3 or more",
            "You train as planned, yet something hurts at 3 or more. The pain is what counts.",
        ),
    ),
    (
        lambda a: a.codes["Q3"] == "none" and a.codes["Q4"] != "na",
        Contradiction(
            "K2",
            "injury pattern without injuries",
            "You describe when injuries came, but count none. Please look at questions 3 and 4"
            " again.",
        ),
    ),
    (
        lambda a: a.codes["Q5"] == "easy" and a.codes["Q11"] == "cant",
        Contradiction(
            "K3",
            "quick feet but cannot follow a faster beat",
            "Fast steps come easily, yet a faster beat is out of reach. Following it (T2) and"
            " ten seconds of fast feet will tell.",
            ("T2", "T3"),
        ),
    ),
    (
        lambda a: a.codes["Q6"] == "strong" and a.codes["Q8"] == "legs",
        Contradiction(
            "K4",
            "strong hill but legs fail first",
            "You push strongly uphill, yet your legs give up first. The hill push and the calf"
            " raises will tell.",
            ("T13", "T8"),
        ),
    ),
    (
        lambda a: a.codes["Q7"] == "hold" and a.codes["Q8"] == "lungs",
        Contradiction(
            "K5",
            "holds pace but lungs fail first",
            "You hold a hard pace, yet your breath gives up first. Two recent race times, put"
            " side by side, will tell.",
            ("T14",),
        ),
    ),
)


def find(answers: CleanAnswers) -> tuple[Contradiction, ...]:
    """Return the clashes among these answers, in the order K1 … K5."""
    return tuple(clash for holds, clash in _RULES if holds(answers))


def all_contradictions() -> tuple[Contradiction, ...]:
    """Return every clash there is a rule for."""
    return tuple(clash for _, clash in _RULES)
