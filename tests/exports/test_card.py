"""The card: a page that needs nothing else, figures from the poses, and a plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.movement import Movement
from app.paths import Paths
from app.poses import load_poses
from app.trainer.desk import Desk
from app.trainer.foresee import ahead
from app.trainer.packs.paper import card
from data.exports.card.drawing import figure
from data.exports.card.model import Card, Entry
from data.exports.card.page import page
from data.exports.card.sheet import WIDTH, sheet
from tests.data.builders import texts
from tests.exports.conftest import NOWHERE

POSES = load_poses(Paths(NOWHERE, NOWHERE, NOWHERE, NOWHERE))


class Words(HTMLParser):
    """Checks that every tag is closed, and keeps the words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "polyline", "circle", "rect"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"meta", "polyline", "circle", "rect"}:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and "style" not in self.open:
            self.words.append(data)


def parsed(text: str) -> Words:
    words = Words()
    words.feed(text)
    words.close()
    assert words.open == []
    return words


@pytest.mark.parametrize("name", sorted(POSES))
@pytest.mark.parametrize("mirror", [False, True])
def test_every_figure_is_drawn_within_its_frame(name: str, mirror: bool) -> None:
    drawn = ET.fromstring(figure(POSES[name], mirror=mirror))
    _, _, width, height = map(float, drawn.attrib["viewBox"].split())

    assert drawn.attrib["aria-label"]
    for group in drawn:
        aside, down = map(float, re.findall(r"-?[\d.]+", group.attrib["transform"]))
        for line in group.iter("polyline"):
            for point in line.attrib["points"].split():
                x, y = map(float, point.split(","))
                if line.attrib["stroke"] != "#777":
                    assert -0.01 <= x + aside <= width + 0.01
                    assert -0.01 <= y + down <= height + 0.01


def test_the_page_of_a_real_session_names_all_of_it(desk: Desk) -> None:
    session = ahead(desk, 1).preview.sessions[0]
    made = card(desk, session.session, session.day, ())
    words = parsed(page(made))

    told = " ".join(words.words)
    for entry in made.entries:
        assert entry.name in told
        assert entry.dose in told
    assert sum(tag == "article" for tag, _ in words.tags) == len(made.entries)
    figures = sum(entry.movement is not None for entry in made.entries)
    assert sum(tag == "svg" for tag, _ in words.tags) == figures > 0
    assert "pain" in told
    assert {"svg", "style"} & {tag for tag, _ in words.tags}
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in words.tags}
    assert "http" not in page(made)
    assert "@page { size: A4" in page(made)


def an_entry(name: str, dose: str, cue: str, movement: Movement | None = None) -> Entry:
    return Entry(name, dose, cue, (cue,), ("left", "right"), movement)


cards = st.builds(
    Card,
    title=texts,
    when=texts,
    purpose=texts,
    entries=st.lists(st.builds(an_entry, texts, texts, texts), max_size=12).map(tuple),
    before=st.lists(texts, max_size=2).map(tuple),
    after=st.lists(texts, max_size=2).map(tuple),
    notes=st.lists(texts, max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(made=cards)
def test_no_words_break_the_page_or_command_the_terminal(made: Card) -> None:
    words = parsed(page(made).replace("\x00", ""))
    assert sum(tag == "article" for tag, _ in words.tags) == len(made.entries)
    assert not {"red", "script"} & {tag for tag, _ in words.tags}

    told = sheet(made)
    assert all(line.isprintable() for line in told.splitlines())


def test_the_text_keeps_to_its_width_and_has_room_to_write() -> None:
    made = Card(
        "Drills",
        "Fri 20 Nov 2026",
        "New patterns " * 9,
        (an_entry("Lunge", "3 × 10 each leg", "Feet hip-width apart, as if on two rails. " * 2),),
    )
    lines = sheet(made).splitlines()

    assert all(len(line) <= WIDTH for line in lines)
    assert any(line.startswith("Lunge") and line.endswith("3 × 10 each leg") for line in lines)
    assert "  control left __   control right __   effort __   pain __" in lines


@pytest.mark.parametrize(("entries", "cues"), [(4, 3), (8, 2), (12, 1)])
def test_the_more_exercises_the_fewer_cues_so_that_it_stays_one_page(
    entries: int, cues: int
) -> None:
    one = Entry("Lunge", "3 × 10", "", ("first", "second", "third"))
    words = parsed(page(Card("Title", "", "", (one,) * entries)))

    assert sum(tag == "li" for tag, _ in words.tags) == entries * cues
