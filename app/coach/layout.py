"""From a prescription to its sets, one row per set and side, in the order they are done."""

from __future__ import annotations

from collections.abc import Iterator

from app.coach.minutes import change_seconds
from app.coach.model import PrescribedItem, Prescription, Section, SetRow, Side

_SECTIONS = (Section.OPENING, Section.MAIN, Section.CLOSING)


def lay_out(prescription: Prescription) -> tuple[SetRow, ...]:
    """Return the session's sets: opening, main part, closing; each leg a set of its own.

    A set on the first side is followed by the leg rest and the same set on the other side, then
    by the set rest; an extra set for one leg (P6) comes last. What lies between exercises is
    `change_seconds` (D.7.1, D.7.3). Nothing follows the last set.
    """
    items = [
        item for section in _SECTIONS for item in prescription.items if item.section is section
    ]
    rows: list[SetRow] = []
    for item, after in zip(items, (*items[1:], None), strict=True):
        change = change_seconds(item, after) if after is not None else 0
        rows.extend(_sets(item, len(rows), change))
    return tuple(rows)


def _sets(item: PrescribedItem, pos: int, change: int) -> Iterator[SetRow]:
    first = item.first_side if item.first_side is not Side.BOTH else Side.LEFT
    sides = (first, first.other) if item.laterality.sides == 2 else (Side.BOTH,)
    rounds = [(target, sides) for target in item.targets]
    if item.extra_side is not None:
        rounds.append((item.targets[-1], (item.extra_side,)))
    for number, (target, round_sides) in enumerate(rounds, start=1):
        for side in round_sides:
            switch = side is not round_sides[-1]
            set_rest = item.set_rest if number < len(rounds) else change
            yield SetRow(
                pos=pos,
                section=item.section,
                exercise_id=item.exercise_id,
                set_no=number,
                set_count=len(rounds),
                side=side,
                unit=item.unit,
                target=target,
                seconds_per_unit=item.seconds_per_unit,
                rest_after=item.leg_rest if switch else set_rest,
                rule=item.decision.rule,
                why=item.decision.sentence,
                switch=switch,
                tempo=item.tempo,
                rung=item.rung,
                hold_seconds=item.hold_seconds,
                load_kg=item.load_kg,
                height_cm=item.height_cm,
                rated=item.rated,
            )
            pos += 1
