"""The report for a physio: what it tells, that nothing in it can act, and that it can be drawn."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.coach.model import Rating, Side, WorkoutStatus
from app.coach.selftests import Measurement
from app.trainer import exporting
from app.trainer.desk import Desk
from app.trainer.exporting import Wish
from app.trainer.exports.format import What
from app.trainer.exports.registry import FORMATS
from app.trainer.report import markdown, svg
from app.trainer.report.document import Chart, Line, Series
from app.trainer.report.material import gather
from app.trainer.today import look
from tests.data.builders import HOSTILE, MovableClock, a_set, a_workout, an_enrolment, done
from tests.data.test_export_formats import a_desk
from tests.trainer.test_how_often import calls

SECTIONS = {
    What.SESSIONS: ["What was done", "Pain", "Exercise by exercise", "Every session"],
    What.TESTS: ["Self-tests"],
    What.PLAN: ["Gates", "Planned next"],
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path) as desk:
        yield desk


def train(desk: Desk, texts: tuple[str, ...] = ("a note", "another")) -> None:
    """A plan, a session for each text with ratings and pain, and two self-tests."""
    first = date(2026, 11, 2)
    desk.store.save_enrolment(an_enrolment())
    for number, text in enumerate(texts):
        day = first + timedelta(days=number)
        began = MovableClock().instant.replace(day=day.day, month=day.month)
        desk.store.add_workout(
            a_workout(
                f"w{number}",
                programme_id="p1",
                day=day,
                started_at=began,
                ended_at=began + timedelta(minutes=25),
                status=WorkoutStatus.ENDED,
                title=text,
                note=text,
                sets=(
                    done(a_set(0, note=text), 10),
                    done(a_set(1, side=Side.RIGHT), 8),
                    a_set(2, exercise_id=f"own {text}"),
                ),
                ratings=(
                    Rating("forward_lunge", Side.LEFT, control=3 + number % 3),
                    Rating("forward_lunge", Side.RIGHT, control=5),
                    Rating(
                        "forward_lunge",
                        Side.BOTH,
                        effort=6,
                        pain=number % 4,
                        pain_place=text,
                        next_morning="gone" if number else None,
                    ),
                ),
            )
        )
    for day_no, reps in ((3, 17), (20, 26)):
        desk.store.add_measurements(
            (
                Measurement(
                    "T8", date(2026, 11, day_no), Side.LEFT, reps, "reps", conditions="level floor"
                ),
            )
        )


def report(desk: Desk, name: str, what: What | None = None, **days: date) -> str:
    text = io.BytesIO()
    exporting.stream(desk, Wish(FORMATS[name], part=what, **days), text)
    return text.getvalue().decode()


class Page(HTMLParser):
    """The elements of a page, what they refer to, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.said = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said += data


def test_it_tells_left_and_right_pain_and_the_morning_after(desk: Desk) -> None:
    train(desk)
    text = report(desk, "md")
    assert "2 Nov 2026 to 3 Nov 2026, written on 20 Nov 2026." in text
    assert "| Forward lunge | 2 | left 3 → 4, right 5 → 5 | 90 % | 1 |" in text
    assert "| 3 Nov 2026 | Forward lunge | 1 | another | gone |" in text
    assert "left 10 of 10 reps, control 4; right 8 of 10 reps, control 5; effort 6" in text
    assert "17 reps (level floor), 3 Nov 2026 | 26 reps (level floor), 20 Nov 2026" in text
    assert "better: +9, beyond the noise of ±6" in text
    assert "- **Weak link:** Mechanics" in text
    assert "4 of 6 planned" in text


@pytest.mark.parametrize("name", ["md", "html"])
@pytest.mark.parametrize("what", list(What))
def test_each_part_has_its_sections(desk: Desk, name: str, what: What) -> None:
    train(desk)
    text = report(desk, name, what)
    heads = re.findall(r"^## (.+)$|<h2>(.+)</h2>", text, re.MULTILINE)
    found = {one or other for one, other in heads}
    wanted = {"The runner", "How to read it"}
    for part, sections in SECTIONS.items():
        wanted |= set(sections) if what in {part, What.ALL} else set()
    assert found == wanted


def test_days_outside_are_left_out(desk: Desk) -> None:
    train(desk)
    text = report(desk, "md", since=date(2026, 11, 3), until=date(2026, 11, 10))
    assert "another" in text
    assert "a note" not in text
    assert "26 reps" not in text


