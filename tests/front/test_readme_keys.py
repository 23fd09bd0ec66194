"""The README's keys are the program's, read from the same bindings as its help."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from textual.binding import Binding

from app.trainer.charting import CHARTS
from app.tui import StrideApp
from screens import key_map, live_keys, places
from tests.front.page import README, code, table

ROWS = {cells[0]: cells[1] for cells in table(README.section("Keys"), "where")}

# Which classes of `screens` a row speaks of; a screen with many keys has several rows.
OF: Mapping[str, tuple[str, ...]] = {
    "everywhere": ("place.DetailScreen", "help.HelpScreen"),
    "the places": (),
    "lists": ("widgets.catalogue.Catalogue", "widgets.timeline.Timeline", "widgets.ways.Ways"),
    "Today": ("today.TodayScreen", "not_today.NotTodayScreen"),
    "Today, the morning after pain": ("today.TodayScreen",),
    "the sessions ahead": ("preview.PreviewScreen", "why._ReasonsScreen"),
    "questions": ("asking.AskingScreen", "questionnaire.QuestionnaireScreen"),
    "gate": ("gate.GateScreen",),
    "self-tests": (
        "selftests.menu.SelfTestsScreen",
        "selftests.page.SelfTestPage",
        "selftests.result.ResultScreen",
    ),
    "doing one": (
        "selftests.instrument.InstrumentScreen",
        "selftests.follow.FollowScreen",
        "selftests.judged.JudgedScreen",
        "selftests.entry.EntryScreen",
    ),
    "session": ("live.LiveScreen",),
    "changing it": ("live.LiveScreen",),
    "how it went": ("live.LiveScreen",),
    "leaving a session": ("live.LiveScreen", "summary.SummaryScreen"),
    "an unfinished session": ("resume.ResumeScreen",),
    "History": (
        "history.HistoryScreen",
        "history_deleted.DeletedScreen",
        "history_deleted._Deleted",
    ),
    "a run of no file": ("new_run.NewRunScreen", "new_run._Fields", "fields.FieldsScreen"),
    "its filter": ("history_filter.FilterScreen",),
    "an entry": (
        "entry.EntryScreen",
        "correct.CorrectScreen",
        "correct._Fields",
        "fields.FieldsScreen",
    ),
    "done outside": ("done_outside.DoneOutsideScreen",),
    "take outside": ("take_outside.TakeOutsideScreen",),
    "Progress": (
        "progress.ProgressScreen",
        "widgets.numbers.Numbers",
        "choose.ChooseScreen",
        "choose.Choices",
    ),
    "week in review": ("review.ReviewScreen",),
    "Library": ("library.LibraryScreen", "widgets.entry.EntryView"),
    "Settings": (
        "settings.SettingsScreen",
        "settings.SettingList",
        "keys_of_ones_own.OwnKeysScreen",
        "keys_of_ones_own.KeyList",
        "ask_line.AskLineScreen",
        "ask_line.TypedLine",
    ),
    "export": ("export.ExportScreen",),
    "import": ("import_.ImportScreen", "import_matches.MatchesScreen"),
    "a damaged log": ("problem.ProblemScreen",),
}
# Rows that speak of what other screens are made of, too.
SHARED = ("everywhere", "lists")
# How the README writes what Textual calls otherwise.
SIGNS = {
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    "+": "plus",
    "-": "minus",
    "/": "slash",
    "!": "exclamation_mark",
    "?": "question_mark",
    ",": "comma",
    ".": "full_stop",
    "esc": "escape",
    "pgup": "pageup",
    "pgdn": "pagedown",
}
DIGITS = set("0123456789")


CLASSES = {
    f"{one.__module__.removeprefix('screens.')}.{one.__name__}": one
    for one in key_map.classes()
    if any(key_map.own(one))
}


def keys(binding: Binding) -> set[str]:
    return {key.strip() for key in binding.key.split(",")}


def named(row: str) -> set[str]:
    """Return the keys a row names, as Textual calls them."""
    found = {SIGNS.get(key, key) for key in code(ROWS[row])}
    return found | (DIGITS if re.search(r"\bdigit\b", ROWS[row]) else set())


def bindings(row: str) -> list[Binding]:
    """Return everything that is bound on the screens of a row, by them or what they are."""
    found = [each for name in OF[row] for one in CLASSES[name].__mro__ for each in key_map.own(one)]
    app = [each for each in key_map.own(StrideApp) if isinstance(each, Binding)]
    leads = {place.key for place in places.PLACES} | {"e", "i", "a"}
    if row == "everywhere":
        return found + [each for each in app if each.key not in leads]
    if row == "the places":
        return [each for each in app if each.key in leads]
    return found


def test_every_row_is_known_and_every_known_row_is_there() -> None:
    assert set(ROWS) == set(OF)


def test_every_screen_with_keys_of_its_own_is_in_a_row() -> None:
    in_rows = {name for names in OF.values() for name in names}
    assert set(CLASSES) == in_rows, "The README's keys and the program's screens differ."


@pytest.mark.parametrize("row", OF)
def test_every_key_of_a_row_does_something_there(row: str) -> None:
    bound = {key for binding in bindings(row) for key in keys(binding)}
    of_lists = {key for binding in bindings("lists") for key in keys(binding)}
    strange = named(row) - bound - of_lists - DIGITS
    assert not strange, f"README, keys of {row}: nothing is on {', '.join(sorted(strange))}."


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_every_key_that_the_last_line_shows_is_in_its_row(name: str) -> None:
    rows = [row for row, names in OF.items() if name in names] + list(SHARED)
    told = {key for row in rows for key in named(row)}
    for binding in key_map.own(CLASSES[name]):
        if binding.show:
            assert keys(binding) & told, (
                f"README, keys of {rows[0]}: {binding.key} ({binding.description}) is missing."
            )


@pytest.mark.parametrize("row", ["everywhere", "the places"])
def test_the_keys_of_the_whole_program_are_all_there(row: str) -> None:
    for binding in bindings(row):
        if binding in list(key_map.own(StrideApp)):
            assert keys(binding) & named(row), f"README, {row}: {binding.key} is missing."


def test_the_rows_of_a_session_have_all_its_keys() -> None:
    told = {
        key for row, names in OF.items() if "live.LiveScreen" in names for key in named(row)
    } | named("everywhere")
    for binding in live_keys.BINDINGS:
        assert keys(binding) & told, f"README, keys of a session: {binding.key} is missing."


def test_the_row_of_progress_has_the_letter_of_every_chart() -> None:
    letters = {
        each.action.partition("'")[2].removesuffix("')"): each
        for each in bindings("Progress")
        if each.action.startswith("chart(")
    }
    assert set(letters) == set(CHARTS)
    for name, binding in letters.items():
        told = f"`{binding.key}` {CHARTS[name].name}"
        assert told in ROWS["Progress"], f"README, keys of Progress: {told} is missing."
