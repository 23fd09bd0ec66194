"""The questionnaire's words: whole, and a mistake in them is named with its place."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.coach.interview import ALL_STEPS
from app.coach.model import Start
from app.coach.scoring import HOLD_CAUSES
from app.errors import ContentError
from app.paths import Paths, find
from app.questions import load_questionnaire


@pytest.fixture
def own(tmp_path: Path) -> Paths:
    paths = find(str(tmp_path / "log.db"))
    content = tmp_path / "assets" / "content"
    content.mkdir(parents=True)
    shutil.copy(paths.assets / "content" / "questionnaire.toml", content)
    return replace(paths, assets=tmp_path / "assets")


def edit(paths: Paths, old: str, new: str) -> None:
    file = paths.assets / "content" / "questionnaire.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_question_option_start_and_reason_to_hold_has_words() -> None:
    words = load_questionnaire(find())
    for step in ALL_STEPS:
        assert tuple(words.questions[step.field].options) == step.codes
        assert words.questions[step.field].why
        assert words.questions[step.field].sources
    assert set(words.starts) == set(Start)
    assert set(words.holds) == set(HOLD_CAUSES)
    assert words.medical
    assert words.urgent_help


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "Q5"', 'id = "Q55"', "is not one of"),
        ('id = "Q5"', 'id = "Q6"', "Q6 is there twice"),
        ('[[test]]\nid = "T14"\nname = "two race times"\n', "", 'there is none with id = "T14"'),
        ('    "ragged: Fast, but', '    "raged: Fast, but', "easy, ragged, cant, ?"),
        ('"ragged: Fast, but it soon turns ragged"', '"ragged"', 'write "code: words"'),
        ('id = "T13"\nname = "hill push"', 'id = "T13"', "it is missing"),
        ('sources = ["F.1", "A6 (S0)"]', "sources = []", "name at least one digest id"),
        ("is_not = [", "is_nott = [", "did you mean is_not"),
        ("[[question]]", "[[question", "is not valid TOML"),
    ],
)
def test_a_mistake_names_file_key_and_remedy(own: Paths, old: str, new: str, said: str) -> None:
    edit(own, old, new)
    with pytest.raises(ContentError) as caught:
        load_questionnaire(own)
    assert "questionnaire.toml" in str(caught.value)
    assert said in str(caught.value)
