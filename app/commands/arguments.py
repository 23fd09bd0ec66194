"""Kinds of argument that several verbs take."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date, time

from app.coach.day_text import parse_day, parse_time
from app.coach.reading import whole
from app.errors import UsageError


def day(text: str) -> date:
    """Read a date such as 2026-11-20; argparse turns the refusal into its error."""
    try:
        return parse_day(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; {fault}") from fault


def clock_time(text: str) -> time:
    """Read a time of day such as 18:30."""
    try:
        return parse_time(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; {fault}") from fault


def path(text: str) -> str:
    """Read a path. An empty one would silently mean the usual log, so it is refused."""
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError("the path is empty; give one or leave the option out")
    return text


def count(most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from 1 to `most`."""

    def read(text: str) -> int:
        value = whole(text, 1, most)
        if value is None:
            raise argparse.ArgumentTypeError(
                f"write a whole number from 1 to {most}, not {text[:30]!r}"
            )
        return value

    return read


def pairs(words: list[str]) -> dict[str, str]:
    """Return words such as `day=2026-11-20` by their key. Raises `UsageError`."""
    given: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            raise UsageError(f"{word[:60]!a} changes nothing; write it as FIELD=VALUE.")
        if key in given:
            raise UsageError(f"{key[:60]!a} is given twice.")
        given[key] = value
    return given
