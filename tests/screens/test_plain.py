"""Text from outside is shown, never obeyed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.widgets.plain import clip, fit, indented, joined, plain
from tests.data.builders import HOSTILE


@settings(max_examples=60)
@given(st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(codec=None))))
def test_a_line_is_one_line_without_a_control_character(text: str) -> None:
    shown = plain(text)
    assert not any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in shown)
    assert "\u2028" not in shown
    assert shown.encode("utf-8").decode("utf-8") == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5[km] [/] [red]x", "5[km] [/] [red]x"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("two\r\nlines", "two ↵ lines"),
        ("a\u202eb\u2066c", "abc"),
        ("bell\x07 del\x7f c1\x9b31m", "bell␇ del␡ c1\ufffd31m"),
        ("half \ud83e", "half \ufffd"),
        ("שלום 🦵🏽", "שלום 🦵"),
    ],
)
def test_what_becomes_of_it(text: str, shown: str) -> None:
    assert plain(text) == shown


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.integers(0, 40))
def test_fitting_takes_exactly_the_room(text: str, width: int) -> None:
    shown = plain(text)
    assert cell_len(clip(shown, width)) <= max(width, 0) or width == 0
    assert cell_len(fit(shown, width)) == width


def test_clipping_is_at_a_word() -> None:
    assert clip("left knee drifts in at the bottom", 20) == "left knee drifts in…"
    assert clip("left knee", 20) == "left knee"
    assert clip("Donaudampfschifffahrt", 8) == "Donauda…"


def test_every_line_of_a_paragraph_is_set_in() -> None:
    lines = indented("one two three four five six seven", 20).split("\n")
    assert all(line.startswith("  ") and len(line) <= 20 for line in lines)
    assert len(lines) > 1


def test_a_number_and_its_per_cent_sign_stay_in_one_line() -> None:
    assert indented("Of all sets 100 % done", 16, 0) == "Of all sets\n100 % done"
    assert indented("Of all sets 100 % done", 17, 0) == "Of all sets 100 %\ndone"


def test_a_fact_is_not_broken_where_it_fits_a_line() -> None:
    facts = ["Fri 20 Nov 2026", "phase 4", "3 of 3 sets done"]
    assert joined(facts, 60) == "Fri 20 Nov 2026 · phase 4 · 3 of 3 sets done"
    assert joined(facts, 30, 2) == "  Fri 20 Nov 2026 · phase 4\n  3 of 3 sets done"
    assert joined(["a b c d e f g h i"], 12, 2) == "  a b c d e f\n  g h i"


def test_pictures_take_the_room_they_say() -> None:
    assert plain("🦵🏽 👨‍👩‍👧 ❤️ 1️⃣") == "🦵 👨👩👧 ❤ 1"
    assert cell_len(plain("👨‍👩‍👧")) == 6


_WORDS = st.text("aé日膝ﾊ🦵\ue000\u00a0\u0301-%1 ", max_size=60)


@settings(max_examples=200)
@given(_WORDS, _WORDS, st.integers(0, 40), st.integers(0, 12))
@example("a", "日" * 20, 13, 0)
@example("x 日本 ", "\ue000 y", 13, 0)
@example("膝 " * 20, "膝" * 12, 20, 2)
def test_no_line_is_wider_than_it_says_and_no_sign_is_lost(
    before: str, text: str, width: int, indent: int
) -> None:
    lines = indented(before + text, width, indent).split("\n")
    assert all(cell_len(line) <= max(width, indent + 12) for line in lines)
    assert "".join(lines).replace(" ", "") == (before + text).replace(" ", "")
    assert all(line[:indent].strip(" ") == "" and line == line.rstrip(" ") for line in lines)


def test_a_compound_word_is_broken_behind_its_hyphen() -> None:
    assert indented("squat on one-legged stand", 13, 0) == "squat on one-\nlegged stand"
    assert indented("from 2026-11-20 on", 13, 0) == "from\n2026-11-20 on"
    assert indented("x Donaudampfschifffahrt", 12, 0) == "x Donaudampf\nschifffahrt"
