"""`stridetui exercises`: the library as a list, or one exercise in full."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from textwrap import fill
from typing import TYPE_CHECKING

from app.coach.library import ALWAYS_STOP, NOTHING, Origin, Wanted, find
from app.coach.model import Exercise, Link, Place
from app.commands import streams
from app.exercise_file import KIT

if TYPE_CHECKING:
    from app.trainer.browsing import Shelf
    from app.trainer.desk import Desk

_WIDTH = 88
_EPILOG = """\
examples:
  stridetui exercises --link power --place home
  stridetui exercises --kit none --search calf
  stridetui exercises one_leg_squat
  stridetui exercises --json

A list marks with * what is provisional, with + your own.

keys of the JSON, which stay what they are; with an ID one object, without a list of them:
  id, name, synonyms, purpose, links, muscles, laterality (each, alternating, together), unit,
  dose, seconds_per_unit, tempo (lower-hold-rise-hold, null for a free rhythm), hold_seconds,
  rest (seconds: between_legs, between_sets, between_long_sets), contacts (on the ground, per
  unit), places, kit, handy, entry, cues, faults, stops, always_stops, notes,
  forms (easiest first: id, name, laterality, hand), easier and harder (words, exercises),
  sources (id, level, what, taken, addresses, provisional),
  provisional (null, or what is still to be confirmed),
  origin (shipped, added, replaced, extended), figure (whether it is drawn)

exit status: 0 done, 2 there is no such exercise
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `exercises [ID] [--json] [--link LINK] [--place PLACE] [--kit KIT] [--search WORDS]`."""
    parser = subparsers.add_parser(
        "exercises",
        help="list the exercises, or say all about one",
        description="List the exercises of the library, or say all about one of them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("id", metavar="ID", nargs="?", help="the exercise to say all about")
    parser.add_argument("--json", action="store_true", help="as JSON")
    links, places, kit = (
        [link.value for link in Link],
        [place.value for place in Place],
        [NOTHING, *KIT],
    )
    parser.add_argument(
        "--link", metavar="LINK", type=_word("link", links), help=f"one of {', '.join(links)}"
    )
    parser.add_argument(
        "--place", metavar="PLACE", type=_word("place", places), help=f"one of {', '.join(places)}"
    )
    parser.add_argument(
        "--kit", metavar="KIT", type=_word("kit", kit), help=f"what it needs: {', '.join(kit)}"
    )
    parser.add_argument("--search", metavar="WORDS", default="", help="in names and muscles")


def _word(what: str, known: list[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text in known:
            return text
        from app.toml_table import did_you_mean

        hint = did_you_mean(text, known).removeprefix("; ") or f"there are {', '.join(known)}"
        raise argparse.ArgumentTypeError(f"there is no {what} {text!r} ({hint})")

    return read


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Print what fits, or one exercise; what is wrong with own files goes to standard error.

    Raises `UsageError` for an unknown id, `ContentError` for shipped files that are broken.
    """
    from app.trainer import browsing

    shelf = browsing.shelf(desk)
    for fault in shelf.faults:
        streams.complain(fault)
    if args.id is not None:
        known = browsing.find_exercise(desk, args.id, "; stridetui exercises lists them all.")
        exercise = shelf.exercises[known]
        _write(_as_json(exercise, shelf, desk) if args.json else _in_full(exercise, shelf))
        return 0
    found = find(shelf.exercises.values(), _wanted(args))
    if args.json:
        _write([_as_json(exercise, shelf, desk) for exercise in found])
    else:
        _write(_as_list(found, shelf))
    return 0


def _write(what: object) -> None:
    if isinstance(what, str):
        streams.print_lines(what.splitlines())
        return
    import json

    # ASCII only: whatever reads it needs no particular encoding.
    streams.output().write(json.dumps(what, indent=2) + "\n")


def _wanted(args: argparse.Namespace) -> Wanted:
    return Wanted(
        args.search,
        Link(args.link) if args.link else None,
        Place(args.place) if args.place else None,
        args.kit,
    )


# --- for people --------------------------------------------------------------------------


def _as_list(found: tuple[Exercise, ...], shelf: Shelf) -> str:
    if not found:
        return "Nothing in the library fits that.\n"
    ids = max(len(exercise.id) for exercise in found) + 2
    names = max(len(exercise.name) for exercise in found) + 2
    lines = [
        f"{_marks(exercise, shelf):<3}{exercise.id:<{ids}}{exercise.name:<{names}}"
        f"{', '.join(exercise.links) or 'opening and closing'}"
        for exercise in found
    ]
    return "\n".join(lines) + f"\n\n{len(found)} of {len(shelf.exercises)}\n"


