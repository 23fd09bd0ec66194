"""The exercises of a session as Today lists them: one row each, as tall as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from app.coach.frozen import dataclass
from app.coach.last_times import LastTime
from app.coach.model import Exercise, Library, PrescribedItem
from screens.parts import Part
from screens.widgets.plain import clip, fit, plain
from screens.words import dose, per_side

_NAME_WIDTH = 34
_SAID_WIDTH = 18
_LEAST_NOTE = 14
# Below this width names and doses are shortened, so that last time still has room.
NARROW = 66
_NARROW_NAME = 22
_NARROW_SAID = 9


def exercise_rows(
    items: Sequence[PrescribedItem],
    library: Library,
    last: Iterable[LastTime],
    *,
    width: int,
    height: int,
) -> list[Part]:
    """Return a row for each exercise: its dose, what was said last time, and why.

    All rows together take `height` lines if there are as many, and one line each at least.
    """
    names = [cell_len(plain(library[item.exercise_id].name)) for item in items]
    narrow = width < NARROW
    doses = max((cell_len(dose(item, short=narrow)) for item in items), default=0) + 2
    # A narrow screen gives names what doses and last time leave.
    widest = max(_NARROW_NAME, width - doses - _NARROW_SAID - 2) if narrow else _NAME_WIDTH
    columns = _Columns(
        min(widest, max(names, default=0)) + 2,
        doses,
        width,
        max(1, min(4, height // max(1, len(items)))),
    )
    before = {was.exercise_id: was for was in last}
    rows = [
        _row(item, library[item.exercise_id], before.get(item.exercise_id), columns)
        for item in items
    ]
    return [part for row in rows for part in row]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths in characters, and the lines of a row.

    2 lines: with the reason; 3: and a blank one; 4: with what to watch for, too.
    """

    name: int
    dose: int
    whole: int
    lines: int

    @property
    def narrow(self) -> bool:
        """Whether words have to be short."""
        return self.whole < NARROW

    @property
    def rest(self) -> int:
        """The room beside name and dose."""
        return self.whole - self.name - self.dose


def _row(
    item: PrescribedItem, exercise: Exercise, was: LastTime | None, columns: _Columns
) -> list[Part]:
    control = per_side(was.control) if was else ""
    said = "new" if was is None else control and f"control {control}"
    said_width = _SAID_WIDTH
    if columns.narrow:
        said = said.replace("control", "last")
        said_width = _NARROW_SAID
        said = said if cell_len(said) < said_width else control.replace("  ", " ")
    note = f"“{plain(was.note)}”" if was and was.note else ""
    parts: list[Part] = [
        (fit(plain(exercise.name), columns.name), "bold"),
        fit(dose(item, short=columns.narrow), columns.dose),
    ]
    room = columns.rest
    if room >= said_width:
        parts.append((fit(said, said_width), "$muted"))
        room -= said_width
        if note and room >= _LEAST_NOTE:
            parts.append(clip(note, room))
        elif columns.lines == 1 and cell_len(plain(item.decision.sentence)) <= room:
            parts.append((plain(item.decision.sentence), "$muted"))
    parts.append("\n")
    if columns.lines > 3 and (cues := exercise.cues_at(item.rung)):
        parts.append(f"  {clip(plain(cues[0]), columns.whole - 2)}\n")
    if columns.lines > 1:
        parts.append((f"  {_reason(item.decision.sentence, columns.whole - 2)}\n", "$muted"))
    if columns.lines > 2:
        parts.append("\n")
    return parts


def _reason(sentence: str, width: int) -> str:
    """Return the sentences that fit, the first one clipped where not even that does."""
    whole = plain(sentence)
    while cell_len(whole) > width and ". " in whole:
        whole = whole.rpartition(". ")[0] + "."
    return clip(whole, width)
