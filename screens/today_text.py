"""What Today says, as text for a given width and height; no widget, so it is tested as it is."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from app.coach.model import (
    Decision,
    Exercise,
    Library,
    PrescribedItem,
    Prescription,
    Section,
    Start,
)
from app.coach.pain import Morning, MorningQuestion
from app.coach.red_flags import WAY_BACK, WHO
from app.trainer.today import LastTime, TodayView, Unfinished
from screens.parts import Part
from screens.today_morning import answered_text, morning_text
from screens.widgets.plain import clip, fit, indented, plain
from screens.words import PLACE_WORD, count, day_words, dose, listed, per_side

_NAME_WIDTH = 34
_SAID_WIDTH = 18
_LEAST_NOTE = 14
# Below this width names and doses are shortened, so that last time still has room.
_NARROW = 66
_NARROW_NAME = 22
_NARROW_SAID = 9
_SUNDAY = 7
# Rules that take an exercise out of a session because of pain or too few free days.
_PAIN_RULES = frozenset({"D.4", "D.7.2", "S3", "B8"})


class Room(NamedTuple):
    """The characters there are for the text."""

    width: int
    height: int


def today_text(
    view: TodayView,
    library: Library,
    room: Room,
    answered: tuple[MorningQuestion, Morning] | None = None,
) -> Content:
    """Return all that Today says, in fewer words where the room is small.

    `answered` is the morning that was told just now, which can still be taken back.
    """
    above: list[Part] = _unfinished(view, view.unfinished, room) if view.unfinished else []
    # The answer changes what stands below it, so the question comes before that.
    above += _mornings(view, library, room, answered)
    if view.session is None:
        advice = [] if view.hold is not None else _advice(view, room.width)
        return Content.assemble(*above, *_nothing(view), *advice)
    main = [item for item in view.session.items if item.section is Section.MAIN]
    for brevity in _Brevity:
        before = [*above, *_heading(view, view.session, library, room, brevity)]
        ready = _ready(view, room)
        week = _week(view, room.width, after_line=bool(ready))
        after = [*_closing(view.session, library, room, brevity), *ready, *week]
        # What comes last ends without a line break, and so takes a line that is not counted.
        free = room.height - _lines(before, room.width) - _lines(after, room.width) - 1
        if free >= len(main):
            break
    return Content.assemble(*before, *_exercises(view, main, library, room, free), *after)


class Entry(StrEnum):
    """What one key does for a runner without a plan, as the text and the last line say it."""

    BEGIN = "begin"
    GO_ON = "go on"
    ANSWER_AGAIN = "answer again"
    SEE_RESULT = "see the result"


def entry(view: TodayView) -> Entry:
    """Return what leads on where there is no plan."""
    if _waiting(view):
        return Entry.SEE_RESULT
    if view.draft_answers:
        return Entry.GO_ON
    return Entry.ANSWER_AGAIN if view.why_none else Entry.BEGIN


class _Brevity(IntEnum):
    """What is left out where there is too little height for everything."""

    NOTHING = 0
    PURPOSE = 1
    WARM_UP_TWO_LINES = 2
    AROUND = 3


def may_step_up(view: TodayView) -> bool:
    """Return whether the step-up session may be begun by itself.

    The questions on readiness come first, and HOLD means no training (D.6).
    """
    if view.hold is not None:
        return False
    return view.enrolment is not None or view.start not in {None, Start.HOLD}


def _lines(parts: list[Part], width: int) -> int:
    """Return how many lines the parts take, long ones wrapped."""
    lines = Content.assemble(*parts).plain.split("\n")
    return sum(max(1, -(-cell_len(line) // width)) for line in lines) - 1


def _mornings(
    view: TodayView,
    library: Library,
    room: Room,
    answered: tuple[MorningQuestion, Morning] | None,
) -> list[Part]:
    """Return the morning that is to be told, and the one that was told just now."""
    parts: list[Part] = []
    if answered is not None:
        parts += answered_text(*answered, library)
    if view.mornings:
        tick = view.enrolment is not None
        parts += morning_text(view.mornings[0], library, view.day, room.width, tick=tick)
    return [*parts, "\n"] if parts else []


def _advice(view: TodayView, width: int) -> list[Part]:
    """Return what the coach has to say today, marked so that it is not overlooked.

    Of the notes on the session that is what pain has taken out of it.
    """
    notes = view.session.notes if view.session else ()
    said = (*view.advice, *(note for note in notes if note.rule in _PAIN_RULES))
    return [
        part
        for advice in said
        # The words of a longer one stay clear of the mark.
        for part in (("▌ ", "bold $accent"), f"{indented(plain(advice.sentence), width)[2:]}\n")
    ]


def _unfinished(view: TodayView, unfinished: Unfinished, room: Room) -> list[Part]:
    title = clip(plain(unfinished.title), room.width)
    when = day_words(unfinished.day, view.day)
    done = f"{unfinished.done_sets} of {count(unfinished.all_sets, 'set')} done"
    words = "is running in another window." if unfinished.running else "was begun and not ended."
    return [
        ("▌ ", "bold $accent"),
        (title, "bold"),
        f" {words}\n",
        ("▌ ", "bold $accent"),
        (f"{when} · {done}", "$muted"),
        *(
            [("    more when it ends", "$muted")]
            if unfinished.running
            else [("    r", "bold $accent"), (" go on or end it", "$muted")]
        ),
        "\n\n",
    ]


def _held(decision: Decision) -> list[Part]:
    """Return what a plan on hold says: why, who fits, and the way back."""
    return [
        ("On hold", "bold"),
        "\n\n",
        f"{plain(decision.sentence)}\n\n",
        f"{WHO}\n\n",
        (f"{WAY_BACK}\n\n", "$muted"),
        ("enter", "bold $accent"),
        "   what to watch, and the way back\n",
    ]


def _nothing(view: TodayView) -> list[Part]:
    if view.hold is not None:
        return _held(view.hold)
    if view.enrolment is None and view.draft_answers:
        first = ("Find your weak link", "bold")
        text = f"Go on where you left: {view.draft_answers} of 14 answered."
    elif _waiting(view):
        first = ("Your result waits", "bold")
        text = "You have answered the questions; nothing has begun yet."
    elif view.enrolment is None and not view.why_none:
        first = ("Find your weak link", "bold")
        text = (
            "Fourteen questions, about three minutes. They tell which link of your running is "
            "weak and where to begin; then your first session stands here."
        )
    else:
        first = ("Nothing to train today", "bold")
        text = plain(view.why_none)
    key: list[Part] = []
    if view.enrolment is None:
        key += [("enter", "bold $accent"), f"   {entry(view).value}\n"]
    if may_step_up(view):
        key += [("s", "bold $accent"), "       the step-up session by itself\n"]
    return [first, "\n\n", text, "\n\n", *key]


def _waiting(view: TodayView) -> bool:
    """Whether the questions are answered and no programme was begun on the result."""
    without = view.enrolment is None and not view.draft_answers and not view.why_none
    return without and view.start is not None


def _heading(
    view: TodayView, session: Prescription, library: Library, room: Room, brevity: _Brevity
) -> list[Part]:
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
        *(_purpose(session) if brevity < _Brevity.PURPOSE else []),
        *_advice(view, room.width),
        *_tests(view),
        *_quiet_line("first", session, Section.OPENING, library, room=room, brevity=brevity),
        "\n",
    ]


def _tests(view: TodayView) -> list[Part]:
    """Return the self-tests of a test day, with the key that leads to them."""
    if not view.tests:
        return []
    names = ", ".join(plain(name).lower() for name in view.tests)
    return [
        ("▌ ", "bold $accent"),
        f"Test day: {names}   ",
        ("g", "bold $accent"),
        (" leads there\n", "$muted"),
    ]


def _purpose(session: Prescription) -> list[Part]:
    purpose = plain(session.slot.purpose)
    return [(f"{purpose}\n", "$muted")] if purpose else []


def _closing(session: Prescription, library: Library, room: Room, brevity: _Brevity) -> list[Part]:
    return _quiet_line("then", session, Section.CLOSING, library, room=room, brevity=brevity)


def _exercises(
    view: TodayView, items: list[PrescribedItem], library: Library, room: Room, free: int
) -> list[Part]:
    """Return one row for each exercise, of as many lines as there is room for."""
    names = [cell_len(plain(library[item.exercise_id].name)) for item in items]
    narrow = room.width < _NARROW
    columns = _Columns(
        min(_NARROW_NAME if narrow else _NAME_WIDTH, max(names, default=0)) + 2,
        max((cell_len(dose(item, short=narrow)) for item in items), default=0) + 2,
        room.width,
        max(1, min(4, free // max(1, len(items)))),
    )
    last = {was.exercise_id: was for was in view.last}
    rows = [
        _row(item, library[item.exercise_id], last.get(item.exercise_id), columns) for item in items
    ]
    return [part for row in rows for part in row]


class _Columns(NamedTuple):
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
        return self.whole < _NARROW

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
    if columns.lines > 3 and exercise.cues:
        parts.append(f"  {clip(plain(exercise.cues[0]), columns.whole - 2)}\n")
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


def _quiet_line(
    word: str,
    session: Prescription,
    section: Section,
    library: Library,
    *,
    room: Room,
    brevity: _Brevity,
) -> list[Part]:
    """Return what comes before or after the main part, in two lines at most."""
    items = [item for item in session.items if item.section is section]
    if not items or brevity >= _Brevity.AROUND:
        return []
    names = " · ".join(
        f"{plain(library[item.exercise_id].name)} {dose(item, short=True).removeprefix('1 × ')}"
        for item in items
    )
    lines = 2 if brevity < _Brevity.WARM_UP_TWO_LINES else 1
    # Wrapping at words leaves some room unused on every line but the last.
    width = room.width * lines - 12 * (lines - 1)
    return ["\n", (f"{clip(f'{word}  {names}', width)}\n", "$muted")]


def _ready(view: TodayView, room: Room) -> list[Part]:
    """Return the question before a session: a yes has a key, to start says none of it."""
    if view.enrolment is None or view.readiness is not None:
        return []
    asked = "Ill, under 4 h of sleep, sore at rest, a hard run near?"
    if room.width < _NARROW:
        asked = "Ill, under 4 h sleep, sore, hard run near?"
    return ["\n", (asked, "$muted"), "  ", ("y", "bold $accent"), (" yes", "$muted"), "\n"]


def _week(view: TodayView, width: int, *, after_line: bool) -> list[Part]:
    if not view.week_planned:
        return []
    done = min(view.week_done, view.week_planned)
    dots = " ".join(["●"] * done + ["○"] * (view.week_planned - done))
    looking_back = "   v looks back on it" if view.day.isoweekday() == _SUNDAY else ""
    return [
        "" if after_line else "\n",
        ("This week  ", "$muted"),
        (dots, "bold $accent"),
        (f"  {view.week_done} of {view.week_planned}", "$muted"),
        (looking_back, "$muted"),
        *_gate(view, width, 11 + len(dots) + 8 + len(looking_back)),
    ]


def _gate(view: TodayView, width: int, taken: int) -> list[Part]:
    """Return the gate in what is left of the line, or on a line of its own where it is open."""
    now = view.gate.now if view.gate else None
    if now is None:
        return []
    room = width - taken - 3
    if cell_len(now.line) <= room:
        return [f"   {now.line}"]
    return ["\n", (clip(now.line, width), "")]
