"""The rule book holds every rule that the code names, and no rule that the digest does not."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from app.coach.model import Decision, Laterality, Side, SkipReason, Start, Unit
from app.coach.norms import UNTOLD
from app.coach.rulebook import RULES, Rule
from app.coach.selftests import HOPS, Fitness, Measurement, barred
from app.coach.swap import Substitute
from app.coach.tables import Test as TableTest
from app.selftests import load_selftests
from app.trainer.measuring import page_of
from tests.coach.training_log import _PATHS, MONDAY, PROGRAMMES

ROOT = Path(__file__).resolve().parents[2]
DIGEST = frozenset(
    line
    for line in (Path(__file__).parent / "data" / "rule_ids.txt").read_text().splitlines()
    if line and not line.startswith("#")
)
RULE_ID = re.compile(r"^(A\.?\d+|[BDF]\.\d[\d.]*|[SPB]\d{1,2}|G\d+)$")
# Sources that look like ids of rules: an article, and a passage on where the foot lands.
SOURCES = {"S0", "G3"}


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
        assert named_in(path) - SOURCES <= set(RULES), path


def test_the_book_holds_what_a_decision_can_name_and_nothing_else() -> None:
    assert (
        said_in_so_many_words()
        | {block.source for block in PROGRAMMES.blocks.values()}
        | {test.id for day in DAYS for test in day.tests if set_by(test)}
        | {decision.rule for decision in sides_apart()}
        | {decision.rule for decision in what_waits()}
        | {SUBSTITUTE.rule(reason) for reason in SkipReason}
    ) == set(RULES)


# Where a decision gets its rule from elsewhere: each is asked for in the test above, or hands on
# the rule of another decision.
HANDED_ON = {
    "case.block.source",
    "test.id",
    "decision.rule",
    "rows[0].rule",
    "rule",
}
DAYS = [day for block in PROGRAMMES.blocks.values() for day in block.days.values()]
TESTS = load_selftests(_PATHS)
SUBSTITUTE = Substitute(
    "bridge", "", Unit.REPS, Laterality.EACH, 3, None, 0, 0, None, True, "One-legged squat"
)


def said_in_so_many_words() -> set[str]:
    """Return the rules that are written where a decision is made."""
    found: set[str] = set()
    for folder in ("app", "screens"):
        for path in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for call in ast.walk(tree):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "Decision":
                    found |= rules_of(call.args[0], tree)
    return found


def rules_of(said: ast.expr, tree: ast.Module) -> set[str]:
    """Return the ids a first argument can be; a name is looked up in its module."""
    if isinstance(said, ast.Constant):
        return {str(said.value)}
    if isinstance(said, ast.IfExp):
        return rules_of(said.body, tree) | rules_of(said.orelse, tree)
    assert ast.unparse(said) in HANDED_ON, f"Ask for {ast.unparse(said)} in the test above."
    if not isinstance(said, ast.Name):
        return set()
    return {
        word.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and said.id in ast.unparse(node.targets[0])
        for word in ast.walk(node.value)
        if isinstance(word, ast.Constant)
        and isinstance(word.value, str)
        and RULE_ID.match(word.value)
    }


def set_by(test: TableTest) -> bool:
    """Whether a test stands for a set, or for all of an exercise with something in between."""
    return bool(test.replaces) and (not test.whole or test.id == "T15")


def sides_apart() -> list[Decision]:
    """Return what is said of two legs far apart, test by test."""
    pages = [
        page_of(
            test,
            tuple(
                Measurement(test.id, MONDAY, side, value, test.scores[0].unit)
                for side, value in ((Side.LEFT, 1), (Side.RIGHT, 10))
            ),
            UNTOLD,
        )
        for test in TESTS.values()
        if test.sided
    ]
    return [page.apart for page in pages if page.apart]


def what_waits() -> list[Decision]:
    """Return why tests wait, for whoever they wait for."""
    cases = [Fitness(start, phase) for start in Start for phase in range(5)]
    found = [barred(test_id, case) for test_id in (*TESTS, HOPS) for case in cases]
    return [decision for decision in found if decision]


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
