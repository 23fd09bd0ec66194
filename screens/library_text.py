"""What the library says about an exercise: values in, text out."""

from __future__ import annotations

from textwrap import fill

from textual.content import Content

from app.coach.library import ALWAYS_STOP, NOTHING, Level, Origin, Wanted
from app.coach.model import Exercise, Laterality, Unit
from app.coach.names import LINK_NAME, PLACE_WORD
from app.trainer.browsing import Citation, Shelf
from screens.parts import Part
from screens.widgets.catalogue import Item
from screens.widgets.plain import indented, plain
from screens.widgets.ways import Way
from screens.words import count, listed

PROVISIONAL = "◇"
_OTHERS = "Opening and closing"
_COLUMN = 9
_LEGS = {
    Laterality.EACH: "one after the other",
    Laterality.ALTERNATING: "in turn",
    Laterality.TOGETHER: "both at once",
}
_UNIT = {
    Unit.REPS: "repetition",
    Unit.TOUCHES: "touch",
    Unit.HOLDS: "hold",
    Unit.PAIRS: "pair",
}
_ORIGIN = {
    Origin.ADDED: "Yours: added to the library.",
    Origin.REPLACED: "Yours, in place of the shipped one.",
    Origin.EXTENDED: "The shipped one with your changes.",
}
LEVEL_WORD = {
    Level.GUIDELINE: "guideline",
    Level.REVIEW: "review",
    Level.STUDY: "study",
    Level.COACH: "coach or clinic",
    Level.JUDGEMENT: "judgement",
}


def item(exercise: Exercise, origin: Origin, *, grouped: bool) -> Item:
    """Return an exercise as a line of the list; `grouped` puts it under its first link."""
    links = [LINK_NAME[link] for link in exercise.links]
    marks = PROVISIONAL if exercise.provisional else ""
    if origin is not Origin.SHIPPED:
        marks = "+"
    group = links[0] if links else _OTHERS
    return Item(
        exercise.id,
        plain(exercise.name),
        plain(exercise.dose),
        marks,
        group if grouped else "",
    )


def heading(found: int, shelf: Shelf, wanted: Wanted) -> Content:
    """Return what the list holds and what it was asked for."""
    asked = []
    if wanted.text:
        asked.append(f"“{plain(wanted.text)}”")
    if wanted.link is not None:
        asked.append(LINK_NAME[wanted.link].lower())
    if wanted.place is not None:
        asked.append(PLACE_WORD[wanted.place])
    if wanted.kit is not None:
        asked.append("nothing needed" if wanted.kit == NOTHING else f"needs a {wanted.kit}")
    everything = len(shelf.exercises)
    if not asked:
        return Content.styled(f"{count(everything, 'exercise')}, by what they train", "$muted")
    number = f"{found} of {everything}" if found else "Nothing"
    parts: list[Part] = [(f"{number} · ", "$muted"), (" · ".join(asked), "$accent")]
    if not found:
        parts.append((". Press c to see everything again.", "$muted"))
    return Content.assemble(*parts)


def head(exercise: Exercise, origin: Origin, width: int) -> Content:
    """Return what stands beside the figure: name, purpose, dose and cues."""
    parts: list[Part] = [(f"{plain(exercise.name)}\n", "bold")]
    if exercise.synonyms:
        also = fill(f"also: {plain(', '.join(exercise.synonyms))}", width)
        parts.append((f"{also}\n", "$muted"))
    if exercise.provisional:
        parts.append((f"{PROVISIONAL} provisional, see below\n", "$accent"))
    if origin is not Origin.SHIPPED:
        parts.append((f"{fill('+ ' + _ORIGIN[origin], width)}\n", "$accent"))
    parts += ["\n", f"{fill(plain(exercise.purpose), width)}\n"]
    if exercise.dose:
        parts += ["\n", *_fact("Dose", exercise.dose, width, strong=True)]
    if exercise.cues:
        parts.append("\n")
        for number, cue in enumerate(exercise.cues, 1):
            parts += _line(f"{number} ", cue, width, "$accent")
    return _assembled(parts)


def rest(exercise: Exercise, form: str | None, width: int) -> Content:
    """Return the rest of an entry up to its links; `form` is the rung that the figure shows."""
    parts: list[Part] = []
    parts += _listed("Faults", exercise.faults, width)
    parts += _listed("Stop at", exercise.stops, width)
    if exercise.rated:
        for always in ALWAYS_STOP:
            parts += _line("  · ", always, width, "$muted", "$muted")
    parts += _listed("Before you begin", exercise.entry, width)
    parts += ["\n", *_facts(exercise, width)]
    if exercise.rungs:
        parts += ["\n", ("From easy to hard\n", "bold")]
        for rung in exercise.rungs:
            sign = "  ▸ " if rung.id == form else "  · "
            parts += _line(sign, rung.name, width, "$accent" if rung.id == form else "$muted")
    parts += _listed("Good to know", exercise.notes, width)
    parts += _listed("Made easier", exercise.easier, width)
    parts += _listed("Made harder", exercise.harder, width)
    return _assembled(parts)


