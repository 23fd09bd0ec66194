"""Styles are parsed once for one set of colours, whatever is opened."""

from __future__ import annotations

from pathlib import Path

from textual.css.model import RuleSet

from app.kept_styles import KeptStyles
from app.tui import StrideApp
from tests.screens.rooms import a_desk, press, running

COLOURS = {"ink": "#112233"}


def sheet(many: int) -> KeptStyles:
    """Return a sheet of so many sources, more than Textual keeps."""
    styles = KeptStyles(variables=COLOURS)
    for number in range(many):
        styles.add_source(f"#one{number} {{ color: $ink; }}", read_from=(f"{number}.tcss", ""))
    return styles


def test_what_was_parsed_is_parsed_again_only_for_other_colours() -> None:
    styles = sheet(100)
    styles.parse()
    first = styles.rules
    styles.add_source("#new { color: $ink; }", read_from=("new.tcss", ""))
    styles.reparse()
    assert all(now is then for now, then in zip(styles.rules, first, strict=False))
    assert len(styles.rules) == len(first) + 1
    styles.set_variables(dict(COLOURS))
    styles.reparse()
    assert styles.rules[0] is first[0]
    styles.set_variables({"ink": "#ffffff"})
    styles.reparse()
    assert styles.rules[0] is not first[0]
    assert styles.rules[0].styles.color.hex == "#FFFFFF"


async def test_places_opened_in_turn_leave_what_was_parsed(tmp_path: Path) -> None:
    async with running(a_desk(tmp_path)) as (program, pilot):
        assert isinstance(program.stylesheet, KeptStyles)
        rules = program.stylesheet.rules
        await press(pilot, "2", "3", "4", "5", "1")
        # But for the few that rank otherwise beside those of a widget that was new.
        assert len(parsed_anew(rules, program)) <= 2
        await press(pilot, "ctrl+t")
        assert parsed_anew(rules, program) == rules


def parsed_anew(rules: list[RuleSet], program: StrideApp) -> list[RuleSet]:
    """Return those of `rules` that stand no longer."""
    now = {id(rule) for rule in program.stylesheet.rules}
    return [rule for rule in rules if id(rule) not in now]
