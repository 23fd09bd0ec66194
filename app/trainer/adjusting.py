"""Changing the settings file: one setting at a time, everything else in it left as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from app import private_folder, settings
from app.errors import SettingsError, StoreError
from app.settings_guide import commented, entry, literal, template

if TYPE_CHECKING:
    from app.settings import Settings
    from app.trainer.desk import Desk

_KEYS = "keys"


def fault(desk: Desk) -> str:
    """Return what is wrong with the settings file in one sentence, "" where nothing is."""
    try:
        settings.read(desk.paths.settings)
    except SettingsError as error:
        return str(error)
    return ""


def look_again(desk: Desk) -> str:
    """Let what the settings file says now hold; return what is wrong with it, or "".

    A file that is not understood changes nothing: what held goes on to hold.
    """
    try:
        desk.settings = settings.read(desk.paths.settings)
    except SettingsError as error:
        return str(error)
    return ""


def change(desk: Desk, key: str, value: object) -> Settings:
    """Set a setting; None leaves it out again, as usual. Return the settings that hold now.

    The file is made, commented, if there is none; its comments and its order stay. Raises
    `SettingsError` for a value that is not allowed, and for a file that is not understood:
    nothing is written then. Raises `StoreError` if it cannot be written.
    """
    return _store(desk, lambda text, data: with_setting(text, key, value))


def change_key(desk: Desk, binding_id: str, keys: str | None) -> Settings:
    """Give what a key does another key, or its usual one with None. Otherwise like `change`."""

    def changed(text: str, data: dict[str, object]) -> str:
        own = data.get(_KEYS)
        own = dict(own) if isinstance(own, dict) else {}
        own.pop(binding_id, None)
        if keys is not None:
            own[binding_id] = keys
        return _edited(text, _KEYS, own or None)

    return _store(desk, changed)


def begin_anew(desk: Desk) -> Path:
    """Set a settings file that is not understood aside, and make a new one; return the old's name.

    Raises `StoreError`; the file is then where it was.
    """
    from data import atomic

    path = desk.paths.settings
    place = _place(path)
    try:
        aside = _aside(desk, place)
        place.rename(aside)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(f"{path} cannot be renamed ({reason}); correct it by hand.") from error
    try:
        with atomic.writing(place) as file:
            file.write(template())
        desk.settings = settings.read(path)
    except BaseException:
        # An interrupt, too, must not leave the runner without the file.
        aside.replace(place)
        raise
    return aside


def _aside(desk: Desk, place: Path) -> Path:
    stamp = desk.clock.now().instant.strftime("%Y%m%d-%H%M%S")
    number, aside = 1, place.with_name(f"{place.stem}.broken-{stamp}{place.suffix}")
    while aside.exists():
        number += 1
        aside = place.with_name(f"{place.stem}.broken-{stamp}-{number}{place.suffix}")
    return aside


def _place(path: Path) -> Path:
    """Behind a link lies the file that is meant: many keep theirs in a folder of their own."""
    from app.paths import real

    return real(path) if path.is_symlink() else path


# --- the text of the file ----------------------------------------------------------------


if TYPE_CHECKING:
    from collections.abc import Callable

    Edit = Callable[[str, dict[str, object]], str]


def _store(desk: Desk, edit: Edit) -> Settings:
    import tomli

    from app.toml_table import read_text
    from data import atomic

    path = desk.paths.settings
    place = _place(path)
    text = read_text(path, SettingsError) if path.exists() else template()
    # A file that is not understood is not written to: what it says would be lost.
    settings.understood(path, text)
    new = edit(text, tomli.loads(text))
    found = settings.understood(path, new)
    if new != text or not path.exists():
        _make_folder(place)
        with atomic.writing(place, force=True) as file:
            file.write(new)
    desk.settings = found
    return found


def _make_folder(path: Path) -> None:
    try:
        private_folder.make(path.parent)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StoreError(
            f"{path} cannot be written ({reason}); make room for its folder."
        ) from error


def with_setting(text: str, key: str, value: object) -> str:
    """Return the text with one more, one other or one less setting, by the least change."""
    import tomli

    data = tomli.loads(text)
    wanted = {name: each for name, each in data.items() if name != key}
    shown = re.compile(rf"^[ \t]*#[ \t]*{re.escape(key)}[ \t]*=.*$", re.MULTILINE)
    set_ = re.compile(rf"^[ \t]*{re.escape(key)}[ \t]*=.*$", re.MULTILINE)
    if value is None:
        tried = set_.sub(lambda _: commented(entry(key)), text, count=1)
    else:
        wanted[key] = value
        # Where the file explains a setting is the place to set it.
        tried = text if key in data else shown.sub(lambda _: f"{key} = {literal(value)}", text, 1)
    try:
        if tried != text and tomli.loads(tried) == wanted:
            return tried
    except ValueError:
        pass  # the line was part of something longer
    return _edited(text, key, value)


def _edited(text: str, key: str, value: object) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    if value is None:
        document.pop(key, None)
    elif isinstance(value, dict):
        table = document.get(key)
        if table is None:
            document[key] = value
        else:
            for gone in [name for name in table if name not in value]:
                table.remove(gone)
            for name, each in value.items():
                if table.get(name) != each:
                    table[name] = each
    else:
        document[key] = value
    return tomlkit.dumps(document)