def ways(exercise: Exercise, shelf: Shelf) -> tuple[Way, ...]:
    """Return the links to what is easier and harder; an id that nobody knows leads nowhere."""
    return tuple(
        Way(label, other, plain(shelf.exercises[other].name))
        for label, ids in (("Easier", exercise.easier_ids), ("Harder", exercise.harder_ids))
        for other in ids
        if other in shelf.exercises
    )


def end(exercise: Exercise, cited: tuple[Citation, ...], width: int) -> Content:
    """Return where an entry comes from, and what of it is not yet sure."""
    parts: list[Part] = []
    if exercise.provisional:
        text = fill(f"{PROVISIONAL} Provisional: {plain(exercise.provisional)}", width)
        parts += [(f"{text}\n", "$accent"), "\n"]
    parts.append(("Where it comes from\n", "bold"))
    for each in cited:
        source = each.source
        what = f"{plain(source.what)} ({LEVEL_WORD[source.level]})" if source else "not in the list"
        label = f"  {plain(each.id):<6} "
        parts += _line(label, plain(each.taken), width, "$accent")
        parts += [(f"{indented(what, width, len(label))}\n", "$muted")]
    return _assembled(parts)


def caption(exercise: Exercise, leg: str, form: str | None, *, moves: bool) -> str:
    """Return what stands below the figure: which form, which leg, and whether it stands still."""
    rung = exercise.rung(form)
    said = [plain(rung.name)] if rung else []
    how = [f"{leg} leg"] if exercise.laterality_at(form) is Laterality.EACH else []
    if not moves:
        how.append("standing still")
    if how:
        said.append(" · ".join(how))
    return "\n".join(said)


def _facts(exercise: Exercise, width: int) -> list[Part]:
    links = [LINK_NAME[link].lower() for link in exercise.links]
    unit = _UNIT.get(exercise.unit)
    tempo = ""
    if exercise.tempo is not None:
        each = exercise.tempo
        parts = ((each.lower, "down"), (each.hold, "held"), (each.rise, "up"), (each.top, "held"))
        tempo = ", ".join(f"{seconds} s {what}" for seconds, what in parts if seconds)
    elif exercise.hold_seconds:
        tempo = f"held for {exercise.hold_seconds} s"
    elif unit is not None:
        tempo = f"free, about {exercise.seconds_per_unit:g} s a {unit}"
    facts = (
        ("Trains", listed(links)),
        ("Works", ", ".join(exercise.muscles)),
        ("Legs", _LEGS[exercise.laterality]),
        ("Tempo", tempo),
        ("Rests", _rests(exercise)),
        ("Where", listed([PLACE_WORD[place] for place in exercise.places])),
        ("Needs", listed(exercise.kit) or "nothing"),
        ("Handy", ", ".join(exercise.handy)),
    )
    return [part for name, said in facts if said for part in _fact(name, said, width)]


def _rests(exercise: Exercise) -> str:
    said = []
    if exercise.leg_rest:
        said.append(f"{exercise.leg_rest} s between the legs")
    if exercise.set_rest:
        most = exercise.long_set_rest
        span = f"{exercise.set_rest}–{most}" if most else f"{exercise.set_rest}"
        said.append(f"{span} s between sets")
    return ", ".join(said)


def _fact(name: str, said: str, width: int, *, strong: bool = False) -> list[Part]:
    text = indented(plain(said), width, _COLUMN).removeprefix(" " * _COLUMN)
    return [(f"{name:<{_COLUMN}}", "$muted"), (f"{text}\n", "bold" if strong else "")]


def _listed(title: str, texts: tuple[str, ...], width: int) -> list[Part]:
    if not texts:
        return []
    parts: list[Part] = ["\n", (f"{title}\n", "bold")]
    for text in texts:
        parts += _line("  · ", text, width, "$muted")
    return parts


def _line(sign: str, text: str, width: int, style: str, text_style: str = "") -> list[Part]:
    body = indented(plain(text), width, len(sign)).removeprefix(" " * len(sign))
    return [(sign, style), (f"{body}\n", text_style)]


def _assembled(parts: list[Part]) -> Content:
    """Put the parts together without a blank line at the beginning or the end."""
    while parts and parts[0] == "\n":
        parts = parts[1:]
    return Content.assemble(*parts).rstrip("\n")