def _marks(exercise: Exercise, shelf: Shelf) -> str:
    own = "+" if shelf.origins[exercise.id] is not Origin.SHIPPED else ""
    return ("*" if exercise.provisional else "") + own


def _in_full(exercise: Exercise, shelf: Shelf) -> str:
    from app.trainer.browsing import citations

    lines = [exercise.name, *_filled(exercise.purpose), ""]
    facts = (
        ("also", ", ".join(exercise.synonyms)),
        ("trains", ", ".join(exercise.links)),
        ("works", ", ".join(exercise.muscles)),
        ("dose", exercise.dose),
        ("tempo", f"{exercise.tempo} (lower-hold-rise-hold)" if exercise.tempo else ""),
        ("rests", _rests(exercise)),
        ("places", ", ".join(exercise.places)),
        ("needs", ", ".join(exercise.kit) or "nothing"),
        ("handy", ", ".join(exercise.handy)),
        ("origin", shelf.origins[exercise.id].value),
    )
    lines += [line for name, said in facts if said for line in _filled(said, f"{name:<8}")]
    for title, texts in (
        ("first", exercise.entry),
        ("cues", exercise.cues),
        ("faults", exercise.faults),
        ("stop at", (*exercise.stops, *ALWAYS_STOP)),
        ("good to know", exercise.notes),
        ("forms, easiest first", tuple(rung.name for rung in exercise.rungs)),
        ("easier", (*exercise.easier, *_names(exercise.easier_ids, shelf))),
        ("harder", (*exercise.harder, *_names(exercise.harder_ids, shelf))),
    ):
        if texts:
            lines += ["", title, *(line for text in texts for line in _filled(text, "  "))]
    lines += ["", "sources"]
    for each in citations(exercise, shelf.sources):
        what = f"{each.source.what} ({each.source.level})" if each.source else "an unknown source"
        lines += _filled(f"{what}: {each.taken}", f"  {each.id:<7}")
    if exercise.provisional:
        lines += ["", *_filled(f"provisional: {exercise.provisional}")]
    return "\n".join(lines) + "\n"


def _rests(exercise: Exercise) -> str:
    rests = (("legs", exercise.leg_rest), ("sets", exercise.set_rest))
    said = [f"{seconds} s between {what}" for what, seconds in rests if seconds]
    if exercise.long_set_rest:
        said.append(f"{exercise.long_set_rest} s between long sets")
    return ", ".join(said)


def _names(ids: tuple[str, ...], shelf: Shelf) -> list[str]:
    return [
        f"{shelf.exercises[each].name} ({each})" if each in shelf.exercises else each
        for each in ids
    ]


def _filled(text: str, first: str = "") -> list[str]:
    return fill(text, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first)).split("\n")


# --- for programs ------------------------------------------------------------------------


def _as_json(exercise: Exercise, shelf: Shelf, desk: Desk) -> dict[str, object]:
    from app.trainer.browsing import citations

    return {
        "id": exercise.id,
        "name": exercise.name,
        "synonyms": exercise.synonyms,
        "purpose": exercise.purpose,
        "links": exercise.links,
        "muscles": exercise.muscles,
        "laterality": exercise.laterality,
        "unit": exercise.unit,
        "dose": exercise.dose,
        "seconds_per_unit": exercise.seconds_per_unit,
        "tempo": str(exercise.tempo) if exercise.tempo else None,
        "hold_seconds": exercise.hold_seconds,
        "rest": {
            "between_legs": exercise.leg_rest,
            "between_sets": exercise.set_rest,
            "between_long_sets": exercise.long_set_rest or exercise.set_rest,
        },
        "contacts": exercise.contacts,
        "places": exercise.places,
        "kit": exercise.kit,
        "handy": exercise.handy,
        "entry": exercise.entry,
        "cues": exercise.cues,
        "faults": exercise.faults,
        "stops": exercise.stops,
        "always_stops": ALWAYS_STOP,
        "notes": exercise.notes,
        "forms": [
            {
                "id": rung.id,
                "name": rung.name,
                "laterality": exercise.laterality_at(rung.id),
                "hand": rung.hand,
            }
            for rung in exercise.rungs
        ],
        "easier": {"words": exercise.easier, "exercises": exercise.easier_ids},
        "harder": {"words": exercise.harder, "exercises": exercise.harder_ids},
        "sources": [
            {
                "id": each.id,
                "level": each.source.level if each.source else None,
                "what": each.source.what if each.source else None,
                "taken": each.taken,
                "addresses": each.source.addresses if each.source else (),
                "provisional": (each.source.provisional or None) if each.source else None,
            }
            for each in citations(exercise, shelf.sources)
        ],
        "provisional": exercise.provisional or None,
        "origin": shelf.origins[exercise.id],
        "figure": exercise.pose in desk.poses,
    }
