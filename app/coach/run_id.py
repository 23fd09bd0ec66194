"""The ids of runs and of what is read from them: the same from whatever place they come."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid5

_SPACE = UUID("0c6d2f0e-2b62-4a5c-9b5e-6f1c62b7f3a9")


def run_id(began: datetime) -> str:
    """Return the id of the run that began then.

    It is known by the second it began in, so that the same run from two places is one.
    """
    return uuid5(_SPACE, began.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")).hex


def result_id(run: str, test: str) -> str:
    """Return the id of what a run of this id says of a self-test."""
    return uuid5(_SPACE, f"{run} {test}").hex
