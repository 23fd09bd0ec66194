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
_ROOMY_HEIGHT = 34
_WIDE = 92


@dataclass(frozen=True, slots=True)
class Room:
    """The characters there are for the text."""

    width: int
    height: int


def today_text(view: TodayView, library: Library, room: Room) -> Content:
    """Return all that Today says."""
    parts: list[Part] = []
    if view.unfinished:
        parts += _unfinished(view, view.unfinished, room)
    if view.session is None:
        parts += _nothing(view, room)
    else:
        parts += _heading(view, view.session, library, room)
        parts += _session(view, view.session, library, room)
        parts += _week(view)
    for decision in view.advice:
        parts += ["\n", (plain(decision.sentence), "$muted")]
    return Content.assemble(*parts)


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


def _session(view: TodayView, session: Prescription, library: Library, room: Room) -> list[Part]:
    main = [item for item in session.items if item.section is Section.MAIN]
    parts = _quiet_line("first", session, Section.OPENING, library, room)
    name_width = min(
        _NAME_WIDTH,
        max((cell_len(plain(library[item.exercise_id].name)) for item in main), default=0),
    )
    dose_width = max((cell_len(dose(item)) for item in main), default=0)
    columns = _Columns(name_width + 2, dose_width + 3, room)
    last = {was.exercise_id: was for was in view.last}
    for item in main:
        parts += _row(item, library[item.exercise_id].name, last.get(item.exercise_id), columns)
    parts += _quiet_line("then", session, Section.CLOSING, library, room)
    return parts


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    dose: int
    room: Room

    @property
    def roomy(self) -> bool:
        """Whether each exercise has a second line for its reason."""
        return self.room.height >= _ROOMY_HEIGHT

    @property
    def rest(self) -> int:
        """The room beside name and dose."""
        return self.room.width - self.name - self.dose


def _row(item: PrescribedItem, name: str, was: LastTime | None, columns: _Columns) -> list[Part]:
    control = per_side(was.control) if was else ""
    said = f"last {control}" if control else "new" if was is None else ""
    note = f"“{plain(was.note)}”" if was and was.note else ""
    rule = plain(item.decision.rule)
    parts: list[Part] = [
        (fit(plain(name), columns.name), "bold"),
        fit(dose(item), columns.dose),
    ]
    room = columns.rest
    if room < 12:
        return [*parts, "\n"]
    said = fit(said, min(14, room))
    room -= cell_len(said)
    parts.append((said, "$muted"))
    if columns.roomy or columns.room.width >= _WIDE:
        hint = plain(item.decision.sentence)
    else:
        hint = f"why w: {rule}" if not note else ""
    if columns.roomy:
        parts.append((clip(note, room), ""))
        parts.append((f"\n  {clip(hint, columns.room.width - 2)}\n", "$muted"))
    else:
        parts.append((clip(note or hint, room), "" if note else "$muted"))
    return [*parts, "\n"]


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
