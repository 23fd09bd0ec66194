"""Where the program keeps what it keeps."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.coach.frozen import dataclass
from app.errors import UsageError

ASSETS = Path(__file__).resolve().parent.parent / "assets"

_APP = "stridetui"
_LOG_NAME = "stridetui.db"
_DEMO_NAME = "stridetui-demo.db"
_UNDER_HOME = {"data": ".local/share", "config": ".config"}


@dataclass(frozen=True, slots=True)
class Paths:
    """The files of one runner.

    `log` is the SQLite database, `demo` the database `stridetui demo` may fill anew,
    `settings` the runner's settings file, `content` a folder for the runner's own exercises.
    """

    log: Path
    demo: Path
    settings: Path
    content: Path
    assets: Path = ASSETS


def find(log: str | None = None) -> Paths:
    """Return the runner's paths; `log` (`--db`) goes before `STRIDETUI_DB`, before the default.

    Nothing is created here. Raises `UsageError` for a home that nobody has.
    """
    data, config = _folder("data"), _folder("config")
    wanted = log or os.environ.get("STRIDETUI_DB")
    return Paths(
        log=chosen(wanted) if wanted else data / _LOG_NAME,
        demo=data / _DEMO_NAME,
        settings=config / "settings.toml",
        content=config / "content",
    )


def _folder(kind: str) -> Path:
    """Return the runner's folder of a kind, `data` or `config`: what platformdirs says.

    Its import takes half as long as starting Python, so that the usual answers on Linux, which
    a test holds beside its own, are given without it.
    """
    if sys.platform == "linux" and not any(name.startswith("ANDROID_") for name in os.environ):
        told = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
        if told.startswith("/"):
            return Path(told, _APP)
        home = os.environ.get("HOME", "")
        if home.startswith("/"):
            return Path(home, _UNDER_HOME[kind], _APP)
    import platformdirs

    found = {"data": platformdirs.user_data_dir, "config": platformdirs.user_config_dir}
    return Path(found[kind](_APP, appauthor=False))


def chosen(text: str) -> Path:
    """Return the path a runner wrote, `~` made a home. Raises `UsageError` for one nobody has."""
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{text} names a home that is not there; write the whole path.") from error


def real(path: Path) -> Path:
    """Return where a path leads when every link is followed; links that go in a ring stay."""
    # `Path.resolve` raises for a ring.
    return Path(os.path.realpath(path))


def own_logs() -> tuple[Path, ...]:
    """Return every path at which the runner's own log may lie: the usual one, and their choice."""
    found = find()
    return (found.log, found.demo.with_name(_LOG_NAME))
