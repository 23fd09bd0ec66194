"""The question of the morning after, as Today asks it: its words and its keys."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from textual.binding import Binding

from app.coach.model import Library
from app.coach.pain import Light, Morning, MorningQuestion, light
from screens.parts import Part
from screens.widgets.plain import clip, plain

# As they are shown. The small letters answer too, and are other keys of Today once it is answered.
KEYS = {Morning.GONE: "G", Morning.SAME: "S", Morning.WORSE: "W", Morning.NEW: "N"}
TENDON_KEY = "d"
UNDO_KEY = "u"

_TOOLTIPS = {
    Morning.GONE: "This morning it was gone, or as usual",
    Morning.SAME: "This morning it was still there",
    Morning.WORSE: "This morning it was worse",
    Morning.NEW: "This morning it hurt somewhere new",
}
_PLACE_WIDTH = 28

BINDINGS = [
    *(
        Binding(
            f"{key},{key.lower()}",
            f"morning('{word.value}')",
            word.value.capitalize(),
            id=f"today.morning.{word.value}",
            tooltip=_TOOLTIPS[word],
        )
        for word, key in KEYS.items()
    ),
    Binding(
        TENDON_KEY,
        "tendon",
        "Diagnosed tendon",
        show=False,
        id="today.tendon",
        tooltip="Tick this spot as a tendon that a professional has diagnosed, or untick it",
    ),
    Binding(
        UNDO_KEY,
        "take_back",
        "Take it back",
        id="today.take_back",
        tooltip="Take back the answer about this morning",
    ),
]

"""Before the other keys of Today, so that while it is asked these letters answer it."""


def may_tick(question: MorningQuestion) -> bool:
    """Whether the spot may be ticked as a diagnosed tendon: named, and amber (D.4)."""
    return bool(question.place) and light(question.pain) is Light.AMBER


def morning_text(
    question: MorningQuestion, library: Library, today: date, width: int, *, tick: bool
) -> list[Part]:
    """Return the question with its keys, on one line where that fits.

    `tick` offers to tick the spot as a diagnosed tendon.
    """
    asked = f"{_said(question, library, today)} This morning?"
    keys: list[Part] = []
    for word, key in KEYS.items():
        keys += ["  ", (key, "bold $accent"), f" {word.value}"]
    length = sum(cell_len(part if isinstance(part, str) else part[0]) for part in keys)
    between = "" if cell_len(asked) + length + 2 <= width else "\n"
    parts: list[Part] = [("▌ ", "bold $accent"), asked, between, *keys, "\n"]
    if tick and may_tick(question):
        words = (
            "ticked as a diagnosed tendon, limit 5"
            if question.tendon
            else "tick it as a tendon that was diagnosed"
        )
        parts += ["  ", (TENDON_KEY, "bold $accent"), (f" {words}\n", "$muted")]
    return parts


def answered_text(question: MorningQuestion, said: Morning, library: Library) -> list[Part]:
    """Return what was just answered, and the key that takes it back."""
    spot = _spot(question, library)
    return [
        ("▌ ", "bold $accent"),
        (f"{spot[:1].upper()}{spot[1:]}: {said.value} this morning.", "$muted"),
        "  ",
        (UNDO_KEY, "bold $accent"),
        (" take it back\n", "$muted"),
    ]


def _said(question: MorningQuestion, library: Library, today: date) -> str:
    away = (today - question.day).days
    when = "yesterday" if away == 1 else f"on {question.day:%A}"
    spot = _spot(question, library)
    if question.sign:
        return f"Pain in the {spot} was {question.words} {when}."
    if question.place:
        return f"The {spot} said {question.pain} {when}."
    return f"Pain was {question.pain} in the {spot} {when}."


def _spot(question: MorningQuestion, library: Library) -> str:
    """Return where it hurt, or during what where no place was named."""
    if question.place:
        return clip(plain(question.place), _PLACE_WIDTH).removeprefix("the ")
    first = question.exercises[0]
    name = library[first].name if first in library else first
    return clip(plain(name), _PLACE_WIDTH).lower()
