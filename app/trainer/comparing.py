"""Two questionnaires of one runner: what the last one says beside the one before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.clock import local_day
from app.coach.answers import BadAnswerError, validate
from app.coach.frozen import dataclass
from app.coach.scoring import Verdict, assess

if TYPE_CHECKING:
    from app.trainer.desk import Desk


@dataclass(frozen=True, slots=True)
class Told:
    """One questionnaire: the day it was answered, and its verdict."""

    day: date
    verdict: Verdict


def count(desk: Desk) -> int:
    """Return how many questionnaires have been answered. Raises `StoreError`."""
    return len(desk.store.assessments())


def last_two(desk: Desk) -> tuple[Told, Told] | None:
    """Return the questionnaire before and the newest; None where there are not two.

    One whose answers another version wrote and this one cannot read is passed over. Raises
    `StoreError`.
    """
    found: list[Told] = []
    zone = desk.clock.zone()
    for row in desk.store.assessments():
        try:
            verdict = assess(validate(row.answers))
        except BadAnswerError:
            continue
        found.append(Told(local_day(row.at, zone), verdict))
        if len(found) == 2:
            return found[1], found[0]
    return None
