"""The runner's settings: a small TOML file that may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import SettingsError

if TYPE_CHECKING:
    from app.toml_table import TomlTable

THEMES = ("dark", "light")
SEXES = ("woman", "man")
BORN = (1900, 2030)
"""Years of birth that are taken."""
LONGEST_COUNTDOWN = 60
"""Seconds; the most `get_ready` and `lead_in` may be."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default.

    `zone` is an IANA name, None for the system's. `theme` is `dark` or `light`. `get_ready` is
    the countdown before the first set, `lead_in` the one before a set started by a key, both in
    seconds from 0 to 60. `hands_free` starts the next set when a rest is over. `bell` rings the
    terminal bell on work, rest, switch and done. `born` is a year and `sex` is `woman` or `man`;
    both only choose the norms that self-tests are shown beside, and may stay untold.
    """

    zone: str | None = None
    theme: str = "dark"
    get_ready: int = 10
    lead_in: int = 5
    hands_free: bool = False
    bell: bool = True
    born: int | None = None
    sex: str | None = None


def read(path: Path) -> Settings:
    """Return the settings in `path`, the defaults where it is missing or leaves a key out.

    Raises `SettingsError` that names file, line, key and remedy.
    """
    try:
        if not path.exists():
            return Settings()
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise SettingsError(
            f"{path} cannot be looked at ({reason}); check the rights of its folder."
        ) from fault

    # Most runners have no settings file: they need not wait for a TOML reader.
    from app.toml_table import TomlTable

    table = TomlTable.load(path, SettingsError)
    usual = Settings()
    table.only(usual.__slots__)
    return Settings(
        zone=_zone(table),
        theme=table.word("theme", THEMES, usual.theme),
        get_ready=table.whole("get_ready", 0, LONGEST_COUNTDOWN, usual.get_ready),
        lead_in=table.whole("lead_in", 0, LONGEST_COUNTDOWN, usual.lead_in),
        hands_free=table.flag("hands_free", default=usual.hands_free),
        bell=table.flag("bell", default=usual.bell),
        born=table.whole("born", *BORN) if "born" in table else None,
        sex=table.word("sex", SEXES, "") if "sex" in table else None,
    )


def _zone(table: TomlTable) -> str | None:
    if "zone" not in table:
        return None
    name = table.text("zone")
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(name)
    # The three ways zoneinfo says no: not there, not a name, a folder such as `Europe`.
    except (KeyError, ValueError, OSError) as fault:
        from app.toml_table import did_you_mean

        hint = did_you_mean(name, available_timezones()) or "; write one such as Europe/Berlin"
        raise table.fault("zone", f"there is no time zone {name!r}{hint}") from fault
    return name
