"""Every rule that a decision may name: what it is about in one line, and where it comes from.

The one place where a rule's id meets its title and its source. Ids and tags are the coaching
digest's; "judgement" marks a figure that nobody published in this form.
"""

from __future__ import annotations

from collections.abc import Mapping

from app.coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, a title of one line, its source in plain words, and the source's tags."""

    id: str
    title: str
    source: str
    tags: tuple[str, ...]


_JUDGED = "judgement, nobody has published it in this form"
_STRENGTH = "the American College of Sports Medicine's position on strength training (2009)"
_SPEED = "a coach's articles on adding speed work"
_RETOOL = "a coach's column on retooling how you run"
_STEP_UPS = "a strength coach's article on step-ups"
_TENDON = "a trial with 38 tendon patients (Silbernagel 2007) and its author's later commentary"
_DELOAD = "a survey of coaches on lighter weeks, and a trial of a week off (2023)"
_AWAY = "coaches' advice on coming back after a break"
_PLYO = "textbook teaching on jump training: 48 to 72 hours between"
_BONE = "clinics' lists of the signs of a stressed bone"


def _rules(*rules: Rule) -> Mapping[str, Rule]:
    return {rule.id: rule for rule in rules}


def _leaning(on: str) -> str:
    return f"judgement, leaning on {on}"


