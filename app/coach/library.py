"""Finding one's way in the library: what an exercise matches, in which order, and its sources.

Pure functions on `Exercise` values; the files are read elsewhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from app.coach.frozen import dataclass
from app.coach.model import Exercise, Link, Place

NOTHING = "none"
"""As a wanted piece of kit: what can be done without any."""

ALWAYS_STOP = (
    "Pain above your limit: 2, or 5 in a tendon you know.",
    "Sharp, sudden or spreading pain, or pain on one spot of bone.",
    "Giving way, numbness, dizziness, anything felt in the chest.",
    "Two poor repetitions in a row end the set.",
)
"""What ends every exercise, so that no entry has to repeat it (part B, D.4, D.7.1, S7)."""


class Origin(StrEnum):
    """Whose an exercise is: shipped, or a runner's own file and what it does."""

    SHIPPED = "shipped"
    ADDED = "added"
    REPLACED = "replaced"
    EXTENDED = "extended"


class Level(StrEnum):
    """How much a source can carry, strongest first."""

    GUIDELINE = "guideline"
    REVIEW = "review"
    STUDY = "study"
    COACH = "coach"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Source:
    """Something the coaching rests on. `provisional` says what of it is still to be confirmed.

    `addresses` are where it can be read, as plain text.
    """

    id: str
    level: Level
    what: str
    addresses: tuple[str, ...] = ()
    provisional: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for. `kit` is a piece that is needed, or `NOTHING`; None asks nothing."""

    text: str = ""
    link: Link | None = None
    place: Place | None = None
    kit: str | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is asked, so that every exercise fits."""
        return self == Wanted()


# Groups of the list: the four links, the tissue that carries them, then opening and closing.
_ORDER = {link: place for place, link in enumerate(Link)}


def find(exercises: Iterable[Exercise], wanted: Wanted) -> tuple[Exercise, ...]:
    """Return what fits, by first link and name; what matches a typed text better comes first."""
    words = _folded(wanted.text).split()
    fitting = [
        (_rank(exercise, words), exercise) for exercise in exercises if _fits(exercise, wanted)
    ]
    found = [(rank, exercise) for rank, exercise in fitting if rank is not None]
    found.sort(key=lambda item: (item[0], _group(item[1]), _folded(item[1].name), item[1].id))
    return tuple(exercise for _, exercise in found)


def _fits(exercise: Exercise, wanted: Wanted) -> bool:
    if wanted.link is not None and wanted.link not in exercise.links:
        return False
    if wanted.place is not None and wanted.place not in exercise.places:
        return False
    if wanted.kit == NOTHING:
        return not exercise.kit
    return wanted.kit is None or wanted.kit in exercise.kit


def _group(exercise: Exercise) -> int:
    return _ORDER[exercise.links[0]] if exercise.links else len(_ORDER)


def _rank(exercise: Exercise, words: list[str]) -> int | None:
    """Return 0 for the best match, None where a word is nowhere to be found."""
    worst = 0
    for word in words:
        fields = (exercise.name, *exercise.synonyms), exercise.muscles, (exercise.id,)
        for rank, texts in enumerate(fields):
            if any(_begins(word, text) for text in texts):
                worst = max(worst, 2 * rank)
                break
            if any(word in _folded(text) for text in texts):
                worst = max(worst, 2 * rank + 1)
                break
        else:
            return None
    return worst


def _begins(word: str, text: str) -> bool:
    folded = _folded(text)
    return any(part.startswith(word) for part in (*folded.split(), *folded.split("-")))


def _folded(text: str) -> str:
    """Return `text` without case and accents, so that either way of typing finds it."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def tag_of(source: str) -> tuple[str, str]:
    """Split an exercise's source into its id and what was taken from there."""
    tag, _, taken = source.partition(":")
    return tag, taken.strip()
