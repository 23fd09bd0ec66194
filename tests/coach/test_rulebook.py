"""The rule book holds every rule that the code names, and no rule that the digest does not."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from app.coach.rulebook import RULES, Rule
from tests.coach.training_log import PROGRAMMES

ROOT = Path(__file__).resolve().parents[2]
DIGEST = frozenset(
    line
    for line in (Path(__file__).parent / "data" / "rule_ids.txt").read_text().splitlines()
    if line and not line.startswith("#")
)
RULE_ID = re.compile(r"^(A\.?\d+|[BDF]\.\d[\d.]*|[SPB]\d{1,2}|G\d+)$")
# Tags of the five source articles, which look like ids of session rules.
ARTICLES = {"S0"}


def named_in(path: Path) -> set[str]:
    return {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and RULE_ID.match(node.value)
    }


@pytest.mark.parametrize("folder", ["app", "screens"])
def test_every_id_in_the_code_is_in_the_book(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        assert named_in(path) - ARTICLES <= set(RULES), path


def test_every_table_names_a_rule_of_the_book() -> None:
    assert {block.source for block in PROGRAMMES.blocks.values()} <= set(RULES)


def test_the_book_and_the_digest_have_the_same_rules() -> None:
    assert set(RULES) == DIGEST


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_title_is_one_line_without_a_stop_and_a_source_is_words(rule: Rule) -> None:
    assert rule.title[0].isupper() or rule.title[0].isdigit()
    assert len(rule.title) <= 70
    assert not rule.title.endswith(".")
    assert rule.tags
    assert "[" not in rule.source
    assert not rule.source.endswith(".")
