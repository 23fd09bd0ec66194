"""Files a runner may write wrongly: each wrong one is a sentence, never a traceback.

The suite tries a few dozen of each kind; `make torture` as many as STRIDETUI_TORTURE says.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app import settings as settings_file
from app.commands.grammar import whole_parser
from app.commands.streams import harmless
from app.content import broken_references, validate_all
from app.errors import SettingsError, StridetuiError, UsageError
from app.paths import ASSETS
from app.questions import load_questionnaire
from app.settings import Settings
from app.settings_guide import GUIDE, literal
from app.trainer import adjusting, answer_file, diary
from app.trainer.desk import Desk
from data.imports import mapping
from tests.commands.test_programme import answers_for
from tests.data.builders import count
from tests.data.test_diary import lunge, session
from tests.hostile.conftest import COUNT, Program
from tests.hostile.mutants import NASTY, json_mutant, toml_mutant
from tests.screens.rooms import a_desk

FEW = COUNT or 60
LONGEST_SENTENCE = 1200


def clear(problem: StridetuiError) -> None:
    """Fail unless the error can be shown as one line that says what is wrong."""
    said = harmless(str(problem))
    assert 10 < len(said) < LONGEST_SENTENCE, said[:200]
    assert "Traceback" not in said
    assert not said.endswith((":", ";", ","))
    assert " object at 0x" not in said


def whole_settings() -> str:
    lines = [f"{one.key} = {literal(one.usual)}" for one in GUIDE if one.usual is not None]
    return "\n".join((
        *lines, 'zone = "Europe/Berlin"', "switch = 8", "contrast_rest = 120", "cadence = 172",
        "born = 1985", 'sex = "woman"', "[keys]", '"today.why" = "f2"',
    ))  # fmt: skip


def test_settings(tmp_path: Path) -> None:
    good = whole_settings()
    chance = random.Random("settings")
    path = tmp_path / "settings.toml"
    path.write_text(good)
    assert settings_file.read(path).switch == 8
    refused = 0
    for _ in range(FEW * 4):
        path.write_bytes(toml_mutant(good, chance))
        try:
            found = settings_file.read(path)
        except SettingsError as problem:
            clear(problem)
            refused += 1
        else:
            assert isinstance(found, Settings)
            assert found.zone is None or found.zone.isprintable()
    assert refused > FEW


@pytest.mark.parametrize("key", [one.key for one in GUIDE])
def test_every_nasty_value_of_a_setting_is_refused_or_kept(tmp_path: Path, key: str) -> None:
    desk = a_desk(tmp_path)
    # What a screen can give: text, numbers, on and off.
    for value in (each for each in NASTY if isinstance(each, str | int | float)):
        if isinstance(value, str) and not value.isprintable():
            value = value.encode("utf-8", "replace").decode()  # noqa: PLW2901 -- as a screen has it
        before = desk.settings
        try:
            found = adjusting.change(desk, key, value)
        except StridetuiError as problem:
            clear(problem)
            assert desk.settings == before
        else:
            assert settings_file.read(desk.paths.settings) == found


FILES = [
    "exercises/one_leg_squat.toml",
    "exercises/calf_raise_straight.toml",
    "exercises/strides.toml",
]


@pytest.mark.parametrize("file", FILES)
def test_exercises(tmp_path: Path, file: str) -> None:
    good = (ASSETS / "content" / file).read_text("utf-8")
    chance = random.Random(file)
    place = tmp_path / "content" / file
    place.parent.mkdir(parents=True)
    own = tmp_path / "content" / "exercises" / "of_my_own.toml"
    refused = 0
    for _ in range(FEW):
        for path in (place, own):
            path.write_bytes(toml_mutant(good, chance))
        desk = a_desk(tmp_path)
        faults = [*desk.library.own_faults(), *validate_all(desk.library)]
        for exercise_id in ("of_my_own", place.stem):
            if exercise_id in desk.library:
                exercise = desk.library[exercise_id]
                faults += broken_references(exercise, desk.library)
                assert exercise.name.isprintable()
                assert all(cue.isprintable() for cue in exercise.cues)
        for fault in faults:
            clear(fault)
        refused += bool(faults)
    assert refused > FEW / 3


@pytest.mark.parametrize("name", ["strong", "hevy", "fitnotes", "liftosaur"])
def test_mappings(tmp_path: Path, name: str) -> None:
    good = (ASSETS / "content" / "mappings" / f"{name}.toml").read_text("utf-8")
    chance = random.Random(name)
    path = tmp_path / "mapping.toml"
    for _ in range(FEW):
        path.write_bytes(toml_mutant(good, chance))
        try:
            mapping.load(path)
        except UsageError as problem:
            clear(problem)


def held(desk: Desk, read: Callable[[bytes, str], object], good: object, seed: str) -> int:
    """Return how many of the mutants were refused; each in one clear sentence."""
    chance = random.Random(seed)
    refused = 0
    for _ in range(FEW * 3):
        raw = json_mutant(good, chance)
        before = count(desk.store)
        try:
            read(raw, "made-up.json")
        except StridetuiError as problem:
            clear(problem)
            refused += 1
            assert count(desk.store) == before
    return refused


def test_answers(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    good = answers_for("FULL")
    assert held(desk, answer_file.score, good, "one") > FEW
    assert held(desk, answer_file.score, {"sets": [good, good]}, "several") > FEW
    assert held(desk, answer_file.answers_of, good, "begin") > FEW
    assert load_questionnaire(desk.paths)


def test_sessions_typed_as_json(tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    good: Any = session(
        lunge(), date="2020-02-29", note="x", started_at="18:30", zone="Europe/Berlin"
    )
    assert held(desk, lambda raw, name: diary.add(desk, raw, name), good, "session") > FEW
    assert held(desk, lambda raw, name: diary.add(desk, raw, name), [good, good], "two") > FEW
    assert desk.store.history() is not None


# --- the command line ------------------------------------------------------------------------


def words_known() -> list[str]:
    """Return every word that some verb knows: verbs, options, choices."""
    found: set[str] = set()

    def collect(parser: Any) -> None:
        for action in parser._actions:
            found.update(action.option_strings)
            choices = action.choices or ()
            found.update(str(choice) for choice in choices)
            if isinstance(choices, dict):
                for inner in choices.values():
                    collect(inner)

    collect(whole_parser())
    # Opens the program, prints pages, or makes sixteen weeks each time.
    return sorted(found - {"demo", "completions", "--plain", "--audio", "bash", "zsh", "fish"})


WORDS = words_known()
VALUES = (
    "", " ", "-", "--", "=", "0", "-1", "1e999", "nan", "99999999999999999999", "x", "x" * 5000,
    "2026-11-20", "2026-02-30", "0001-01-01", "9999-12-31", "18:30", "T8", "HOPS", "forward_lunge",
    "all=4,5,0", "forward_lunge=4", "set.1.done=9", "note=x", "a=b=c", "../x", "/dev/null",
    "\x1b[31m", "\u202e", "[/red]", "%s", "{0}", "۳", "~nobody", "~", "\ud800", "phase1.1.1",
)  # fmt: skip


@settings(
    max_examples=COUNT or 60,
    deadline=None,
    derandomize=not COUNT,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    verb=st.sampled_from([word for word in WORDS if not word.startswith("-")]),
    rest=st.lists(
        st.one_of(st.sampled_from(WORDS), st.sampled_from(VALUES), st.text(max_size=8)), max_size=6
    ),
)
@example("measure", ["add", ""])
@example("measure", ["add", " = "])
def test_any_words_end_in_a_status_that_is_written_down(
    program: Program, log: Path, verb: str, rest: list[str]
) -> None:
    # No system passes on a NUL, and what stands alone in an argument is half a letter.
    words = [os.fsdecode(os.fsencode(_passed(word))) for word in (verb, *rest)]
    said = program("--db", str(log), *words, stdin=b"{}")
    assert said.status in {0, 1, 2}
    if said.status == 2 and verb != "import":
        assert said.out == "" or "--json" in words
        assert said.err.startswith("stridetui: ")
    assert "Traceback" not in said.err
    assert said.err.replace("\n", "").isprintable()


def _passed(word: str) -> str:
    return word.replace("\0", "").encode("utf-8", "replace").decode()


def test_bytes_that_are_no_letters_come_back_harmless(program: Program, log: Path) -> None:
    word = os.fsdecode(b"\xff\xfe\x80caf\xe9")
    for words in (
        [word], ["--db", word, "next"], ["exercises", word], ["import", word],
        ["log", "show", word],
        ["log", "undo", word], ["log", "edit", word, "note=x"], ["log", "list", "--exercise", word],

        ["measure", "T8", "--left", "20", "--right", "20", "--note", word], ["measure", "T8"],
        ["export", "--format", "json", "-o", word], ["log", "list", "--text", word],
        ["backup", f"{word}.db"], ["restore", f"{word}.db", "--dry-run"], ["why", word],
    ):  # fmt: skip
        said = program(*([] if words[0] == "--db" else ["--db", str(log)]), *words)
        assert said.status in {0, 2}, words
        assert said.err.replace("\n", "").isprintable()
        assert json.dumps(said.out).isascii()
