"""The questionnaire's words: reads `assets/content/questionnaire.toml` and checks it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from app.coach.contradictions import all_contradictions
from app.coach.frozen import dataclass
from app.coach.interview import ALL_STEPS, Step
from app.coach.model import Start
from app.coach.scoring import HOLD_CAUSES, UNCLEAR_TESTS
from app.errors import ContentError
from app.paths import Paths
from app.toml_table import TomlTable

FLAGS = (
    "LOAD",
    "VIDEO",
    "OFFER_FULL",
    "TIE",
    "UNCLEAR",
    "GROUNDWORK",
    "GROUNDWORK_NEXT",
    "PROFESSIONAL",
)
"""What a verdict may have to say beside its start: the flags of F.2, and a few more."""


@dataclass(frozen=True, slots=True)
class QuestionText:
    """One step in words: the question, a hint on how to find out, why it is asked.

    `options` has the words of each code, in the order they are shown.
    """

    text: str
    hint: tuple[str, ...]
    why: str
    options: Mapping[str, str]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HoldText:
    """Why there is no plan yet, and who can help."""

    text: str
    who: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StartText:
    """What a start means, in one line, and what happens next."""

    headline: str
    next: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionnaireText:
    """Every word of consent, questions and verdict. `questions` is keyed by the step's field."""

    what_it_is: tuple[str, ...]
    what_it_is_not: tuple[str, ...]
    medical_question: str
    medical: tuple[str, ...]
    medical_sources: tuple[str, ...]
    held: tuple[str, ...]
    urgent_help: tuple[str, ...]
    questions: Mapping[str, QuestionText]
    holds: Mapping[str, HoldText]
    starts: Mapping[Start, StartText]
    flags: Mapping[str, str]
    tests: Mapping[str, str]


def load_questionnaire(paths: Paths) -> QuestionnaireText:
    """Return the questionnaire's words.

    Raises `ContentError` naming file, line, key and remedy when the file cannot be read, holds
    what it should not, or leaves out a question, a code, a start or a reason to hold.
    """
    table = TomlTable.load(paths.assets / "content" / "questionnaire.toml", ContentError)
    tests = set(UNCLEAR_TESTS).union(
        chain.from_iterable(clash.tests for clash in all_contradictions())
    )
    table.only(_KEYS)
    questions = _keyed(table, "question", "id", [step.field for step in ALL_STEPS])
    holds = _keyed(table, "hold", "cause", HOLD_CAUSES)
    starts = _keyed(table, "start", "id", [str(start) for start in Start])
    flags = _keyed(table, "flag", "id", FLAGS)
    names = _keyed(table, "test", "id", sorted(tests))
    return QuestionnaireText(
        what_it_is=table.texts("is"),
        what_it_is_not=table.texts("is_not"),
        medical_question=table.text("medical_question"),
        medical=table.texts("medical"),
        medical_sources=table.texts("medical_sources"),
        held=table.texts("held"),
        urgent_help=table.texts("urgent_help"),
        questions={step.field: _question(questions[step.field], step) for step in ALL_STEPS},
        holds={cause: _hold(holds[cause]) for cause in HOLD_CAUSES},
        starts={start: _start(starts[start]) for start in Start},
        flags={flag: _flag(flags[flag]) for flag in FLAGS},
        tests={test: _test(names[test]) for test in names},
    )


_KEYS = (
    "is",
    "is_not",
    "medical_question",
    "medical",
    "medical_sources",
    "held",
    "urgent_help",
    "question",
    "hold",
    "start",
    "flag",
    "test",
)


def _keyed(
    table: TomlTable, name: str, key: str, wanted: list[str] | tuple[str, ...]
) -> dict[str, TomlTable]:
    """Return the `[[name]]` tables by `key`: each wanted one once, and no other."""
    found: dict[str, TomlTable] = {}
    for entry in table.tables(name):
        word = entry.word(key, wanted, "")
        if word in found:
            raise entry.fault(key, f"{word} is there twice; leave one out")
        found[word] = entry
    for word in wanted:
        if word not in found:
            raise table.fault(name, f'there is none with {key} = "{word}"; add it')
    return found


def _question(entry: TomlTable, step: Step) -> QuestionText:
    entry.only(("id", "text", "hint", "why", "sources", "options"))
    options: dict[str, str] = {}
    for line in entry.texts("options"):
        code, colon, words = line.partition(": ")
        if not colon or not words.strip():
            raise entry.fault("options", f'write "code: words", not {line!r}')
        options[code] = words
    if tuple(options) != step.codes:
        codes = ", ".join(step.codes) or "none"
        raise entry.fault("options", f"write the codes {codes} once each, in this order")
    return QuestionText(
        text=entry.text("text"),
        hint=entry.texts("hint"),
        why=entry.text("why"),
        options=options,
        sources=_sources(entry),
    )


def _hold(entry: TomlTable) -> HoldText:
    entry.only(("cause", "text", "who", "sources"))
    return HoldText(entry.text("text"), entry.text("who"), _sources(entry))


def _start(entry: TomlTable) -> StartText:
    entry.only(("id", "headline", "next", "sources"))
    return StartText(entry.text("headline"), entry.texts("next"), _sources(entry))


def _flag(entry: TomlTable) -> str:
    entry.only(("id", "text", "sources"))
    _sources(entry)
    return entry.text("text")


def _test(entry: TomlTable) -> str:
    entry.only(("id", "name"))
    return entry.text("name")


def _sources(entry: TomlTable) -> tuple[str, ...]:
    sources = entry.texts("sources")
    if not sources:
        raise entry.fault("sources", "name at least one digest id")
    return sources
