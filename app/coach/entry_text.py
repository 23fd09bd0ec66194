"""What an entry of the time line says in words: its title, and its facts in a line each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from app.coach.day_text import parse_day
from app.coach.logbook import Entry, EntryKind
from app.coach.model import DecisionKind, Kind, Link, Side, WorkoutStatus
from app.coach.putting_off import RESUMED
from app.coach.runs import TYPED, clock_text
from app.coach.start_text import START_WORD

KIND_WORD: Mapping[EntryKind, str] = {
    EntryKind.SESSION: "Session",
    EntryKind.RUN: "Run",
    EntryKind.TEST: "Self-test",
    EntryKind.CHECK_IN: "Before the session",
    EntryKind.MORNING: "The morning after",
    EntryKind.QUESTIONNAIRE: "Questionnaire",
    EntryKind.DECISION: "Decision",
}
_TICKED = {
    "ill": "ill",
    "short_sleep": "under four hours of sleep",
    "sore": "sore at rest",
    "hard_run": "a hard run close by",
}
_MORNING = {
    "gone": "pain gone",
    "same": "pain the same",
    "worse": "pain worse",
    "new": "a new pain",
    None: "answer taken back",
}
DECIDED_WORD: Mapping[DecisionKind, str] = {
    DecisionKind.GATE: "Gate {subject}",
    DecisionKind.HOLD: "Pause of the plan",
    DecisionKind.MOVE: "Session moved: {subject}",
    DecisionKind.PAUSE: "Time off",
    DecisionKind.START: "Start of the plan",
    DecisionKind.TENDON: "Tendon: {subject}",
    DecisionKind.WITHOUT: "Self-test {subject}",
}
# Their subjects lead with the id of their programme.
_OF_A_PROGRAMME = frozenset({DecisionKind.GATE, DecisionKind.MOVE})
_LINK_WORD = {"M": Link.MECHANICS, "C": Link.COORDINATION, "P": Link.POWER, "A": Link.AEROBIC}


def title(entry: Entry, tests: Mapping[str, str]) -> str:
    """Return what to call an entry; `tests` are the titles of the self-tests by id."""
    facts = entry.facts
    match entry.kind:
        case EntryKind.SESSION:
            own = "Step-up session" if facts.get("session_kind") == Kind.STEP_UP else "Session"
            return entry.title or own
        case EntryKind.TEST:
            test = str(facts.get("test"))
            return f"{test} {tests[test]}" if test in tests else f"Self-test {test}"
        case EntryKind.DECISION:
            return _decided(str(facts.get("decision")), str(facts.get("subject")))
        case _:
            return KIND_WORD[entry.kind]


def _decided(kind: str, subject: str) -> str:
    if kind not in set(DecisionKind):
        # Of another version of the program.
        return kind
    known = DecisionKind(kind)
    about = subject.rpartition(" ")[2] if known in _OF_A_PROGRAMME else subject
    return DECIDED_WORD[known].format_map({"subject": about})


def facts(entry: Entry) -> tuple[str, ...]:
    """Return what happened, in short pieces, the weightiest first."""
    return tuple(_FACTS[entry.kind](entry.facts))


def hour(entry: Entry, zone: str) -> str:
    """Return the hour it began where it was, or in `zone`; "" where that says nothing.

    What was answered on another day than it belongs to has no hour of its own. In the night in
    which the clocks go back, the hour says which of the two it was.
    """
    at = _local(entry.at, entry.zone or zone)
    if at is None or at.date() != entry.day:
        return ""
    if at.replace(fold=0).utcoffset() == at.replace(fold=1).utcoffset():
        return f"{at:%H:%M}"
    offset = at.utcoffset() or timedelta()
    return f"{at:%H:%M} UTC{offset.total_seconds() / 3600:+g}"


def elsewhere(entry: Entry, zone: str) -> str:
    """Return the zone of an entry where its clocks showed another hour than the runner's."""
    there, here = _local(entry.at, entry.zone), _local(entry.at, zone)
    if not entry.zone or there is None or here is None or there.utcoffset() == here.utcoffset():
        return ""
    return entry.zone.rpartition("/")[2].replace("_", " ")


