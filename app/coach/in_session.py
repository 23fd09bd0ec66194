"""Rules that speak while a set is running: poor repetitions, and pain that rises (S7, S9).

Pure, so that the player can ask them on every key press.
"""

from __future__ import annotations

from collections.abc import Collection

from app.coach.figures import PAIN_RISE, POOR_REPS_IN_A_ROW, RED_PAIN
from app.coach.model import Decision, Exercise, Library
from app.coach.pain import NO_TENDONS, limit


def poor_reps(in_a_row: int) -> Decision | None:
    """Say that a set ends after two poor repetitions running, or None (S7).

    What was done is kept, the set is closed with `SkipReason.QUALITY`, and it counts (D.7.2).
    """
    if in_a_row < POOR_REPS_IN_A_ROW:
        return None
    sentence = "Two poor ones in a row: this set ends here, and what you did counts."
    return Decision("S7", sentence, (("poor in a row", in_a_row),))


def rising_pain(
    before: int | None, now: int, place: str = "", tendons: Collection[str] = NO_TENDONS
) -> Decision | None:
    """Say that an exercise stops because of pain, or None (S9, D.4).

    `before` is the pain said before this set, None where none was said; that counts as 0. The
    limit is 2, and 5 on a spot that the runner has ticked as a diagnosed tendon.
    """
    most = limit(place, tendons)
    numbers: tuple[tuple[str, float | str], ...] = (("pain", now), ("before", before or 0))
    if now >= RED_PAIN:
        sentence = f"Pain {now} is red: stop this exercise, and no jumps or sprints today."
        return Decision("D.7.2", sentence, numbers)
    if now > most:
        sentence = f"Pain {now} is above {most}: stop this exercise for today."
        return Decision("S9", sentence, numbers)
    if now - (before or 0) >= PAIN_RISE:
        sentence = f"Pain rose from {before or 0} to {now} in one set: stop this exercise."
        return Decision("S9", sentence, numbers)
    return None


def easier_form(exercise: Exercise, rung_id: str | None, library: Library) -> str | None:
    """Return the name of the next easier form to offer instead; None where there is none (S9)."""
    ids = [rung.id for rung in exercise.rungs]
    place = ids.index(rung_id) if rung_id in ids else 0
    if place > 0:
        return exercise.rungs[place - 1].name
    easier = next((other for other in exercise.easier_ids if other in library), None)
    return library[easier].name if easier else next(iter(exercise.easier), None)
