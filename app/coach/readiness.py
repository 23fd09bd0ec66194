"""What the answers before a session lead to: advice, never a refusal (S10, S4, B1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from app.coach.figures import HARD_RUN_GAP_HOURS, SHORT_SLEEP_HOURS
from app.coach.model import Decision, Readiness


def of_day(answers: Iterable[Readiness], day: date) -> Readiness | None:
    """Return what was answered last on a day, or None."""
    found = [one for one in answers if one.day == day]
    return found[-1] if found else None


def advice(readiness: Readiness) -> tuple[Decision, ...]:
    """Return what the answers suggest for today, each once; the runner decides."""
    said: list[Decision] = []
    if readiness.ill:
        sentence = (
            "Feverish, or ill below the neck: rest is the better session. It is yours to say."
        )
        said.append(Decision("S10", sentence, (("ill", "yes"),)))
    elif readiness.short_sleep:
        sentence = (
            f"Under {SHORT_SLEEP_HOURS} hours of sleep: rest would do more. It is yours to say."
        )
        said.append(Decision("S10", sentence, (("short sleep", "yes"),)))
    if readiness.hard_run:
        sentence = (
            f"A hard run is near: run first, or leave {HARD_RUN_GAP_HOURS} hours, better a night, "
            "between leg work and it."
        )
        said.append(Decision("S4", sentence, (("hard run within a day", "yes"),)))
    if readiness.sore:
        sentence = "Sore at rest is noted; with a second such sign the next week is lighter."
        said.append(Decision("B1", sentence, (("sore at rest", "yes"),)))
    return tuple(said)
