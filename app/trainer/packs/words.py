"""What is said during a session that nobody watches, and when it may be."""

from __future__ import annotations

from collections.abc import Iterator

from app.coach.frozen import dataclass
from app.coach.model import Exercise, Library, SetRow, Side, Unit
from app.coach.names import name_of
from app.coach.player import Cue, Phase
from app.coach.player.rehearsal import Heard, Rehearsal

COUNT_FRESH = 0.4
"""Seconds by which a number may come late; later it would be taken for the next repetition."""

FRESH = 3.0
"""Seconds by which any other phrase may come late."""

_LEG = {Side.LEFT: "left leg", Side.RIGHT: "right leg", Side.BOTH: ""}
_UNIT = {
    Unit.REPS: "",
    Unit.TOUCHES: "touches",
    Unit.HOLDS: "holds",
    Unit.SECONDS: "seconds",
    Unit.METRES: "metres",
    Unit.MINUTES: "minutes",
    Unit.PAIRS: "pairs",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words due at a second, at most `fresh` seconds later. `forms` go from long to short."""

    at: float
    forms: tuple[str, ...]
    fresh: float = FRESH


def phrases(rehearsal: Rehearsal, rows: tuple[SetRow, ...], library: Library) -> list[Phrase]:
    """Return everything worth saying, in the order of time."""
    found = [*_spoken(rehearsal, rows, library)]
    found += [Phrase(count.at, (str(count.number),), COUNT_FRESH) for count in rehearsal.counts]
    return sorted(found, key=lambda phrase: phrase.at)


def _spoken(rehearsal: Rehearsal, rows: tuple[SetRow, ...], library: Library) -> Iterator[Phrase]:
    announced = -1
    if rows:
        announced = rows[0].pos
        yield Phrase(0.0, _coming("first", rows[0], library))
    for heard in rehearsal.heard:
        row = heard.row
        if Cue.DONE in heard.cues:
            yield Phrase(heard.at, ("Done. Now note control, effort and pain.", "Done."))
        elif row is not None and heard.phase is Phase.WORK:
            yield from _during(heard)
        elif row is not None and Cue.SWITCH in heard.cues:
            announced = row.pos
            yield Phrase(heard.at, (_LEG[row.side],))
        elif row is not None and row.pos != announced:
            announced = row.pos
            yield Phrase(heard.at, _coming(_lead(row, rows), row, library))


def _lead(row: SetRow, rows: tuple[SetRow, ...]) -> str:
    before = rows[row.pos - 1] if row.pos else None
    walks = (
        before is not None
        and row.unit is Unit.METRES
        and (before.unit, before.exercise_id) == (row.unit, row.exercise_id)
    )
    return "walk back, then" if walks else "next"


def _during(heard: Heard) -> Iterator[Phrase]:
    row = heard.row
    if Cue.LAST_SET in heard.cues:
        yield Phrase(heard.at, ("last set",))
    elif Cue.HALFWAY in heard.cues:
        yield Phrase(heard.at, ("half way",))
    elif row is not None and row.unit is Unit.PAIRS and Cue.REST in heard.cues:
        yield Phrase(heard.at, ("walk to the line",))
    elif row is not None and row.unit is Unit.PAIRS and Cue.SWITCH in heard.cues:
        yield Phrase(heard.at, ("other leg",))


def _coming(lead: str, row: SetRow, library: Library) -> tuple[str, ...]:
    name = name_of(library, row.exercise_id)
    how_much = f"{row.target} {_UNIT[row.unit]}".strip()
    what = ", ".join(word for word in (name, _LEG[row.side], how_much) if word)
    cue = _cue(library.get(row.exercise_id), row)
    long = (f"{lead}: {what}. {cue}",) if cue else ()
    return (*long, f"{lead}: {what}", name)


def _cue(exercise: Exercise | None, row: SetRow) -> str:
    """Return one thing to mind, another one for each set."""
    cues = exercise.cues_at(row.rung) if exercise else ()
    return cues[(row.set_no - 1) % len(cues)] if cues else ""
