"""The one sentence of the live session that matters most now, and what pain stops and leads to."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from rich.cells import cell_len
from textual.content import Content

from app.coach.player import Phase, PlayerView, Stop
from screens.live_text import Book
from screens.widgets.plain import clip

_AFTER_A_GAP = ("space goes on", "f it is done", "b redo", "q leave")
_STOPPED = {
    Stop.EXERCISE: ("Pain stops {}.", "space leaves it out", "c something easier"),
    Stop.JUMPS: ("Pain stops {}: no jumps after red.", "space leaves it out", "c another"),
    Stop.SESSION: ("Pain on bone ends the session.", "space ends it here", "u takes it back"),
}
_LONGEST_NAME = 30


def message(view: PlayerView, book: Book, width: float = inf) -> Content:
    """The one sentence that matters most now, in at most `width` cells."""
    if view.away is not None:
        gone = f"{view.away} s" if view.away < 120 else f"{view.away // 60} min"
        return Content.styled(_with_keys(f"You were away {gone}.", _AFTER_A_GAP, width), "bold")
    if hurts(view):
        return Content.styled(pain_words(view, book, width), "bold $pain-amber")
    if view.phase is Phase.DONE:
        return Content("space shows what you did · u takes the last thing back")
    if view.row is None:
        return Content("")
    return Content(book.cue(view.row))


def hurts(view: PlayerView) -> bool:
    """Whether pain stops something, or leads to something next time, that is told here."""
    return view.stop is not None or (bool(view.follows) and view.phase is not Phase.WORK)


def pain_words(view: PlayerView, book: Book, width: float = inf) -> str:
    """Say what the pain of an exercise leads to next time, and below it what pain stops now."""
    lines = []
    if view.follows and view.phase is not Phase.WORK:
        lines.append(f"{_short_name(view.hurt, book)}. {view.follows}")
    if view.stop is not None and view.row is not None:
        said, *keys = _STOPPED[view.stop]
        name = _short_name(view.row.exercise_id, book)
        lines.append(_with_keys(said.format(name), keys, width))
    return "\n".join(lines)


def _short_name(exercise_id: str, book: Book) -> str:
    return clip(book.name(exercise_id), _LONGEST_NAME)


def _with_keys(said: str, keys: Sequence[str], width: float) -> str:
    """Return a sentence and what the keys do, as far as there is room.

    The line of keys at the foot of the screen names them, too.
    """
    left = list(keys)
    while cell_len(line := f"{said}  {' · '.join(left)}".rstrip()) > width and left:
        left.pop()
    return line
