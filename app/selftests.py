"""The words of the self-tests: reads `assets/content/selftests.toml` and checks it is whole."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from app.coach.measured import INPUTS
from app.coach.model import Link
from app.coach.selftests import (
    TEST_IDS,
    Attempts,
    Better,
    Instrument,
    Score,
    SelfTest,
    SelfTests,
)
from app.errors import ContentError
from app.read_later import ReadLater
from app.toml_table import TomlTable

if TYPE_CHECKING:
    from app.paths import Paths

_KEYS = (
    "id",
    "title",
    "links",
    "instrument",
    "purpose",
    "steps",
    "score",
    "sided",
    "attempts",
    "take",
    "seconds",
    "factor",
    "beats",
    "points",
    "inputs",
    "conditions",
    "conditions_needed",
    "free_conditions",
    "kit",
    "norm",
    "norm_sources",
    "noise_words",
    "cautions",
    "sources",
    "provisional",
    "between",
    "raises",
    "alike",
)
_SCORE_KEYS = (
    "unit",
    "label",
    "low",
    "high",
    "whole",
    "better",
    "noise",
    "noise_share",
    "choices",
)
_SOURCE = re.compile(r"S[0-4]|X\d{1,2}[a-e]?|J|T\d{1,2}|G\d{1,2}|[A-G](\.\d+)+")
_FARTHEST = 100_000.0
_LONGEST_SECONDS = 600
_STEEPEST_RAISE = 20
# What an instrument cannot do without.
_NEEDED = {
    Instrument.TAPS: "seconds",
    Instrument.HOLD: "seconds",
    Instrument.BEAT: "beats",
    Instrument.FOLLOW: "raises",
    Instrument.CHECKLIST: "points",
}


def load_selftests(paths: Paths) -> SelfTests:
    """Return every self-test by id, T1 to T18 in order, then HOPS; each is read when looked up.

    Raises `ContentError` naming file, line, key and remedy when the file cannot be read or leaves
    a test out; looking one up does when it holds what it should not.
    """
    table = TomlTable.load(paths.assets / "content" / "selftests.toml", ContentError)
    table.only(("test",))
    found: dict[str, TomlTable] = {}
    for inner in table.tables("test"):
        test_id = inner.word("id", TEST_IDS, "")
        if test_id in found:
            raise inner.fault("id", f"{test_id} is there twice; take one out")
        found[test_id] = inner
    missing = [test_id for test_id in TEST_IDS if test_id not in found]
    if missing:
        raise table.fault("test", f"{', '.join(missing)} is missing; add it")
    return ReadLater({test_id: partial(_test, test_id, found[test_id]) for test_id in TEST_IDS})


def _test(test_id: str, table: TomlTable) -> SelfTest:
    table.only(_KEYS)
    instrument = table.choice("instrument", Instrument)
    test = SelfTest(
        id=test_id,
        title=table.text("title", most=40),
        links=table.choices("links", Link),
        instrument=instrument,
        purpose=table.text("purpose", most=100),
        steps=table.texts("steps", most=120),
        scores=tuple(_score(inner) for inner in table.tables("score")),
        sided=table.flag("sided", default=False),
        attempts=table.whole("attempts", 1, 5, 1),
        take=table.choice("take", Attempts) if "take" in table else Attempts.BEST,
        seconds=table.whole("seconds", 0, _LONGEST_SECONDS, 0),
        factor=table.whole("factor", 1, 10, 1),
        beats=table.whole("beats", 0, 240, 0),
        points=table.texts("points", most=60),
        inputs=table.words("inputs", INPUTS),
        conditions=table.texts("conditions", most=30),
        conditions_needed=table.flag("conditions_needed", default=False),
        free_conditions=table.text("free_conditions", "", most=60),
        kit=table.texts("kit", most=40),
        norm=table.text("norm", "", most=160),
        norm_sources=_sources(table, "norm_sources"),
        noise_words=table.text("noise_words", "", most=120),
        cautions=table.texts("cautions", most=160),
        sources=_sources(table, "sources"),
        provisional=table.text("provisional", "", most=80),
        between=table.text("between", "", most=120),
        raises=table.wholes("raises", 1, _STEEPEST_RAISE),
        alike=table.flag("alike", default=False),
    )
    if test.raises and len(test.raises) != len(test.scores):
        raise table.fault("raises", "each raise has a score of its own; add the one that lacks")
    if not test.scores:
        raise table.fault("score", "it is missing; add a [[test.score]] table")
    needed = _NEEDED.get(instrument)
    if needed is not None and not getattr(test, needed):
        raise table.fault(needed, f"a test taken by {instrument} needs it; add it")
    return test


def _score(table: TomlTable) -> Score:
    table.only(_SCORE_KEYS)
    choices = table.texts("choices", most=30)
    low = 0.0 if choices else table.number("low", -_FARTHEST, _FARTHEST)
    high = len(choices) - 1.0 if choices else table.number("high", low, _FARTHEST)
    return Score(
        unit=table.text("unit", most=20),
        label=table.text("label", "", most=20),
        low=low,
        high=high,
        whole=bool(choices) or table.flag("whole", default=False),
        better=table.choice("better", Better),
        noise=table.number("noise", 0, _FARTHEST) if "noise" in table else None,
        noise_share=table.number("noise_share", 0, 1) if "noise_share" in table else None,
        choices=choices,
    )


def _sources(table: TomlTable, key: str) -> tuple[str, ...]:
    tags = table.texts(key, most=10)
    for tag in tags:
        if not _SOURCE.fullmatch(tag):
            raise table.fault(key, f"{tag!r} is no tag of the digest; write one such as X19")
    return tags
