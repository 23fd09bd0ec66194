"""The runner's settings: a small TOML file that may be missing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default.

    `zone` is an IANA name, None for the system's. `theme` is `dark` or `light`. `get_ready` is
    the countdown before the first set, `lead_in` the one before a set started by a key, both in
    seconds from 0 to 60. `hands_free` starts the next set when a rest is over. `bell` rings the
    terminal bell on work, rest, switch and done.
    """

    zone: str | None = None
    theme: str = "dark"
    get_ready: int = 10
    lead_in: int = 5
    hands_free: bool = False
    bell: bool = True
