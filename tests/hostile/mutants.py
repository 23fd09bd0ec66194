"""Files that are almost right: one value of a good file changed for one that no one expects."""

from __future__ import annotations

import copy
import json
import random
import tomllib
from datetime import date, datetime, time
from typing import Any

from tests.imports.test_torture import mutated

NASTY: tuple[object, ...] = (
    0, -1, 1, 10**9, 10**400, -(10**400), 2**63, 0.0, -0.0, 1e308, 0.1 + 0.2,
    float("nan"), float("inf"), float("-inf"), True, False, "", " ", "x", "x" * 100_000,
    "\x00", "\x1b[31m", "\u202e", "\ud800", "[red]x[/]", "../../x", "%s {0}", "=1+1", "١٢", "４",
    "2026-02-30", "0000-00-00", "9999-12-31", "24:00", "nan", "1e999", [], {}, [[]], [None], [{}],
    {"": ""}, ["x", "x"], [1, "x", True], {"a": {"b": {"c": []}}},
    date(1, 1, 1),
    datetime(9999, 12, 31, 23, 59, 59),  # noqa: DTZ001 -- as TOML may have it
    time(0, 0),
)  # fmt: skip


def places(value: object, way: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    """Return the way to every value inside a value."""
    inner: list[tuple[object, ...]] = []
    if isinstance(value, dict):
        for key, each in value.items():
            inner += [(*way, key), *places(each, (*way, key))]
    elif isinstance(value, list):
        for number, each in enumerate(value):
            inner += [(*way, number), *places(each, (*way, number))]
    return inner


def changed(value: Any, chance: random.Random) -> Any:
    """Return a copy in which one to three values are nasty, gone, doubled or under a new key."""
    found = copy.deepcopy(value)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        ways = places(found)
        if not ways:
            return chance.choice(NASTY)
        *way, last = chance.choice(ways)
        inside = found
        for step in way:
            inside = inside[step]
        match chance.randrange(6):
            case 0:
                del inside[last]
            case 1 if isinstance(inside, dict):
                inside[chance.choice(("x", "", "\x1b", "id", str(last).upper()))] = inside.pop(last)
            case 2 if isinstance(inside, list):
                inside += copy.deepcopy(inside) * chance.choice((1, 1, 40))
            case 3:
                other = chance.choice(ways)
                taken = found
                try:
                    for step in other:
                        taken = taken[step]
                    inside[last] = copy.deepcopy(taken)
                except (KeyError, IndexError, TypeError):
                    inside[last] = None
            case _:
                inside[last] = copy.deepcopy(chance.choice(NASTY))
    return found


def json_mutant(good: object, chance: random.Random) -> bytes:
    """Return JSON that is almost what `good` is."""
    made = json.dumps(changed(good, chance), default=str, ensure_ascii=chance.random() < 0.5)
    raw = made.encode("utf-8", "surrogatepass")
    if chance.random() < 0.03:
        return b"[" * 100_000 + raw
    return mutated(raw, chance) if chance.random() < 0.2 else raw


def _literal(value: object) -> str:
    """Write a value as TOML; what TOML has no way to write is left out."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case date() | time():
            return value.isoformat()
        case dict():
            inner = (f"{_word(str(k))} = {_literal(v)}" for k, v in value.items() if v is not None)
            return f"{{ {', '.join(inner)} }}"
        case list():
            return f"[{', '.join(_literal(each) for each in value if each is not None)}]"
        case _:
            return _word(str(value))


def _word(text: str) -> str:
    # A JSON string is a TOML string, but for what is no letter.
    whole = text.encode("utf-8", "replace").decode()
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_mutant(good: str, chance: random.Random) -> bytes:
    """Return TOML that is almost what `good` is."""
    if chance.random() < 0.3:
        return mutated(good.encode(), chance)
    made = changed(tomllib.loads(good), chance)
    lines = made if isinstance(made, dict) else {"x": made}
    return "\n".join(
        f"{_word(str(key))} = {_literal(each)}" for key, each in lines.items() if each is not None
    ).encode()
