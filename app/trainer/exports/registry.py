"""Every format there is, in the order in which help and the export screen list them."""

from __future__ import annotations

from app.errors import UsageError
from app.trainer.exports.format import Format, What

_FORMATS = (
    Format(
        "csv",
        ".csv",
        "one row per set and side",
        "app.trainer.exports.tables:write",
        (What.SESSIONS,),
    ),
    Format(
        "json",
        ".json",
        "everything there is",
        "app.trainer.exports.whole:write",
        (What.ALL,),
    ),
)
FORMATS = {each.name: each for each in _FORMATS}
"""Every format by its name."""


def format_of(name: str) -> Format:
    """Return a format. Raises `UsageError` where there is none of this name."""
    if name not in FORMATS:
        raise UsageError(f"There is no format {name!r}; there are {', '.join(FORMATS)}.")
    return FORMATS[name]
