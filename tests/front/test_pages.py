"""Links, pictures, paths and make targets that the pages name are there."""

from __future__ import annotations

import re
import tomllib

import pytest

from app.commands import VERBS
from tests.front.page import CONTRIBUTING, README, ROOT, Page, blocks, code, links, table

PAGES = [Page(path.name) for path in sorted(ROOT.glob("*.md"))]
MOST_BYTES = 80_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Page) -> None:
    for target in links(page.text):
        path, _, anchor = target.partition("#")
        if "://" not in target:
            assert not path or (ROOT / path).exists(), f"{page.name}: {path} is not there."
            there = Page(path) if path else page
            assert not anchor or anchor in there.anchors, f"{page.name}: no heading #{anchor}."


def test_the_page_on_security_is_led_to_and_names_only_what_is_there() -> None:
    page = Page("SECURITY.md")
    assert page in PAGES
    assert "SECURITY.md" in set(links(README.text))
    for each in code(page.text):
        if re.fullmatch(r"(?:app|data|screens|assets|tests)/[\w./]*", each):
            assert (ROOT / each).exists(), f"{page.name} names {each}, which is not there."
        elif re.match(r"stridetui [a-z]", each):
            assert each.split()[1] in VERBS, f"{page.name} names `{each}`, which is no command."


def test_pictures_are_small_and_all_are_shown() -> None:
    pictures = {path.name: path for path in (ROOT / "assets/pictures").iterdir()}
    shown = {target.rpartition("/")[2] for target in links(README.text) if target.endswith(".png")}
    assert set(pictures) == shown
    for name, path in pictures.items():
        assert path.stat().st_size < MOST_BYTES, f"{name} is larger than it need be."


@pytest.mark.parametrize("page", [CONTRIBUTING], ids=lambda page: page.name)
def test_paths_named_to_builders_exist(page: Page) -> None:
    named = {each for each in code(page.text) if re.fullmatch(r"[\w./]+/[\w./]*", each)}
    for _, picture in blocks(page.text):
        named |= set(re.findall(r"(?<![\w/])(?:app|data|screens|assets)/[\w./]*", picture))
    assert len(named) > 5
    for each in sorted(named):
        assert (ROOT / each).exists(), f"{page.name} names {each}, which is not there."


def test_make_targets_are_all_explained() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.M))
    told = {code(cells[0])[0].split()[1] for cells in table(CONTRIBUTING.text, "command")}
    assert told == targets, "CONTRIBUTING.md and the Makefile name other targets."


def test_the_changelog_has_each_version_once_and_no_line_twice() -> None:
    text = Page("CHANGELOG.md").text
    versions = re.findall(r"^## (.+)$", text, re.M)
    assert versions[0] == "Unreleased"
    assert len(set(versions)) == len(versions)
    lines = [each for each in text.splitlines() if each]
    assert len(set(lines)) == len(lines)


def test_the_licence_is_the_one_that_is_named() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "MIT"
    assert text.startswith("MIT License\n\nCopyright (c) 2026 ")
    assert "MIT licence" in README.text
