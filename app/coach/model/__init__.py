"""The vocabulary of the whole program: what a session, a set, a side and a dose are.

Everything here is a frozen value or an enum. Units: seconds, kilograms, centimetres, metres;
repetitions and seconds of a one-legged exercise are per leg. Control is 1–5, effort (RPE) and
pain are 0–10 (digest D). "Workout" in code is what people read as "session".
"""

from __future__ import annotations

from app.coach.model.changes import Changeset, RowChange, Value
from app.coach.model.library import Exercise, Library, Rung
from app.coach.model.log import (
    History,
    Rating,
    SetRow,
    SetStatus,
    SkipReason,
    WorkoutRecord,
    WorkoutStatus,
)
from app.coach.model.plan import (
    Decision,
    Enrolment,
    Kind,
    PrescribedItem,
    Prescription,
    Readiness,
    Slot,
)
from app.coach.model.words import (
    DIAGNOSED_LINKS,
    DecisionKind,
    Demand,
    Laterality,
    Link,
    Moment,
    Place,
    Section,
    Side,
    Start,
    Tempo,
    Unit,
)

__all__ = [
    "DIAGNOSED_LINKS",
    "Changeset",
    "Decision",
    "DecisionKind",
    "Demand",
    "Enrolment",
    "Exercise",
    "History",
    "Kind",
    "Laterality",
    "Library",
    "Link",
    "Moment",
    "Place",
    "PrescribedItem",
    "Prescription",
    "Rating",
    "Readiness",
    "RowChange",
    "Rung",
    "Section",
    "SetRow",
    "SetStatus",
    "Side",
    "SkipReason",
    "Slot",
    "Start",
    "Tempo",
    "Unit",
    "Value",
    "WorkoutRecord",
    "WorkoutStatus",
]
