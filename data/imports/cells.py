"""What the cells of foreign tables say: numbers with either comma, times of many spellings.

A cell that could mean two things is refused with both meanings, never guessed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

_AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2},\d{3}")
_GROUPED = re.compile(r"-?\d{1,3}([ .,'’\u00a0\u202f])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# The first letters of the months, in the languages such exports are written in.
_MONTHS = tuple(
    tuple(words.split("|"))
    for words in (
        "jan|ene|gen|янв",
        "feb|fév|fev|фев",
        "mar|mär|mrz|maa|mrt|мар",
        "apr|avr|abr|апр",
        "may|mai|mag|mei|maj|май|мая",
        "jun|juin|giu|июн",
        "jul|juil|lug|июл",
        "aug|aoû|aou|ago|авг",
        "sep|set|сен",
        "oct|okt|ott|out|окт",
        "nov|ноя",
        "dec|dez|déc|dic|дек",
    )
)
_NAMED = re.compile(r"(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]{3,})\.?\s+(?:de\s+)?(\d{4})")
_NAMED_US = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})")
_DIGITS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_SPAN = re.compile(r"(?:(\d+)\s*h\w*)?\s*(?:(\d+)\s*m\w*)?\s*(?:(\d+)\s*s\w*)?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2}(?:\.\d+)?)")


class UnclearError(Exception):
    """Why a cell cannot be read, as the end of a sentence about its column."""


def number(text: str) -> float | None:
    """Read a number with a decimal point or comma; None for an empty cell."""
    text = text.strip()
    if not text:
        return None
    if _AMBIGUOUS.fullmatch(text):
        raise UnclearError(f"{text} can be {text.replace(',', '.')} or {text.replace(',', '')}")
    plain = text
    if _GROUPED.fullmatch(text) and sum(mark in text for mark in ".,") == 2:
        last = max(text.rfind("."), text.rfind(","))
        plain = re.sub(r"\D", "", text[:last]) + "." + text[last + 1 :]
    elif text.count(",") == 1 and "." not in text:
        plain = text.replace(",", ".")
    if not _NUMBER.fullmatch(plain) or len(plain) > 30:
        raise UnclearError(f"{text[:30]!a} is no number")
    value = float(plain)
    if value < 0:
        raise UnclearError(f"{text} is below nothing")
    return value


def whole(text: str) -> int | None:
    """Read a whole number up to a million; None for an empty cell."""
    value = number(text)
    if value is None:
        return None
    if not value.is_integer() or value > 1_000_000:
        raise UnclearError(f"{text.strip()[:30]} is no whole number that can be")
    return int(value)


def seconds(text: str) -> float | None:
    """Read a span such as 1:02:11, 2h 38m or 95; None for an empty cell."""
    text = text.strip()
    clock = _CLOCK.fullmatch(text)
    if clock:
        hours, minutes, rest = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest)
    span = _SPAN.fullmatch(text)
    if text and span and any(span.groups()):
        hours, minutes, rest = (int(part or 0) for part in span.groups())
        return float(min(hours, 10_000) * 3600 + min(minutes, 10_000) * 60 + min(rest, 10**6))
    return number(text)


def stamp(text: str, *, day_first: bool | None) -> tuple[date, datetime | None]:
    """Read a day, and the time of it where one is given; with its zone if the cell names one."""
    text = text.strip()
    if _ISO.match(text):
        try:
            if len(text) == 10:
                return date.fromisoformat(text), None
            found = datetime.fromisoformat(text)
        except ValueError:
            raise UnclearError(f"{text[:40]!a} is no date") from None
        return found.date(), found
    day, rest = _day(text, day_first)
    rest = rest.strip(" ,")
    if not rest:
        return day, None
    return day, datetime.combine(day, _time(rest, text))


def _day(text: str, day_first: bool | None) -> tuple[date, str]:
    for pattern, order in ((_NAMED, (0, 1, 2)), (_NAMED_US, (1, 0, 2))):
        match = pattern.match(text)
        if match:
            parts = [match.groups()[place] for place in order]
            return _date(parts[2], _month(parts[1], text), parts[0], text), text[match.end() :]
    match = _DIGITS.match(text)
    if not match:
        raise UnclearError(f"{text[:40]!a} is no date")
    one, mark, two, year = match.groups()
    if day_first is None:
        # Dots are only ever written day first; else one of the two can be no month.
        if mark != "." and int(one) <= 12 and int(two) <= 12 and one != two:
            raise UnclearError(f"{text[:40]} can be two dates; say date_order in a mapping")
        day_first = mark == "." or int(one) > 12
    day, month = (one, two) if day_first else (two, one)
    return _date(year, int(month), day, text), text[match.end() :]


def _month(word: str, text: str) -> int:
    short = word.casefold()
    for number_, starts in enumerate(_MONTHS, start=1):
        if any(short.startswith(start) for start in starts):
            return number_
    raise UnclearError(f"{text[:40]!a} names no month this program knows")


def _date(year: str, month: int, day: str, text: str) -> date:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        raise UnclearError(f"{text[:40]!a} is no date") from None


def _time(rest: str, text: str) -> time:
    match = _TIME.fullmatch(rest)
    if match:
        hour, minute, second = (int(part or 0) for part in match.groups()[:3])
        half = (match.group(4) or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        try:
            return time(hour, minute, second)
        except ValueError:
            pass
    raise UnclearError(f"{text[:40]!a} has no time that can be read")
