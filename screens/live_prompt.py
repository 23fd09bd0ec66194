"""The small questions of the live screen that keys open: why skip, what pain, how to leave."""

from __future__ import annotations

from enum import Enum

from textual.content import Content

from app.coach.model import SkipReason
from screens.words import SKIP_WORD

REASONS = (
    SkipReason.PAIN,
    SkipReason.TIME,
    SkipReason.KIT,
    SkipReason.TIRED,
    SkipReason.QUALITY,
    SkipReason.OTHER,
)


class Prompt(Enum):
    """What a key has asked for and the next key answers."""

    NONE = "none"
    SKIP_SET = "skip set"
    SKIP_EXERCISE = "skip exercise"
    PAIN = "pain"
    LEAVE = "leave"
    UNSAVED = "unsaved"
    NOTE = "note"
    PLACE = "place"

    @property
    def skips(self) -> bool:
        """Whether a reason for skipping is asked."""
        return self in (Prompt.SKIP_SET, Prompt.SKIP_EXERCISE)

    @property
    def typed(self) -> bool:
        """Whether the answer is typed into a line."""
        return self in (Prompt.NOTE, Prompt.PLACE)


Lines = tuple[Content, Content, Content]


def prompt_lines(prompt: Prompt, fault: str) -> Lines:
    """Return what the prompt asks, what the keys answer, and how to close it."""
    if prompt.skips:
        return _skip_lines(prompt)
    return _lines(*_WORDS.get(prompt, (_UNSAVED, fault, "r tries again · l leaves without them")))


_UNSAVED = "The last steps are not in the log."
_WORDS = {
    Prompt.NONE: ("", "", ""),
    Prompt.PAIN: ("Pain now?", "0 none … 9 · x is 10, the worst", "q none"),
    Prompt.LEAVE: (
        "Leave the session?",
        "e ends it here and keeps what is done · p leaves it paused, for later",
        "q goes on",
    ),
    Prompt.NOTE: ("A note to this set", "enter keeps it; the clock runs on", ""),
    Prompt.PLACE: ("Where does it hurt?", "enter keeps it; empty is fine, too", ""),
}


def _skip_lines(prompt: Prompt) -> Lines:
    whole = prompt is Prompt.SKIP_EXERCISE
    what = "what is left of this exercise" if whole else "this set"
    other = "only this set" if whole else "the whole exercise"
    reasons = " · ".join(f"{key} {SKIP_WORD[why]}" for key, why in enumerate(REASONS, start=1))
    return _lines(f"Leave out {what}. Why?", reasons, f"s {other} · q goes on")


def _lines(first: str, second: str, third: str) -> Lines:
    return Content.styled(first, "bold $accent"), Content(second), Content.styled(third, "$muted")
