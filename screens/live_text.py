"""What the live screen says, line by line: values in, text out."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual.content import Content

from app.coach.frozen import dataclass
from app.coach.model import Exercise, SetRow, SetStatus, Side, Unit
from app.coach.player import Asked, Phase, PlayerView, Proposal, Question, Stage, Stop
from screens.widgets.big_words import ROWS, big_words
from screens.widgets.plain import clip, plain
from screens.words import SIDE_WORD, amount, count, per_side

_PHASE = {
    Phase.READY: "◇ READY",
    Phase.WORK: "► WORK",
    Phase.SWITCH: "⇄ SWITCH",
    Phase.REST: "○ REST",
    Phase.ASKING: "? HOW WAS IT",
    Phase.DONE: "✓ DONE",
}
_PAUSED = "‖ PAUSED"
LEG = {Side.LEFT: "left leg", Side.RIGHT: "right leg", Side.BOTH: ""}
_LEFT = {Phase.READY: "s to go", Phase.SWITCH: "s to change legs", Phase.REST: "s of rest"}
_GO = {
    Stage.STEP_UP: "STEP UP",
    Stage.CHANGE: "change legs",
    Stage.STEP_UP_OTHER: "STEP UP, other leg",
    Stage.WALK: "walk to the line",
    Stage.RUN: "RUN",
}
# From here on a count-down is told in minutes, too.
_COUNTDOWN_IN_SECONDS = 100
_LONG_MINUTES = 100
_END = "the end"
_SUMMARY = "what you did"


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
        cues = exercise.cues_at(row.rung) if exercise else ()
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
    return Content.styled(across(f"{word}   {_place(view)}", _ways(view), width), "bold")


def tall_head(view: PlayerView, width: int) -> Content:
    """The phase in large letters, three lines; () of them where there is no room."""
    sign, _, word = _PHASE[view.phase].partition(" ")
    large = f"{_PAUSED[0]} PAUSED" if view.paused else f"{sign} {word}"
    lines = big_words(large, width - 24)
    if not lines:
        return Content("")
    told = f"{_PAUSED} · {_PHASE[view.phase]}" if view.paused else _PHASE[view.phase]
    beside = (told, _place(view), _ways(view))
    return Content.styled(
        "\n".join(across(line, text, width) for line, text in zip(lines, beside, strict=True)),
        "bold",
    )


def _place(view: PlayerView) -> str:
    row = view.row
    return f"set {row.set_no} of {row.set_count}" if row else ""


def _ways(view: PlayerView) -> str:
    ways = ("hands-free" if view.hands_free else "", "" if view.pacer else "own pace")
    return " · ".join(way for way in ways if way)


def title(view: PlayerView, book: Book) -> Content:
    """The exercise in hand; during a rest, the one that comes next."""
    return Content.styled(_name(view, book).upper(), "bold")


def _name(view: PlayerView, book: Book) -> str:
    if view.row is not None:
        return book.name(view.row.exercise_id)
    return book.name(view.question.exercise_id) if view.question else "The session is over"


def side(view: PlayerView, book: Book) -> Content:
    """The leg, and how the set is to be done."""
    if view.row is None:
        return Content("")
    more = facts(view, book)
    return Content.assemble((_leg(view.row), "bold"), (f"   {more}" if more else "", "$muted"))


def large_side(leg: str, view: PlayerView, book: Book) -> Content:
    """The leg in large letters, and beside their foot how the set is to be done."""
    more = facts(view, book)
    return Content.assemble(leg, (f"   {more}" if more else "", "$muted"))


def facts(view: PlayerView, book: Book) -> str:
    """How the set is to be done, in a few words; "" where there is nothing to say."""
    row = view.row
    if row is None:
        return ""
    known = [
        book.rung(row),
        f"box {row.height_cm} cm" if row.height_cm else "",
        f"{row.load_kg:g} kg" if row.load_kg else "",
        f"tempo {row.tempo}" if row.tempo is not None else "",
    ]
    return " · ".join(fact for fact in known if fact)


def tall_names(view: PlayerView, book: Book, width: int, lines: int) -> tuple[str, str]:
    """Return exercise and leg in large letters, as far as `lines` and `width` allow; else ""."""
    if lines < ROWS:
        return "", ""
    name = big_words(_name(view, book), width)
    leg = big_words(_leg(view.row), width) if view.row and lines >= 2 * ROWS else ()
    return "\n".join(name), "\n".join(leg)


def _leg(row: SetRow) -> str:
    return LEG[row.side].upper() or "BOTH LEGS"


def number(view: PlayerView) -> tuple[str, str]:
    """Return what the large digits show, and the words at their foot."""
    row = view.row
    if view.phase is Phase.DONE:
        done = sum(status is SetStatus.DONE for status in view.statuses)
        return clock(view.elapsed), f"min · {done} of {count(len(view.statuses), 'set')}"
    if row is None:
        return _asked_number(view)
    if view.goes_on is not None:
        return str(view.goes_on), "s, then it goes on"
    if view.phase is Phase.WORK:
        return _work_number(view, row)
    if view.overtime is not None:
        return f"+{clock(view.overtime)}", _waiting(view, row)
    return _countdown(view.seconds_left or 0), _left_words(view, row)


def _asked_number(view: PlayerView) -> tuple[str, str]:
    if view.question is None:
        return "", ""
    ready = view.question.proposal
    words = question_words(view.question.question)
    return ("?", words) if ready is None else (str(ready), f"last time · {words}")


def _work_number(view: PlayerView, row: SetRow) -> tuple[str, str]:
    if not view.paced:
        return str(view.count), f"{_unit_word(row)} · {clock(view.running or 0)} so far"
    if row.unit is Unit.PAIRS and view.stage is not None:
        pair = f" · pair {view.count + 1} of {row.target}" if row.target > 1 else ""
        return str(view.stage_left or 0), f"s  {_GO[view.stage]}{pair}"
    if row.unit is Unit.MINUTES:
        return clock(view.seconds_left or 0), f"of {row.target} min"
    if row.unit is Unit.SECONDS:
        return _countdown(view.seconds_left or 0), f"s of {row.target}"
    return str(view.count), f"of {amount(row.target, row.unit)}"


def _waiting(view: PlayerView, row: SetRow) -> str:
    if view.stopped:
        return "it ends here" if view.stop is Stop.SESSION else "this exercise stops here"
    return "back at the line?" if _walks_back(view, row) else "ready when you are"


def _left_words(view: PlayerView, row: SetRow) -> str:
    back = view.phase is Phase.REST and _walks_back(view, row)
    return "s to walk back" if back else _LEFT[view.phase]


def _walks_back(view: PlayerView, row: SetRow) -> bool:
    """Whether the same stretch was just covered and comes again."""
    last = view.last
    return (
        last is not None
        and row.unit is Unit.METRES
        and (last.unit, last.exercise_id) == (row.unit, row.exercise_id)
    )


def _unit_word(row: SetRow) -> str:
    return amount(row.target, row.unit).removeprefix(str(row.target)).strip() or "reps"


def _countdown(seconds: int) -> str:
    return str(seconds) if seconds < _COUNTDOWN_IN_SECONDS else clock(seconds)


def result(view: PlayerView) -> Content:
    """What the set closed last came to, while it can still be put right."""
    row = view.last
    if row is None or row.actual is None:
        return Content("")
    leg = f"{LEG[row.side]} " if row.side is not Side.BOTH else ""
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
    times = f"{clock(view.elapsed)} · {clock(view.left)} left"
    said = f"next  {_coming(view, book)}"
    if view.phase is not Phase.WORK and cell_len(said) + 2 + cell_len(times) > width:
        # The exercise in hand has its name at the top.
        said = f"next  {_coming(view, None)}"
    return Content(across(said, times, width))


def _coming(view: PlayerView, book: Book | None) -> str:
    row, following = view.row, view.following
    if row is None:
        return _END if view.phase is Phase.ASKING else _SUMMARY
    if view.phase is not Phase.WORK:
        return _in_turn(_set_words(row, book), _END if following is None else _pause_after(row))
    if following is None:
        return _END
    name = book if following.exercise_id != row.exercise_id else None
    if row.switch:
        return _in_turn(_set_words(following, name), _pause_after(following))
    return _in_turn(_pause_after(row), _set_words(following, name))


def _in_turn(*parts: str) -> str:
    return " · then ".join(part for part in parts if part)


def _set_words(row: SetRow, book: Book | None) -> str:
    words = (
        book.name(row.exercise_id) if book else "",
        LEG[row.side],
        amount(row.target, row.unit),
    )
    return ", ".join(word for word in words if word)


def _pause_after(row: SetRow) -> str:
    """Return what follows a set before the next one; nothing where that comes at once."""
    if row.switch:
        return LEG[row.side.other]
    return f"rest {clock(row.rest_after)}" if row.rest_after else ""


def question_words(asked: Question) -> str:
    """Return what is asked, in a few words."""
    if asked.asked is Asked.EFFORT:
        return "how hard was it"
    if asked.asked is Asked.PAIN:
        return "any pain"
    leg = f", {SIDE_WORD[asked.side]} leg" if asked.side is not Side.BOTH else ""
    return f"control{leg}"
