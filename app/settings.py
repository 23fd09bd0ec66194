"""The runner's settings: a small TOML file that may be missing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.coach.frozen import dataclass
from app.errors import SettingsError

if TYPE_CHECKING:
    from app.toml_table import TomlTable

THEMES = ("dark", "light", "contrast")
SEXES = ("woman", "man")
BORN = (1900, 2030)
"""Years of birth that are taken."""
SOUNDS = ("on", "bell", "off")
CUE_SETS = ("standard", "low", "soft")
MOTIONS = ("full", "reduced")
LONGEST_COUNTDOWN = 60
"""Seconds; the most that any countdown may be."""
CONTRAST_RESTS = (60, 300)
"""Seconds between two contrast pairs: one to two minutes (S3), or the evidence's three to five."""
LOUDEST = 100
MOST_BACKUPS = 100
"""Weekly copies of the log that are kept at most."""
MOST_REMIND = 24 * 60
"""Minutes; a reminder comes on the day before at the earliest."""
CADENCES = (120, 220)
"""Steps a minute; what lies outside is no running."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default.

    `zone` is an IANA name, None for the system's. `theme` is `dark`, `light` or `contrast`.

    Countdowns are seconds from 0 to 60: `get_ready` before the first set or another exercise,
    `lead_in` before a set started by a key, `switch` between the legs (None: as the plan says),
    `resume` when a set goes on after a pause. `contrast_rest` is 60 to 300 seconds between two
    contrast pairs (None: as the plan says). `hands_free` starts the next set when a rest is over.
    `pacer` counts the repetitions; without it a key ends each set.

    `sound` is `on` (a player, else the terminal bell), `bell` or `off`; `cue_set` is how the cues
    sound, `volume` 0 to 100. `beats` makes touches and the parts of a repetition audible, `voice`
    speaks through the system's voice, `sound_over_ssh` plays although the session is remote.
    `cadence` is the beat of a cadence run in steps a minute, None for none.
    `figure` shows the moving figure; `motion` `reduced` lets it stand still.

    `session_time` is when planned sessions begin in a calendar, `remind` minutes before that its
    alarm goes off, 0 for never.

    `born` is a year and `sex` is `woman` or `man`; both only choose the norms that self-tests are
    shown beside, and may stay untold.

    `keys` are the runner's own keys: what a key does, by its id, and the key or keys for it.

    `backups` is how many weekly copies of the log are kept; 0 makes none.
    """

    zone: str | None = None
    theme: str = "dark"
    get_ready: int = 10
    lead_in: int = 5
    switch: int | None = None
    resume: int = 3
    contrast_rest: int | None = None
    hands_free: bool = False
    pacer: bool = True
    sound: str = "on"
    cue_set: str = "standard"
    volume: int = 70
    beats: bool = True
    voice: bool = False
    sound_over_ssh: bool = False
    cadence: int | None = None
    figure: bool = True
    motion: str = "full"
    session_time: str = "18:00"
    remind: int = 30
    born: int | None = None
    sex: str | None = None
    backups: int = 8
    keys: tuple[tuple[str, str], ...] = ()


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
    from app.toml_table import read_text

    return understood(path, read_text(path, SettingsError))


def understood(path: Path, text: str) -> Settings:
    """Return the settings in `text`, which stands, or is to stand, in `path`.

    Raises `SettingsError` that names file, line, key and remedy.
    """
    from app.toml_table import TomlTable

    table = TomlTable.parse(path, text, SettingsError)
    usual = Settings()
    table.only(usual.__slots__)
    return Settings(
        zone=_zone(table),
        theme=table.word("theme", THEMES, usual.theme),
        get_ready=table.whole("get_ready", 0, LONGEST_COUNTDOWN, usual.get_ready),
        lead_in=table.whole("lead_in", 0, LONGEST_COUNTDOWN, usual.lead_in),
        switch=table.whole("switch", 0, LONGEST_COUNTDOWN, 0) if "switch" in table else None,
        resume=table.whole("resume", 0, LONGEST_COUNTDOWN, usual.resume),
        contrast_rest=(
            table.whole("contrast_rest", *CONTRAST_RESTS) if "contrast_rest" in table else None
        ),
        hands_free=table.flag("hands_free", default=usual.hands_free),
        pacer=table.flag("pacer", default=usual.pacer),
        sound=table.word("sound", SOUNDS, usual.sound),
        cue_set=table.word("cue_set", CUE_SETS, usual.cue_set),
        volume=table.whole("volume", 0, LOUDEST, usual.volume),
        beats=table.flag("beats", default=usual.beats),
        voice=table.flag("voice", default=usual.voice),
        sound_over_ssh=table.flag("sound_over_ssh", default=usual.sound_over_ssh),
        cadence=table.whole("cadence", *CADENCES, 0) if "cadence" in table else None,
        figure=table.flag("figure", default=usual.figure),
        motion=table.word("motion", MOTIONS, usual.motion),
        session_time=_time(table, usual.session_time),
        remind=table.whole("remind", 0, MOST_REMIND, usual.remind),
        born=table.whole("born", *BORN) if "born" in table else None,
        sex=table.word("sex", SEXES, "") if "sex" in table else None,
        backups=table.whole("backups", 0, MOST_BACKUPS, usual.backups),
        keys=_keys(table.table("keys")),
    )


def _time(table: TomlTable, usual: str) -> str:
    text = table.text("session_time", usual)
    from app.coach.day_text import parse_time

    try:
        parse_time(text)
    except ValueError:
        wrong = f'write a time of day such as "18:00", not {text!r}'
        raise table.fault("session_time", wrong) from None
    return text


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

        known = available_timezones()
        hint = did_you_mean(name, known) or "; write one such as Europe/Berlin"
        if not known:
            hint = "; this machine knows no zones, install the system's tzdata"
        raise table.fault("zone", f"there is no time zone {name!r}{hint}") from fault
    return name


# A letter, a digit, a sign or a name as Textual writes them: space, f5, ctrl+r.
_KEY = re.compile(r"(?:(?:ctrl|shift|alt)\+){0,3}(?:[a-z][a-z0-9_]{0,30}|[^\s,+])")
_ID = re.compile(r"[a-z_]+(?:\.[a-z_0-9]+)+")


def _keys(table: TomlTable) -> tuple[tuple[str, str], ...]:
    found = []
    for name in table.keys:
        if _ID.fullmatch(name) is None:
            raise table.fault(name, 'write what a key does in quotes, such as "today.why" = "W"')
        keys = [part.strip() for part in table.text(name).split(",")]
        if not all(_KEY.fullmatch(key) for key in keys):
            raise table.fault(name, 'write a key such as "W", "space", "f5" or "ctrl+r"')
        found.append((name, ",".join(keys)))
    return tuple(found)
