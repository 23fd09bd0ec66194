"""JSON from outside, strictly: what Python reads and nobody means is refused, with its place."""

from __future__ import annotations

import json

from app.errors import StridetuiError


def parse(raw: bytes, name: str, error: type[StridetuiError], largest: int) -> object:
    """Return what `raw` holds, at most `largest` bytes, read from the file called `name`.

    Raises `error` for the first thing that is not as it has to be.
    """
    if len(raw) > largest:
        raise error(f"{name} is too large, larger than {largest // 1024**2} MB; split it.")
    try:
        # Some editors put a byte-order mark in front, which is no fault of the runner's.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise error(f"{name} is not UTF-8 text; save it as UTF-8.") from None
    if not text.strip():
        raise error(f"{name} is empty, which is not JSON; choose another file.")
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except json.JSONDecodeError as fault:
        raise error(
            f"{name} is not JSON: {fault.msg} in line {fault.lineno}, column {fault.colno}; "
            "mend that place."
        ) from None
    except _RefusedError as refused:
        raise error(f"{name} {refused}.") from None
    except RecursionError:
        raise error(f"{name} is nested too deeply; give one object or a list of them.") from None
    except ValueError:
        # What is left of json's refusals: a number with more digits than Python reads.
        raise error(f"{name} holds a number that is far too long; shorten it.") from None


def shown(value: object) -> str:
    """Return a value as JSON, ASCII and short enough to stand in a sentence."""
    text = json.dumps(value, ensure_ascii=True)
    return text if len(text) <= 40 else f"{text[:37]}..."


class _RefusedError(Exception):
    """JSON that Python reads and nobody means."""


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _RefusedError(
                f"is not clear: the key {shown(key)} stands twice in one object; keep one of them"
            )
        found[key] = value
    return found


def _no_number(word: str) -> object:
    raise _RefusedError(f"holds {word}, which is no number; write one, or null for none")
