"""The verdict: weak link, where to begin and why, how sure we are (F.2, steps 5 to 7)."""

from __future__ import annotations

from collections.abc import Mapping

from app.coach import contradictions
from app.coach.answers import Answers, BadAnswerError, CleanAnswers, validate
from app.coach.contradictions import Contradiction
from app.coach.figures import PAIN_LIMIT, RED_PAIN, WEAK_FROM
from app.coach.frozen import dataclass
from app.coach.links import (
    UNSURE_LOW,
    LinkScore,
    Ranking,
    neither_quick_nor_hard,
    rank,
    score_links,
    unsure_count,
)
from app.coach.model import Decision, Link, Start
from app.coach.questionnaire import LETTERS, SIGNS, UNSURE
from app.coach.running import LOAD

__all__ = [
    "Answers",
    "BadAnswerError",
    "CleanAnswers",
    "LinkScore",
    "Verdict",
    "as_json",
    "assess",
    "gate_clear",
    "hold_causes",
    "validate",
]

MECHANICS_MATTER = 25
"""Mechanics score from which on an unclear need gate means the whole sequence (F.2.7)."""

OFFER_FULL_FROM = 50
"""Mechanics score from which on a primer comes with the offer of the whole sequence (F.2.7)."""

RACE_NEAR_WEEKS = 8
"""A goal race this near or nearer goes first (F.2.7)."""

UNCLEAR_TESTS = ("T2", "T3", "T4", "T5", "T8")
"""The self-tests that settle an unclear verdict (F.2.5)."""

HOLD_CAUSES = ("med", *SIGNS, "urgent", "pain", "off")
"""Why a runner is held: the medical list, a sign of Q2 by name or not, pain, an injury."""

OVERRIDABLE = frozenset({Start.NONE, Start.PRIMER})
"""The starts a runner may turn into FULL by choice (F.2, need gate)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the answers come to.

    `unclear` means that too much was "not sure" for a weak link to be named; `primary` and
    `secondary` are then None. `instead_of` is the start that DEFER puts off. `confidence` is
    `high`, `medium` or `low`. `flags` are coded as in F.2: K1 … K5 with words, LOAD, VIDEO,
    TIE x/y, OFFER_FULL. `start_reason` says why to begin there, with the rule. `tests` are
    the self-tests that would settle what is open.
    """

    links: Mapping[Link, LinkScore]
    primary: Link | None
    secondary: Link | None
    unclear: bool
    start: Start
    instead_of: Start | None
    confidence: str
    flags: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    start_reason: Decision
    tests: tuple[str, ...]

    @property
    def scores(self) -> dict[Link, int]:
        """Each link's score, 0–100."""
        return {link: found.score for link, found in self.links.items()}

    @property
    def begins_with_mechanics(self) -> bool:
        """Whether anything is begun; whatever is, opens with mechanics (A11)."""
        return self.start not in {Start.HOLD, Start.NONE}

    @property
    def may_take_full(self) -> bool:
        """Whether the runner may choose the twelve weeks instead."""
        return self.start in OVERRIDABLE


def assess(answers: CleanAnswers) -> Verdict:
    """Return the verdict on checked answers. The same answers always give the same verdict."""
    links = score_links(answers)
    ranking = rank({link: found.score for link, found in links.items()})
    clashes = contradictions.find(answers)
    unsure = unsure_count(answers)
    unclear = unsure >= UNSURE_LOW
    if unclear:
        ranking = Ranking(None, None, ())
    start, reason = _start(answers, links, ranking, unclear=unclear)
    instead_of = None
    if start in {Start.PRIMER, Start.FULL} and _race_is_near(answers):
        start, instead_of, reason = Start.DEFER, start, _deferred(answers)
    confidence = "low" if unclear else "medium" if unsure or clashes else "high"
    return Verdict(
        links=links,
        primary=ranking.primary,
        secondary=ranking.secondary,
        unclear=unclear,
        start=start,
        instead_of=instead_of,
        confidence=confidence,
        flags=_flags(answers, clashes, ranking, start, links[Link.MECHANICS].score),
        contradictions=clashes,
        start_reason=reason,
        tests=_tests(clashes, unclear=unclear),
    )


def as_json(verdict: Verdict) -> dict[str, object]:
    """Return the verdict in the shape of the examples and of `stridetui assess --json`."""
    if verdict.unclear:
        primary, secondary = "unclear", "none"
    else:
        primary, secondary = (
            str(link) if link else "none" for link in (verdict.primary, verdict.secondary)
        )
    return {
        "scores": {LETTERS[link]: score for link, score in verdict.scores.items()},
        "primary": primary,
        "secondary": secondary,
        "start": str(verdict.start),
        "confidence": verdict.confidence,
        "flags": list(verdict.flags),
    }


def gate_clear(answers: CleanAnswers) -> bool:
    """Say whether the need gate is clear: as planned, pain 0–2, no overuse injury (A23)."""
    return (
        answers.codes["Q1"] == "normal"
        and answers.pain <= PAIN_LIMIT
        and answers.codes["Q3"] == "none"
    )


def hold_causes(answers: CleanAnswers) -> tuple[str, ...]:
    """Return every reason for HOLD (D.6, F.2.7), in the order of `HOLD_CAUSES`; () for none."""
    holds = {
        "med": answers.med,
        "urgent": answers.urgent and not answers.urgent_signs,
        "pain": answers.pain >= RED_PAIN,
        "off": answers.codes["Q1"] == "off",
    } | {sign: sign in answers.urgent_signs for sign in SIGNS}
    return tuple(cause for cause in HOLD_CAUSES if holds[cause])


