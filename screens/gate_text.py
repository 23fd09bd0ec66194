"""What the gate screen says, as text for a width; no widget, so it is tested as it is."""

from __future__ import annotations

from textual.content import Content

from app.coach.gate_criteria import Aspect, Criterion
from app.coach.gate_state import Gate
from app.coach.gates import LEADS_TO, GateStanding, Verdict
from app.trainer.gating import GateView
from screens.parts import Part
from screens.widgets.plain import indented

_COLUMN = 13
# What a runner calls it.
ASPECT_WORD = {Aspect.ADHERENCE: "sessions"}
NO_GATE = (
    "No gate is open to judge: it belongs to the phases of a plan. The self-tests can be done "
    "all the same."
)
SURE = (
    "Go on although not all is met? The next phase then leaves out counted jumps, hill strides "
    "and sprints until it is.",
    "Really go on? Still missing: {missing}. This is stored as your choice.",
)
"""What is asked before a gate is passed over, one after the other (D.7.8)."""
_HEAD = {
    GateStanding.UNDER_WAY: "Under way",
    GateStanding.WAITING: "A test is open",
    GateStanding.PAIN_FIRST: "Pain first",
    GateStanding.NOT_MET: "Not yet",
    GateStanding.MET: "Met",
    GateStanding.EARLY: "Ahead of the plan",
}


def gate_text(view: GateView, width: int, *, asked: int = 0) -> Content:
    """Return the gate of this phase, then one that is open without jumps.

    `asked` says which question stands above it: whether to go on all the same, for the first or
    the second time; 0 for none.
    """
    if view.now is None and view.jumps is None:
        return Content.assemble(("Gate\n\n", "bold"), indented(NO_GATE, width, 0))
    parts: list[Part] = []
    if asked:
        missing = ", ".join(view.now.missing) if view.now else ""
        question = SURE[asked - 1].format(missing=missing or "nothing named")
        parts += [("▌ ", "bold $accent"), (f"{_hanging(question, width)}\n\n", "bold")]
    if view.now is not None:
        parts += _verdict(view.now, width)
        parts += _phase_end(view, view.now, width)
    if view.jumps is not None:
        title = f"Jumps and sprints, since the gate to {LEADS_TO[view.jumps.gate]}"
        parts += ["\n" if view.now else "", *_verdict(view.jumps, width, title)]
    return Content.assemble(*parts)


def _verdict(verdict: Verdict, width: int, title: str = "") -> list[Part]:
    name = title or f"Gate to {LEADS_TO[verdict.gate]}"
    parts: list[Part] = [
        (name, "bold"),
        (f"   {_HEAD[verdict.standing].lower()}\n", "$muted"),
        f"{indented(_capital(verdict.summary), width, 0)}.\n\n",
    ]
    for criterion in verdict.criteria:
        parts += _criterion(criterion, width)
    parts.append("\n")
    parts += [("▌ ", "bold $accent"), f"{_hanging(verdict.next_step.sentence, width)}\n"]
    if verdict.asked_again:
        parts.append((f"  {_hanging(verdict.asked_again, width)}\n", "$muted"))
    for said in (verdict.before_link, verdict.no_jumps):
        if said is not None and said.sentence not in verdict.next_step.sentence:
            parts.append((f"  {_hanging(said.sentence, width)}\n", "$muted"))
    if verdict.gate is not Gate.END and verdict.override is None:
        words = "Going on all the same is possible, without jumps: key o, asked twice."
        parts.append((f"  {_hanging(words, width)}\n", "$muted"))
    return parts


def _phase_end(view: GateView, verdict: Verdict, width: int) -> list[Part]:
    """Return what the end of a phase offers: the link's tests, and the questions again."""
    if not verdict.phase_end:
        return []
    said: list[str] = []
    if view.retests:
        names = ", ".join(name.lower() for _, name in view.retests)
        said.append(f"The end of a phase is the time to test your link again: {names}. Key t.")
    again = (
        "The fourteen questions can be answered again, too: key r lays both verdicts side by side."
    )
    if verdict.gate is Gate.END:
        again = (
            "Answer the fourteen questions again before you go on, key r: if another link is weak "
            "now, its block comes next."
        )
    said.append(again)
    return ["\n", *((f"  {_hanging(words, width)}\n", "$muted") for words in said)]


def _criterion(criterion: Criterion, width: int) -> list[Part]:
    """Return a criterion in a column of its own; what is missing stands out below it."""
    mark = ("✓ ", "bold $done") if criterion.met else ("○ ", "bold $accent")
    decision = criterion.decision
    parts: list[Part] = [
        mark,
        (
            f"{ASPECT_WORD.get(criterion.aspect, criterion.aspect.value):<{_COLUMN - 2}}",
            "bold" if not criterion.met else "",
        ),
        (f"{indented(decision.sentence, width, _COLUMN)[_COLUMN:]}\n", "$muted"),
    ]
    if criterion.missing:
        word = "Open" if criterion.open else "Missing"
        missing = f"{word}: {'; '.join(criterion.missing)}."
        parts.append((f"{indented(missing, width, _COLUMN)}\n", "bold"))
        parts.append(f"{indented(f'→ {criterion.todo}', width, _COLUMN)}\n")
    return parts


def _hanging(text: str, width: int) -> str:
    return indented(text, width, 2)[2:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