def _local(at: datetime, zone: str) -> datetime | None:
    # Looks for zone data when it is imported, which the rules need not wait for.
    from zoneinfo import ZoneInfo

    try:
        return at.astimezone(ZoneInfo(zone))
    except (LookupError, ValueError, OSError, OverflowError):
        # A zone nobody knows, or no zone data on this machine.
        return None


Facts = Mapping[str, object]


def _session(facts: Facts) -> Iterator[str]:
    yield f"{facts['done_sets']} of {_count(facts['all_sets'], 'set')}"
    if facts["minutes"] is not None and facts["source"] == "live":
        yield f"{facts['minutes']} min"
    if facts["status"] == WorkoutStatus.LIVE:
        yield "not ended"
    if facts["short"]:
        yield "short version"
    if facts["pain"] is not None:
        yield f"pain {facts['pain']}"
    if facts["source"] != "live":
        yield "added by hand"


def _run(facts: Facts) -> Iterator[str]:
    metres, seconds = facts["metres"], facts["seconds"]
    if isinstance(metres, int | float):
        yield f"{metres / 1000:.2f} km"
    if isinstance(seconds, int | float):
        yield clock_text(seconds)
    pace = facts["pace"]
    if isinstance(pace, int | float):
        yield f"{clock_text(pace)} /km"
    heart = facts["heart_rate"]
    if isinstance(heart, int | float):
        yield f"{heart:.0f} bpm"
    cadence = facts["cadence"]
    if isinstance(cadence, int | float):
        yield f"{cadence:.0f} spm"
    if facts["damaged"]:
        yield "file damaged"
    if facts["source"] == TYPED:
        yield "added by hand"


def _test(facts: Facts) -> Iterator[str]:
    results = facts["results"]
    assert isinstance(results, Sequence)
    for one in results:
        side = "" if one["side"] == Side.BOTH else f"{one['side']} "
        words = one.get("said") or f"{one['value']:g} {one['unit']}"
        yield f"{side}{words}"
    if facts["conditions"]:
        yield str(facts["conditions"])


def _check_in(facts: Facts) -> Iterator[str]:
    ticked = [words for name, words in _TICKED.items() if facts[name]]
    yield from ticked or ["nothing was said against it"]


def _morning(facts: Facts) -> Iterator[str]:
    answer = facts["answer"]
    yield _MORNING.get(answer if isinstance(answer, str) else None, str(answer))
    if facts["place"]:
        yield str(facts["place"])
    if facts["pain"] is not None:
        yield f"it was {facts['pain']}"


def _questionnaire(facts: Facts) -> Iterator[str]:
    link = facts["link"]
    if isinstance(link, str) and link not in {"none", "unclear"}:
        yield f"weak link: {link}"
    elif link == "unclear":
        yield "no weak link named yet"
    if facts["start"]:
        start = str(facts["start"])
        yield f"start: {START_WORD.get(start, start)}"
    scores = facts["scores"]
    if isinstance(scores, Mapping):
        yield from (f"{_LINK_WORD.get(letter, letter)} {score}" for letter, score in scores.items())


def _decision(facts: Facts) -> Iterator[str]:
    choice = str(facts["choice"])
    match facts.get("decision"):
        case DecisionKind.MOVE:
            yield f"to {_weekday(choice)}"
        case DecisionKind.PAUSE if choice != RESUMED:
            words, _, day = choice.rpartition(" ")
            yield f"{words} {_weekday(day)}"
        case DecisionKind.PAUSE:
            yield "the plan goes on"
        case _:
            yield choice


def _weekday(day: str) -> str:
    """Return a day with its weekday; whatever else stands there as it is."""
    try:
        return f"{parse_day(day):%a} {day}"
    except ValueError:
        return day


_FACTS = {
    EntryKind.SESSION: _session,
    EntryKind.RUN: _run,
    EntryKind.TEST: _test,
    EntryKind.CHECK_IN: _check_in,
    EntryKind.MORNING: _morning,
    EntryKind.QUESTIONNAIRE: _questionnaire,
    EntryKind.DECISION: _decision,
}


def _count(number: object, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
