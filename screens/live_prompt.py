"""The small questions of the live screen that keys open: why skip, what instead, how to leave."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from textual.content import Content

from app.coach.model import SkipReason
from app.coach.swap import Substitute
from screens.widgets.plain import clip, plain
from screens.words import SKIP_WORD

REASONS = (
    SkipReason.PAIN,
    SkipReason.TIME,
    SkipReason.KIT,
    SkipReason.TIRED,
    SkipReason.QUALITY,
    SkipReason.OTHER,
)
SWAP_REASONS = (SkipReason.PAIN, SkipReason.KIT, SkipReason.TIME)


class Prompt(Enum):
    """What a key has asked for and the next key answers."""

    NONE = "none"
    SKIP_SET = "skip set"
    SKIP_EXERCISE = "skip exercise"
    SWAP_WHY = "swap why"
    SWAP = "swap"
    PAIN = "pain"
    BONE = "bone"
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


def prompt_text(
    prompt: Prompt, name: str, fault: str, offered: Sequence[Substitute], *, stopped: bool
) -> Content:
    """Return what the prompt asks, what the keys answer, and how to close it; a line for each.

    `name` is that of the exercise it is about.
    """
    name = clip(name, _LONGEST_NAME)
    if prompt.skips:
        return _skip_text(prompt)
    if prompt is Prompt.SWAP:
        return _swap_text(name, offered, stopped=stopped)
    if prompt in _PAIN_WORDS:
        asked, *answers = _PAIN_WORDS[prompt]
        return _lines(f"{name}: {asked}", *answers)
    return _lines(*_WORDS.get(prompt, (_UNSAVED, fault, "r tries again · l leaves without them")))


_LONGEST_NAME = 30
_UNSAVED = "The last steps are not in the log."
_SWAP_WORD = {
    SkipReason.PAIN: "it hurts",
    SkipReason.KIT: "kit is missing",
    SkipReason.TIME: "time is short",
}
_PAIN_WORDS = {
    Prompt.PAIN: (
        "pain now?",
        "0 none … 9 · x is 10, the worst",
        "! sharp or sudden · b on one spot of bone",
        "q none",
    ),
    Prompt.PLACE: ("where does it hurt?", "enter keeps it; empty is fine, too", ""),
}
_WORDS = {
    Prompt.BONE: (
        "That ends the session for today.",
        "Bone has to be unloaded, and someone should look at it.",
        "e ends it here and keeps what is done",
        "q stays, without another set",
    ),
    Prompt.LEAVE: (
        "Leave the session?",
        "e ends it here and keeps what is done",
        "p leaves it paused, for later",
        "q goes on",
    ),
    Prompt.SWAP_WHY: (
        "Do something else instead. Why?",
        " · ".join(f"{key} {_SWAP_WORD[why]}" for key, why in enumerate(SWAP_REASONS, start=1)),
        "q keeps it",
    ),
    Prompt.NOTE: ("A note to this set", "enter keeps it; the clock runs on", ""),
}


def _skip_text(prompt: Prompt) -> Content:
    whole = prompt is Prompt.SKIP_EXERCISE
    what = "what is left of this exercise" if whole else "this set"
    reasons = [f"{key} {SKIP_WORD[why]}" for key, why in enumerate(REASONS, start=1)]
    return _lines(f"Leave out {what}. Why?", " · ".join(reasons[:3]), " · ".join(reasons[3:]))


def _swap_text(name: str, offered: Sequence[Substitute], *, stopped: bool) -> Content:
    title = f"Pain stops {name}. Go on with" if stopped else "What instead?"
    close = "space leaves the rest out" if stopped else "q keeps it"
    if not offered:
        title = "Nothing in the library fits in its place."
        return _lines(f"Pain stops {name}.", title, close) if stopped else _lines(title, close)
    choices = [f"{key} {plain(each.name)}" for key, each in enumerate(offered, start=1)]
    return _lines(title, *choices, close)


def _lines(first: str, *others: str) -> Content:
    *middle, last = others
    return Content.assemble(
        (first, "bold $accent"),
        *(f"\n{line}" for line in middle),
        (f"\n{last}" if last else "", "$muted"),
    )
