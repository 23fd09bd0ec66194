"""A desk on a temporary log, a clock that only tests move, and a short session to train."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.coach.model import (
    Decision,
    Kind,
    Laterality,
    Moment,
    PrescribedItem,
    Prescription,
    Section,
    Side,
    Slot,
    Tempo,
    Unit,
)
from app.paths import Paths
from app.settings import Settings
from app.trainer.desk import Desk

START = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)


@dataclass
class MovableClock:
    """Stands still until moved. `seconds` and the instant move together."""

    seconds: float = 1000.0
    instant: datetime = START

    def now(self) -> Moment:
        return Moment(self.seconds, self.instant)

    def today(self) -> date:
        return self.instant.date()

    def zone(self) -> str:
        return "Europe/Berlin"

    def move(self, seconds: float) -> None:
        self.seconds += seconds
        self.instant += timedelta(seconds=seconds)


def make_desk(folder: Path, clock: MovableClock, settings: Settings | None = None) -> Desk:
    paths = Paths(
        log=folder / "log.db",
        demo=folder / "demo.db",
        settings=folder / "settings.toml",
        content=folder / "content",
    )
    return Desk(paths, clock, settings or Settings(zone="Europe/Berlin", sound="bell"))


def item(
    exercise_id: str = "one_leg_squat",
    *,
    targets: tuple[int, ...] = (4, 4),
    laterality: Laterality = Laterality.EACH,
    unit: Unit = Unit.REPS,
    seconds: float = 3.5,
    tempo: str | None = "2-0-1-0",
    hold: int = 0,
    first_side: Side = Side.LEFT,
    section: Section = Section.MAIN,
    rated: bool = True,
) -> PrescribedItem:
    return PrescribedItem(
        exercise_id=exercise_id,
        section=section,
        laterality=laterality,
        unit=unit,
        targets=targets,
        seconds_per_unit=seconds,
        leg_rest=15,
        set_rest=20,
        decision=Decision("P1", "Last time was clean, so it stays."),
        tempo=Tempo.parse(tempo) if tempo else None,
        hold_seconds=hold,
        first_side=first_side,
        rated=rated,
    )


def prescription(*items: PrescribedItem, kind: Kind = Kind.PROGRAMME) -> Prescription:
    slot = Slot(
        kind=kind,
        block="phase1",
        phase=1,
        week=2,
        day_no=1,
        due=date(2026, 11, 18),
        title="Strength, balance, coordination",
        purpose="The weak link first",
    )
    return Prescription(slot, items or (item(), item("forward_lunge", targets=(4,))), 20, 24)
