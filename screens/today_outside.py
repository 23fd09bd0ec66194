"""From Today out of the house: a session packed to go, and one recorded afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from screens.place import StrideScreen

BINDINGS = (
    Binding(
        "o",
        "done_outside",
        "Done outside",
        id="today.done_outside",
        tooltip="Record the session shown as done without the timer",
    ),
    Binding(
        "k",
        "take_outside",
        "Take outside",
        id="today.take_outside",
        tooltip="Sound, watch workout, calendar entry and card of the session shown",
    ),
)
"""The keys of Today; heavy screens are imported when one is pressed."""


async def record(screen: StrideScreen, slot_key: str, *, short: bool) -> None:
    """Ask how the session went, store it, and show what was stored."""
    from app.trainer import quick
    from screens.done_outside import DoneOutsideScreen
    from screens.summary import SummaryScreen

    library = screen.app.desk.library
    drafted = await screen.read(quick.draft, slot_key, short=short)
    stored = await screen.app.push_wanted(DoneOutsideScreen(drafted))
    if stored is not None:
        ids = dict.fromkeys(row.exercise_id for row in stored.sets)
        known = {each: library[each] for each in ids if each in library}
        await screen.app.push_screen_wait(SummaryScreen(stored, known))


async def pack(screen: StrideScreen, *, short: bool = False) -> None:
    """Show what the next session becomes to be taken outside."""
    from app.trainer import packing
    from screens.take_outside import TakeOutsideScreen

    chosen = await screen.read(packing.choose, short=short)
    screen.app.push_wanted(TakeOutsideScreen(*chosen))
