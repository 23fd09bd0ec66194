"""What an export comes to, in words."""

from __future__ import annotations

from app.trainer.exports.format import Written
from screens.words import count, listed


def counted(written: Written) -> str:
    """Return `1,284 sets of 96 sessions`, or whatever else was written."""
    rest = dict(written)
    parts = []
    if "set" in rest and "session" in rest:
        parts.append(
            f"{_number(rest.pop('set'), 'set')} of {_number(rest.pop('session'), 'session')}"
        )
    parts += [_number(number, noun) for noun, number in rest.items()]
    return listed(parts)


def _number(number: int, noun: str) -> str:
    return f"{number:,} {count(number, noun).partition(' ')[2]}"