RULES: Mapping[str, Rule] = _rules(
    # --- what to train, and who needs it (part A, F)
    Rule("A3", "Injuries at modest volume point at how you move", _SPEED, ("S0",)),
    Rule("A11", "Mechanics come first, whichever link is weak", _SPEED, ("S0",)),
    Rule("A23", "No injury, no pain, normal training: no programme is needed", _RETOOL, ("S2",)),
    Rule("A28", "A race season is no time to change how you run", _RETOOL, ("S2",)),
    Rule("A.8", "Where the sources are unclear, how it was settled", _JUDGED, ("J",)),
    Rule("F.1", "The fourteen questions and what each answer weighs", _JUDGED, ("J",)),
    Rule("F.2.2", "Being quick and being strong weigh on the other links", _leaning(_SPEED),
         ("J", "S0")),
    Rule("F.2.5", "Too many open answers name no link", _JUDGED, ("J",)),
    Rule("F.2.7", "Where you begin", f"{_RETOOL}; the limits are judgement", ("J", "S2")),
    Rule("G1", "Form explains few injuries; jumps in training explain more",
         "a review of 30 studies with 3,404 runners (2022)", ("X57", "X58", "X17")),
    Rule("G21", "A gentler way in is fine: 2 × 8", _leaning(_RETOOL), ("J", "S2")),
    # --- doses, ladders and tables (B, D.2, D.3, D.7)
    Rule("B.6", "Step-ups once or twice a week", _STEP_UPS, ("S3",)),
    Rule("D.2", "How an exercise grows", f"{_leaning(_STRENGTH)}; {_RETOOL}", ("J", "X16", "S2")),
    Rule("D.3", "Four phases of about four weeks", _RETOOL, ("S2", "J")),
    Rule("D.7.1", "Two instructions clash, and one has to win", _JUDGED, ("J",)),
    Rule("D.7.2", "How pain, free days, sides and answers are read", _JUDGED, ("J", "X16", "X42")),
    Rule("D.7.3", "What a session's minutes are made of", _leaning(_RETOOL), ("J", "S2")),
    Rule("D.7.4", "The steps from easy to hard of each exercise",
         "judgement, leaning on coaches' and clinics' progressions",
         ("J", "S2", "S3", "X32", "X47")),
    Rule("D.7.5", "The session tables, week by week", _leaning(_RETOOL), ("J", "S0", "S2", "S3")),
    Rule("D.7.6", "How each way of beginning runs and ends", _JUDGED, ("J",)),
    Rule("D.7.7", "A plan is a queue; what is missed lapses", _JUDGED, ("J", "X50")),
    Rule("D.7.8", "A phase opens on what you can do, not on a date", _leaning(_SPEED),
         ("J", "S0", "S2")),
    Rule("D.7.9", "One exercise in the place of another, and why", _JUDGED, ("J",)),
    Rule("D.7.10", "The ten-minute version", _JUDGED, ("J",)),
    # --- pain (D.4, D.6)
    Rule("D.4", "The pain light: green to 2, amber to 5, red from 6",
         f"{_TENDON}; the cut-offs are the stricter of several, and judgement", ("X1", "X2", "J")),
    Rule("D.6", "Some signs need a person, not a plan", f"{_BONE}, and judgement", ("X61", "J")),
    # --- self-tests (part E)
    Rule("T1", "Steps a minute, read beside the pace they were run at",
         "studies of elite runners and of the step rate that costs least (2015, 2019)",
         ("X8", "X9")),
    Rule("T3", "Quick feet are counted against your own first result", _JUDGED, ("J",)),
    Rule("T5", "Five slow squats, one point for each part kept still",
         "the parts physiotherapists look at in a single-leg squat", ("X20", "J")),
    Rule("T6", "Seconds on one leg, left against right",
         "times of 2007, read through a clinic's page; from when legs differ is judgement",
         ("X30", "J")),
    Rule("T8", "Calf raises on one leg, left against right",
         "counts of 566 adults (2017); from when legs differ is judgement", ("X19", "J")),
    Rule("T9", "Bridges on one leg, left against right",
         "counts of footballers (2014); from when legs differ is judgement", ("X22", "J")),
    Rule("T10", "Hops are measured only without pain and with strong calves", _JUDGED,
         ("J", "X31")),
    Rule("T11", "Sprints are timed only once sprinting is prepared", _JUDGED, ("J", "X28")),
    Rule("T12", "Fewer steps in no more time are progress", _leaning(_STEP_UPS), ("J", "S3")),
    Rule("T15", "Two all-out runs show the speed you can hold",
         "field tests of critical speed (2014)", ("X26",)),
    Rule("T16", "Metres per heartbeat, first half of a run against the second",
         "a coaches' rule of thumb", ("X29",)),
    Rule("T18", "Steps a minute late in a run, against early on", _JUDGED, ("J",)),
    # --- sessions (D.1)
    Rule("S1", "A day between two sessions", _JUDGED, ("J",)),
    Rule("S2", "A free day between two strength sessions", _STRENGTH, ("X16",)),
    Rule("S3", "48 hours between jumps or sprints, 72 where it was amber",
         f"{_PLYO}; tendons answer to a load for about three days", ("X42", "X6")),
    Rule("S4", "No leg strength in the six hours before a hard run",
         "a study in which leg work 6 hours before cost a run a minute of five", ("X54",)),
    Rule("S5", "An easy run and strength on one day: three hours apart",
         "a review of training both on one day", ("X55",)),
    Rule("S6", "Twenty minutes of work at most in phase 1", _leaning(_RETOOL), ("S2", "J")),
    Rule("S8", "Phase 1 challenges and never exhausts", _RETOOL, ("S2",)),
    Rule("S9", "Pain that rises within a set ends the exercise", _leaning(_TENDON), ("X1", "J")),
    Rule("S10", "Ill, or almost without sleep: rest is the better session", _JUDGED, ("J",)),
    # --- progression (D.2)
    Rule("P1", "Clean and calm: a little more", _leaning(_STRENGTH), ("J", "X16")),
    Rule("P2", "All repetitions on two sessions running: one set more", f"{_STEP_UPS}; {_JUDGED}",
         ("J", "S3")),
    Rule("P3", "All sets full on two sessions: higher or heavier", f"{_STRENGTH}, and judgement",
         ("X16", "J")),
    Rule("P4", "Not quite clean, or hard: the same again", _JUDGED, ("J",)),
    Rule("P5", "Poor control, or too much: one step back", _JUDGED, ("J",)),
    Rule("P6", "The weaker leg leads", _leaning(_RETOOL), ("J", "S2")),
    Rule("P7", "One kind of change at a time", "judgement, leaning on advice for the way back from "
         "tendon pain", ("J", "X68", "S2")),
    Rule("P8", "What is newly harder is done twice before the next step", _JUDGED, ("J",)),
    Rule("P9", "Jumps grow slowest", _leaning(_PLYO), ("J", "X42")),
    # --- time away and lighter weeks (D.5)
    Rule("B1", "A hard week leads to a lighter one", _JUDGED, ("J",)),
    Rule("B2", "A planned lighter week", _DELOAD, ("X51",)),
    Rule("B3", "One or two missed: carry on, make up for nothing", _AWAY, ("X50a",)),
    Rule("B4", "About a week missed: the last week again", f"{_AWAY}, and judgement",
         ("X50a", "X50b", "J")),
    Rule("B5", "Two to four weeks missed: back a week, and lighter", f"{_AWAY}, and judgement",
         ("X50b", "J")),
    Rule("B6", "One to three months missed: the phase again", _JUDGED, ("J",)),
    Rule("B7", "More than three months: the questions again", _AWAY, ("X50b",)),
    Rule("B8", "After a stop for pain or illness: easy before fast", _AWAY, ("X50c",)),
)  # fmt: skip
"""Every rule by its id."""


def about(rule_id: str) -> str:
    """Return `title (source)` for a stored id; "" for one that this version does not know."""
    rule = RULES.get(rule_id)
    return f"{rule.title}. Source: {rule.source}." if rule else ""
