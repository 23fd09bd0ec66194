"""`stridetui log list|show|edit|delete|undo`, as a process of its own on a log with everything."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Run
from tests.data import decades
from tests.data.builders import HOSTILE

Log = Callable[..., Any]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return decades.write(tmp_path / "log.db", 40, date(2024, 11, 19))


@pytest.fixture
def log(stridetui: Run, path: Path) -> Log:
    """`log(*arguments)` runs `stridetui log` and returns what came of it."""

    def run(*arguments: str, **how: Any) -> Any:
        return stridetui("--db", str(path), "log", *arguments, **how)

    return run


def as_json(found: Any) -> Any:
    assert (found.returncode, found.stderr) == (0, "")
    return json.loads(found.stdout)


def test_the_list_is_data_on_stdout_and_the_rest_on_stderr(log: Log) -> None:
    found = log("list", "--limit", "3")
    assert found.returncode == 0
    assert found.stdout.splitlines() == [
        "w000000:1  Wed 2024-11-20  The morning after: pain gone · left knee · it was 2",
        "d000000   Tue 2024-11-19  Gate gate1: go",
        "w000000   Tue 2024-11-19  Strength, balance, coordination: 35 of 35 sets · 31 min · "
        "pain 3 “felt light”",
    ]
    assert found.stderr == "3 of 105; --limit shows more.\n"


def test_the_json_has_stable_keys(log: Log) -> None:
    found = as_json(log("list", "--json", "--limit", "200"))
    assert set(found) == {"total", "entries"}
    assert found["total"] == len(found["entries"]) == 105
    keys = {entry["kind"]: sorted(entry) for entry in found["entries"]}
    common = ["at", "date", "id", "kind", "note", "title", "zone"]
    assert {kind: sorted(set(names) - set(common)) for kind, names in keys.items()} == {
        "session": sorted(
            [
                "session_kind",
                "status",
                "phase",
                "week",
                "done_sets",
                "all_sets",
                "minutes",
                "source",
                "short",
                "pain",
                "ended_at",
            ]
        ),
        "run": sorted(
            [
                "metres",
                "seconds",
                "elapsed_seconds",
                "pace",
                "heart_rate",
                "cadence",
                "cadence_raw",
                "cadence_factor",
                "cadence_drift",
                "decoupling",
                "source",
                "damaged",
            ]
        ),
        "test": ["conditions", "results", "test"],
        "check-in": ["hard_run", "ill", "short_sleep", "sore"],
        "morning": ["answer", "exercises", "pain", "place", "session"],
        "questionnaire": ["answers", "link", "scores", "start"],
        "decision": ["choice", "decision", "subject"],
    }


@pytest.mark.parametrize(
    ("given", "total"),
    [
        (("--kind", "run", "--kind", "test"), 22),
        (("--since", "2024-11-18", "--until", "2024-11-18"), 2),
        (("--exercise", "Side plank"), 41),
        (("--link", "power", "--kind", "session"), 40),
        (("--phase", "1", "--side", "left", "--kind", "session"), 40),
        (("--pain", "3", "--kind", "session"), 2),
        (("--pain", "--kind", "session"), 8),
        (("--text", "NARROW stance", "--kind", "run"), 1),
        (("--text", "сосед", "--limit", "1"), 40),
        (("--text", "no such words"), 0),
    ],
)
def test_filters(log: Log, given: tuple[str, ...], total: int) -> None:
    assert as_json(log("list", "--json", *given))["total"] == total


def test_an_entry_in_full(log: Log) -> None:
    said = log("show", "w000000").stdout
    assert "id w000000" in said
    assert "phase 1, week 1, day 1" in said
    assert "control left 4 · control right 5 · effort 6 · pain 2 (left knee)" in said
    assert " 2. set 1, left: 9 of 10 reps" in said
    assert "why: The same as last time" in said
    run = log("show", "r000000").stdout
    assert "7.00 km · 40:00 · 5:43 /km · 148 bpm · 172 spm" in run
    assert "cadence raw: 86" in run
    assert "cadence factor: 2" in run


def test_an_edit_is_stored_named_and_taken_back(log: Log) -> None:
    found = log("edit", "w0000", "note=x")
    assert (found.returncode, found.stdout) == (2, "")
    assert "beginning of several" in found.stderr
    found = log("edit", "w000000", "note=5[km] \x1b[31m", "set.1.done=7", "day=2024-11-12")
    assert found.returncode == 0
    assert found.stdout.splitlines() == [
        "day: 2024-11-19 → 2024-11-12",
        "note: felt light → 5[km] \\x1b[31m",
        "set.1.done: 10 → 7",
    ]
    assert "`stridetui log undo w000000` takes it back." in found.stderr
    shown = as_json(log("show", "w000000", "--json"))
    assert (shown["date"], shown["sets"][0]["actual"], shown["sets"][0]["target"]) == (
        "2024-11-12",
        7,
        10,
    )
    assert shown["edits"][0]["cause"] == "edit"
    edit = next(
        line for line in log("show", "w000000").stdout.splitlines() if "UTC  changed:" in line
    )
    assert "set 1 actual 10 → 7" in edit
    assert "→ “" not in edit.replace("→ “5[km]", "").replace("→ “2024-11-12”", "")
    assert not re.search(r"\d\d:\d\d:\d\d", edit), edit
    assert shown["fields"]["set.1.done"] == "7"
    undone = log("undo").stdout
    assert "taken back  session w000000  a correction of " in undone
    assert "set 1 actual 7 → 10" in undone
    assert as_json(log("show", "w000000", "--json"))["date"] == "2024-11-19"
    *_, last = log("show", "w000000").stdout.splitlines()
    assert "UTC  a correction taken back: " in last
    assert "set 1 actual 7 → 10" in last


def test_a_deletion_and_its_return_are_told_in_the_order_they_happened(log: Log) -> None:
    assert log("delete", "w000000").returncode == 0
    undone = log("undo", "w000000").stdout
    assert "the deletion of " in undone
    assert undone.endswith(" UTC: put on the time line\n")
    *_, deleted, back = log("show", "w000000").stdout.splitlines()
    assert deleted.endswith("UTC  deleted: taken off the time line")
    assert back.endswith("UTC  the deletion taken back: put on the time line")


def test_a_set_is_added_another_deleted_and_both_come_back(log: Log) -> None:
    before = as_json(log("show", "w000000", "--json"))
    found = log("edit", "w000000", "set.1.delete=yes", "side_plank.add.left=31")
    assert found.stdout.splitlines() == ["set.1.delete: no → yes", "side_plank.add.left: - → 31"]
    shown = as_json(log("show", "w000000", "--json"))
    assert [one["set"] for one in shown["sets"]] == [
        *(one["set"] for one in before["sets"][1:]),
        len(before["sets"]) + 1,
    ]
    said = log("show", "w000000").stdout
    assert "set 1 (one_leg_squat right, 10 reps) taken out" in said
    assert f"set {len(before['sets']) + 1} (side_plank left, 31 reps) put in" in said
    assert "set no" not in said
    assert "set.2.delete" in log("show", "w000000", "--fields").stdout
    log("undo", "w000000")
    assert as_json(log("show", "w000000", "--json"))["sets"] == before["sets"]


def test_a_deleted_entry_is_listed_and_comes_back(log: Log) -> None:
    gone = as_json(log("delete", "r000000", "--json"))
    assert (gone["kind"], gone["undo"]) == ("run", "stridetui log undo r000000")
    assert as_json(log("list", "--json", "--kind", "run"))["total"] == 19
    assert "r000000   Tue 2024-11-19  Run, deleted" in log("list", "--deleted").stdout
    assert as_json(log("list", "--deleted", "--json"))["deleted"][0]["entry"] == "r000000"
    assert "`stridetui log undo r000000` brings it back" in log("show", "r000000").stderr
    assert as_json(log("undo", "r000000", "--json"))["cause"] == "delete"
    assert as_json(log("list", "--json", "--kind", "run"))["total"] == 20
    assert log("list", "--deleted").stderr == "Nothing is deleted.\n"


def test_a_run_is_typed_in_and_taken_off(log: Log) -> None:
    found = log("run", "day=2024-11-01", "distance=7.4", "duration=41:07", "note=x\x1b[31m")
    assert found.returncode == 0
    assert "7.40 km · 41:07 · 5:33 /km · added by hand “x\\x1b[31m”" in found.stdout
    entry = found.stdout.split()[1]
    assert f"`stridetui log undo {entry}` takes it off again." in found.stderr
    assert as_json(log("show", entry, "--json"))["source"] == "typed"
    again = log("run", "day=2024-11-01", "duration=41:07")
    assert (again.returncode, again.stdout) == (2, "")
    assert "already" in again.stderr
    assert "taken back  run" in log("undo").stdout
    assert log("show", entry).returncode == 2


def test_what_was_added_is_taken_back(log: Log) -> None:
    sets = [{"side": "left", "reps": 8}]
    exercises = [{"id": "forward_lunge", "sets": sets}]
    session = {"date": "2024-11-01", "title": "At the cabin", "exercises": exercises}
    added = log("add", "-", "--json", stdin=json.dumps(session))
    entry = json.loads(added.stdout)["stored"][0]["id"]
    assert as_json(log("list", "--json", "--text", "cabin"))["total"] == 1
    assert log("undo").returncode == 0
    assert as_json(log("list", "--json", "--text", "cabin"))["total"] == 0
    assert log("show", entry).returncode == 2


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("list", "--exercise", "forward_lunges"), "did you mean forward_lunge?"),
        (("list", "--phase", "9"), "from 0 to 4"),
        (("list", "--pain", "11"), "from 1 to 10"),
        (("list", "--since", "yesterday"), "no date"),
        (("list", "--deleted", "--phase", "1"), "leave the filters out"),
        (("show", "nothing"), "log list` names them"),
        (("edit", "w000000", "nonsense"), "FIELD=VALUE"),
        (("edit", "w000000", "note=a", "note=b"), "given twice"),
        (("edit", "w000000", "nota=a"), "did you mean note?"),
        (("edit", "d000000", "choice=a"), "decide anew"),
        (("delete", "d000000"), "decide anew"),
        (("undo",), "no edit to take back"),
        (("undo", "zzz"), "no edit in 'zzz'"),
        (("lst",), "log --help"),
    ],
)
def test_a_fault_is_one_sentence_on_stderr(log: Log, given: tuple[str, ...], said: str) -> None:
    found = log(*given)
    assert (found.returncode, found.stdout) == (2, "")
    assert said in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize("verb", ["list", "show", "edit", "delete", "undo"])
def test_help_has_examples(log: Log, verb: str) -> None:
    said = log(verb, "--help").stdout
    assert "examples:" in said
    assert f"stridetui log {verb}" in said


def test_hostile_text_goes_through_every_verb_as_text(log: Log) -> None:
    text = " ".join(text for text in HOSTILE if "\x00" not in text)
    assert log("edit", "w000001", f"note={text}", f"set.1.note={text}").returncode == 0
    for said in (log("list", "--limit", "200").stdout, log("show", "w000001").stdout):
        assert "\x1b" not in said
        assert "[red]x" in said
    assert as_json(log("show", "w000001", "--json"))["note"] == text
    assert "\x1b" not in log("undo").stdout


def test_there_is_nothing_in_a_log_that_is_not_there(stridetui: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    found = stridetui("--db", str(path), "log", "list")
    assert (found.returncode, found.stdout) == (0, "")
    assert "The log is empty." in found.stderr
    assert not path.exists()


def test_where_no_edit_is_left_the_way_to_take_a_self_test_off_is_said(log: Log) -> None:
    for more in ((), ("none",)):
        found = log("undo", *more)
        assert found.returncode == 2
        assert "to take back. `stridetui log delete ID` takes any entry off" in found.stderr
