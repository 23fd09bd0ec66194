"""What was decided at the gates between the phases, as the plan reads it (D.7.8).

The judging is `app.coach.gates`; passing is the runner's to confirm. Here is only what stands in
the log afterwards. The decisions of a programme travel with it (`Enrolment.gates`), so that the
plan is a function of what was stored and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from app.coach.frozen import dataclass


class Gate(StrEnum):
    """A passage of the plan that opens on criteria, not on a date (D.3, D.7.6)."""

    PRIMER_EXIT = "primer-4"
    DRILLS = "1-2"
    RUNNING = "2-3"
    LINK = "3-4"
    END = "4-end"


class GateChoice(StrEnum):
    """What was decided."""

    OPENED = "opened"
    """All criteria were met and the runner went on; in week 3 of a phase this ends it early."""
    OVERRIDDEN = "overridden"
    """Not all were met, asked twice: on, without counted contacts, hill strides and contrast."""
    SHORTENED = "shortened"
    """Phase 4 leaves out its third week and keeps the lighter fourth (D.7.1)."""
    REPEATED = "repeated"
    """Judged and not met: the last week comes again. Three of these lead to two a week."""


@dataclass(frozen=True, slots=True)
class GateDecision:
    """One decision at one gate.

    `failing` names exercises whose control failed and `counts` says that a count did (calf,
    100-up): both shape the repeated week (D.7.8). `no_jumps`: pogos, hill strides and the
    contrast pair stay out of what follows, since the calf count is under 20 or the norm, or the
    landing could not be filmed (D.7.5, D.7.8, D.7.9). `link` names a block that comes in between:
    mechanics after PRIMER where the landing is clearly ahead (D.7.6), or the next weak link after
    phase 4.
    """

    gate: Gate
    day: date
    choice: GateChoice
    failing: frozenset[str] = frozenset()
    counts: bool = False
    no_jumps: bool = False
    link: str | None = None

    @property
    def stored(self) -> str:
        """The decision as the words that stand in the log."""
        words = [self.choice.value, self.day.isoformat()]
        words += [f"failing={','.join(sorted(self.failing))}"] if self.failing else []
        words += ["counts"] if self.counts else []
        words += ["no-jumps"] if self.no_jumps else []
        words += [f"link={self.link}"] if self.link else []
        return " ".join(words)

    @classmethod
    def parse(cls, gate: str, stored: str) -> GateDecision:
        """Read what `stored` wrote. Raises `ValueError` for anything else."""
        choice, day, *more = stored.split(" ")
        given = dict(word.split("=", 1) for word in more if "=" in word)
        failing = frozenset(given["failing"].split(",")) if "failing" in given else frozenset()
        return cls(
            gate=Gate(gate),
            day=date.fromisoformat(day),
            choice=GateChoice(choice),
            failing=failing,
            counts="counts" in more,
            no_jumps="no-jumps" in more,
            link=given.get("link"),
        )

    def subject(self, programme_id: str) -> str:
        """Return what the log's decision is about: this gate of this programme."""
        return f"{programme_id} {self.gate}"


Gates = tuple[GateDecision, ...]
"""The decisions of one programme, oldest first."""

PASSED = frozenset({GateChoice.OPENED, GateChoice.OVERRIDDEN})


def passed(
    gates: Iterable[GateDecision], gate: Gate, today: date, since: date = date.min
) -> GateDecision | None:
    """Return the decision that opened a gate, as it stood on `today`, or None.

    `since` is the day on which the block before it began: with two links there are two ends.
    """
    found = [one for one in gates if one.gate is gate and since <= one.day <= today]
    return next((one for one in reversed(found) if one.choice in PASSED), None)


def failures(
    gates: Iterable[GateDecision], gate: Gate, today: date, since: date = date.min
) -> Gates:
    """Return how often a gate was judged and not met by `today`, oldest first."""
    return tuple(
        one
        for one in gates
        if one.gate is gate and since <= one.day <= today and one.choice is GateChoice.REPEATED
    )
