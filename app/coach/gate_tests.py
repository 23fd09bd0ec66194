"""What a gate asks of the self-tests, and what they mean for what follows (D.3, D.7.6, D.7.8)."""

from __future__ import annotations

from math import ceil

from app.coach.figures import (
    GATE_CALF_DRILLS,
    GATE_CALF_DRILLS_SHARE,
    GATE_CALF_JUMPS,
    GATE_SQUAT_POINTS,
    GATE_TOUCHES,
)
from app.coach.frozen import dataclass
from app.coach.gate_criteria import Aspect, Criterion, touches
from app.coach.gate_evidence import Evidence, calf_counts
from app.coach.gate_state import Gate
from app.coach.model import Decision, Link, Side
from app.coach.norms import Person, calf_norm
from app.coach.selftests import RETEST_NEEDED, Measurement, of_test

CLEARLY_AHEAD, SLIGHTLY_AHEAD, UNDER = 0, 1, 2
"""What a landing check can find, as it stands in the log (T4)."""
KNEE_DRIVE_POINTS = 4
"""Points of a knee-drive check that passes (T7)."""
CUED, UNCUED = "cued", "uncued"
"""How a landing was filmed: with the cue in mind, or late in a run without it (D.7.1)."""

_SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class _Lack:
    """What one test lacks: in a few words, whether it is for want of a test, of a count."""

    words: str
    open: bool
    counts: bool = False


def calf_for_drills(person: Person) -> int:
    """Return the calf raises that gate 2 → 3 asks for: 15, or 70 % of the norm if less (D.7.8)."""
    expected = calf_norm(person)
    if expected is None:
        return GATE_CALF_DRILLS
    return min(GATE_CALF_DRILLS, ceil(GATE_CALF_DRILLS_SHARE * expected))


def calf_for_jumps(person: Person) -> int:
    """Return the calf raises before jumps and sprints: 20, or the norm if less (D.7.8)."""
    expected = calf_norm(person)
    return GATE_CALF_JUMPS if expected is None else min(GATE_CALF_JUMPS, expected)


def tests(evidence: Evidence) -> Criterion:
    """Judge the tests a gate asks for. One that was not done in this phase is never met."""
    lacks = {
        Gate.PRIMER_EXIT: _primer,
        Gate.DRILLS: _drills,
        Gate.RUNNING: _running,
        Gate.LINK: _link,
        Gate.END: _retest,
    }[evidence.gate](evidence)
    rule = "D.7.6" if evidence.gate is Gate.PRIMER_EXIT else "D.3"
    asked = ASKED_WORDS[evidence.gate]
    if not lacks:
        return Criterion(Aspect.TESTS, Decision(rule, f"Done and met: {asked}."), met=True)
    numbers = tuple((lack.words, "") for lack in lacks)
    is_open = any(lack.open for lack in lacks)
    counts = any(lack.counts for lack in lacks)
    return Criterion(
        Aspect.TESTS,
        Decision(rule, f"Asked for: {asked}.", numbers),
        met=False,
        missing=tuple(lack.words for lack in lacks),
        open=is_open,
        todo=(
            "Do the test that is open; it takes a few minutes."
            if is_open
            else "Counts grow by one or two a week; keep the calf raises slow and full."
            if counts
            else "Watch yourself in a mirror or on video, and go only as deep as it stays clean."
        ),
        counts=counts,
    )


ASKED_WORDS = {
    Gate.PRIMER_EXIT: "landing check, calf raises and knee-drive check, whatever they show",
    Gate.DRILLS: (
        f"squat test {GATE_SQUAT_POINTS} of 5 on each leg, and {GATE_TOUCHES} touches of the "
        "100-up in form"
    ),
    Gate.RUNNING: "landing under or slightly ahead, and calf raises on each leg",
    Gate.LINK: "landing without the cue late in a run, level hips, and calf raises counted",
    Gate.END: "the tests of your link once more",
}
"""What each gate asks of the tests, in words."""

ASKED = {
    Gate.PRIMER_EXIT: ("T4", "T8", "T7"),
    Gate.DRILLS: ("T5",),
    Gate.RUNNING: ("T4", "T8"),
    Gate.LINK: ("T4", "T7", "T8"),
}
"""The tests each gate looks at; the last one looks at those of the link."""


_NAMES = {
    "T1": "cadence count",
    "T2": "faster beat",
    "T3": "fast feet",
    "T4": "landing check",
    "T5": "squat test",
    "T6": "one-leg stand",
    "T7": "knee-drive check",
    "T8": "calf raises",
    "T9": "hamstring bridge",
    "T14": "sustain index",
    "T15": "critical speed",
}
"""The tests that the end of phase 4 may wait for, in a few words."""


def asked(evidence: Evidence) -> tuple[str, ...]:
    """Return the tests this gate waits for."""
    if evidence.gate is not Gate.END:
        return ASKED[evidence.gate]
    return tuple(sorted(min(group) for group in RETEST_NEEDED.get(_link_of(evidence), ())))


def jumps_wait(evidence: Evidence) -> Decision | None:
    """Say why pogos, hill strides and the contrast pair stay out of what follows, or None.

    Calf raises under 20, or the norm if less, or not counted; a landing that could not be filmed
    (D.7.5, D.7.8, D.7.9).
    """
    if evidence.gate not in {Gate.PRIMER_EXIT, Gate.LINK}:
        return None
    counts, needed = calf_counts(evidence.measured), calf_for_jumps(evidence.person)
    numbers = tuple((f"{side} calf", counts.get(side, "not counted")) for side in _SIDES)
    if any(counts.get(side, 0) < needed for side in _SIDES):
        sentence = f"Under {needed} calf raises on a leg: no pogos, hill strides or sprints yet."
        return Decision("D.7.8", sentence, numbers)
    if evidence.gate is Gate.LINK and "T4" in evidence.without:
        sentence = "The landing was not filmed: no pogos, hill strides or sprints yet."
        return Decision("D.7.9", sentence)
    return None


