"""Where in its cycle the figure is while a set runs: it goes down as the runner goes down.

A phase runs from 0 (the first key pose) to 1 (the first again). Time comes in as seconds since
the set began; nothing here knows a clock.
"""

from __future__ import annotations

from itertools import pairwise

from app.coach.model import SetRow, Unit
from app.coach.movement import Movement
from app.coach.player.pace import Stage, period, stages

# Units that are one movement each; a second or a metre is not.
_MOVEMENTS = frozenset({Unit.REPS, Unit.TOUCHES, Unit.HOLDS})

_ORDER = (Stage.LOWER, Stage.HOLD, Stage.RISE, Stage.TOP, Stage.RELAX)
# Whatever fills a repetition up is spent where its top is.
_SAME = {Stage.PAUSE: Stage.TOP}


def set_phase(movement: Movement, row: SetRow, elapsed: float) -> float:
    """Return the phase `elapsed` seconds into a set.

    A repetition with a tempo follows its stages, a free rhythm the set's seconds per unit, and
    work that is not counted in movements the demonstration tempo (C).
    """
    parts = stages(row)
    if parts and movement.poses[0].stage is not None:
        return stage_phase(movement, parts, elapsed % period(row))
    unit = period(row) if row.unit in _MOVEMENTS else None
    return rhythm_phase(movement, elapsed, unit)


def rhythm_phase(movement: Movement, seconds: float, unit_seconds: float | None = None) -> float:
    """Return the phase after `seconds` of an even rhythm.

    `unit_seconds` stretches the cycle to one repetition or touch of that length; without it the
    figure moves at the demonstration tempo.
    """
    cycle = movement.units * unit_seconds if unit_seconds else movement.cycle
    return seconds / cycle % 1.0


def stage_phase(movement: Movement, parts: tuple[tuple[Stage, float], ...], inside: float) -> float:
    """Return the phase `inside` seconds into a repetition made of `parts`.

    Each part takes the movement from where the part before it ended to its own end; one without
    poses of its own is held still there. So nothing jumps, whatever parts a tempo leaves out.
    """
    merged: dict[Stage, float] = {}
    for stage, seconds in parts:
        known = _SAME.get(stage, stage)
        merged[known] = merged.get(known, 0.0) + seconds
    ends = _ends(movement)
    begin = ends[next(reversed(merged))]
    for stage, seconds in merged.items():
        end = ends[stage]
        if inside < seconds:
            way = (end - begin) % movement.cycle
            return (begin + way * max(0.0, inside) / seconds) / movement.cycle % 1.0
        inside -= seconds
        begin = end
    return begin / movement.cycle % 1.0


def _ends(movement: Movement) -> dict[Stage, float]:
    """Return when in the cycle each stage is over; one without poses where the one before is."""
    poses = [*movement.poses, movement.poses[0]]
    times = [*movement.starts, movement.cycle]
    own = {
        pose.stage: time
        for (pose, following), time in zip(pairwise(poses), times[1:], strict=True)
        if pose.stage is not None and pose.stage is not following.stage
    }
    last = next(own[stage] for stage in reversed(_ORDER) if stage in own)
    ends: dict[Stage, float] = {}
    for stage in _ORDER:
        last = own.get(stage, last)
        ends[stage] = last
    return ends
