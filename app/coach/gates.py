"""The gates between the phases: what is met, what is missing, what follows (D.3, D.7.8).

A gate opens on criteria, never on a date. It is judged when the last week is over and the last
test is in; passing is the runner's to confirm. What was decided is `app.coach.gate_state`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from app.coach.day_text import long_day
from app.coach.figures import GATE_REPEATS, GATE_RETEST_DAYS
from app.coach.frozen import dataclass
from app.coach.gate_criteria import Aspect, Criterion, adherence, control
from app.coach.gate_evidence import Evidence
from app.coach.gate_pain import pain
from app.coach.gate_state import PASSED, Gate, GateChoice, GateDecision
from app.coach.gate_tests import asked, jumps_wait, mechanics_first, tests
from app.coach.model import Decision, Enrolment, Start

CRITERIA: Mapping[Gate, tuple[Callable[[Evidence], Criterion], ...]] = {
    Gate.PRIMER_EXIT: (adherence, control, tests, pain),
    Gate.DRILLS: (adherence, control, tests, pain),
    Gate.RUNNING: (adherence, control, tests, pain),
    Gate.LINK: (adherence, control, tests, pain),
    Gate.END: (adherence, tests),
}
"""What each gate asks for (D.3)."""

LEADS_TO = {
    Gate.PRIMER_EXIT: "your link",
    Gate.DRILLS: "phase 2",
    Gate.RUNNING: "phase 3",
    Gate.LINK: "phase 4",
    Gate.END: "what follows phase 4",
}
"""Where each gate leads, for people."""

PROFESSIONAL = (
    "This has been stuck for three weeks; a physiotherapist can look at what an app cannot."
)
_AGAIN = (
    "The last week again with the same numbers; only the tests that failed are done again.",
    "The last week once more: what failed in control one form easier; a count that failed "
    "keeps its numbers and gets a third day.",
)


class GateStanding(StrEnum):
    """How a gate stands."""

    UNDER_WAY = "under way"
    """The last week is not over."""
    WAITING = "waiting"
    """The last week is over; a test is still to be done."""
    PAIN_FIRST = "pain first"
    """Pain is over its limit or unanswered: D.4 comes before any gate."""
    NOT_MET = "not met"
    MET = "met"
    EARLY = "early"
    """Everything reads 5: this phase may end, or lose a week, now."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A gate as it stands on `day`.

    `next_step` says in one sentence what follows, `asked_again` when it is asked again (words).
    `no_jumps` and `before_link` are what passing brings along. `override` is None where going on
    all the same may be offered, else the decision that forbids it. `overridden`: it is open
    without jumps, and still asked for them. `phase_end`: the last week has begun, or may be left
    out; it is time to test the link again. `since` is the last phase week's first day: what was
    measured from then on is of this end.
    """

    gate: Gate
    day: date
    standing: GateStanding
    criteria: tuple[Criterion, ...]
    next_step: Decision
    asked_again: str
    tests: tuple[str, ...]
    no_jumps: Decision | None = None
    before_link: Decision | None = None
    override: Decision | None = None
    overridden: bool = False
    phase_end: bool = False
    since: date = date.min

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(1 for one in self.criteria if one.met)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is missing, in short phrases."""
        return tuple(words for one in self.criteria for words in one.missing)

    @property
    def summary(self) -> str:
        """Such as `3 of 4 met, missing: left calf 17 of 20`."""
        head = f"{self.met} of {len(self.criteria)} met"
        return f"{head}, missing: {', '.join(self.missing)}" if self.missing else head

    @property
    def line(self) -> str:
        """The summary in one line, with where the gate leads."""
        return f"Gate to {LEADS_TO[self.gate]}: {self.summary}"

    @property
    def choice(self) -> GateChoice | None:
        """What can be confirmed now, apart from going on all the same; None for nothing."""
        if self.standing is GateStanding.EARLY and self.gate is Gate.END:
            return GateChoice.SHORTENED
        if self.overridden and self.no_jumps is not None:
            return None
        if self.standing in {GateStanding.MET, GateStanding.EARLY}:
            return GateChoice.OPENED
        if self.standing is GateStanding.NOT_MET and not self.overridden:
            return GateChoice.REPEATED
        return None

    def decide(self, choice: GateChoice, link: str | None = None) -> GateDecision:
        """Return what is to be stored. Raises `ValueError` for a choice that is not offered."""
        if choice is GateChoice.OVERRIDDEN:
            if self.override is not None:
                raise ValueError(f"not offered: {self.override.sentence}")
        elif choice is not self.choice:
            raise ValueError(f"{choice} is not offered while the gate is {self.standing}")
        repeated = choice is GateChoice.REPEATED
        jumps_out = choice is GateChoice.OVERRIDDEN or self.no_jumps is not None
        goes_on = choice in {GateChoice.OPENED, GateChoice.OVERRIDDEN}
        return GateDecision(
            gate=self.gate,
            day=self.day,
            choice=choice,
            failing=frozenset().union(*(one.failing for one in self.criteria))
            if repeated
            else frozenset(),
            counts=repeated and any(one.counts for one in self.criteria),
            no_jumps=goes_on and jumps_out,
            link=("mechanics" if self.before_link and goes_on else link),
        )


def judge(evidence: Evidence) -> Verdict:
    """Judge the gate on what there is. The same evidence always gives the same verdict."""
    criteria = tuple(criterion(evidence) for criterion in CRITERIA[evidence.gate])
    standing = _standing(evidence, criteria)
    return Verdict(
        gate=evidence.gate,
        day=evidence.today,
        standing=standing,
        criteria=criteria,
        next_step=_next_step(evidence, standing),
        asked_again=_asked_again(evidence, standing),
        tests=asked(evidence),
        no_jumps=jumps_wait(evidence),
        before_link=mechanics_first(evidence),
        override=_no_override(evidence, standing, criteria),
        overridden=_overridden(evidence),
        phase_end=not _overridden(evidence)
        and (evidence.at_the_end or standing is GateStanding.EARLY),
        since=evidence.weeks[-1].opens if evidence.weeks else evidence.today,
    )


