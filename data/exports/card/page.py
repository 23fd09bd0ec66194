"""A card as HTML that prints on one page of A4. It needs no network and no other file."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from data.exports.card.drawing import figure
from data.exports.card.model import Card, Entry

_COLUMNS = 2
_ROOM_MM = 196.0
"""What the exercises may take of the page's height."""

_TALLEST_MM = 66.0

# From so many millimetres on an entry holds so many cues and a figure that can be told.
_CUES = ((54.0, 3), (42.0, 2), (0.0, 1))

_STYLE = """\
@page { size: A4; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 186mm; color: #111; background: #fff;
       font: 10pt/1.3 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", sans-serif; }
header { border-bottom: .6mm solid #111; padding-bottom: 2mm; margin-bottom: 3mm; }
h1 { font-size: 17pt; line-height: 1.15; margin: 0; }
.when { font-weight: 600; margin: .8mm 0 0; }
.purpose, .aside, footer { color: #444; margin: .8mm 0 0; }
.aside b, footer b { color: #111; }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 3mm; margin: 3mm 0; }
article { border: .3mm solid #999; border-radius: 1.5mm; padding: 2mm 2.5mm; overflow: hidden;
          display: flex; flex-direction: column; min-height: var(--height); break-inside: avoid; }
article.alone { grid-column: span 2; }
article.bare { min-height: 0; }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 3mm; }
h2, .dose { font-size: 11pt; line-height: 1.25; font-weight: 700; margin: 0; }
.facts { color: #444; font-size: 9pt; margin: 0; }
.how { display: flex; gap: 3mm; flex: 1; min-height: 0; margin: 1mm 0; }
.how svg { width: 46%; height: calc(var(--height) - 25mm); flex: none; }
ul { margin: 0; padding-left: 4mm; font-size: 9pt; }
.note { display: flex; flex-wrap: wrap; gap: 1mm 2mm; font-size: 8pt; color: #444;
        border-top: .2mm solid #bbb; padding-top: 1mm; }
.note span::after { content: ""; display: inline-block; width: 6mm; height: 4.6mm;
                    margin-left: 1mm; border: .3mm solid #777; border-radius: .8mm;
                    vertical-align: middle; }
footer { border-top: .3mm solid #999; padding-top: 1.5mm; font-size: 8.5pt; }
footer p { margin: 0 0 .6mm; }
@media screen { body { padding: 8mm 4mm; } }
@media screen and (max-width: 150mm) { main { grid-template-columns: 1fr; }
  article.alone { grid-column: auto; } .how svg { height: 38mm; } }
"""


def page(card: Card) -> str:
    """Return the whole document."""
    return "".join(_document(card))


def _document(card: Card) -> Iterator[str]:
    rows = max(1, -(-len(card.entries) // _COLUMNS))
    height = min(_TALLEST_MM, (_ROOM_MM - 3.0 * (rows - 1)) / rows)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(card.title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n"
    yield f"<header>\n<h1>{escape(card.title)}</h1>\n"
    yield f'<p class="when">{escape(card.when)}</p>\n'
    if card.purpose:
        yield f'<p class="purpose">{escape(card.purpose)}</p>\n'
    yield "</header>\n"
    yield from _aside("First", card.before)
    yield f'<main style="--height: {height:.1f}mm">\n'
    for number, entry in enumerate(card.entries):
        last = number == len(card.entries) - 1
        cues = next(most for least, most in _CUES if height >= least)
        yield from _article(entry, cues, alone=last and number % _COLUMNS == 0)
    yield "</main>\n"
    yield from _aside("Last", card.after)
    if card.notes:
        yield "<footer>\n"
        yield from (f"<p>{escape(note)}</p>\n" for note in card.notes)
        yield "</footer>\n"
    yield "</body>\n</html>\n"


def _aside(word: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield f'<p class="aside"><b>{word}:</b> {escape(" · ".join(lines))}</p>\n'


def _article(entry: Entry, most_cues: int, *, alone: bool) -> Iterator[str]:
    bare = alone and entry.movement is None
    kinds = " ".join(word for word, holds in (("alone", alone), ("bare", bare)) if holds)
    named = f' class="{kinds}"' if kinds else ""
    yield f'<article{named}>\n<div class="head">'
    yield f"<h2>{escape(entry.name)}</h2>"
    yield f'<p class="dose">{escape(entry.dose)}</p></div>\n'
    if entry.facts:
        yield f'<p class="facts">{escape(_together(entry.facts))}</p>\n'
    yield '<div class="how">'
    if entry.movement is not None:
        yield figure(entry.movement, mirror=entry.mirror)
    cues = "".join(f"<li>{escape(cue)}</li>" for cue in entry.cues[:most_cues])
    yield f"<ul>{cues}</ul></div>\n"
    controls = [f"control {leg[0].upper()}" for leg in entry.legs] or ["control"]
    asked = "".join(f"<span>{escape(word)}</span>" for word in (*controls, "effort", "pain"))
    yield f'<div class="note">{asked}</div>\n</article>\n'


def _together(facts: str) -> str:
    """Return facts that break between one another only."""
    return facts.replace(" ", "\u00a0").replace("\u00a0·\u00a0", " · ")
