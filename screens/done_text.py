"""What the screen of a session done outside says; no widget, so it is tested as it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from app.coach.model import Library, SetRow, Side, WorkoutRecord
from app.coach.names import name_of
from app.coach.pain import SIGN_WORDS
from app.coach.player import Asked, Question
from app.coach.quick import Line, Sheet
from screens.parts import Part
from screens.widgets.plain import clip, plain
from screens.words import SIDE_LETTER, SKIP_WORD, amount, count, day_words

_SCALE = {
    Asked.CONTROL: "control: 1 could not hold it · 3 wobbly · 5 steady",
    Asked.EFFORT: "effort: 0 nothing · 5 hard · 10 all I had (x)",
    Asked.PAIN: "pain: 0 none · 10 the worst (x) · ! sharp or sudden, twice: on bone",
}
_ONE_LINE = 96
"""Cells from which on an exercise and its answers stand in one line."""

_NAME = 26


def head_text(record: WorkoutRecord, today: date, width: int) -> Content:
    """Return which session it is, and of when."""
    day = day_words(record.day, today)
    facts = f"{plain(record.title)} · {day} · {record.minutes or 0} min"
    return Content.assemble(
        ("Done outside\n", "bold"),
        (clip(facts, width), ""),
        "\n",
        (clip("As planned, unless told; each answer is one key.", width), "$muted"),
    )


def lines_text(sheet: Sheet, library: Library, width: int) -> tuple[Content, int]:
    """Return every exercise with its answers, and the row at which the one in hand begins."""
    parts: list[Part] = []
    row = at = 0
    for place, line in enumerate(sheet.lines):
        if place == sheet.at:
            at = row
        drawn = list(_line(line, library, width, here=place == sheet.at))
        row += sum(str(part if isinstance(part, str) else part[0]).count("\n") for part in drawn)
        parts += drawn
    return Content.assemble(*parts), at


def _line(line: Line, library: Library, width: int, *, here: bool) -> Iterator[Part]:
    name = clip(plain(name_of(library, line.exercise_id)), _NAME)
    mark = "▸ " if here else "  "
    yield (f"{mark}{name}{' ' * (_NAME + 2 - cell_len(name))}", "bold" if here else "")
    did, styled = _did(line)
    if width >= _ONE_LINE:
        room = 26
        yield (f"{clip(did, room)}{' ' * max(2, room + 2 - cell_len(did))}", styled)
    else:
        yield (clip(did, max(8, width - _NAME - 4)), styled)
        yield "\n    "
    yield from _answers(line, here=here)
    yield "\n"


def _did(line: Line) -> tuple[str, str]:
    """Return what was done in words, and how it is drawn: what differs stands out."""
    if line.left_out:
        return f"left out · {SKIP_WORD[line.reason]}", "bold"
    if line.as_planned:
        return _planned(line.rows), "$muted"
    first = line.rows[0]
    each = amount(line.amount, first.unit) if line.amount is not None else ""
    sets = count(line.sets, "set")
    if line.sets != line.planned:
        sets = f"{line.sets} of {count(line.planned, 'set')} · {SKIP_WORD[line.reason]}"
    return " · ".join(part for part in (f"{each} each" if each else "", sets) if part), "bold"


def _planned(rows: tuple[SetRow, ...]) -> str:
    """Return the dose of the planned sets, such as `3 × 10 each leg`."""
    sets = max(row.set_no for row in rows)
    legs = " each leg" if {row.side for row in rows} >= {Side.LEFT, Side.RIGHT} else ""
    targets = list(dict.fromkeys(row.target for row in rows))
    if len(targets) == 1:
        each = amount(targets[0], rows[0].unit)
        return f"{sets} × {each}{legs}"
    return f"{' + '.join(str(target) for target in targets)}{legs}"


def _answers(line: Line, *, here: bool) -> Iterator[Part]:
    if line.left_out:
        yield ("not asked", "$muted")
        return
    for question in line.questions:
        word = _short(question)
        offered = line.offered(question)
        if question in line.answers:
            yield (f" {word} {line.answers[question]} ✓ ", "bold")
        elif question in line.passed:
            yield (f" {word} – ", "$muted")
        else:
            shown = "…" if offered is None else f"{offered}?"
            current = here and question == line.open
            yield (f" {word} {shown} ", "reverse" if current else "$muted")
    if line.sign:
        yield (f" {SIGN_WORDS[line.sign]} ", "bold $pain-red")
    if line.place:
        yield (f" {plain(line.place)} ", "bold")


def _short(question: Question) -> str:
    letter = SIDE_LETTER[question.side]
    if question.asked is Asked.CONTROL:
        return f"control {letter}".strip()
    return question.asked.value


def hint_text(sheet: Sheet, width: int) -> Content:
    """Return the scale of the open question, or what is left to do."""
    line = sheet.line
    if not sheet.worked:
        return Content.styled(clip("Nothing was done: there is nothing to record.", width), "bold")
    if sheet.finished:
        return Content.styled(clip("All is told. enter records it.", width), "bold $accent")
    if line.open is None:
        return Content.styled(clip("↑ ↓ choose what is still open.", width), "$muted")
    scale = _SCALE[line.open.asked]
    taken = "enter takes last time’s, those with ?" if line.takeable else ""
    return Content.styled("\n".join((clip(scale, width), taken)), "$muted")
