"""What takes an exercise's place where kit or a place is missing (D.7.9), or jumps are not open.

Each swap is of a table's entry, in the same slot, with its reason as a note for the runner. A
session never asks for what is not there.
"""

from __future__ import annotations

from collections.abc import Callable

from app.coach.figures import (
    NEAR_FAST_SECONDS,
    ON_THE_SPOT_SECONDS,
    QUICK_FEET,
    RELAXED_STRIDES,
    SKIPS_ON_THE_SPOT,
)
from app.coach.frozen import dataclass, replace
from app.coach.model import Decision, Enrolment, Place, Section, Unit
from app.coach.tables import Entry, Ladder

Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the runner has. `jumps` and `counted` say which fast work a gate has left open."""

    places: frozenset[Place]
    kit: frozenset[str]
    jumps: bool = True
    """Pogos, hill strides and the contrast pair."""
    counted: bool = True
    """Skips as well."""

    @classmethod
    def of(cls, enrolment: Enrolment, *, jumps: bool = True, counted: bool = True) -> Surroundings:
        """Return the surroundings of a runner."""
        return cls(enrolment.places, enrolment.kit, jumps, counted)

    @property
    def outdoors(self) -> bool:
        """Whether there is room to run."""
        return Place.OUTDOORS in self.places

    @property
    def can_run(self) -> bool:
        """Whether runs are possible at all: outdoors, or on a treadmill (D.7.9)."""
        return self.outdoors or Place.GYM in self.places or "treadmill" in self.kit


@dataclass(frozen=True, slots=True)
class Swap:
    """What is done instead, and why; nothing stands for what is left out."""

    entries: Entries
    why: Decision | None = None


def swap(entry: Entry, around: Surroundings) -> Swap:
    """Return what an entry becomes where the runner is; itself where nothing is missing."""
    for rule in (_jumps, _place, _KIT.get(entry.exercise)):
        found = rule(entry, around) if rule else None
        if found is not None:
            return found
    return Swap((entry,))


def _kit_why(sentence: str) -> Decision:
    return Decision("D.7.9", sentence)


# --- jumps that no gate has opened (D.7.5, D.7.8) --------------------------------------------


def _jumps(entry: Entry, around: Surroundings) -> Swap | None:
    if entry.exercise in _NOT_YET and not around.jumps:
        why = Decision(
            "D.7.5",
            "Hops, hill strides and sprints wait for the calf raises and the landing check: a "
            "lean at the wall and relaxed strides instead.",
        )
        instead = _NOT_YET[entry.exercise](entry)
        place = _place(instead, around)
        return Swap(place.entries if place else (instead,), why)
    if entry.exercise == "a_skip" and not around.counted:
        return Swap((), Decision("D.7.8", "Skips wait until all of the gate is met."))
    return None


def _wall(entry: Entry) -> Entry:
    return Entry("wall_drill", Ladder.FIXED, entry.section, sets=2, target=15)


def _relaxed(entry: Entry) -> Entry:
    sets, seconds = RELAXED_STRIDES
    return Entry("strides", Ladder.FIXED, entry.section, sets=sets, target=seconds)


_NOT_YET: dict[str, Callable[[Entry], Entry]] = {
    "pogo": _wall,
    "hill_strides": _relaxed,
    "contrast_sprint": _relaxed,
}


# --- no room to run --------------------------------------------------------------------------


def _place(entry: Entry, around: Surroundings) -> Swap | None:
    """Return the form at home, where the runner has no outdoors."""
    if around.outdoors or entry.exercise not in _INDOORS:
        return None
    return _INDOORS[entry.exercise](entry)


_SPOT = _kit_why("No room to run: on the spot instead.")


def _on_the_spot(entry: Entry) -> Swap:
    if entry.unit is not Unit.METRES and entry.exercise != "a_march":
        return Swap((entry,))
    seconds = ON_THE_SPOT_SECONDS[entry.sets > 2]
    spot = replace(entry, unit=Unit.SECONDS, seconds=1.0, target=seconds, set_rest=30)
    return Swap((spot,), _SPOT)


def _skips(entry: Entry) -> Swap:
    sets = 2 if entry.sets > 1 else 1
    spot = replace(entry, sets=sets, target=SKIPS_ON_THE_SPOT, unit=Unit.REPS)
    return Swap((spot,), _SPOT)


def _out(entry: Entry) -> Swap:
    name = entry.exercise.replace("_", " ")
    return Swap((), _kit_why(f"No room to run: no {name} today."))


def _quick_feet(entry: Entry) -> Swap:
    sets, seconds = QUICK_FEET
    feet = Entry("fast_feet", Ladder.FIXED, entry.section, sets=sets, target=seconds)
    return Swap((feet,), _kit_why("No room to run: quick feet instead of strides."))


def _treadmill(entry: Entry) -> Swap:
    return Swap((entry,), _kit_why("No room to run outdoors: on the treadmill."))


def _moves(_entry: Entry) -> Swap:
    """The moves of the home opening for the jog outdoors."""
    moves = (("warm_up_squat", 10), ("warm_up_hinge", 8), ("leg_swing", 10))
    calves = ("warm_up_calf_raise", 10)
    return Swap(
        tuple(
            Entry(name, Ladder.MOVE, Section.OPENING, target=count)
            for name, count in (*moves, calves)
        )
    )


_INDOORS: dict[str, Callable[[Entry], Swap]] = {
    "high_knees": _on_the_spot,
    "butt_kicks": _on_the_spot,
    "a_march": _on_the_spot,
    "a_skip": _skips,
    "ankling": _out,
    "strides": _quick_feet,
    "pogo": _out,
    "warm_up": _moves,
    "form_blocks": _treadmill,
    "cadence_run": _treadmill,
    "vo2_intervals": _treadmill,
    "steady_run": _treadmill,
}


# --- kit -------------------------------------------------------------------------------------


def _box(entry: Entry, around: Surroundings) -> Swap | None:
    if "box" in around.kit:
        return None
    if "step" in around.kit:
        return Swap((entry,), _kit_why("Without a box, the bottom stair does."))
    march = replace(entry, exercise="single_leg_march", rung="march")
    sentence = "Neither box nor stair: the single-leg march, with the step-up's repetitions."
    return Swap((march,), _kit_why(sentence))


def _bench(entry: Entry, around: Surroundings) -> Swap | None:
    if "bench" in around.kit:
        return None
    bridge = replace(entry, exercise="glute_bridge", ladder=Ladder.BRIDGE, rung="single")
    return Swap((bridge,), _kit_why("Without a bench, the bridge on one leg."))


def _hill(entry: Entry, around: Surroundings) -> Swap | None:
    if around.outdoors and "hill" in around.kit:
        return None
    most, least = 6, 4
    strides = Entry(
        "strides",
        Ladder.FIXED,
        entry.section,
        sets=max(least, min(most, entry.sets)),
        target=NEAR_FAST_SECONDS,
    )
    if not around.outdoors:
        return _quick_feet(strides)
    return Swap((strides,), _kit_why("Without a hill, strides near nine tenths of your fastest."))


def _grass(entry: Entry, around: Surroundings) -> Swap | None:
    if around.outdoors and {"grass", "box"} <= around.kit:
        return None
    hill = Entry("hill_strides", Ladder.FIXED, entry.section, sets=4, target=8)
    without = _hill(hill, around)
    if without is not None:
        return without
    missing = "a track or grass" if "grass" not in around.kit else "a box"
    return Swap((hill,), _kit_why(f"Without {missing}, hill strides instead of the sprint."))


_KIT: dict[str, Callable[[Entry, Surroundings], Swap | None]] = {
    "high_box_step_up": _box,
    "hip_thrust": _bench,
    "hill_strides": _hill,
    "contrast_sprint": _grass,
}
