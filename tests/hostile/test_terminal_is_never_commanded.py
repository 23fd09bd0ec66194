"""What stands in the log is printed by every verb as text: never as a command to the terminal.

The log of the made-up runner gets hostile text in every column that holds free text; then every
verb that reads is run. Control characters and marks that turn the direction of a line reach
neither standard output nor standard error; JSON is ASCII and gives the text back as it was.
"""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

from tests.hostile.conftest import Program

HOSTILE = (
    "[red]x[/] \x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x00 \x7f \x85 "
    "a\u202eb\u2066c\u200f \u2028\u2029 two\nlines\rand\tmore {0} %s =1+1"
)
# Free text, as far as the rules let it be free: these columns hold what a person or a file wrote,
# or what an older version of the content said.
COLUMNS = {
    "workout": ("slot_key", "title", "note", "source", "zone"),
    "workout_set": ("rule", "why", "rung", "note"),
    "exercise_result": ("pain_place",),
    "measurement": ("note", "conditions"),
    "run": ("source", "note", "zone"),
    "decision": ("subject", "choice"),
    "change": ("cause",),
    "edit": ("cause", "kind"),
}
# What a log made by an import may hold besides: exercises that the library does not know.
STRANGE = "mean " + HOSTILE


def spoil(log: Path) -> None:
    """Put hostile text into every free column of the log, and exercises of hostile names."""
    with closing(sqlite3.connect(log)) as held, held:
        for table, columns in COLUMNS.items():
            for column in columns:
                if (table, column) == ("decision", "choice"):
                    # The kinds that are read back as JSON keep their form.
                    where = "WHERE choice NOT LIKE '{%' AND choice NOT LIKE '[%'"
                else:
                    where = ""
                held.execute(f"UPDATE {table} SET {column} = ? {where}", (HOSTILE,))
        held.execute(
            "UPDATE workout_set SET exercise_id = ? WHERE section = 'main' AND set_no = 1",
            (STRANGE,),
        )
        held.execute("UPDATE OR IGNORE exercise_result SET exercise_id = ?", (STRANGE,))


def commanding(text: str) -> set[str]:
    """Return what in a text could command a terminal or turn what it shows."""
    return {
        f"U+{ord(sign):04X}"
        for sign in text
        if sign not in "\n" and unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    }


VERBS = (
    "next",
    "next --short",
    "preview",
    "preview --sessions 9",
    "why",
    "stats",
    "stats --since 2026-01-01",
    "programme show",
    "programme move",
    "programme pause --days 9",
    "programme resume",
    "log list",
    "log list --text mean",
    "log list --deleted",
    "measure",
    "measure T8",
    "measure HOPS",
    "exercises",
    "exercises --search foot",
    "exercises forward_lunge",
    "doctor",
    "pack -o packed --no-voice",
    "log quick",
    "backup copy.db",
    "restore copy.db --dry-run",
    "restore copy.db",
)


@pytest.fixture
def hostile_log(log: Path) -> Path:
    spoil(log)
    return log


def test_no_verb_passes_on_a_command(program: Program, hostile_log: Path) -> None:
    for verb in VERBS:
        said = program("--db", str(hostile_log), *verb.split())
        assert commanding(said.out + said.err) == set(), verb
        assert said.status in {0, 1, 2}, verb
        assert said.out or said.err, verb


def test_json_gives_the_text_back_in_ascii(program: Program, hostile_log: Path) -> None:
    given_back = 0
    for verb in VERBS:
        said = program("--db", str(hostile_log), *verb.split(), "--json")
        assert said.out.isascii(), verb
        assert commanding(said.out + said.err) == set(), verb
        if said.status == 0:
            given_back += json.dumps(HOSTILE) in json.dumps(json.loads(said.out))
    assert given_back


def entries(program: Program, log: Path) -> list[dict[str, str]]:
    said = program("--db", str(log), "log", "list", "--limit", "2000", "--json")
    found: list[dict[str, str]] = json.loads(said.out)["entries"]
    return found


def test_every_kind_of_entry_is_shown_and_changed_harmlessly(
    program: Program, hostile_log: Path
) -> None:
    kinds = {entry["kind"]: entry["id"] for entry in entries(program, hostile_log)}
    assert {"session", "test"} <= set(kinds)
    for kind, entry_id in kinds.items():
        for words in (
            ("log", "show", entry_id),
            ("log", "show", entry_id, "--fields"),
            ("log", "show", entry_id, "--json"),
            ("log", "edit", entry_id, f"note={STRANGE}".replace("\x00", "")),
            ("log", "edit", entry_id, f"{STRANGE}=1".replace("\x00", "")),
            ("log", "show", entry_id),
            ("log", "delete", entry_id),
            ("log", "list", "--deleted"),
            ("log", "undo", entry_id),
            ("log", "undo"),
        ):
            said = program("--db", str(hostile_log), *words)
            assert commanding(said.out + said.err) == set(), (kind, words[1])
            assert said.status in {0, 2}, (kind, words)


