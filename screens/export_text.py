"""What the export screen says, as text for a width; no widget, so it is tested as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from app.coach.frozen import dataclass
from app.trainer.exporting import Wish
from app.trainer.exports.format import What
from app.trainer.exports.registry import FORMATS
from screens.parts import Part
from screens.widgets.plain import indented, plain
from screens.words import end_of

WHAT_WORD = {
    What.SESSIONS: "the sessions done",
    What.PLAN: "the plan",
    What.TESTS: "the self-tests",
    What.ALL: "everything",
}
_LABEL = 7
_KEY = 4


@dataclass(frozen=True, slots=True)
class ExportView:
    """All that is on the screen. `share` is how much is written, None when nothing is.

    `room` is for how many of the first lines there is room.
    """

    wish: Wish
    target: Path | None
    verify: bool
    lines: tuple[str, ...] = ()
    said: str = ""
    differences: tuple[str, ...] = ()
    share: float | None = None
    loaded: bool = False
    room: int = 6


def export_text(view: ExportView, width: int) -> Content:
    """Return the choices, what was said last, and the first lines of the file."""
    parts: list[Part] = [("Export\n", "bold"), ("The training log for others.\n\n", "$muted")]
    parts += _formats(view, width)
    parts += _choices(view, width)
    if view.share is not None:
        parts += ["\n", *_bar(view.share, width)]
    if view.said:
        parts += ["\n", ("▌ ", "bold $accent"), (f"{_hanging(view.said, width)}\n", "bold")]
    parts += [f"  {_start_of(plain(one), width - 2)}\n" for one in view.differences]
    parts += _preview(view, width)
    return Content.assemble(*parts)


def _formats(view: ExportView, width: int) -> Iterator[Part]:
    """Yield every format in as many lines as are needed, the chosen one marked."""
    room = width
    for number, name in enumerate(FORMATS, 1):
        chosen = name == view.wish.format.name
        # The tenth has the key that stands after the nine.
        words = f"{'▸' if chosen else ' '}{number % 10} {name}  "
        if cell_len(words) > room:
            yield "\n"
            room = width
        room -= cell_len(words)
        mark, _, rest = words.partition(" " + name)
        yield (mark, "bold $accent" if chosen else "$accent")
        yield (f" {name}{rest}", "bold" if chosen else "")
    yield "\n"
    summary = view.wish.format.summary
    yield (f"{indented(f'{summary[:1].upper()}{summary[1:]}.', width, 2)}\n\n", "$muted")


def _choices(view: ExportView, width: int) -> Iterator[Part]:
    wish = view.wish
    kind = "folder" if wish.many else "file"
    room = max(20, width - _KEY - _LABEL)
    checked = "yes, and compared with the log" if view.verify else "no"
    if wish.what not in wish.format.reads:
        checked = "not for this one"
    for key, label, value in (
        ("w", "what", WHAT_WORD[wish.what]),
        ("s", "since", str(wish.since or "the beginning")),
        ("u", "until", str(wish.until or "the end")),
        ("f", kind, end_of(plain(str(view.target or "")), room)),
        ("v", "verify", checked),
    ):
        yield (f" {key}  ", "bold $accent")
        yield (f"{label:<{_LABEL}}", "$muted")
        yield f"{value}\n"


def _bar(share: float, width: int) -> Iterator[Part]:
    room = min(40, width - 10)
    full = round(room * share)
    yield ("█" * full, "$accent")
    yield ("░" * (room - full), "$muted")
    yield f"  {share * 100:.0f} %\n"


def _preview(view: ExportView, width: int) -> Iterator[Part]:
    if view.lines:
        yield ("\nIts first lines\n", "$muted")
        for line in view.lines[: view.room]:
            yield f"  {_start_of(plain(line), width - 2)}\n"
    elif view.loaded and not view.said:
        yield "\nThere is nothing to write yet: no session has been logged.\n"


def _hanging(text: str, width: int) -> str:
    return indented(plain(text), width, 2).removeprefix("  ")


def _start_of(line: str, width: int) -> str:
    """Return as much of a line as fits, cut anywhere: it is data, not words."""
    return line if cell_len(line) <= width else set_cell_size(line, width - 1) + "…"
