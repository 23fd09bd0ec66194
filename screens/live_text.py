"""What the live screen says, line by line: values in, text out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from app.coach.model import Exercise, SetRow, SetStatus, Side, Unit
from app.coach.player import Asked, Phase, PlayerView, Proposal, Question
from screens.widgets.plain import clip, plain
from screens.words import SIDE_WORD, amount, per_side

Part = str | tuple[str, str]

_PHASE = {
    Phase.READY: "◇ READY",
    Phase.WORK: "► WORK",
    Phase.SWITCH: "⇄ SWITCH",
    Phase.REST: "○ REST",
    Phase.ASKING: "? HOW WAS IT",
    Phase.DONE: "✓ DONE",
}
_PAUSED = "‖ PAUSED"
_LEG = {Side.LEFT: "left leg", Side.RIGHT: "right leg", Side.BOTH: ""}
_SCALE = {
    Asked.CONTROL: "1 could not hold it · 3 wobbly · 5 steady all the way",
    Asked.EFFORT: "0 nothing · 5 hard · 10 all I had",
    Asked.PAIN: "0 none · 10 the worst",
}
_LONG_MINUTES = 100


@dataclass(frozen=True, slots=True)
class Book:
    """The session's exercises, for their names and cues."""

    exercises: Mapping[str, Exercise]

    def name(self, exercise_id: str) -> str:
        """Return the exercise's name; its id in words where its file is gone."""
        exercise = self.exercises.get(exercise_id)
        return plain(exercise.name) if exercise else exercise_id.replace("_", " ").capitalize()

    def rung(self, row: SetRow) -> str:
        """Return the name of the set's rung, "" where there is none to tell."""
        exercise = self.exercises.get(row.exercise_id)
        rung = exercise.rung(row.rung) if exercise else None
        return plain(rung.name) if rung else ""

    def cue(self, row: SetRow) -> str:
        """Return one thing to mind; each set has its own."""
        exercise = self.exercises.get(row.exercise_id)
        cues = exercise.cues if exercise else ()
        return plain(cues[(row.set_no - 1) % len(cues)]) if cues else ""


def clock(seconds: int) -> str:
    """Return seconds as `0:45` or `1:02:03`."""
    minutes, rest = divmod(seconds, 60)
    if minutes < _LONG_MINUTES:
        return f"{minutes}:{rest:02}"
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def across(left: str, right: str, width: int) -> str:
    """Return two texts at the ends of one line; the left one gives way."""
    left = clip(left, max(1, width - cell_len(right) - 2))
    return left + " " * max(1, width - cell_len(left) - cell_len(right)) + right


# --- the lines, from the top -------------------------------------------------------------


def head(view: PlayerView, width: int) -> Content:
    """The phase in one word, and which set."""
    word = _PHASE[view.phase]
    if view.paused:
        word = f"{_PAUSED} · {word}"
    row = view.row
    place = f"set {row.set_no} of {row.set_count}" if row else ""
    passed = f"{view.minutes} min" if view.minutes else ""
    return Content.styled(across(f"{word}   {place}", passed, width), "bold")


def title(view: PlayerView, book: Book) -> Content:
    """The exercise in hand; during a rest, the one that comes next."""
    if view.question is not None and view.phase is Phase.ASKING:
        return Content.styled(book.name(view.question.exercise_id).upper(), "bold")
    if view.row is None:
        return Content.styled("THE SESSION IS DONE", "bold")
    return Content.styled(book.name(view.row.exercise_id).upper(), "bold")


def side(view: PlayerView, book: Book) -> Content:
    """The leg, and how the set is to be done."""
    row = view.row
    if row is None:
        return Content("")
    facts = [book.rung(row)]
    if row.height_cm:
        facts.append(f"box {row.height_cm} cm")
    if row.load_kg:
        facts.append(f"{row.load_kg:g} kg")
    if row.tempo is not None:
        facts.append(f"tempo {row.tempo}")
    more = " · ".join(fact for fact in facts if fact)
    leg = _LEG[row.side].upper() or "BOTH LEGS"
    return Content.assemble((leg, "bold"), (f"   {more}" if more else "", "$muted"))


def number(view: PlayerView) -> tuple[str, str]:
    """Return what the large digits show, and the words at their foot."""
    row = view.row
    if view.phase is Phase.DONE:
        done = sum(status is SetStatus.DONE for status in view.statuses)
        return str(view.minutes), f"min · {done} of {len(view.statuses)} sets"
    if view.phase is Phase.ASKING or row is None:
        return "", ""
    if view.phase is Phase.WORK:
        return _work_number(view, row)
    if view.overtime is not None:
        return f"+{clock(view.overtime)}", "ready when you are"
    left = view.seconds_left or 0
    words = {Phase.READY: "s to go", Phase.SWITCH: "s to change legs", Phase.REST: "s of rest"}
    return _countdown(left), words[view.phase]


def _work_number(view: PlayerView, row: SetRow) -> tuple[str, str]:
    if not view.paced:
        return str(view.count), f"{_unit_word(row)} · {clock(view.running or 0)} so far"
    if row.unit is Unit.SECONDS:
        return _countdown(view.seconds_left or 0), f"s of {row.target}"
    return str(view.count), f"of {amount(row.target, row.unit)}"


