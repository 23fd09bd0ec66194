"""A report as one HTML file: no script, nothing to fetch, made to be printed on A4."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from app.trainer.report.document import Block, Bullets, Chart, Document, Facts, Part, Table, Text
from app.trainer.report.svg import draw

# What the file may do: show its own style and pictures, and nothing else.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def render(document: Document, style: str) -> Iterator[str]:
    """Yield the report piece by piece; `style` is CSS."""
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="stridetui">\n'
        f"<title>{_text(document.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
    )
    yield (
        f"<header>\n<h1>{_text(document.title)}</h1>\n"
        f'<p class="subtitle">{_text(document.subtitle)}</p>\n'
        f'<p class="note">{_text(document.note)}</p>\n</header>\n<main>\n'
    )
    for section in document.sections:
        kind = ' class="new-page"' if section.new_page else ""
        yield f"<section{kind}>\n<h2>{_text(section.title)}</h2>\n"
        yield from _blocks(section.blocks)
        yield "</section>\n"
    yield "</main>\n</body>\n</html>\n"


def _text(text: str) -> str:
    """Return any text so that it stands for itself, its writing direction kept to itself."""
    return f"<bdi>{escape(_CONTROL.sub(' ', text))}</bdi>" if _turns(text) else _plain(text)


def _plain(text: str) -> str:
    return escape(_CONTROL.sub(" ", text))


def _turns(text: str) -> bool:
    """Return whether a text has letters that could turn what stands around them."""
    return any(letter >= "\u0590" for letter in text)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    # Parts that follow each other stand side by side where there is room.
    for parts, group in groupby(blocks, key=lambda block: isinstance(block, Part)):
        yield '<div class="parts">\n' if parts else ""
        for block in group:
            yield from _block(block)
        yield "</div>\n" if parts else ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Text():
            kind = ' class="quiet"' if block.quiet else ""
            yield f"<p{kind}>{_text(block.words)}</p>\n"
        case Facts():
            yield "<dl>\n"
            for name, value in block.pairs:
                yield f"<div><dt>{_text(name)}</dt><dd>{_text(value)}</dd></div>\n"
            yield "</dl>\n"
        case Bullets():
            yield "<ul>\n"
            for item in block.items:
                yield f"<li>{_text(item)}</li>\n"
            yield "</ul>\n"
        case Table():
            yield from _table(block)
        case Chart():
            yield f"<figure>\n<figcaption>{_text(block.title)}</figcaption>\n"
            yield from draw(block)
            yield "</figure>\n"
        case Part():
            yield f'<div class="part">\n<h3>{_text(block.title)}</h3>\n'
            yield from _blocks(block.blocks)
            yield "</div>\n"


def _table(table: Table) -> Iterator[str]:
    number = ' class="number"'

    def cells(row: tuple[str, ...], tag: str) -> str:
        return "".join(
            f"<{tag}{number if at in table.numbers else ''}>{_text(cell)}</{tag}>"
            for at, cell in enumerate(row)
        )

    yield f"<table>\n<thead><tr>{cells(table.header, 'th')}</tr></thead>\n<tbody>\n"
    for row in table.rows:
        yield f"<tr>{cells(row, 'td')}</tr>\n"
    yield "</tbody>\n</table>\n"
