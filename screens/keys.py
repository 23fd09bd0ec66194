"""The keys that work now, read from the bindings: for the last line, the help and the palette."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen

from app.coach.frozen import dataclass

# Where Textual's sign is no word, or is read as another one.
_SIGNS = {"enter": "enter", "backspace": "backspace", "delete": "delete", "minus": "−"}
# One sign in the last line for two keys that do opposite things.
_PAIRS = frozenset({"←→", "+−"})


@dataclass(frozen=True, slots=True)
class KeyInfo:
    """What one or more keys do. `here` tells keys of the screen from those of the whole app.

    `sign` stands for them in the last line, `keys` has the sign of each.
    """

    sign: str
    keys: tuple[str, ...]
    words: str
    tooltip: str
    action: str
    node: DOMNode | None
    shown: bool
    here: bool


def sign_of(key: str, display: str | None) -> str:
    """Return how a key is written for people."""
    return display or _SIGNS.get(key) or format_key(key).replace("ctrl+", "^")


def own_sign(key: str, display: str | None) -> str:
    """Return the same of one key alone, where the footer shows it together with its opposite."""
    return sign_of(key, None if display in _PAIRS else display)


def working_keys(screen: Screen[Any]) -> list[KeyInfo]:
    """Return what can be done on a screen right now, in the order of its bindings."""
    found: dict[str, KeyInfo] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        # What has no tooltip is Textual's own scrolling and moving of the focus.
        if not active.enabled or not binding.tooltip or binding.system:
            continue
        before = found.get(binding.action)
        keys = before.keys if before else ()
        sign = sign_of(binding.key, binding.key_display)
        key = own_sign(binding.key, binding.key_display)
        found[binding.action] = KeyInfo(
            before.sign if before else sign,
            keys if key in keys else (*keys, key),
            before.words if before else binding.description,
            before.tooltip if before else binding.tooltip,
            binding.action,
            active.node,
            binding.show or bool(before and before.shown),
            not isinstance(active.node, App),
        )
    return list(found.values())
