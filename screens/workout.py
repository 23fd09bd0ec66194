"""One session, set by set: target beside actual, both sides, notes, and the reason given."""

from __future__ import annotations

from itertools import groupby

from rich.cells import cell_len
from textual.content import Content

from app.coach.day_text import weekday_day
from app.coach.model import Library, SetRow, SetStatus, Side, WorkoutRecord, WorkoutStatus
from app.coach.names import name_of
from app.coach.pain import pain_told
from app.coach.typed_sets import in_place
from screens.parts import Part
from screens.widgets.plain import fit, indented, joined, plain
from screens.words import (
    SIDE_WORD,
    SKIP_WORD,
    STATUS_WORD,
    WORKOUT_WORD,
    amount,
    count,
    per_side,
)

# The characters before `set`.
_MARK = 4


def workout_text(record: WorkoutRecord, library: Library, width: int) -> Content:
    """Return one session, set by set."""
    done = sum(row.status is SetStatus.DONE for row in record.sets)
    facts = [f"{weekday_day(record.day)} {record.day.year}"]
    if record.moved_from:
        facts = [f"due {weekday_day(record.moved_from)}, done {facts[0]}"]
    if record.phase:
        facts.append(f"phase {record.phase} · week {record.week} · day {record.day_no}")
    if record.minutes is not None and record.source == "live":
        facts.append(f"{record.minutes} min")
    facts.append(f"{done} of {count(len(record.sets), 'set')} done")
    if record.status is not WorkoutStatus.ENDED:
        facts.append(WORKOUT_WORD[record.status])
    parts: list[Part] = [
        (f"{plain(record.title) or 'Session'}\n", "bold"),
        (f"{joined(facts, width)}\n", "$muted"),
    ]
    if record.note:
        parts.append(f"{indented(f'“{plain(record.note)}”', width, 0)}\n")
    for exercise_id, rows in groupby(in_place(record.sets), key=lambda row: row.exercise_id):
        parts += _exercise(record, exercise_id, list(rows), library, width)
    return Content.assemble(*parts)


def _exercise(
    record: WorkoutRecord, exercise_id: str, rows: list[SetRow], library: Library, width: int
) -> list[Part]:
    exercise = library.get(exercise_id)
    name = plain(name_of(library, exercise_id))
    rung = exercise.rung(rows[0].rung) if exercise else None
    how = f"   {plain(rung.name)}" if rung else ""
    parts: list[Part] = ["\n", (name, "bold"), (f"{how}\n", "$muted")]
    if rows[0].rated:
        parts += [joined(_ratings(record, exercise_id), width, 2), "\n"]
    same = len({(row.rule, row.why) for row in rows}) == 1
    for row in rows:
        parts += _set(row, width)
        if not same:
            parts += _why(row, width)
    if same:
        parts += _why(rows[0], width)
    return parts


def _ratings(record: WorkoutRecord, exercise_id: str) -> list[str]:
    given = [rating for rating in record.ratings if rating.exercise_id == exercise_id]
    control = {rating.side: rating.control for rating in given if rating.control is not None}
    whole = record.rating(exercise_id, Side.BOTH)
    words = [
        f"control {per_side(control)}" if control else "control not given",
        "effort not given" if whole.effort is None else f"effort {whole.effort}",
        f"pain {plain(pain_told(record, exercise_id)) or 'not given'}",
    ]
    if whole.next_morning:
        words.append(f"next morning: {plain(whole.next_morning)}")
    return words


def _set(row: SetRow, width: int) -> list[Part]:
    side = SIDE_WORD[row.side] if row.side is not Side.BOTH else ""
    target = amount(row.target, row.unit)
    if row.status is SetStatus.DONE or row.actual:
        done = f"{row.actual if row.actual is not None else '–'} of {target}"
    else:
        done = f"target {target}"
    more = []
    if row.status is not SetStatus.DONE:
        reason = f": {SKIP_WORD[row.skip_reason]}" if row.skip_reason else ""
        more.append(f"{STATUS_WORD[row.status]}{reason}")
    if row.tempo:
        more.append(str(row.tempo))
    if row.load_kg:
        more.append(f"{row.load_kg:g} kg")
    if row.height_cm:
        more.append(f"{row.height_cm} cm")
    if row.pain is not None:
        more.append(f"pain {row.pain}")
    if row.note:
        more.append(f"“{plain(row.note)}”")
    mark = {SetStatus.DONE: "●", SetStatus.SKIPPED: "–", SetStatus.PLANNED: "○"}[row.status]
    about = f"set {row.set_no}  {fit(side, 6)} {fit(done, 14)}"
    room = width - _MARK - cell_len(about) - 1
    beside, below = " · ".join(more), ""
    if cell_len(beside) > room:
        # What has no room beside the set stands whole below it.
        beside, below = "", f"{indented(beside, width, _MARK + 2)}\n"
    return [
        (f"  {mark} ", "$done" if row.status is SetStatus.DONE else "$muted"),
        about,
        (f" {beside}\n{below}", "$muted"),
    ]


def _why(row: SetRow, width: int) -> list[Part]:
    if not row.why:
        return []
    return [(f"{indented(f'why: {plain(row.why)}', width)}\n", "$muted")]
