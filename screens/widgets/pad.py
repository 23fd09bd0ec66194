"""Something to answer with. The screen has the keys and hands them on, one after the other.

A pad never has the focus: keys that are typed faster than questions change would otherwise reach
the pad of the question before.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen, as it is stored."""

    value: object


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why what is on the pad is no answer yet."""

    sentence: str


Reply = Answer | Refusal | None
"""What a key came to; None where it only changed the pad."""


class Pad(Widget):
    """Base of the pads. `press` is a digit or its click, `take` is enter."""

    DEFAULT_CSS = "Pad { height: auto; width: 1fr; }"

    @dataclass
    class Clicked(Message):
        """A part of the pad was clicked that stands for this number."""

        pad: Pad
        number: int

    def accepts(self, number: int) -> bool:
        """Say whether this number means anything here."""
        raise NotImplementedError

    def press(self, number: int) -> Reply:
        """Take a number in."""
        raise NotImplementedError

    def move(self, steps: int) -> None:
        """Move the mark down by some steps; up where negative."""
        raise NotImplementedError

    def take(self) -> Reply:
        """Answer with what is marked."""
        raise NotImplementedError
