"""What Today says, as text for a given width and height; no widget, so it is tested as it is."""

from __future__ import annotations

from enum import IntEnum

from rich.cells import cell_len
from textual.content import Content

from app.coach.day_text import when_words
from app.coach.frozen import dataclass
from app.coach.gates import LEADS_TO, Verdict
from app.coach.model import (
    Library,
    Prescription,
    Section,
)
from app.coach.names import PLACE_WORD
from app.coach.pain import Morning, MorningQuestion
from app.coach.questionnaire import KIT
from app.coach.safety import ready_on
from app.trainer.today import TodayView, Unfinished
from screens.parts import Part
from screens.today_idle import no_session
from screens.today_morning import answered_text, morning_text
from screens.today_table import NARROW, exercise_rows
from screens.widgets.plain import clip, indented, plain
from screens.words import count, day_words, dose, listed

_SUNDAY = 7
# Rules that take an exercise out of a session because of pain or too few free days.
_PAIN_RULES = frozenset({"D.4", "D.7.2", "S3", "B8"})


@dataclass(frozen=True, slots=True)
class Room:
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
        return Content.assemble(*above, *no_session(view), *advice)
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
    done_as = {item.exercise_id: library[item.exercise_id] for item in main}
    if view.enrolment is not None:
        kit = view.enrolment.kit
        done_as = {name: exercise.at_hand(kit) for name, exercise in done_as.items()}
    rows = exercise_rows(main, done_as, view.last, width=room.width, height=free)
    return Content.assemble(*before, *rows, *after)


class _Brevity(IntEnum):
    """What is left out where there is too little height for everything."""

    NOTHING = 0
    PURPOSE = 1
    WARM_UP_TWO_LINES = 2
    AROUND = 3


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
    # On a line of its own, below the title and not below the mark, where both are too long.
    beside = " " if cell_len(title) + 3 + cell_len(words) <= room.width else "\n  "
    return [
        ("▌ ", "bold $accent"),
        (title, "bold"),
        f"{beside}{words}\n",
        ("▌ ", "bold $accent"),
        (f"{when} · {done}", "$muted"),
        *(
            [("    more when it ends", "$muted")]
            if unfinished.running
            else [("    r", "bold $accent"), (" go on or end it", "$muted")]
        ),
        "\n\n",
    ]


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
    ready = ready_on(session.slot, view.history)
    when = "" if ready <= view.day else f" · {when_words(session.slot.due, ready, view.day)}"
    kit = sorted(_kit(view, session, library))
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


def _kit(view: TodayView, session: Prescription, library: Library) -> set[str]:
    """Return what the session uses of what the runner has; nobody is asked about walls."""
    wanted = {piece for item in session.items for piece in library[item.exercise_id].kit}
    if view.enrolment is None:
        return wanted
    missing = (wanted & set(KIT)) - view.enrolment.kit
    # The step-up goes without a box, and then on the bottom stair (D.7.9).
    stair = {"bottom stair"} if "box" in missing else set()
    return (wanted - missing) | stair


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
    if room.width < NARROW:
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
    """Return how the gate stands, in what is left of the line or in one below it."""
    now = view.gate.now if view.gate else None
    if now is None:
        return []
    line = _gate_line(view, now, width)
    return [f"   {line}" if cell_len(line) <= width - taken - 3 else f"\n{line}"]


def _gate_line(view: TodayView, now: Verdict, width: int) -> str:
    """Return how many criteria are met, and what is missing where it is one thing with room."""
    head = f"Gate to {LEADS_TO[now.gate]}: {now.met} of {len(now.criteria)} met"
    if not now.missing:
        return head
    # The key of the gate has another meaning while the morning after is asked about.
    hints = [f"{head}."] if view.mornings else [f"{head}; g shows what is missing.", f"{head}."]
    one = [f"{head}, missing: {now.missing[0]}"] if len(now.missing) == 1 else []
    return next((line for line in (*one, *hints) if cell_len(line) <= width), hints[-1])
