"""Where the program keeps what it keeps."""

from __future__ import annotations

import os
from pathlib import Path

from app.coach.frozen import dataclass
from app.errors import UsageError

ASSETS = Path(__file__).resolve().parent.parent / "assets"

_APP = "stridetui"
_LOG_NAME = "stridetui.db"
_DEMO_NAME = "stridetui-demo.db"


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
    import platformdirs

    data = Path(platformdirs.user_data_dir(_APP, appauthor=False))
    config = Path(platformdirs.user_config_dir(_APP, appauthor=False))
    wanted = log or os.environ.get("STRIDETUI_DB")
    return Paths(
        log=chosen(wanted) if wanted else data / _LOG_NAME,
        demo=data / _DEMO_NAME,
        settings=config / "settings.toml",
        content=config / "content",
    )


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