@pytest.mark.parametrize("name", ["md", "html"])
def test_a_log_without_sessions_is_said(desk: Desk, name: str) -> None:
    desk.store.save_draft({"q1": "a"})
    text = report(desk, name)
    assert "No session" in text
    assert "none at present" in text


def test_nothing_in_the_page_can_act_or_fetch(desk: Desk) -> None:
    train(desk, (*HOSTILE, "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'))
    text = report(desk, "html")
    page = Page(text)
    assert page.open == []
    assert not page.tags & {"script", "img", "link", "iframe", "a", "object", "form", "base"}
    assert not {name for name in page.attributes if name.startswith("on")}
    assert not page.attributes & {"src", "href", "style"}
    assert "http" not in re.sub(r"http://www\.w3\.org/2000/svg|http-equiv", "", text)
    assert "<script>alert(1)</script>" in page.said
    assert "\x1b" not in text
    for picture in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        ElementTree.fromstring(picture)


def test_a_text_stays_in_its_cell_of_a_markdown_table(desk: Desk) -> None:
    train(desk, (*HOSTILE, "# no heading", "a | b", "- no item", "1. no item", "<b>`x`"))
    text = report(desk, "md")
    assert "no heading" in text
    assert not re.search(r"^# no heading", text, re.MULTILINE)
    assert not re.search(r"<(?!/?$)[a-z]", text)
    table: list[int] = []
    for line in text.splitlines():
        pipes = len(re.findall(r"(?<!\\)\|", line))
        if line.startswith("|"):
            table.append(pipes)
        else:
            assert len(set(table)) <= 1
            table = []
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1


@settings(max_examples=60, deadline=None)
@given(text=st.text())
def test_an_escaped_text_is_one_line_and_no_markup(text: str) -> None:
    escaped = markdown.escape(text)
    assert len(escaped.splitlines()) <= 1
    assert not re.search(r"(?<!\\)[\[\]|`*]", re.sub(r"\\\\", "", escaped))
    assert "<" not in escaped
    assert not re.match(r"\d*[-+#=.)]", escaped)


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.none() | st.floats(1, 5), min_size=1, max_size=40),
    gap=st.integers(0, 30),
    bars=st.booleans(),
    small=st.booleans(),
)
def test_a_picture_keeps_inside_its_frame(
    values: list[float | None], gap: int, bars: bool, small: bool
) -> None:
    days = tuple(date(2026, 1, 1) + timedelta(days=gap * at) for at in range(len(values)))
    series = Series("<left>", Line.LEFT, tuple(values))
    chart = Chart("a & b", days, (series,), 1, 5, bars=bars, small=small)
    picture = ElementTree.fromstring("".join(svg.draw(chart)))
    _, _, wide, tall = (float(part) for part in picture.attrib["viewBox"].split())
    for element in picture.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(element.get(name, 0)) <= wide
        for name in ("y", "y1", "y2", "cy", "height"):
            assert 0 <= float(element.get(name, 0)) <= tall
    rows = "".join(markdown.chart(chart)).splitlines()
    assert len(rows) == 4


def test_a_report_is_of_one_moment_however_long_it_is_written(desk: Desk) -> None:
    train(desk)
    wish = Wish(FORMATS["md"])
    with exporting.ordered(desk, wish, None) as order:
        before = gather(order)
        train_more(desk)
        after = gather(order)
    assert [one.id for one in after.records] == [one.id for one in before.records]
    assert [page.test.id for page in after.tests] == [page.test.id for page in before.tests]
    with exporting.ordered(desk, wish, None) as order:
        assert len(gather(order).records) == len(before.records) + 1


def train_more(desk: Desk) -> None:
    desk.store.add_workout(a_workout("later", day=date(2026, 11, 19), status=WorkoutStatus.ENDED))
    desk.store.add_measurements((Measurement("T5", date(2026, 11, 19), Side.LEFT, 20.0, "s"),))


def test_a_report_says_how_far_it_is_and_looks_at_today_once(desk: Desk) -> None:
    train(desk)
    said: list[tuple[int, int]] = []
    with exporting.ordered(desk, Wish(FORMATS["md"]), lambda *far: said.append(far)) as order:
        assert calls(look, lambda: gather(order)) == 1
    whole = len(said)
    assert said == [(done, whole) for done in range(1, whole + 1)]
    assert whole > 3
