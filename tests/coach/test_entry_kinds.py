"""The time line in words: what each kind of entry is called, and what it says of itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.coach.entry_text import elsewhere, facts, hour, title
from app.coach.logbook import Entry, EntryKind
from app.coach.model import DecisionKind
from app.coach.runs import clock_text

DAY = date(2026, 10, 25)
EVENING = datetime(2026, 10, 25, 17, 30, tzinfo=UTC)
TESTS = {"T8": "Calf raises on one leg"}


def entry(
    kind: EntryKind,
    *,
    at: datetime = EVENING,
    zone: str = "Europe/Berlin",
    title: str = "",
    **told: Any,
) -> Entry:
    return Entry(kind, "e1", DAY, at, zone, title, facts=told)


SESSION = {
    "session_kind": "programme",
    "done_sets": 11,
    "all_sets": 12,
    "minutes": 24,
    "source": "live",
    "status": "ended",
    "short": False,
    "pain": None,
}
RUN = dict.fromkeys(("metres", "seconds", "pace", "heart_rate", "cadence", "damaged", "source"))
CALM = dict.fromkeys(("ill", "short_sleep", "sore", "hard_run"), False)
ASKED: dict[str, Any] = {"link": None, "start": None, "scores": None}


@pytest.mark.parametrize(
    ("kind", "told", "called"),
    [
        (EntryKind.SESSION, SESSION, "Session"),
        (EntryKind.SESSION, SESSION | {"session_kind": "step_up"}, "Step-up session"),
        (EntryKind.SESSION, SESSION | {"title": "Drills and feet"}, "Drills and feet"),
        (EntryKind.TEST, {"test": "T8"}, "T8 Calf raises on one leg"),
        (EntryKind.TEST, {"test": "own_hop"}, "Self-test own_hop"),
        (EntryKind.DECISION, {"decision": "gate", "subject": "p1 1-2"}, "Gate 1-2"),
        (EntryKind.DECISION, {"decision": "gate", "subject": "1-2"}, "Gate 1-2"),
        (EntryKind.DECISION, {"decision": "tendon", "subject": "left knee"}, "Tendon: left knee"),
        (EntryKind.DECISION, {"decision": "hold", "subject": "p1"}, "Pause of the plan"),
        (
            EntryKind.DECISION,
            {"decision": "move", "subject": "p1 phase1.2.3"},
            "Session moved: phase1.2.3",
        ),
        (EntryKind.DECISION, {"decision": "pause", "subject": "p1"}, "Time off"),
        (EntryKind.DECISION, {"decision": "of later", "subject": "p1"}, "of later"),
        (EntryKind.RUN, RUN, "Run"),
        (EntryKind.MORNING, {}, "The morning after"),
    ],
)
def test_an_entry_is_called_by_what_happened(
    kind: EntryKind, told: dict[str, Any], called: str
) -> None:
    assert title(entry(kind, **told), TESTS) == called


@pytest.mark.parametrize(
    ("kind", "told", "said"),
    [
        (EntryKind.SESSION, SESSION, ("11 of 12 sets", "24 min")),
        (EntryKind.SESSION, SESSION | {"done_sets": 0, "all_sets": 1}, ("0 of 1 set", "24 min")),
        (
            EntryKind.SESSION,
            SESSION | {"status": "live", "minutes": None, "short": True, "pain": 3},
            ("11 of 12 sets", "not ended", "short version", "pain 3"),
        ),
        # What was told afterwards has no minutes of its own.
        (EntryKind.SESSION, SESSION | {"source": "quick"}, ("11 of 12 sets", "added by hand")),
        (EntryKind.RUN, RUN, ()),
        (EntryKind.RUN, RUN | {"source": "typed"}, ("added by hand",)),
        (
            EntryKind.RUN,
            {
                "source": "fit",
                "metres": 10_012,
                "seconds": 3_723,
                "pace": 371.8,
                "heart_rate": 148.6,
                "cadence": 172,
                "damaged": True,
            },
            ("10.01 km", "1:02:03", "6:12 /km", "149 bpm", "172 spm", "file damaged"),
        ),
        (
            EntryKind.TEST,
            {
                "results": [
                    {"side": "left", "value": 17.0, "unit": "reps"},
                    {"side": "right", "value": 20.5, "unit": "reps"},
                    {"side": "both", "value": 1.0, "unit": "x", "said": "steady"},
                ],
                "conditions": "after a run",
            },
            ("left 17 reps", "right 20.5 reps", "steady", "after a run"),
        ),
        (EntryKind.TEST, {"results": [], "conditions": ""}, ()),
        (EntryKind.CHECK_IN, CALM, ("nothing was said against it",)),
        (
            EntryKind.CHECK_IN,
            CALM | {"sore": True, "short_sleep": True},
            ("under four hours of sleep", "sore at rest"),
        ),
        (EntryKind.MORNING, {"answer": "gone", "place": "", "pain": None}, ("pain gone",)),
        (
            EntryKind.MORNING,
            {"answer": "worse", "place": "left knee", "pain": 4},
            ("pain worse", "left knee", "it was 4"),
        ),
        (
            EntryKind.MORNING,
            {"answer": None, "place": "", "pain": 0},
            ("answer taken back", "it was 0"),
        ),
        (EntryKind.MORNING, {"answer": "of later", "place": "", "pain": None}, ("of later",)),
        (EntryKind.QUESTIONNAIRE, ASKED, ()),
        (
            EntryKind.QUESTIONNAIRE,
            {"link": "power", "start": "FULL", "scores": {"M": 44, "P": 73, "X": 1}},
            ("weak link: power", "start: the whole sequence", "mechanics 44", "power 73", "X 1"),
        ),
        (
            EntryKind.QUESTIONNAIRE,
            ASKED | {"link": "none", "start": "NONE"},
            ("start: nothing to begin",),
        ),
        (EntryKind.QUESTIONNAIRE, ASKED | {"link": "unclear"}, ("no weak link named yet",)),
        (EntryKind.DECISION, {"choice": "opened"}, ("opened",)),
        (
            EntryKind.DECISION,
            {"decision": "move", "choice": "2026-12-06"},
            ("to Sun 2026-12-06",),
        ),
        (
            EntryKind.DECISION,
            {"decision": "pause", "choice": "until 2026-12-06"},
            ("until Sun 2026-12-06",),
        ),
        (EntryKind.DECISION, {"decision": "pause", "choice": "resumed"}, ("the plan goes on",)),
        (EntryKind.DECISION, {"decision": "move", "choice": "odd"}, ("to odd",)),
    ],
)
def test_an_entry_says_what_happened_and_nothing_that_is_not_known(
    kind: EntryKind, told: dict[str, Any], said: tuple[str, ...]
) -> None:
    assert facts(entry(kind, **told)) == said


def test_the_hour_is_the_one_of_the_place_where_it_happened() -> None:
    run = entry(EntryKind.RUN)
    assert hour(run, "Asia/Tokyo") == "18:30"
    assert elsewhere(run, "Asia/Tokyo") == "Berlin"
    assert elsewhere(run, "Europe/Paris") == ""


def test_where_only_the_instant_is_known_the_runners_own_clock_counts() -> None:
    told = entry(EntryKind.MORNING, zone="")
    assert hour(told, "Europe/Berlin") == "18:30"
    assert elsewhere(told, "Asia/Tokyo") == ""


def test_what_was_answered_on_another_day_has_no_hour() -> None:
    late = entry(EntryKind.MORNING, at=datetime(2026, 10, 26, 7, 0, tzinfo=UTC))
    assert hour(late, "Europe/Berlin") == ""


def test_in_the_night_of_two_hours_the_hour_says_which() -> None:
    first = entry(EntryKind.RUN, at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    second = entry(EntryKind.RUN, at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC))
    assert hour(first, "") == "02:30 UTC+2"
    assert hour(second, "") == "02:30 UTC+1"


@pytest.mark.parametrize("zone", ["Nowhere/At_all", "../etc", "Europe"])
def test_a_zone_that_nobody_knows_says_nothing(zone: str) -> None:
    lost = entry(EntryKind.RUN, zone=zone)
    assert hour(lost, "Europe/Berlin") == ""
    assert elsewhere(lost, "Europe/Berlin") == ""


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (59.6, "1:00"), (2467, "41:07"), (3599.5, "1:00:00")]
)
def test_a_clock_shows_hours_only_where_there_are_some(seconds: float, shown: str) -> None:
    assert clock_text(seconds) == shown


@pytest.mark.parametrize("decided", DecisionKind)
def test_every_kind_of_decision_has_words(decided: DecisionKind) -> None:
    said = title(entry(EntryKind.DECISION, decision=decided.value, subject="p1 x"), {})
    assert said != decided.value
    assert said[0].isupper()
    assert "p1" not in said or decided in {DecisionKind.TENDON, DecisionKind.WITHOUT}