def mechanics_first(evidence: Evidence) -> Decision | None:
    """Say that mechanics come before the link after PRIMER, for a foot clearly ahead (D.7.6)."""
    ahead = [side for side in _SIDES if _landing(evidence, side) == CLEARLY_AHEAD]
    if evidence.gate is not Gate.PRIMER_EXIT or not ahead:
        return None
    if evidence.link not in {Link.COORDINATION, Link.POWER}:
        return None
    sentence = "The foot lands clearly ahead: the mechanics block comes before your link."
    return Decision("D.7.6", sentence, tuple((str(side), "clearly ahead") for side in ahead))


# --- each gate ----------------------------------------------------------------------------


def _primer(evidence: Evidence) -> list[_Lack]:
    lacks = [] if "T4" in evidence.without else _untested(evidence, "T4", "landing check")
    lacks += _untested(evidence, "T8", "calf raises")
    return lacks + _untested(evidence, "T7", "knee-drive check")


def _drills(evidence: Evidence) -> list[_Lack]:
    lacks = _below(evidence, "T5", "squat test", GATE_SQUAT_POINTS)
    words, is_open = touches(evidence)
    return [*lacks, _Lack(words, is_open, counts=not is_open)] if words else lacks


def _running(evidence: Evidence) -> list[_Lack]:
    lacks = [] if "T4" in evidence.without else _landings(evidence, CUED, UNCUED)
    return lacks + _calf(evidence, calf_for_drills(evidence.person))


def _link(evidence: Evidence) -> list[_Lack]:
    # The calf count does not hold this gate shut; it decides what follows (D.7.8).
    lacks = [] if "T4" in evidence.without else _landings(evidence, UNCUED)
    lacks += _below(evidence, "T7", "knee-drive check", KNEE_DRIVE_POINTS)
    return lacks + _untested(evidence, "T8", "calf raises")


def _retest(evidence: Evidence) -> list[_Lack]:
    link = _link_of(evidence)
    if link not in RETEST_NEEDED:
        return [_Lack("a link to test", open=True)]
    return [
        _Lack(f"{' or '.join(_NAMES[name] for name in sorted(group))} again", open=True)
        for group in RETEST_NEEDED[link]
        if not any(_whole_test(evidence, test_id) for test_id in group)
        and not (group == {"T4"} and "T4" in evidence.without)
    ]


def _link_of(evidence: Evidence) -> Link:
    return evidence.link or Link.MECHANICS


# --- one test -----------------------------------------------------------------------------


def _last(evidence: Evidence, test_id: str, side: Side, *conditions: str) -> Measurement | None:
    """Return the newest result of this phase, taken under one of these conditions if any."""
    found = [
        one
        for one in of_test(evidence.measured, test_id, side)
        if evidence.began <= one.day <= evidence.today
        and (not conditions or one.conditions in conditions)
    ]
    return found[-1] if found else None


def _whole_test(evidence: Evidence, test_id: str) -> bool:
    """Whether a test was done in this phase: for both legs at once, or on each."""
    if _last(evidence, test_id, Side.BOTH):
        return True
    return all(_last(evidence, test_id, side) for side in _SIDES)


def _untested(evidence: Evidence, test_id: str, name: str) -> list[_Lack]:
    open_sides = [side for side in _SIDES if _last(evidence, test_id, side) is None]
    if len(open_sides) == len(_SIDES):
        return [_Lack(f"{name} not done", open=True)]
    return [_Lack(f"{side} {name} not done", open=True) for side in open_sides]


def _stale(evidence: Evidence, found: Measurement) -> bool:
    """Whether a result is the one that failed: only a newer one counts then (D.7.8)."""
    return bool(evidence.failed) and found.day <= evidence.failed[-1].day


def _below(evidence: Evidence, test_id: str, name: str, needed: int) -> list[_Lack]:
    lacks = _untested(evidence, test_id, name)
    for side in _SIDES:
        found = _last(evidence, test_id, side)
        if found is not None and found.value < needed:
            words = f"{side} {name} {found.value:.0f} of {needed}"
            lacks.append(_Lack(words, open=_stale(evidence, found)))
    return lacks


def _landings(evidence: Evidence, *conditions: str) -> list[_Lack]:
    name = "landing check" if CUED in conditions else "landing check without the cue"
    lacks: list[_Lack] = []
    for side in _SIDES:
        found = _last(evidence, "T4", side, *conditions)
        if found is None:
            lacks.append(_Lack(f"{side} {name} not done", open=True))
        elif found.value < SLIGHTLY_AHEAD:
            lacks.append(_Lack(f"{side} foot clearly ahead", open=_stale(evidence, found)))
    return lacks


def _landing(evidence: Evidence, side: Side) -> float | None:
    found = _last(evidence, "T4", side)
    return None if found is None else found.value


def _calf(evidence: Evidence, needed: int) -> list[_Lack]:
    lacks = _untested(evidence, "T8", "calf raises")
    counts = calf_counts(evidence.measured)
    for side in _SIDES:
        found = _last(evidence, "T8", side)
        if found is not None and counts[side] < needed:
            words = f"{side} calf {counts[side]} of {needed}"
            lacks.append(_Lack(words, open=_stale(evidence, found), counts=True))
    return lacks
