"""`stridetui assess`: what goes in, what comes out, and one sentence for every bad file."""

from __future__ import annotations

import io
import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

import pytest

from app.clock import SystemClock
from app.commands import assess
from app.errors import AnswersError
from app.paths import find
from app.settings import Settings
from app.trainer.desk import Desk
from tests.coach.answer_sets import DEFAULT, with_answers

EXAMPLES = Path(__file__).parents[1] / "coach" / "data" / "questionnaire_examples.json"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(find(str(tmp_path / "never.db")), SystemClock(), Settings())


def run(desk: Desk, *words: str) -> int:
    parser = ArgumentParser()
    assess.add_parser(parser.add_subparsers())
    args: Namespace = parser.parse_args(["assess", *words])
    return assess.run(args, desk)


def written(folder: Path, content: object) -> str:
    file = folder / "answers.json"
    if isinstance(content, bytes):
        file.write_bytes(content)
    else:
        file.write_text(json.dumps(content), encoding="utf-8")
    return str(file)


def test_the_worked_examples_come_out_exactly_as_a_list(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(desk, "--answers", str(EXAMPLES), "--json") == 0
    expected = [item["expect"] for item in json.loads(EXAMPLES.read_text(encoding="utf-8"))]
    assert json.loads(capsys.readouterr().out) == expected
    assert not desk.paths.log.exists()


@pytest.mark.parametrize("wrap", [lambda a: a, lambda a: {"id": 1, "answers": a}])
def test_one_set_in_gives_one_object_out(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str], wrap: Any
) -> None:
    run(desk, "--answers", written(tmp_path, wrap(DEFAULT)), "--json")
    assert json.loads(capsys.readouterr().out) == {
        "scores": {"M": 0, "C": 0, "P": 5, "A": 6},
        "primary": "none",
        "secondary": "none",
        "start": "NONE",
        "confidence": "high",
        "flags": [],
    }


def test_a_list_of_plain_sets_and_an_empty_list_give_lists(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(desk, "--answers", written(tmp_path, [DEFAULT]), "--json")
    assert [item["start"] for item in json.loads(capsys.readouterr().out)] == ["NONE"]
    run(desk, "--answers", written(tmp_path, []), "--json")
    assert json.loads(capsys.readouterr().out) == []


def test_standard_input_and_a_byte_order_mark_are_read(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = b"\xef\xbb\xbf" + json.dumps(DEFAULT).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    run(desk, "--answers", "-", "--json")
    assert json.loads(capsys.readouterr().out)["start"] == "NONE"


def test_people_get_a_few_readable_lines(
    desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weak = with_answers(Q6="weak", Q8="legs", Q12="far", Q13=["drills", "hard"])
    run(desk, "--answers", written(tmp_path, [weak, DEFAULT, DEFAULT | {"med": True}]))
    said = capsys.readouterr().out
    assert "Answer set 3" in said
    assert "power         100  ########################" in said
    assert "your push uphill feels empty" in said
    assert "HOLD: nothing to begin" in said
    assert max(map(len, said.splitlines())) < 170


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"\xff\xfe{}", "is not UTF-8"),
        (b"{", "is not JSON"),
        (b"[1, 2", "is not JSON"),
        (b"nonsense", "in line 1, column 1"),
        (b'{"pain": NaN}', "holds NaN, which is no number"),
        (b'{"pain": Infinity}', "holds Infinity"),
        (b'{"pain": 1' + b"0" * 5000 + b"}", "a number that is far too long"),
        (b'{"Q5": "easy", "Q5": "cant"}', 'the key "Q5" stands twice'),
        (b"[" * 100_000, "nested too deeply"),
        (b"null", "this is no object"),
        (b"3", "this is no object"),
        (b"[[]]", "item 1: this is no object"),
        ({"answers": [1]}, "answers is no object"),
        ({}, "the consent question (med) has no answer; give true or false"),
        ([DEFAULT, with_answers(Q5="quick")], "item 2: Q5 is 'quick'; allowed are easy, ragged"),
        ([DEFAULT, {"answers": with_answers(Q13="hard")}], "item 2: Q13 is 'hard'"),
        (with_answers(pain=11), "Q2 (pain) is 11"),
        (with_answers(pain=2.5), "Q2 (pain) is 2.5"),
        (with_answers(pain=True), "Q2 (pain) is true"),
        (with_answers(Q99="x"), "'Q99' is no question"),
        (with_answers(Q5={"a": [[]]}), "Q5 is an object"),
    ],
)
def test_a_bad_file_gets_one_sentence_that_names_the_place(
    desk: Desk, tmp_path: Path, content: object, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AnswersError) as caught:
        run(desk, "--answers", written(tmp_path, content), "--json")
    sentence = str(caught.value)
    assert said in sentence
    assert sentence.endswith(".")
    assert sentence.isprintable()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["missing.json", "", ".", "bad\0name", "~nobody-there/x"])
def test_a_file_that_cannot_be_opened_is_named(desk: Desk, tmp_path: Path, name: str) -> None:
    target = name if not name or "\0" in name or name[0] == "~" else str(tmp_path / name)
    with pytest.raises(AnswersError, match="cannot be read") as caught:
        run(desk, "--answers", target)
    assert str(caught.value).isprintable()


def test_a_huge_file_is_refused_before_it_is_parsed(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "huge.json"
    with file.open("wb") as target:
        target.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(AnswersError, match="too large"):
        run(desk, "--answers", str(file))


def test_a_closed_standard_input_is_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(AnswersError, match="closed"):
        run(desk, "--answers", "-")
