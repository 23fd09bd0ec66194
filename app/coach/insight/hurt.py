"""Pain during a session and the morning after, with the bands of the light (D.4)."""

from __future__ import annotations

from collections.abc import Sequence

from app.coach.figures import PAIN_LIMIT, RED_PAIN, SYMMETRY_SESSIONS
from app.coach.insight.chart import Chart, Level, Note, Series, Shape, Tone, short_day
from app.coach.insight.rows import Hurt
from app.coach.insight.span import Axis
from app.coach.pain import Light, Morning, light

_SAID = {
    Morning.GONE: "gone the next morning",
    Morning.SAME: "still there the next morning",
    Morning.WORSE: "worse the next morning",
    Morning.NEW: "with a new spot the next morning",
}
MORNING_SIGN = {"gone": "✓", "same": "=", "worse": "▲", "new": "✱"}
"""The sign of what was said the next morning."""


def hurt(rows: Sequence[Hurt], axis: Axis) -> Chart:
    """Return the worst pain of each session, and above it what was said the next morning."""
    question = "Does it hurt, and is it calm by the morning?"
    if not rows:
        return Chart(question, axis.nothing("No pain was asked about yet; 0 is an answer too."))
    return Chart(
        question,
        _answer(rows),
        tuple(row.day for row in rows),
        (Series("during", Shape.BOTH, tuple(row.pain for row in rows)),),
        0,
        10,
        ends=True,
        unit="pain during, 0–10",
        bands=axis.bands,
        gates=axis.gates,
        levels=(
            Level(0, f"green to {PAIN_LIMIT}", Tone.GREEN, PAIN_LIMIT),
            Level(PAIN_LIMIT + 1, f"amber from {PAIN_LIMIT + 1}", Tone.AMBER, RED_PAIN - 1),
            Level(RED_PAIN, f"red from {RED_PAIN}", Tone.RED, 10),
        ),
        notes=tuple(Note(row.day, MORNING_SIGN[row.morning]) for row in rows if row.morning),
        noted="morning",
        columns=(
            ("light", tuple(light(row.pain).value for row in rows)),
            ("next morning", tuple(row.morning or "" for row in rows)),
        ),
    )


def _answer(rows: Sequence[Hurt]) -> str:
    worst = max(rows, key=lambda row: (row.pain, row.day))
    if worst.pain == 0:
        return f"No pain in {_sessions(len(rows))}."
    green = sum(light(row.pain) is Light.GREEN for row in rows)
    said = f", {_SAID[Morning(worst.morning)]}" if worst.morning else ""
    answer = (
        f"Green in {green} of {_sessions(len(rows))}. The highest was {worst.pain} on "
        f"{short_day(worst.day, rows[-1].day)}{said}."
    )
    latest = rows[-SYMMETRY_SESSIONS:]
    unsettled = any(row.pain and row.morning in {"worse", "new"} for row in latest)
    now = max((light(row.pain) for row in latest), key=list(Light).index)
    if now is Light.RED:
        return (
            f"{answer} After red the plan rests it for days; if it stays, let someone look at it."
        )
    if now is Light.AMBER or unsettled:
        return f"{answer} The plan asks for less there until it is calm."
    return f"{answer} Calm of late: nothing to do."


def _sessions(count: int) -> str:
    return f"{count} session" if count == 1 else f"{count} sessions"