def _start(
    answers: CleanAnswers, links: Mapping[Link, LinkScore], ranking: Ranking, *, unclear: bool
) -> tuple[Start, Decision]:
    """Try the starts in the order of F.2.7: HOLD, GENTLE, then NONE, PRIMER or FULL."""
    hold = _hold(answers)
    if hold:
        return Start.HOLD, hold
    gentle = _gentle(answers)
    if gentle:
        return Start.GENTLE, gentle
    full = _full(answers, links[Link.MECHANICS].score)
    if full:
        return Start.FULL, full
    return _light(answers, links, ranking, unclear=unclear)


def _light(
    answers: CleanAnswers, links: Mapping[Link, LinkScore], ranking: Ranking, *, unclear: bool
) -> tuple[Start, Decision]:
    """Choose between nothing at all and the two weeks of groundwork."""
    if unclear:
        return Start.PRIMER, Decision(
            "F.2.5",
            "too much is open to name a link, and how you move is the careful place to begin.",
            (("not sure", unsure_count(answers)),),
        )
    if not gate_clear(answers):
        return Start.PRIMER, Decision(
            "F.2.7",
            "little points at how you move, so two light weeks of it are enough.",
            (("mechanics", links[Link.MECHANICS].score), ("below", MECHANICS_MATTER)),
        )
    if ranking.primary is None:
        return Start.NONE, Decision(
            "A23",
            "you train as planned, painless and uninjured, and no link stands out as weak.",
            (("pain", answers.pain), ("weak from", WEAK_FROM)),
        )
    return Start.PRIMER, Decision(
        "A23",
        "nothing hurts and training goes to plan, so two light weeks of moving well are enough"
        " before your link is trained.",
        (("pain", answers.pain),),
    )


def _hold(answers: CleanAnswers) -> Decision | None:
    causes = hold_causes(answers)
    if not causes:
        return None
    if causes[0] == "pain":
        return Decision(
            "F.2.7",
            f"pain of {answers.pain} is too much to train on.",
            (("pain", answers.pain), ("limit", RED_PAIN)),
        )
    if causes[0] == "off":
        return Decision("F.2.7", "an injury keeps you from running at all.")
    if causes[0] == "med":
        return Decision("D.6", "something on the medical list is true for you.")
    return Decision("D.6", "there is a warning sign beside your pain.")


def _gentle(answers: CleanAnswers) -> Decision | None:
    if answers.pain > PAIN_LIMIT:
        return Decision(
            "F.2.7",
            f"at pain of {answers.pain} only the easiest form is right, kept at 2 or below.",
            (("pain", answers.pain), ("green up to", PAIN_LIMIT)),
        )
    if answers.codes["Q1"] == "restricted":
        return Decision(
            "F.2.7", "pain has cut back your training, so everything begins in its easiest form."
        )
    return None


def _full(answers: CleanAnswers, mechanics: int) -> Decision | None:
    if neither_quick_nor_hard(answers):
        return Decision(
            "A.8",
            "your legs are neither quick nor strong yet, and both stand on how you move.",
        )
    if gate_clear(answers):
        return None
    if answers.codes["Q1"] == "managed":
        return Decision(
            "A11",
            "there are niggles already, and how you move is worth a look before more is added.",
        )
    if answers.codes["Q3"] != "none" and answers.codes["Q4"] == "modest":
        return Decision(
            "A3", "injuries at modest training can point to how you move, so that comes first."
        )
    if mechanics >= MECHANICS_MATTER:
        return Decision(
            "A11",
            "moving well comes first, even where it is not the weakest link: what follows"
            " stands on it.",
            (("mechanics", mechanics), ("from", MECHANICS_MATTER)),
        )
    return None


def _race_is_near(answers: CleanAnswers) -> bool:
    return answers.race_weeks is not None and answers.race_weeks <= RACE_NEAR_WEEKS


def _deferred(answers: CleanAnswers) -> Decision:
    weeks = answers.race_weeks or 0
    when = {0: "this week", 1: "next week"}.get(weeks, f"in {weeks} weeks")
    return Decision(
        "A28",
        f"your race is {when}; a light version keeps you steady, and change waits until after it.",
        (("race weeks", weeks), ("near up to", RACE_NEAR_WEEKS)),
    )


def _flags(
    answers: CleanAnswers,
    clashes: tuple[Contradiction, ...],
    ranking: Ranking,
    start: Start,
    mechanics: int,
) -> tuple[str, ...]:
    flags = [clash.flag for clash in clashes]
    if answers.codes["Q4"] == "jump":
        flags.append(LOAD)
    if answers.codes["Q9"] == UNSURE:
        flags.append("VIDEO")
    if ranking.tie:
        flags.append("TIE " + "/".join(LETTERS[link] for link in ranking.tie))
    if start is Start.PRIMER and mechanics >= OFFER_FULL_FROM:
        flags.append("OFFER_FULL")
    return tuple(flags)


def _tests(clashes: tuple[Contradiction, ...], *, unclear: bool) -> tuple[str, ...]:
    named = [test for clash in clashes for test in clash.tests]
    if unclear:
        named += UNCLEAR_TESTS
    return tuple(dict.fromkeys(named))
