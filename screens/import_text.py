"""What the import screen says: what can be taken in, and what would become of each thing."""

from __future__ import annotations

from collections.abc import Iterator

from app.trainer.import_words import Line, counts, lines
from app.trainer.importing import Import, Offer, Units
from screens.parts import Part
from screens.widgets.plain import indented, plain

# Enough to look through; the rest is counted, and the command line lists everything.
_MOST_LINES = 400
_STYLES = {"file": "bold", "left out": "bold", "refuse": "bold", "same": "$muted", "note": "$muted"}

_TAKES = (
    ("runs", "FIT, TCX or GPX from a watch: distance, time, pace, heart rate, cadence"),
    ("sets", "a table of Strong, Hevy, FitNotes or Liftosaur; another one with a mapping"),
    ("a log", "this program's own JSON export, merged by id"),
)
_WAYS = (("f", "choose a file"), ("d", "choose a folder"), ("w", "write a path"))


def invitation(width: int) -> Iterator[Part]:
    """Say what can be read and how it is chosen, in lines of at most `width` cells."""
    yield (
        f"{indented('First it says what it would add, change and leave out.', width, 0)}\n\n",
        "$muted",
    )
    for name, words in _TAKES:
        text = indented(words, width - 9, 9).lstrip()
        yield f"{name:<9}"
        yield (f"{text}\n", "$muted")
    yield "\n"
    for key, words in _WAYS:
        yield (f" {key}  ", "bold $accent")
        yield f"{words}\n"


def report(found: Import, units: Units, width: int) -> Iterator[Part]:
    """Say what would become, or became, of each thing; long reports end with a count."""
    if not found.written:
        yield (f"\n{indented(f'Not stored yet: {counts(found)}.', width, 0)}\n", "bold")
        for words in _advice(found, units):
            yield (f"{indented(words, width, 0)}\n", "$muted")
    shown = 0
    for file in found.files:
        yield "\n"
        for line in lines(file):
            shown += 1
            if shown <= _MOST_LINES:
                yield _drawn(line, width)
        for offer in file.offers:
            yield (f"{indented(_about(offer), width, 2)}\n", "$muted")
    if shown > _MOST_LINES:
        yield (f"\n… and {shown - _MOST_LINES:,} lines more\n", "$muted")


def offers(found: Import) -> dict[str, Offer]:
    """Return the unknown names for which the library has something near."""
    return {offer.name: offer for file in found.files for offer in file.offers if offer.near}


def _advice(found: Import, units: Units) -> Iterator[str]:
    if offers(found):
        yield "m says which exercises the unknown names are."
    if any(file.form.startswith("csv") or "unit" in file.refusal for file in found.files):
        yield (
            f"u weights in {units.weight or 'what the table says'}, "
            f"k distances in {units.distance or 'what the table says'}."
        )
    if any("mapping" in file.refusal for file in found.files):
        yield "p names a mapping."


def _about(offer: Offer) -> str:
    name = plain(offer.name)
    if not offer.near:
        return f"{name} is not in the library and is kept as it is"
    return f"{name} is not in the library and is kept as it is; perhaps {offer.near}"


def _drawn(line: Line, width: int) -> Part:
    indent = 2 if line.text.startswith("  ") else 0
    return (f"{indented(plain(line.text), width, indent)}\n", _STYLES.get(line.act, ""))
