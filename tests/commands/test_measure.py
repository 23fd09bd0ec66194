"""`stridetui measure`: listing, recording, and refusing what cannot be."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Run


def test_a_result_of_both_legs_is_stored_and_listed(stridetui: Run) -> None:
    done = stridetui(
        "measure", "T8", "--left", "21", "--right", "19", "--on", "2026-01-05", "--note", "flat"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "stored 2026-01-05, T8 Calf raises on one leg: left 21 reps · right 19 reps\n"
    )
    assert "left 21 reps · right 19 reps, 2026-01-05" in stridetui("measure").stdout
    told = json.loads(stridetui("measure", "t8", "--json").stdout)
    assert sorted((one["side"], one["value"], one["note"]) for one in told["results"]) == [
        ("left", 21.0, "flat"),
        ("right", 19.0, "flat"),
    ]


def test_everything_is_listed_as_json(stridetui: Run) -> None:
    stridetui("measure", "T3", "--value", "60", "62")
    told = json.loads(stridetui("measure", "--json").stdout)
    tests = {one["id"]: one for one in told["tests"]}
    assert list(tests) == [*(f"T{number}" for number in range(1, 19)), "HOPS"]
    assert [one["value"] for one in tests["T3"]["results"]] == [62.0]
    assert "phase 4" in tests["T11"]["waits"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("T4", "--left", "under", "--right", "Slightly ahead", "--conditions", "cued"), "under"),
        (("T14", "--from", "1500", "5:30", "5000", "20:00"), "1.01"),
        (("T15", "--from", "4:10", "13:40"), "4.21 m/s"),
        (("T12", "--value", "12", "--also", "3.4"), "12 steps · 3.4 s"),
        (("T6", "--left", "12", "20,5", "9"), "left 20.5 s"),
        (("T2", "--value", "easy", "--also", "with effort"), "easy · with effort"),
        (("T17", "--from", "1000", "970"), "97 % kept"),
    ],
)
def test_each_kind_of_figure(stridetui: Run, arguments: tuple[str, ...], said: str) -> None:
    done = stridetui("measure", *arguments)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout


def results_in(log: Path) -> int:
    """Return how many results a log holds, none where there is no log."""
    if not log.exists():
        return 0
    with closing(sqlite3.connect(log)) as raw:
        found: int = raw.execute("SELECT count(*) FROM measurement").fetchone()[0]
        return found


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("T99", "--left", "1"), "There is no self-test 'T99'"),
        (("T8", "--left", "many"), "'many' is no figure; write one such as 21, 4.85 or 13:40."),
        (("T8", "--left", "-1"), "from 0 to 200 reps, not -1"),
        (("T8", "--left", "999"), "a number from 0 to 200 reps, not 999"),
        (("T8", "--left", "2.5"), "counts whole reps, not 2.5"),
        (("T8", "--left", "9999999"), "not 9999999."),
        (("T8", "--left", "nan"), "is no figure"),
        (("T8", "--left", "1e3"), "is no figure"),
        (("T8", "--value", "20"), "takes no such side; give --left and --right"),
        (("T3", "--left", "20"), "takes no such side; give --value"),
        (("T8", "--left", "20", "--also", "3"), "leave --also out"),
        (("T8", "--left", "20", "--on", "2999-01-01"), "is still to come"),
        (("T8", "--left", "20", "--on", "soon"), "is no date"),
        (("T8", "--left", "20", "--conditions", "barefoot"), "level floor or slope"),
        (("T8", "--note", "x"), "needs a result to store"),
        (("T4", "--left", "ahead", "--conditions", "cued"), "clearly ahead, slightly ahead, under"),
        (("T4", "--left", "under"), "stored with how it was done: cued or uncued"),
        (("T5", "--left", "6"), "from 0 to 5"),
        (("T15", "--from", "13:40", "4:10"), "3600 m take longer"),
        (("T15", "--from", "4:10"), "2 in all"),
        (("T14", "--from", "5000", "20:00", "1500", "5:30"), "has to be longer"),
        (("T16", "--from", "0", "1.2"), "above zero"),
        (("T18", "--from", "0", "170"), "above 140 steps a minute"),
        (("T18", "--from", "172", "140"), "above 140 steps a minute"),
        (("T8", "--from", "1", "2"), "takes no --from here"),
        (("T10", "--left", "120"), "Hopping waits for: phase 3"),
        (("T11", "--value", "4.6"), "waits until phase 4"),
        (("--left", "20"), "Say which self-test it was"),
        (("T8", "--left", "20", "--note", "x" * 10_001), "10000 are the most"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    stridetui: Run, home: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = stridetui("measure", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert results_in(home / "data" / "stridetui" / "stridetui.db") == 0
