"""Files that go out command no other program, and files that come in command nothing here."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from app.trainer import importing
from tests.hostile.conftest import Program
from tests.hostile.test_terminal_is_never_commanded import COLUMNS
from tests.screens.rooms import a_desk

FORMULAS = (
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "'=1+1",
    '=HYPERLINK("x")',
)
TAGS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><svg/onload=x>",
    "&lt;b&gt; &amp; ]]> <!-- ",
    "[x](javascript:alert(1)) ![y](file:///etc/passwd)",
    "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nATTACH:file:///etc/passwd",
    "| a | b |\n|---|---|\n# heading\n```\n",
)


def spoil(log: Path, texts: tuple[str, ...]) -> None:
    """Put the texts into every free column of the log, one after the other."""
    with closing(sqlite3.connect(log)) as held, held:
        for table, columns in COLUMNS.items():
            key = "rowid" if table not in {"workout_set", "exercise_result", "change"} else None
            for number, column in enumerate(columns):
                if (table, column) in {("decision", "choice"), ("edit", "kind")}:
                    continue
                for at, text in enumerate(texts):
                    part = f"WHERE (rowid + ?) % {len(texts)} = {at}" if key else ""
                    held.execute(
                        f"UPDATE {table} SET {column} = ? {part}",
                        (text, number) if key else (texts[number % len(texts)],),
                    )
        for at, text in enumerate(texts):
            held.execute(
                f"UPDATE workout_set SET exercise_id = ? WHERE pos % {len(texts)} = {at}", (text,)
            )
            held.execute(
                f"UPDATE workout_set SET note = ?, why = ? WHERE (pos + 3) % {len(texts)} = {at}",
                (text, text),
            )


TABLES = (
    ("csv", "sessions", ","),
    ("csv", "plan", ","),
    ("csv", "tests", ","),
    ("hevy", "sessions", ","),
    ("strong", "sessions", ";"),
)
NUMBER = re.compile(r"-?\d+(\.\d+)?([eE]-?\d+)?")


def is_formula(cell: str) -> bool:
    """Return whether a spreadsheet would reckon with the cell, and it is no plain number."""
    return bool(re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)) and not NUMBER.fullmatch(cell)


@pytest.mark.parametrize(("format_", "what", "delimiter"), TABLES)
def test_no_cell_of_any_table_is_a_formula(
    program: Program, log: Path, format_: str, what: str, delimiter: str
) -> None:
    spoil(log, FORMULAS)
    said = program("--db", str(log), "export", "--format", format_, "--what", what)
    assert (said.status, said.err) == (0, "")
    rows = list(csv.reader(io.StringIO(said.out, newline=""), delimiter=delimiter))
    assert len(rows) > 10
    assert [cell for row in rows for cell in row if is_formula(cell)] == []
    assert what == "plan" or any(cell[1:] in FORMULAS for row in rows for cell in row)


def test_no_cell_of_the_folder_of_tables_is_a_formula(
    program: Program, log: Path, tmp_path: Path
) -> None:
    spoil(log, FORMULAS)
    folder = tmp_path / "tables"
    said = program(
        "--db", str(log), "export", "--format", "csv", "--what", "all", "-o", str(folder)
    )
    assert said.status == 0
    files = sorted(folder.iterdir())
    assert len(files) > 4
    for file in files:
        with file.open(encoding="utf-8", newline="") as text:
            cells = [cell for row in csv.reader(text) for cell in row]
        assert [cell for cell in cells if is_formula(cell)] == [], file


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.targets |= {value or "" for name, value in attrs if name in {"href", "src"}}


def tags(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    return parser


def html_of(program: Program, log: Path, folder: Path) -> list[str]:
    report = program("--db", str(log), "export", "--format", "html")
    packed = program("--db", str(log), "pack", "--no-voice", "-o", str(folder))
    assert (report.status, packed.status) == (0, 0)
    return [report.out, *(file.read_text() for file in folder.glob("*.html"))]


def test_no_tag_comes_from_the_log(program: Program, log: Path, tmp_path: Path) -> None:
    clean = [tags(html) for html in html_of(program, log, tmp_path / "clean")]
    spoil(log, TAGS)
    hostile = html_of(program, log, tmp_path / "hostile")
    assert len(hostile) == len(clean) == 2
    assert "&lt;script&gt;" in hostile[0]
    for html, before in zip(hostile, clean, strict=True):
        found = tags(html)
        assert found.found <= before.found | {
            "p",
            "li",
            "ul",
            "td",
            "th",
            "tr",
            "table",
            "h3",
            "rect",
        }
        assert found.found & {"script", "img", "iframe", "object", "embed", "link", "form"} == set()
        assert not any(name.startswith("on") for name in found.attributes)
        # A report that asked for anything would tell whoever it asks.
        assert all(target.startswith("#") for target in found.targets)
        assert "url(" not in html


def kinds(markdown: str) -> dict[str, list[str]]:
    """Return what a Markdown file is made of: its kinds of block and part with their contents."""
    found: dict[str, list[str]] = {}
    for block in MarkdownIt("commonmark").enable("table").parse(markdown):
        for part in (block, *(block.children or ())):
            found.setdefault(part.type, []).append(part.content)
    return found


def test_markdown_holds_text(program: Program, log: Path) -> None:
    words = ("--db", str(log), "export", "--format", "md")
    clean = kinds(program(*words).out)
    spoil(log, TAGS)
    found = kinds(program(*words).out)
    assert set(found) & {"html_inline", "html_block", "link_open", "image"} == set()
    # The charts stand in fences; none is ended by a text, and none begun.
    assert len(found.get("fence", [])) <= len(clean["fence"])
    assert not any("<script>" in fence for fence in found["fence"])
    assert "heading" not in found["inline"]


def test_a_calendar_holds_text(program: Program, log: Path) -> None:
    spoil(log, TAGS)
    said = program("--db", str(log), "export", "--format", "ics")
    assert said.status == 0
    lines = re.sub(r"\r\n[ \t]", "", said.out).split("\r\n")
    names = {re.split("[:;]", line)[0] for line in lines if line}
    assert "ATTACH" not in names
    assert names <= {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "NAME", "UID", "DTSTAMP",
        "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "SEQUENCE", "STATUS",
        "TRIGGER", "ACTION", "X-WR-CALNAME", "LAST-MODIFIED", "CREATED", "TRANSP", "CATEGORIES",
        "CLASS",
    }  # fmt: skip


# --- what comes in --------------------------------------------------------------------------

POINT = (
    '<trk><trkseg><trkpt lat="1" lon="1"><time>2026-01-01T10:00:00Z</time><name>{}</name></trkpt>'
    "</trkseg></trk>"
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = {
    "laughs": f'<!DOCTYPE gpx [<!ENTITY l0 "ha">{LAUGHS}]>',
    "outside": '<!DOCTYPE gpx [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    "parameter": '<!DOCTYPE gpx [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    "elsewhere": '<!DOCTYPE gpx SYSTEM "http://127.0.0.1:9/x.dtd">',
    "late": "<!--x--><!DOCTYPE gpx [\n<!ENTITY l9 'x'>]>",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "utf-7"])
@pytest.mark.parametrize("form", ["gpx", "tcx"])
@pytest.mark.parametrize("doctype", sorted(DOCTYPES))
def test_entities_do_nothing(tmp_path: Path, doctype: str, form: str, encoding: str) -> None:
    root = "gpx" if form == "gpx" else "TrainingCenterDatabase"
    text = (
        f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{DOCTYPES[doctype]}'
        f"<{root}>{POINT.format('&l9;')}</{root}>"
    )
    file = tmp_path / f"run.{form}"
    file.write_bytes(text.encode(encoding))
    desk = a_desk(tmp_path)
    prepared = importing.prepare(desk, [file])
    assert prepared.files[0].refusal
    assert "root:" not in str(prepared)
    assert not importing.carry_out(desk, prepared).files[0].outcomes
