"""A card as plain text, for a terminal, a phone or a printer that knows nothing else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from data.exports.card.model import Card, Entry

WIDTH = 72


def sheet(card: Card) -> str:
    """Return the card in lines of at most `WIDTH` characters, where words allow it."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Card) -> Iterator[str]:
    yield plain(card.title)
    yield plain(card.when)
    if card.purpose:
        yield from _wrapped(card.purpose)
    if card.before:
        yield ""
        yield from _wrapped("First: " + " · ".join(card.before), indent="  ")
    for entry in card.entries:
        yield ""
        yield from _entry(entry)
    if card.after:
        yield ""
        yield from _wrapped("Last: " + " · ".join(card.after), indent="  ")
    if card.notes:
        yield ""
        for note in card.notes:
            yield from _wrapped(note)


def _entry(entry: Entry) -> Iterator[str]:
    name, dose = plain(entry.name), plain(entry.dose)
    yield f"{name}{' ' * max(2, WIDTH - len(name) - len(dose))}{dose}"
    if entry.facts:
        yield from _wrapped(entry.facts, begin="  ", indent="  ")
    for cue in entry.cues:
        yield from _wrapped(cue, begin="  - ", indent="    ")
    controls = [f"control {leg} __" for leg in entry.legs] or ["control __"]
    yield f"  {'   '.join((*controls, 'effort __', 'pain __'))}"


def _wrapped(words: str, *, begin: str = "", indent: str = "") -> list[str]:
    return textwrap.wrap(
        plain(words),
        WIDTH,
        initial_indent=begin,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def plain(words: str) -> str:
    """Return text in which nothing breaks the line or commands a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in words)