def _unit_word(row: SetRow) -> str:
    return amount(row.target, row.unit).removeprefix(str(row.target)).strip() or "reps"


def _countdown(seconds: int) -> str:
    return str(seconds) if seconds < 100 else clock(seconds)


def message(view: PlayerView, book: Book) -> Content:
    """The one sentence that matters most now."""
    if view.away is not None:
        gone = f"{view.away} s" if view.away < 120 else f"{view.away // 60} min"
        return Content.styled(
            f"You were away {gone}. Nothing went on without you: space goes on, b does this set "
            "again, q ends or leaves.",
            "bold",
        )
    if view.hurts:
        return Content.styled(
            "Pain above 2: better to stop this exercise. Press s, then s, then 1.", "$pain-amber"
        )
    if view.phase is Phase.DONE:
        return Content("space shows what you did · u takes the last thing back")
    if view.row is None:
        return Content("")
    return Content(book.cue(view.row))


def result(view: PlayerView) -> Content:
    """What the set closed last came to, while it can still be put right."""
    row = view.last
    if row is None or row.actual is None:
        return Content("")
    leg = f"{_LEG[row.side]} " if row.side is not Side.BOTH else ""
    pain = f" · pain {row.pain}" if row.pain is not None else ""
    note = f" · “{plain(row.note)}”" if row.note else ""
    return Content.assemble(
        ("last set  ", "$muted"),
        (f"{leg}{row.actual} of {amount(row.target, row.unit)}", "bold"),
        (f"{pain}{note}", "$muted"),
    )


def last_time(said: Proposal, width: int) -> Content:
    """What was said about this exercise last time."""
    control = {side: said.control[side] for side in Side if side in said.control}
    facts = [f"control {per_side(control)}"] if control else []
    if said.effort is not None:
        facts.append(f"effort {said.effort}")
    if said.pain:
        facts.append(f"pain {said.pain}")
    if said.note:
        facts.append(f"“{plain(said.note)}”")
    return Content.styled(clip(f"last time  {' · '.join(facts)}", width) if facts else "", "$muted")


def ahead(view: PlayerView, book: Book, width: int) -> Content:
    """What comes next and how long all of it takes; always in the same line."""
    coming = view.following if view.phase is Phase.WORK else view.row
    left = f"{clock(view.left)} left" if view.row else ""
    if coming is None:
        text = "next  the end" if view.row else ""
        return Content(across(text, left, width))
    same = view.row is not None and coming.exercise_id == view.row.exercise_id
    words = [_LEG[coming.side], amount(coming.target, coming.unit)]
    if not (same and view.phase is Phase.WORK):
        words.insert(0, book.name(coming.exercise_id))
    text = f"next  {', '.join(word for word in words if word)}{_after(view, coming)}"
    return Content(across(text, left, width))


def _after(view: PlayerView, coming: SetRow) -> str:
    if coming.switch:
        return f" · then {_LEG[coming.side.other]}"
    if coming.pos == len(view.statuses) - 1:
        return " · then done"
    return f" · then rest {clock(coming.rest_after)}" if coming.rest_after else ""


# --- the check-in ------------------------------------------------------------------------


def question(view: PlayerView, book: Book, width: int) -> tuple[Content, Content, Content]:
    """Return the open question, its scale, and the whole check-in with what stands ready."""
    asked = view.question
    if asked is None:
        return Content(""), Content(""), Content("")
    name = book.name(asked.exercise_id)
    words = _question_words(asked.question)
    digits = "1–5" if asked.question.asked is Asked.CONTROL else "0–9, x is 10"
    first = Content.assemble((f"{words}?", "bold $accent"), f"  {digits}   ", (name, "$muted"))
    ready = dict(asked.ready)
    fields: list[Part] = []
    for each, answer in asked.answers:
        here = each == asked.question
        short = _short(each)
        if answer is not None:
            fields.append((f" {short} {answer} ✓ ", "bold"))
        elif each in ready:
            fields.append((f" {short} {ready[each]}? ", "reverse" if here else "$muted"))
        else:
            fields.append((f" {short} … ", "reverse" if here else "$muted"))
        fields.append(" ")
    if ready:
        fields.append(("  enter takes the ? answers", "$accent"))
    return (
        first,
        Content.styled(clip(_SCALE[asked.question.asked], width), "$muted"),
        Content.assemble(*fields),
    )


def _question_words(asked: Question) -> str:
    if asked.asked is Asked.EFFORT:
        return "How hard was it"
    if asked.asked is Asked.PAIN:
        return "Any pain"
    leg = f", {SIDE_WORD[asked.side]} leg" if asked.side is not Side.BOTH else ""
    return f"Control{leg}"


def _short(asked: Question) -> str:
    if asked.asked is not Asked.CONTROL or asked.side is Side.BOTH:
        return asked.asked.value
    return f"control {SIDE_WORD[asked.side][0].upper()}"
