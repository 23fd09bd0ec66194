"""The vocabulary of the questionnaire: questions, answer codes and what each answer weighs (F.1).

This is the only place that holds weights. How a question is worded, and why it is asked, is
content (`assets/content/questionnaire.toml`); `says` is the short form in which a verdict quotes
an answer back. All weights are `[J]`, argued from the facts that `source` names.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.coach.frozen import dataclass, field
from app.coach.model import DIAGNOSED_LINKS, Link, Place

QUESTION_COUNT = 14
UNSURE = "?"
"""The code of "not sure": it scores nothing, and lowers the confidence (F.2.5)."""

PAIN_SCALE = range(11)
RACE_WEEKS = range(521)
"""Weeks to a goal race that make sense: none further away than ten years `[J]`."""

WEEKDAYS = range(1, 8)
FEWEST_DAYS = 2
"""The fewest training days a week that a plan can be laid on (D.7.7)."""

SUGGESTED_DAYS = (1, 3, 5)
"""Three days with a free day between (D.7.5)."""

LETTERS: Mapping[Link, str] = {
    Link.MECHANICS: "M",
    Link.COORDINATION: "C",
    Link.POWER: "P",
    Link.AEROBIC: "A",
}
"""The letters by which part F and the JSON output name the links."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a question.

    `points` go to the links it speaks for. `level` is the capacity it reports, 2 full, 1 partly,
    0 missing (F.2.2), where the question asks for one. `says` quotes the answer in a verdict.
    """

    code: str
    says: str
    points: Mapping[Link, int] = field(default_factory=dict)
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question with exactly one answer. `source` names the digest ids it rests on."""

    id: str
    options: tuple[Option, ...]
    source: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The allowed answers, in the order in which they are shown."""
        return tuple(option.code for option in self.options)

    def option(self, code: str) -> Option:
        """Return the option with this code. Raises `KeyError` for an unknown one."""
        for option in self.options:
            if option.code == code:
                return option
        raise KeyError(code)

    def possible(self, link: Link) -> int:
        """The most points any answer of this question gives to `link`."""
        return max(option.points.get(link, 0) for option in self.options)


@dataclass(frozen=True, slots=True)
class TrainingKind:
    """A kind of training that Q13 asks for; leaving it unticked points at a link."""

    code: str
    link: Link
    points: int
    says: str


_M, _C, _P, _A = DIAGNOSED_LINKS
_NOT_SURE = Option(UNSURE, "you are not sure")

CHOICES: tuple[Question, ...] = (
    Question(
        "Q1",
        (
            Option("normal", "training goes to plan and nothing hurts"),
            Option("managed", "niggles that you manage"),
            Option("restricted", "training cut back by pain"),
            Option("off", "no running because of injury"),
        ),
        ("F.1", "A23 (S2)"),
    ),
    Question(
        "Q3",
        (
            Option("none", "no overuse injury in two years"),
            Option("one", "one overuse injury in two years", {_M: 2}),
            Option("many", "two or more overuse injuries in two years", {_M: 4}),
        ),
        ("F.1", "A3 (S0)", "G1"),
    ),
    Question(
        "Q4",
        (
            Option("na", "no injuries to place"),
            Option("jump", "the injuries followed a jump in training", {_M: -2}),
            Option("modest", "injuries came at steady, modest training", {_M: 4}),
            Option("high", "injuries came at steady but high training", {_M: 1}),
        ),
        ("F.1", "A3 (S0)", "G1", "D.3 LOAD"),
    ),
    Question(
        "Q5",
        (
            Option("easy", "fast steps come easily", level=2),
            Option("ragged", "fast steps soon turn ragged", {_C: 3}, level=1),
            Option("cant", "your legs will not turn over faster", {_C: 5}, level=0),
            _NOT_SURE,
        ),
        ("F.1", "A4 (S0)", "A5 (S0)", "A.8.2"),
    ),
    Question(
        "Q6",
        (
            Option("strong", "you push away strongly uphill", level=2),
            Option("ok", "your push uphill is only all right", {_P: 2}, level=1),
            Option("weak", "your push uphill feels empty", {_P: 5}, level=0),
            _NOT_SURE,
        ),
        ("F.1", "A4 (S0)", "A5 (S0)", "A.8.2"),
    ),
    Question(
        "Q7",
        (
            Option("hold", "you hold a hard pace", level=2),
            Option("little", "you fade a little over a hard half hour", {_A: 2}, level=1),
            Option("lot", "you fade a lot over a hard half hour", {_A: 5}, level=0),
            _NOT_SURE,
        ),
        ("F.1", "A6 (S0)"),
    ),
    Question(
        "Q8",
        (
            Option("legs", "your legs give up before your breath", {_P: 4}),
            Option("lungs", "your breath gives up before your legs", {_A: 4}),
            Option("rhythm", "rhythm and form fall apart first", {_C: 4, _M: 1}),
            Option("pain", "something starts to hurt first", {_M: 3}),
            Option("equal", "everything gives up together", {_P: 1, _A: 1}),
            _NOT_SURE,
        ),
        ("F.1", "A.8.1", "A4 (S0)", "A6 (S0)"),
    ),
    Question(
        "Q9",
        (
            Option("under", "your foot lands quietly near your hips"),
            Option("slightly", "your foot lands a little ahead", {_M: 1}),
            Option("ahead", "your foot lands clearly ahead", {_M: 4}),
            _NOT_SURE,
        ),
        ("F.1", "A14 (S0)", "G3"),
    ),
    Question(
        "Q10",
        (
            Option("steady", "both legs squat steadily"),
            Option("oneside", "one leg wobbles in the squat", {_M: 2}),
            Option("both", "both legs wobble in the squat", {_M: 3}),
            _NOT_SURE,
        ),
        ("F.1", "T5"),
    ),
    Question(
        "Q11",
        (
            Option("easy", "a faster beat is easy"),
            Option("effort", "a faster beat takes effort", {_C: 2}),
            Option("cant", "a faster beat is out of reach", {_C: 4}),
            _NOT_SURE,
        ),
        ("F.1", "T2", "X7"),
    ),
    Question(
        "Q12",
        (
            Option("norm", "calf raises reach the norm"),
            Option("below", "calf raises stay under the norm", {_P: 2}),
            Option("far", "calf raises are far under the norm", {_P: 3}),
            _NOT_SURE,
        ),
        ("F.1", "T8", "X19"),
    ),
)

TRAINING: tuple[TrainingKind, ...] = (
    TrainingKind("strength", _P, 2, "no weekly leg strength work lately"),
    TrainingKind("drills", _C, 2, "no weekly drills or strides lately"),
    TrainingKind("hard", _A, 2, "no weekly tempo or interval work lately"),
)
"""The kinds of Q13 (F.1), each counting where it is *not* ticked."""

QUICK, HARD, SUSTAIN = "Q5", "Q6", "Q7"
"""The questions that ask for the three capacities (A.8.1)."""

UNSURE_COUNTED = tuple(f"Q{number}" for number in range(5, 13))
"""The questions whose "not sure" lowers the confidence (F.2, settled details)."""

SIGNS: tuple[str, ...] = ("bone", "night", "limp", "pop", "joint")
"""The warning signs of Q2; a single one means HOLD (F.1, D.6)."""

PAIN_PLACES: tuple[str, ...] = (
    "foot",
    "achilles",
    "shin",
    "knee",
    "thigh",
    "hip",
    "back",
    "tendon",
    "other",
)
"""Where it hurts (Q2). `tendon` is one a professional has diagnosed: the only pain for which the
limit may be higher than 2 (D.4, D.7)."""

PLACES: tuple[str, ...] = tuple(Place)
KIT: tuple[str, ...] = ("step", "box", "bench", "hill", "grass", "treadmill")


def choice(question_id: str) -> Question:
    """Return the one-answer question with this id. Raises `KeyError` for any other id."""
    for question in CHOICES:
        if question.id == question_id:
            return question
    raise KeyError(question_id)


def full_total(link: Link) -> int:
    """The most points all questions together can give to `link`: M 18, C 15, P 14, A 11 (F.1)."""
    asked = sum(question.possible(link) for question in CHOICES)
    return asked + sum(kind.points for kind in TRAINING if kind.link is link)
