"""What to call a link, and an exercise that the library may not know."""

from __future__ import annotations

from app.coach.model import Library, Link, Place

LINK_NAME = {
    Link.MECHANICS: "Mechanics",
    Link.COORDINATION: "Coordination",
    Link.POWER: "Muscular power",
    Link.AEROBIC: "Aerobic power",
    Link.TISSUE: "Tissue",
}
"""Each link for people."""


PLACE_WORD = {Place.HOME: "at home", Place.OUTDOORS: "outdoors", Place.GYM: "at the gym"}
"""Where a session is done, as it stands in a sentence."""


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence: `high knees`, but `A-skip`."""
    return name if name[1:2] == "-" else name[:1].lower() + name[1:]


def name_of(library: Library, exercise_id: str) -> str:
    """Return an exercise's name; its id, as plain text, where the library does not have it.

    The log outlives the library, and an import keeps names as they were.
    """
    return library[exercise_id].name if exercise_id in library else exercise_id
