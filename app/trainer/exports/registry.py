"""Every format there is, in the order in which help and the export screen list them."""

from __future__ import annotations

from app.errors import UsageError
from app.trainer.exports.format import Format, What

_EVERY = (What.ALL, What.SESSIONS, What.PLAN, What.TESTS)
_CHECKS = "app.trainer.exports.verifying"

_FORMATS = (
    Format(
        "csv",
        ".csv",
        "one row per set and side, for a spreadsheet",
        "app.trainer.exports.tables:write",
        (What.SESSIONS, What.PLAN, What.TESTS, What.ALL),
        many=frozenset({What.ALL}),
        reader=f"{_CHECKS}.tables:check",
        reads=(What.SESSIONS, What.PLAN, What.TESTS, What.ALL),
    ),
    Format(
        "json",
        ".json",
        "everything there is, to be read back",
        "app.trainer.exports.whole:write_json",
        _EVERY,
        reader=f"{_CHECKS}.logs:whole",
        reads=_EVERY,
        complete=True,
    ),
    Format(
        "jsonl",
        ".jsonl",
        "the same, one row a line",
        "app.trainer.exports.whole:write_lines",
        _EVERY,
        reader=f"{_CHECKS}.logs:whole",
        reads=_EVERY,
        complete=True,
    ),
    Format(
        "html",
        ".html",
        "a report for a physio, to read and to print",
        "app.trainer.exports.reports:write_html",
        _EVERY,
    ),
    Format(
        "md",
        ".md",
        "the same report as Markdown",
        "app.trainer.exports.reports:write_markdown",
        _EVERY,
    ),
    Format(
        "sqlite",
        ".db",
        "a clean copy of the log as a database",
        "app.trainer.exports.whole:write_sqlite",
        _EVERY,
        binary=True,
        text=False,
        reader=f"{_CHECKS}.logs:sqlite",
        reads=_EVERY,
        complete=True,
    ),
    Format(
        "hevy",
        ".csv",
        "sets as Hevy takes them in",
        "app.trainer.exports.foreign:write_hevy",
        (What.SESSIONS,),
        reader=f"{_CHECKS}.tables:foreign",
        reads=(What.SESSIONS,),
    ),
    Format(
        "strong",
        ".csv",
        "sets as Strong writes them",
        "app.trainer.exports.foreign:write_strong",
        (What.SESSIONS,),
        reader=f"{_CHECKS}.tables:foreign",
        reads=(What.SESSIONS,),
    ),
    Format(
        "ics",
        ".ics",
        "the sessions ahead, for a calendar",
        "app.trainer.exports.planned:write",
        (What.PLAN,),
        binary=True,
        reader=f"{_CHECKS}.calendar:check",
        reads=(What.PLAN,),
    ),
    Format(
        "fit",
        ".fit",
        "strength activities for a training log, a file for each session",
        "app.trainer.exports.activities:write",
        (What.SESSIONS,),
        many=frozenset({What.SESSIONS}),
        binary=True,
        text=False,
        reader=f"{_CHECKS}.activities:check",
        reads=(What.SESSIONS,),
    ),
)
FORMATS = {each.name: each for each in _FORMATS}
"""Every format by its name."""


def format_of(name: str) -> Format:
    """Return a format. Raises `UsageError` where there is none of this name."""
    if name not in FORMATS:
        raise UsageError(f"There is no format {name!r}; there are {', '.join(FORMATS)}.")
    return FORMATS[name]
