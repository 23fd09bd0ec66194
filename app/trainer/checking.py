"""What `stridetui doctor` looks at: each finding is well, or says what to do about it.

Nothing is changed, and nothing is created.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from app import __version__
from app.coach.frozen import dataclass
from app.coach.library import Origin, tag_of
from app.errors import NoLogError, SettingsError, StridetuiError
from app.trainer import browsing

if TYPE_CHECKING:
    from app.coach.model import Exercise
    from app.trainer.desk import Desk

EARLIEST = date(2026, 1, 1)
"""No session can be older than the program; a clock that says so is wrong."""

OLD_BACKUP_DAYS = 30
"""A weekly copy older than this is worth a word."""

COLUMNS, LINES = 60, 20
"""The smallest window that every screen has room in."""

_OWN = {
    Origin.ADDED: "added to the library",
    Origin.REPLACED: "stands in for the shipped one",
    Origin.EXTENDED: "changes some of the shipped one",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: well, or what is wrong and what to do, in one sentence."""

    subject: str
    says: str
    ok: bool = True


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the terminal is, as its environment tells. `colours` is 0 for none."""

    columns: int
    lines: int
    colours: int
    encoding: str
    name: str


def check(desk: Desk, terminal: Terminal | None) -> Iterator[Finding]:
    """Look at everything, one finding after another; `terminal` None: there is none here."""
    yield Finding("program", f"stridetui {__version__}")
    yield from _guarded("log", lambda: _log(desk))
    yield from _guarded("backups", lambda: _backups(desk))
    yield _settings(desk)
    yield from _guarded("content", lambda: _shipped(desk))
    yield from _guarded("own files", lambda: _own_files(desk))
    yield from _clock(desk)
    yield from _terminal(terminal)
    yield from _sound(desk)


def _guarded(subject: str, look: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """One thing that cannot be looked at keeps nobody from looking at the next."""
    try:
        yield from look()
    except StridetuiError as fault:
        yield Finding(subject, str(fault), ok=False)


# --- the log and the settings ------------------------------------------------------------


def _log(desk: Desk) -> Iterator[Finding]:
    from app.trainer.mending import require_usable
    from data.examine import examine
    from data.files import others_read

    path = desk.paths.log
    require_usable(desk)
    try:
        found = examine(path)
    except NoLogError:
        yield Finding("log", f"none yet at {path}; the first session begins one")
        return
    for words in found.faults:
        yield Finding(
            "log",
            f"{path} is damaged ({words}); copy the file away, then save what can be read with "
            "stridetui backup --salvage.",
            ok=False,
        )
    if not found.version:
        yield Finding("log", f"{path} is empty; the first session begins it")
        return
    if not found.faults:
        upgrade = ", upgraded at the next start" if found.older else ""
        sessions = f"{found.sessions} session{'' if found.sessions == 1 else 's'}"
        yield Finding("log", f"{path}: {sessions}, version {found.version}{upgrade}, sound")
    if others_read(path):
        yield Finding("log", f'{path} can be read by others; chmod 600 "{path}".', ok=False)
    today = desk.clock.today()
    if found.newest is not None and found.newest > today:
        yield Finding(
            "log",
            f"the newest session is of {found.newest}, after today ({today}); if today is wrong, "
            "set the clock or the zone, if not, leave it: it counts from that day on.",
            ok=False,
        )


def _backups(desk: Desk) -> Iterator[Finding]:
    from data import backups, contents

    folder = backups.folder_of(desk.paths.log)
    copies = backups.weekly_copies(desk.paths.log)
    if not copies:
        none = f"no weekly copy in {folder} yet; the open program makes one, or stridetui backup"
        off = "the program makes none (backups = 0); stridetui backup makes one"
        yield Finding("backups", none if desk.settings.backups else off)
        return
    at, newest = copies[0]
    try:
        contents.of(newest)
    except StridetuiError as fault:
        yield Finding("backups", f"{fault} Make another one with stridetui backup.", ok=False)
        return
    age = (desk.clock.now().instant - at).days
    if desk.settings.backups and age > OLD_BACKUP_DAYS and desk.paths.log.exists():
        yield Finding(
            "backups",
            f"the newest copy in {folder} is {age} days old; make one with stridetui backup.",
            ok=False,
        )
        return
    count = f"{len(copies)} weekly {'copy' if len(copies) == 1 else 'copies'}"
    yield Finding("backups", f"{count} in {folder}, the newest of {at:%Y-%m-%d}, sound")


def _settings(desk: Desk) -> Finding:
    from app import settings

    path = desk.paths.settings
    try:
        settings.read(path)
    except SettingsError as fault:
        return Finding("settings", f"{fault} The usual settings hold until then.", ok=False)
    if path.exists():
        return Finding("settings", f"{path}: all of it understood")
    return Finding("settings", f"none at {path}; the usual ones hold")


# --- content -----------------------------------------------------------------------------


def _shipped(desk: Desk) -> Iterator[Finding]:
    from app.content import validate_shipped
    from app.questions import load_questionnaire

    faults = [str(fault) for fault in validate_shipped(desk.paths)]
    load_questionnaire(desk.paths)
    poses, blocks, sources = desk.poses, desk.programmes, desk.sources
    for movement_id in poses:
        poses[movement_id]
    for block in blocks.blocks.values():
        for day in block.days.values():
            # What a day holds is read when it is looked at.
            len(day.entries)
    tuple(desk.selftests.values())
    for fault in faults:
        yield Finding("content", fault, ok=False)
    if not faults:
        yield Finding(
            "content",
            f"{len(desk.library)} exercises, {len(poses)} figures, {len(blocks.blocks)} blocks, "
            f"{len(sources)} sources",
        )


def _own_files(desk: Desk) -> Iterator[Finding]:
    from app.content import broken_references, own_folder

    library = desk.library
    folder = own_folder(desk.paths)
    faults = {str(fault) for fault in library.own_faults()}
    for fault in sorted(faults):
        yield Finding("own files", fault, ok=False)
    own = library.own_files()
    for exercise_id, path in own.items():
        origin = library.origin(exercise_id)
        if origin is Origin.SHIPPED:
            continue  # broken, and said above
        exercise = library[exercise_id]
        loose = [str(fault) for fault in broken_references(exercise, library)]
        loose += _unknown(exercise, path.name, desk)
        for words in loose:
            yield Finding("own files", f"{folder}: {words}", ok=False)
        if not loose:
            yield Finding("own files", f"{path}: {_OWN[origin]}")
    if not own and not faults:
        yield Finding("own files", f"none in {folder}")


def _unknown(exercise: Exercise, name: str, desk: Desk) -> Iterator[str]:
    from app.toml_table import did_you_mean

    for source in exercise.sources:
        tag, _ = tag_of(source)
        if not browsing.known_tag(tag, desk.sources):
            yield f'{name}, key sources: there is no source {tag}; write "own: …" for your own.'
    if exercise.pose is not None and exercise.pose not in desk.poses:
        hint = did_you_mean(exercise.pose, desk.poses) or "; leave the key out."
        yield f"{name}, key pose: there is no figure {exercise.pose!r}{hint}"


# --- the machine -------------------------------------------------------------------------


def _clock(desk: Desk) -> Iterator[Finding]:
    from zoneinfo import ZoneInfo

    today, zone = desk.clock.today(), desk.clock.zone()
    if today < EARLIEST:
        yield Finding("clock", f"it says {today}; set the machine's date.", ok=False)
    else:
        yield Finding("clock", f"{today:%a} {today}")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        yield Finding(
            "zone",
            f"{zone} has no zone data on this machine; write the zone into {desk.paths.settings}, "
            'such as zone = "Europe/Berlin".',
            ok=False,
        )
    else:
        whose = "as in your settings" if desk.settings.zone else "the machine's own"
        yield Finding("zone", f"{zone}, {whose}")


def _terminal(terminal: Terminal | None) -> Iterator[Finding]:
    if terminal is None:
        yield Finding("terminal", "not looked at: the output goes to no terminal")
        return
    size = f"{terminal.columns} × {terminal.lines} characters"
    if terminal.columns < COLUMNS or terminal.lines < LINES:
        yield Finding("terminal", f"{size}; enlarge it to {COLUMNS} × {LINES}.", ok=False)
    else:
        yield Finding("terminal", f"{size}, {terminal.name or 'of no name'}")
    if terminal.name in {"", "dumb"}:
        yield Finding(
            "terminal",
            "TERM says that it can draw nothing; use another one, or set TERM=xterm-256color.",
            ok=False,
        )
    how_many = {0: "none (NO_COLOR); every sign has a shape as well", 1 << 24: "16 million"}
    yield Finding("colours", how_many.get(terminal.colours, str(terminal.colours)))
    if terminal.encoding.lower().replace("-", "").replace("_", "") == "utf8":
        yield Finding("characters", "UTF-8")
    else:
        yield Finding(
            "characters",
            f"{terminal.encoding or 'unknown'}; choose a UTF-8 locale, such as LANG=C.UTF-8, or "
            "the figures and digits cannot be drawn.",
            ok=False,
        )


def _sound(desk: Desk) -> Iterator[Finding]:
    """Say what would sound, without a sound; `doctor --audio` plays it."""
    import os

    from app.cues import players, voice
    from app.trainer.hearing import sound_settings

    chosen = sound_settings(desk.settings)
    found = players.find(chosen, os.environ)
    if found.current is not None:
        # A player that is installed may still reach no sound card.
        yield Finding(
            "sound", f"would go through {found.current.name}; not tried, doctor --audio plays it"
        )
    elif desk.settings.sound == "off":
        yield Finding("sound", found.describe())
    else:
        yield Finding("sound", f"{found.describe()}; the terminal's bell marks the changes")
    if not desk.settings.voice or voice.find(chosen, os.environ):
        return
    silent = voice.why_silent(chosen, os.environ)
    if silent:
        yield Finding("sound", f"no voice: {silent}")
    else:
        yield Finding(
            "sound",
            "no voice is installed; install spd-say or espeak-ng, or leave voice off.",
            ok=False,
        )
