"""Every key of the program by the name it can be remapped under, and whether a new one is free."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode

import screens
from app.coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Remappable:
    """What a key does: its name, its usual keys, and the classes of screens on which it works."""

    id: str
    keys: tuple[str, ...]
    words: str
    tooltip: str
    owners: frozenset[type[DOMNode]]


@cache
def every_key(program: type[App[None]]) -> Mapping[str, Remappable]:
    """Return all keys of the program by their ids. Imports every screen; not for the event loop."""
    found: dict[str, Remappable] = {}
    for owner in (program, *classes()):
        for binding in own(owner):
            before = found.get(binding.id or "")
            keys = tuple(key.strip() for key in binding.key.split(","))
            found[binding.id or ""] = Remappable(
                binding.id or "",
                before.keys if before else keys,
                binding.description,
                binding.tooltip,
                (before.owners if before else frozenset()) | {owner},
            )
    return found


def classes() -> Iterator[type[DOMNode]]:
    """Yield every screen and widget of the program. Imports all of them."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, DOMNode):
                yield value


def own(owner: type[DOMNode]) -> Iterator[Binding]:
    """Yield the keys that a class itself gives to what a runner can do."""
    for binding in vars(owner).get("BINDINGS", ()):
        if isinstance(binding, Binding) and binding.id and binding.tooltip:
            yield binding


def clash(
    known: Mapping[str, Remappable], chosen: Mapping[str, str], one: str, keys: str
) -> Remappable | None:
    """Return what has one of these keys already on the same screen, or in the whole program.

    `chosen` are the runner's own keys. Two that share their usual key may share any.
    """
    wanted = {key.strip() for key in keys.split(",")}
    mine = known[one]
    for other in known.values():
        if other.id == one or set(other.keys) & set(mine.keys):
            continue
        now = set(chosen[other.id].split(",")) if other.id in chosen else set(other.keys)
        if now & wanted and _meet(mine, other):
            return other
    return None


def _meet(one: Remappable, other: Remappable) -> bool:
    return any(
        issubclass(mine, App)
        or issubclass(theirs, App)
        or issubclass(mine, theirs)
        or issubclass(theirs, mine)
        for mine in one.owners
        for theirs in other.owners
    )


def whole(known: Mapping[str, Remappable], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the keys to give Textual, which forgets what shares a key with one that is moved."""
    moved = {key for name in chosen if name in known for key in known[name].keys}
    shared = {one.id: ",".join(one.keys) for one in known.values() if moved & set(one.keys)}
    return shared | {name: keys for name, keys in chosen.items() if name in known}


def faults(known: Mapping[str, Remappable], chosen: Mapping[str, str]) -> Iterator[str]:
    """Say which names no key has, and which keys do two things on one screen."""
    from difflib import get_close_matches

    for name, keys in chosen.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"; did you mean {near[0]}?" if near else "."
            yield f"No key has the name {name}{hint}"
        elif other := clash(known, chosen, name, keys):
            yield f"The key {keys} of {name} is that of {other.id} too; choose another."
