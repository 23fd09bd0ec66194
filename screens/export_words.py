"""What an export comes to, in words."""

from __future__ import annotations

from app.trainer.exports.format import Check, Written
from screens.words import count, listed


def counted(written: Written) -> str:
    """Return `1,284 sets of 96 sessions`, or whatever else was written."""
    rest = dict(written)
    parts = []
    if "set" in rest and "session" in rest:
        sets, sessions = rest.pop("set"), rest.pop("session")
        parts.append(f"{_number(sets, 'set')} of {_number(sessions, 'session')}")
    parts += [_number(number, noun) for noun, number in rest.items()]
    return listed(parts)


def of_discarded(number: int, *, complete: bool) -> str:
    """Return what became of sessions that were discarded; "" where there are none."""
    if not number:
        return ""
    said = _number(number, "discarded session")
    return f"{said} {'is' if number == 1 else 'are'} in it, too" if complete else f"{said} left out"


def checked(check: Check) -> str:
    """Return `1,284 sets, 0 differences`: what was read back, and how much of it differs."""
    nouns = [noun for noun in check.read if noun != "session" or "set" not in check.read]
    parts = [_number(check.read[noun], noun) for noun in nouns]
    return ", ".join((*parts, _number(len(check.differences), "difference")))


def _number(number: int, noun: str) -> str:
    return f"{number:,} {count(number, noun).partition(' ')[2]}"
