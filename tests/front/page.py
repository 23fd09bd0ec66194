"""The parts of a Markdown page that claim something: blocks of commands, tables, code, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
# A bar that is part of a cell has a backslash before it.
_BAR = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.M)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the repository, such as README.md."""

    name: str

    @property
    def text(self) -> str:
        """All of it."""
        return (ROOT / self.name).read_text("utf-8")

    def section(self, title: str) -> str:
        """Return what stands under a heading of the second level. Raises `AssertionError`."""
        found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", self.text, re.M | re.S)
        assert found, f"{self.name} has no section {title!r}."
        return found.group(1)

    @property
    def prose(self) -> str:
        """All but the blocks, with one space between two words."""
        return " ".join(_FENCE.sub("", self.text).split())

    @property
    def anchors(self) -> set[str]:
        """What a link may lead to, as the usual renderers name headings."""
        kept = (re.sub(r"[^\w\- ]", "", title.lower()) for title in _HEADING.findall(self.text))
        return {title.replace(" ", "-") for title in kept}


def blocks(text: str) -> list[tuple[str, str]]:
    """Return the language and the lines of every block."""
    return [(found[1], found[2]) for found in _FENCE.finditer(text)]


def table(text: str, first: str) -> list[list[str]]:
    """Return the cells of the table whose first column is called `first`, without its head."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in _BAR.split(line)[1:-1]] if line.startswith("|") else []
        if rows and not cells:
            break
        if rows or cells[:1] == [first]:
            rows.append(cells)
    assert rows, f"There is no table whose first column is {first!r}."
    return rows[2:]


def code(text: str) -> list[str]:
    """Return what is set as code within lines."""
    return [found.replace("\\|", "|") for found in _CODE.findall(_FENCE.sub("", text))]


def links(text: str) -> Iterator[str]:
    """Yield where links and pictures lead."""
    return iter(_LINK.findall(_FENCE.sub("", text)))


README = Page("README.md")
CONTRIBUTING = Page("CONTRIBUTING.md")
