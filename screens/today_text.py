"""What Today says, as text for a given width and height; no widget, so it is tested as it is."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from app.coach.model import Library, PrescribedItem, Prescription, Section
from app.trainer.today import LastTime, TodayView, Unfinished
from screens.widgets.plain import clip, fit, plain
from screens.words import PLACE_WORD, count, day_words, dose, listed, per_side

Part = str | tuple[str, str]

_NAME_WIDTH = 34
_SAID_WIDTH = 16


@dataclass(frozen=True, slots=True)
class Room:
    """The characters there are for the text."""

    width: int
    height: int


def today_text(view: TodayView, library: Library, room: Room) -> Content:
    """Return all that Today says."""
    above: list[Part] = _unfinished(view, view.unfinished, room) if view.unfinished else []
    below: list[Part] = [("\n" + plain(advice.sentence), "$muted") for advice in view.advice]
    if view.session is None:
        return Content.assemble(*above, *_nothing(view, room), *below)
    above += _heading(view, view.session, library, room)
    above += _quiet_line("first", view.session, Section.OPENING, library, room)
    below = [
        *_quiet_line("then", view.session, Section.CLOSING, library, room),
        *_week(view),
        *below,
    ]
    free = room.height - _lines(above) - _lines(below)
    return Content.assemble(*above, *_exercises(view, view.session, library, room, free), *below)


def _lines(parts: list[Part]) -> int:
    return Content.assemble(*parts).plain.count("\n")


def _unfinished(view: TodayView, unfinished: Unfinished, room: Room) -> list[Part]:
    title = clip(plain(unfinished.title), room.width)
    when = day_words(unfinished.day, view.day)
    done = f"{unfinished.done_sets} of {count(unfinished.all_sets, 'set')} done"
    if unfinished.running:
        words = "is running in another window. It shows here when it has ended."
    else:
        words = "was begun and not ended."
    return [
        ("▌ ", "bold $accent"),
        (title, "bold"),
        f" {words}\n",
        ("▌ ", "bold $accent"),
        (f"{when} · {done}", "$muted"),
        *(
            []
            if unfinished.running
            else [("    r", "bold $accent"), (" go on or end it", "$muted")]
        ),
        "\n\n",
    ]


def _nothing(view: TodayView, room: Room) -> list[Part]:
    if view.enrolment is None and view.draft_answers:
        first = ("Find your weak link", "bold")
        text = f"Go on where you left: {view.draft_answers} of 14 answered."
    elif view.enrolment is None and not view.why_none:
        first = ("Find your weak link", "bold")
        text = (
            "Fourteen questions, about three minutes. They tell which link of your running is "
            "weak and where to begin; then your first session stands here."
        )
    else:
        first = ("Nothing to train today", "bold")
        text = plain(view.why_none)
    key = []
    if view.enrolment is None:
        words = "go on" if view.draft_answers else "begin" if not view.why_none else "answer again"
        key = [("enter", "bold $accent"), f" {words}\n"]
    return [
        first,
        "\n\n",
        (text, ""),
        "\n\n",
        *key,
        ("s", "bold $accent"),
        " the step-up session by itself\n",
    ]


def _heading(view: TodayView, session: Prescription, library: Library, room: Room) -> list[Part]:
    place = [view.phase_label] if view.phase_label else []
    if session.slot.week:
        place.append(f"week {session.slot.week}")
    if view.session_count:
        place.append(f"session {view.session_no} of {view.session_count}")
    title, where = plain(session.slot.title), " · ".join(place)
    gap = room.width - cell_len(title) - cell_len(where)
    between = " " * gap if gap >= 3 else "\n"
    when = "" if session.slot.due <= view.day else f" · due {day_words(session.slot.due, view.day)}"
    kit = sorted({piece for item in session.items for piece in library[item.exercise_id].kit})
    with_kit = f" · with {listed(kit)}" if kit else ""
    minutes = f"{session.main_minutes} min of work, {session.all_minutes} all in"
    return [
        (title, "bold"),
        between,
        (where, "$muted"),
        "\n",
        f"{minutes} · {PLACE_WORD[session.slot.place]}{with_kit}{when}\n",
        *([(f"{plain(session.slot.purpose)}\n", "$muted")] if session.slot.purpose else []),
        "\n",
    ]


def _exercises(
    view: TodayView, session: Prescription, library: Library, room: Room, free: int
) -> list[Part]:
    """Return one row for each exercise, of as many lines as there is room for."""
    items = [item for item in session.items if item.section is Section.MAIN]
    names = [cell_len(plain(library[item.exercise_id].name)) for item in items]
    columns = _Columns(
        min(_NAME_WIDTH, max(names, default=0)) + 2,
        max((cell_len(dose(item)) for item in items), default=0) + 3,
        room.width,
        max(1, min(3, free // max(1, len(items)))),
    )
    last = {was.exercise_id: was for was in view.last}
    rows = [
        _row(item, library[item.exercise_id].name, last.get(item.exercise_id), columns)
        for item in items
    ]
    return [part for row in rows for part in row]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths in characters, and the lines of a row: 1, 2 with the reason, 3 with a blank."""

    name: int
    dose: int
    whole: int
    lines: int

    @property
    def rest(self) -> int:
        """The room beside name and dose."""
        return self.whole - self.name - self.dose


def _row(item: PrescribedItem, name: str, was: LastTime | None, columns: _Columns) -> list[Part]:
    control = per_side(was.control) if was else ""
    said = f"last {control}" if control else "new" if was is None else ""
    note = f"“{plain(was.note)}”" if was and was.note else ""
    parts: list[Part] = [
        (fit(plain(name), columns.name), "bold"),
        fit(dose(item), columns.dose),
    ]
    room = columns.rest
    if room >= _SAID_WIDTH:
        parts.append((fit(said, _SAID_WIDTH), "$muted"))
        room -= _SAID_WIDTH
        alone = columns.lines == 1 and not note
        beside = f"rule {plain(item.decision.rule)}" if alone else note
        if room >= 8:
            parts.append((clip(beside, room), "$muted" if alone else ""))
    parts.append("\n")
    if columns.lines > 1:
        parts.append((f"  {clip(plain(item.decision.sentence), columns.whole - 2)}\n", "$muted"))
    if columns.lines > 2:
        parts.append("\n")
    return parts


def _quiet_line(
    word: str, session: Prescription, section: Section, library: Library, room: Room
) -> list[Part]:
    items = [item for item in session.items if item.section is section]
    if not items:
        return []
    names = " · ".join(f"{plain(library[item.exercise_id].name)} {dose(item)}" for item in items)
    after = "\n" if section is Section.OPENING else ""
    before = "" if section is Section.OPENING else "\n"
    return [before, (clip(f"{word}  {names}", room.width * 2 - 8), "$muted"), f"\n{after}"]


def _week(view: TodayView) -> list[Part]:
    if not view.week_planned:
        return []
    done = min(view.week_done, view.week_planned)
    dots = " ".join(["●"] * done + ["○"] * (view.week_planned - done))
    return [
        "\n",
        ("This week  ", "$muted"),
        (dots, "bold $accent"),
        (f"  {view.week_done} of {view.week_planned}\n", "$muted"),
    ]
