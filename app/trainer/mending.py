"""What to do about a log that is there but cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import DamagedLogError, NoLogError

if TYPE_CHECKING:
    from pathlib import Path

    from app.trainer.desk import Desk


def require_usable(desk: Desk) -> None:
    """Raise the `StoreError` that makes opening the screens pointless: newer, read-only, locked.

    A missing log is fine: there is none before the first session. A damaged one is not raised
    either, because the screens offer to set it aside.
    """
    from data import glance

    try:
        glance.read(desk.paths.log, desk.clock.today())
    except (NoLogError, DamagedLogError):
        return


def set_aside(desk: Desk) -> Path:
    """Give the broken log a new name and return it; the next write begins a new log.

    Raises `StoreError` where the file cannot be renamed; nothing is changed then.
    """
    from data.check import set_aside as rename

    kept = rename(desk.paths.log, desk.clock.now().instant)
    # A store that was opened on the old file must not go on writing to it.
    desk.__dict__.pop("store", None)
    return kept