def _overridden(evidence: Evidence) -> bool:
    return still_asked(evidence.enrolment, evidence.gate)


def still_asked(enrolment: Enrolment, gate: Gate) -> bool:
    """Whether a gate is open without jumps, and so still asked until all of it is met (D.7.8)."""
    decided = [one for one in enrolment.gates if one.gate is gate and one.choice in PASSED]
    return bool(decided) and decided[-1].no_jumps


def _standing(evidence: Evidence, criteria: tuple[Criterion, ...]) -> GateStanding:
    by_aspect = {one.aspect: one for one in criteria}
    all_met = all(one.met for one in criteria)
    if evidence.perfect and (all_met or evidence.gate is Gate.END):
        return GateStanding.EARLY
    if not _judged_now(evidence):
        return GateStanding.UNDER_WAY
    if all_met:
        return GateStanding.MET
    if Aspect.PAIN in by_aspect and not by_aspect[Aspect.PAIN].met:
        return GateStanding.PAIN_FIRST
    if by_aspect[Aspect.TESTS].open:
        return GateStanding.WAITING
    return GateStanding.NOT_MET


def _judged_now(evidence: Evidence) -> bool:
    """Whether the last week is over; after a third failure, whether fourteen days are (D.7.8)."""
    if _overridden(evidence):
        return True
    if _stuck(len(evidence.failed)):
        return evidence.today >= _retest_day(evidence)
    return evidence.week_done


def _stuck(failures: int) -> bool:
    """Whether a gate was not met so often that a person is named, and tests are rare (D.7.8)."""
    return failures >= GATE_REPEATS


def _retest_day(evidence: Evidence) -> date:
    return evidence.failed[-1].day + timedelta(days=GATE_RETEST_DAYS)


def _next_step(evidence: Evidence, standing: GateStanding) -> Decision:
    failures = len(evidence.failed)
    numbers = (("judged and not met", failures),)
    if standing is GateStanding.PAIN_FIRST:
        sentence = "Pain goes first; the gate waits until it has settled."
        return Decision("D.4", sentence, numbers)
    sentence = _SAID.get(standing, "")
    if standing is GateStanding.NOT_MET:
        stuck = _stuck(failures + 1)
        sentence = f"{PROFESSIONAL} {_KEEP_UP}" if stuck else _AGAIN[min(failures, len(_AGAIN) - 1)]
    elif standing is GateStanding.UNDER_WAY and _stuck(failures):
        sentence = f"{PROFESSIONAL} {_KEEP_UP}"
    elif standing is GateStanding.EARLY and evidence.gate is Gate.END:
        sentence = "Everything reads 5: the third week may be left out, the lighter one stays."
    elif standing is GateStanding.MET and _overridden(evidence):
        waiting = jumps_wait(evidence) is not None
        sentence = _JUMPS_WAIT if waiting else "All is met now; jumps and sprints are open to you."
    return Decision("D.7.8", sentence, numbers)


_KEEP_UP = f"Until then two sessions a week, and the tests every {GATE_RETEST_DAYS} days."
_JUMPS_WAIT = "It is open; jumps and sprints still wait for the tests."
_SAID = {
    GateStanding.UNDER_WAY: "The phase goes on; the gate is judged after its last week.",
    GateStanding.WAITING: "The tests that are open decide it; the last week goes round meanwhile.",
    GateStanding.EARLY: "Everything reads 5: the phase may end a week early.",
    GateStanding.MET: "All is met; going on is yours to confirm.",
}
_ASKED_AGAIN = {
    GateStanding.UNDER_WAY: "Asked when the last week is done.",
    GateStanding.WAITING: "Asked as soon as the last test is in.",
    GateStanding.PAIN_FIRST: "Asked again after seven calm days.",
    GateStanding.NOT_MET: "Asked again when that week is done and the tests that failed are in.",
}


def _asked_again(evidence: Evidence, standing: GateStanding) -> str:
    failures = len(evidence.failed)
    if standing is GateStanding.UNDER_WAY and _stuck(failures):
        return f"Asked again from {long_day(_retest_day(evidence))} on."
    if standing is GateStanding.NOT_MET and _stuck(failures + 1):
        again = evidence.today + timedelta(days=GATE_RETEST_DAYS)
        return f"Asked again from {long_day(again)} on."
    return _ASKED_AGAIN.get(standing, "")


def _no_override(
    evidence: Evidence, standing: GateStanding, criteria: tuple[Criterion, ...]
) -> Decision | None:
    """Say why going on all the same is not offered, or None (D.7.8)."""
    hurts = any(one.aspect is Aspect.PAIN and not one.met for one in criteria)
    reasons = (
        (
            evidence.start in {Start.HOLD, Start.GENTLE},
            "Never offered while the plan is gentle or on hold.",
        ),
        (hurts, "Never offered while pain is over its limit or unanswered."),
        (evidence.gate is Gate.END, "There is no further phase to open."),
        (standing in {GateStanding.MET, GateStanding.EARLY}, "Nothing is missing."),
        (_overridden(evidence), "It is open already, without counted contacts and sprints."),
        (
            standing is GateStanding.UNDER_WAY and not evidence.failed,
            "The phase is not over yet.",
        ),
    )
    said = next((sentence for holds, sentence in reasons if holds), None)
    return None if said is None else Decision("D.7.8", said)
