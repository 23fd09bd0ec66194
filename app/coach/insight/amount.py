"""Repetitions, holds, height and load of one exercise against target, with the steps marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from app.coach.insight.chart import Chart, Note, Series, Shape, bounds, number, short_day
from app.coach.insight.rows import Amount, Dosed
from app.coach.insight.sessions import NAME, SIDES, by_side, grouped
from app.coach.insight.span import Axis
from app.coach.model import Side, Unit

_COUNTED = {Unit.REPS: "repetitions"}


def amount(
    rows: Sequence[Amount],
    dosed: Sequence[Dosed],
    name: str,
    axis: Axis,
    unit: Unit = Unit.REPS,
) -> Chart:
    """Return what was completed per session against the target, left and right apart."""
    counted = _COUNTED.get(unit, unit.value)
    question = f"{name}: is the whole dose done?"
    sessions = grouped(row for row in rows if row.target > 0)
    if not sessions:
        return Chart(
            question, axis.nothing("Not done yet. The chart begins with its first session.")
        )
    days = tuple(day for day, _ in sessions)
    series = by_side(sessions, lambda row: row.done)
    targets = tuple(float(max(row.target for row in one.values())) for _, one in sessions)
    how = {row.workout_id: row for row in dosed}
    doses = [_Dose(one, how) for _, one in sessions]
    notes = tuple(
        Note(day, words)
        for (before, now), day in zip(pairwise(doses), days[1:], strict=True)
        if (words := now.since(before))
    )
    low, high = bounds((*targets, *(value for line in series for value in line.values)))
    return Chart(
        question,
        _answer([one for _, one in sessions], counted, notes, days),
        days,
        (*series, Series("target", Shape.TARGET, targets)),
        low,
        high,
        unit=f"{counted} a session and leg" if len(series) > 1 else f"{counted} a session",
        bands=axis.bands,
        gates=axis.gates,
        notes=notes,
        noted="steps",
        columns=(
            ("sets", tuple(dose.text for dose in doses)),
            ("with", tuple(dose.extras for dose in doses)),
            ("rule", tuple(dose.rule for dose in doses)),
        ),
    )


class _Dose:
    """How one session was prescribed."""

    def __init__(self, sides: Mapping[Side, Amount], how: Mapping[str, Dosed]) -> None:
        rows = list(sides.values())
        # A leg that did one set more (P6) is no step of the dose.
        self.sets = min(row.sets for row in rows)
        self.a_set = max(row.a_set for row in rows)
        self.more = how.get(rows[0].workout_id)

    @property
    def text(self) -> str:
        """Such as `3 × 10`."""
        return f"{self.sets} × {self.a_set}"

    @property
    def rule(self) -> str:
        """The rule that set it."""
        return self.more.rule if self.more else ""

    @property
    def extras(self) -> str:
        """Height, load, form and tempo, where there are any."""
        more = self.more
        if more is None:
            return ""
        parts = [f"{more.height_cm} cm"] if more.height_cm is not None else []
        parts += [f"{number(more.load_kg)} kg"] if more.load_kg is not None else []
        parts += [more.rung.replace("_", " ")] if more.rung else []
        parts += [more.tempo] if more.tempo else []
        return ", ".join(parts)

    def since(self, before: _Dose) -> str:
        """Return the step from the dose before, such as `6→8` or `2→3 sets`; "" for none."""
        parts = []
        if self.sets != before.sets:
            parts.append(f"{before.sets}→{self.sets} sets")
        if self.a_set != before.a_set:
            parts.append(f"{before.a_set}→{self.a_set}")
        now, then = self.more, before.more
        if now is None or then is None:
            return ", ".join(parts)
        if now.height_cm != then.height_cm and now.height_cm is not None:
            parts.append(f"{now.height_cm} cm")
        if now.load_kg != then.load_kg and now.load_kg is not None:
            parts.append(f"{number(now.load_kg)} kg")
        if now.rung != then.rung and now.rung:
            parts.append(now.rung.replace("_", " "))
        if now.tempo != then.tempo and now.tempo and then.tempo:
            parts.append(now.tempo)
        return ", ".join(parts)


def _answer(
    sessions: Sequence[Mapping[Side, Amount]],
    counted: str,
    notes: Sequence[Note],
    days: Sequence[date],
) -> str:
    last = sessions[-1]
    latest = " and ".join(
        f"{NAME[side]} {last[side].done} of {last[side].target}" for side in SIDES if side in last
    )
    if len(sessions) == 1:
        return f"One session so far: {latest} {counted}."
    full = sum(all(row.done >= row.target for row in one.values()) for one in sessions)
    answer = f"Last time {latest} {counted}. The whole dose in {full} of {len(sessions)} sessions."
    missed = [any(row.done < row.target for row in one.values()) for one in sessions[-2:]]
    if all(missed):
        # P5: the same numbers missed in two sessions running.
        return f"{answer} Short twice running: where the dose was the same, it goes a step back."
    if missed[-1]:
        return f"{answer} A set that falls short costs nothing: the same numbers come again."
    if notes:
        return f"{answer} Last step {short_day(notes[-1].day, days[-1])}: {notes[-1].label}."
    return answer


def load(dosed: Sequence[Dosed], name: str, axis: Axis, *, height: bool) -> Chart:
    """Return the height of the box, or the load carried, session by session."""
    what, unit = ("height", "cm") if height else ("load", "kg")
    question = f"{name}: does the {what} go up?"
    known = [
        (row, float(value))
        for row in dosed
        if (value := row.height_cm if height else row.load_kg) is not None
    ]
    if not known:
        yet = f"No {what} yet. It comes when the repetitions are clean (P3)."
        return Chart(question, axis.nothing(yet))
    days = tuple(row.day for row, _ in known)
    values = tuple(value for _, value in known)
    steps = [(later.day, now, then) for (_, then), (later, now) in pairwise(known) if now != then]
    answer = f"Now {number(values[-1])} {unit}."
    if steps:
        day, now, then = steps[-1]
        way = "up" if now > then else "down"
        answer += f" Last step {short_day(day, days[-1])}: {way} from {number(then)} {unit}."
    elif len(values) > 1:
        answer += f" The same since {short_day(days[0], days[-1])}; the repetitions go first."
    low, high = bounds(values)
    return Chart(
        question,
        answer,
        days,
        (Series(f"{what}, {unit}", Shape.BOTH, values),),
        low,
        high,
        unit=f"{what} in {unit}",
        bands=axis.bands,
        gates=axis.gates,
        notes=tuple(Note(day, f"{number(now)} {unit}") for day, now, _ in steps),
        noted="steps",
        columns=(("rule", tuple(row.rule for row, _ in known)),),
    )