FORMATS = ("csv", "json", "jsonl", "html", "md", "hevy", "strong")


@pytest.mark.parametrize("format_", FORMATS)
def test_an_export_that_is_printed_is_shown_and_not_obeyed(
    program: Program, hostile_log: Path, format_: str
) -> None:
    words = ("--db", str(hostile_log), "export", "--format", format_)
    shown = program(*words, terminal=True)
    assert (shown.status, shown.err) == (0, "")
    assert commanding(shown.out.replace("\t", "")) == set()
    sent = program(*words)
    assert sent.status == 0
    # Redirected it is what a file of that name would be.
    assert len(sent.out.splitlines()) >= len(shown.out.splitlines()) > 10


def test_hostile_words_on_the_command_line_come_back_harmless(
    program: Program, log: Path, home: Path
) -> None:
    word = HOSTILE.replace("\x00", "")
    for words in (
        (word,),
        ("--db", word, "next"),
        ("next", word),
        ("next", "--on", word),
        ("next", f"--{word}"),
        ("why", word),
        ("preview", "--sessions", word),
        ("stats", "--week", word),
        ("assess", "--answers", word),
        ("assess", "--answers", word, "--json"),
        ("programme", word),
        ("programme", "begin", "--answers", word),
        ("log", word),
        ("log", "show", word),
        ("log", "list", "--exercise", word),
        ("log", "list", "--kind", word),
        ("log", "list", "--text", word),
        ("log", "edit", word, "note=x"),
        ("log", "delete", word),
        ("log", "undo", word),
        ("log", "add", word),
        ("log", "quick", "--rate", word),
        ("log", "quick", "--rate", f"{word}=4,5,0"),
        ("log", "quick", "--did", f"{word}=1"),
        ("log", "quick", "--skip", f"{word}={word}"),
        ("log", "quick", "--session", word),
        ("measure", word),
        ("measure", "T8", "--left", word),
        ("measure", "T8", "--left", "20", "--right", "21", "--note", word),
        ("measure", "T8"),
        ("exercises", word),
        ("exercises", "--search", word),
        ("exercises", "--kit", word),
        ("pack", "-o", f"{word}/x"),
        ("pack", "-o", "x", "--session", word),
        ("export", "--format", word, "-o", "x"),
        ("export", "--format", "json", "-o", f"missing/{word}"),
        ("export", "--format", "json", "--what", word, "-o", "x"),
        ("import", word),
        ("import", "--mapping", word, word),
        ("import", "--match", word, "x"),
        ("backup", f"missing/{word}"),
        ("restore", word),
        ("completions", word),
        ("demo", "--db", word, "--no-open"),
        ("demo", "--db", f"{word}/x.db", "--no-open"),
    ):
        said = program("--db", str(log), *words) if words[0] != "--db" else program(*words)
        assert commanding(said.out + said.err) == set(), words
        assert said.status in {0, 2}, words
        assert said.status == 0 or words[0] == "import" or len(said.err.splitlines()) == 1, words


def test_hostile_names_of_files_are_said_harmlessly(
    program: Program, hostile_log: Path, tmp_path: Path
) -> None:
    name = HOSTILE.replace("\x00", "").replace("/", "")
    folder = tmp_path / name
    folder.mkdir()
    here = str(folder)
    table = "Date,Exercise Name,Set Order,Weight,Reps\n2026-01-01 10:00:00,{},1,20,5\n"
    (folder / f"{name}.csv").write_text(table.format(name.replace("\n", " ")))
    (folder / f"{name}.gpx").write_text("<gpx>")
    (folder / f"{name}.fit").write_bytes(b"\x0e\x20")
    for words in (
        ("import", here, "--dry-run"),
        ("import", here, "--dry-run", "--json"),
        ("import", here),
        ("export", "--format", "csv", "-o", f"{here}/x.csv"),
        ("export", "--format", "csv", "-o", f"{here}/x.csv"),
        ("export", "--format", "csv", "--what", "all", "-o", f"{here}/all"),
        ("export", "--format", "fit", "-o", f"{here}/fit"),
        ("export", "--format", "json", "--verify", "-o", f"{here}/x.json"),
        ("export", "--format", "jsonl", "--verify", "-o", f"{here}/x.jsonl"),
        ("export", "--format", "strong", "--verify", "-o", f"{here}/s.csv"),
        ("import", f"{here}/x.json"),
        ("import", f"{here}/x.jsonl"),
        ("pack", "-o", f"{here}/pack", "--no-voice"),
        ("backup", f"{here}/copy.db"),
        ("restore", f"{here}/copy.db", "--dry-run"),
        ("restore", f"{here}/copy.db"),
        ("demo", "--db", f"{here}/demo.db", "--no-open"),
    ):
        said = program("--db", str(hostile_log), *words)
        assert commanding(said.out + said.err) == set(), words
        assert said.status in {0, 1, 2}, words
