"""What an exercise is: one entry of the library, and its rungs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from app.coach.frozen import dataclass, replace
from app.coach.model.words import Demand, Laterality, Link, Place, Tempo, Unit


@dataclass(frozen=True, slots=True)
class Rung:
    """One way to do an exercise, on a ladder from easy to hard (D.7.4).

    `laterality` replaces the exercise's own; `hand` marks a supported form, which opens no gate.
    `like` names another exercise whose description fits this rung. `demand` and `contacts`
    replace the exercise's own where a rung leaves the ground; `cues` do where those of the
    exercise would ask for another form.
    """

    id: str
    name: str
    laterality: Laterality | None = None
    hand: bool = False
    like: str | None = None
    demand: Demand | None = None
    contacts: float | None = None
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """One entry of the library (part B). Doses are the programme's, not the exercise's.

    `seconds_per_unit` includes the pause (B.0); `hold_seconds` is the held part of a `HOLDS`
    unit. `leg_rest` is between legs, `set_rest` between sets, in seconds. `rated` says whether
    control, effort and pain are asked after it; the moves of a warm-up are not. `contacts` is
    ground contacts per unit toward the budget of D.2.

    `long_set_rest` replaces `set_rest` above 8 reps or 20 m where it is not 0 (D.7.1). `kit` is
    what the exercise cannot do without, `handy` what only helps. `entry` says in words what has
    to hold before it is begun. `easier` and `harder` are forms in words, the `_ids` other
    entries. `notes` are what else is good to know. `sources` are digest tags, each with what was
    taken from there; `provisional` says what is still to be confirmed. `bare_cues` and `bare_pose`
    are those of the form without its kit, where there is one (D.7.9).
    """

    id: str
    name: str
    purpose: str
    links: tuple[Link, ...]
    laterality: Laterality
    unit: Unit
    seconds_per_unit: float
    demand: Demand
    tempo: Tempo | None = None
    hold_seconds: int = 0
    leg_rest: int = 0
    set_rest: int = 0
    long_set_rest: int = 0
    contacts: float = 0.0
    rated: bool = True
    synonyms: tuple[str, ...] = ()
    muscles: tuple[str, ...] = ()
    dose: str = ""
    places: tuple[Place, ...] = (Place.HOME,)
    kit: tuple[str, ...] = ()
    handy: tuple[str, ...] = ()
    entry: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    rungs: tuple[Rung, ...] = ()
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    easier_ids: tuple[str, ...] = ()
    harder_ids: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    provisional: str = ""
    pose: str | None = None
    bare_cues: tuple[str, ...] = ()
    bare_pose: str | None = None

    def at_hand(self, kit: Collection[str]) -> Exercise:
        """Return the exercise as it is done with this kit: in its form without, where it lacks."""
        if not self.bare_cues or set(self.kit) <= set(kit):
            return self
        return replace(self, cues=self.bare_cues, pose=self.bare_pose)

    def rung(self, rung_id: str | None) -> Rung | None:
        """Return the rung with this id, or None."""
        return next((rung for rung in self.rungs if rung.id == rung_id), None)

    def cues_at(self, rung_id: str | None) -> tuple[str, ...]:
        """What to mind in this form."""
        rung = self.rung(rung_id)
        return rung.cues if rung and rung.cues else self.cues

    def laterality_at(self, rung_id: str | None) -> Laterality:
        """How the legs are used on this rung."""
        rung = self.rung(rung_id)
        return rung.laterality if rung and rung.laterality else self.laterality


Library = Mapping[str, Exercise]
