"""From a place in the plan and the log to a session: every dose with the rule that set it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from app.coach.course import Easing
from app.coach.easing import ease, shorten
from app.coach.hard_week import LighterWeek, held_back, lighter_week
from app.coach.impact import jumps_wait, without_jumps
from app.coach.ladders.calf import EXERCISES as CALVES
from app.coach.ladders.calf import calf
from app.coach.ladders.core import STAND_INS, core
from app.coach.ladders.dose import Case, Chosen, lightened
from app.coach.ladders.fixed import drill_wait, fixed
from app.coach.ladders.hundred_up import fill_up, hundred_up
from app.coach.minutes import session_minutes
from app.coach.model import (
    Decision,
    Enrolment,
    History,
    Library,
    PrescribedItem,
    Prescription,
    Slot,
)
from app.coach.plan import Standing, stand
from app.coach.results import LIGHT_BLOCK, Outcome
from app.coach.safety import trim
from app.coach.session_parts import Log, build_item, build_move, kit_notes, left_out
from app.coach.tables import Block, Day, Entry, Ladder, Programmes


def prescribe(  # noqa: PLR0917 -- the six things a session follows from
    slot: Slot,
    enrolment: Enrolment,
    history: History,
    library: Library,
    today: date,
    programmes: Programmes,
    *,
    short: bool = False,
) -> Prescription:
    """Return the session of a slot as it stands on `today`; later sessions are not looked at.

    `short` is the ten-minute version of D.7.10. Raises `KeyError` for a slot whose block has no
    sessions yet, or an exercise the library does not hold.
    """
    history = tuple(record for record in history if record.day <= today)
    block = programmes.blocks[slot.block]
    standing = stand(enrolment, history, today, programmes)
    turned = standing.turn.day if standing.turn and block.easiest else None
    log = Log(enrolment, history, library, today, turned)
    lighter = _lighter(enrolment, history, standing)
    session = _Session(log, block, block.day(slot.week, slot.day_no), slot.week, lighter)
    items = ease(tuple(session.items()), _easing(slot, standing))
    items, waiting = without_jumps(items, library, _jumps_wait(log))
    notes = [*session.notes, *kit_notes(log, items), *waiting]
    if short:
        items, shortened = shorten(items, _lowest_first(log, items))
        notes.append(shortened)
    else:
        items, trimmed = trim(items)
        notes += [trimmed] if trimmed else []
    main, all_in = session_minutes(items)
    return Prescription(slot, items, main, all_in, tuple(notes))


def _lighter(enrolment: Enrolment, history: History, standing: Standing) -> LighterWeek | None:
    """Return what a hard week asks of the current one (B1)."""
    window = standing.window
    return lighter_week(history, enrolment.readiness, window.opens) if window else None


def _jumps_wait(log: Log) -> Decision | None:
    """Say why there is no jump or sprint today, or None (S3, D.4, B8)."""
    cleared = log.enrolment.cleared if log.enrolment else None
    return jumps_wait(log.history, log.library, log.today, cleared)


def _easing(slot: Slot, standing: Standing) -> Easing:
    """Return what time away does to this session of the current week (B4, B5)."""
    window = standing.window
    if window is None or (window.block.id, window.week) != (slot.block, slot.week):
        return Easing.NONE
    if window.easing is Easing.FIRST_SESSION and window.done:
        return Easing.NONE
    return window.easing


def _lowest_first(log: Log, items: tuple[PrescribedItem, ...]) -> list[str]:
    """Return the core exercises of a session by their last control, the lowest first."""
    found: list[tuple[int, str]] = []
    for exercise_id in dict.fromkeys(item.exercise_id for item in items):
        results = log.outcomes(log.own, (exercise_id,)) if exercise_id in STAND_INS else ()
        lowest = results[0].lowest_given if results else None
        if lowest is not None:
            found.append((lowest, exercise_id))
    return [exercise_id for _, exercise_id in sorted(found, key=lambda one: one[0])]


_LADDERS: dict[Ladder, Callable[[Case], Chosen]] = {
    Ladder.CORE: core,
    Ladder.CALF: calf,
    Ladder.FIXED: fixed,
    Ladder.DRILL: fixed,
}


@dataclass
class _Session:
    """One day's table turned into items, in order."""

    log: Log
    block: Block
    day: Day
    week: int
    lighter: LighterWeek | None = None
    notes: list[Decision] = field(default_factory=list)
    _touches: Chosen | None = None
    _taken: set[str] = field(default_factory=set)

    def items(self) -> Iterator[PrescribedItem]:
        """Yield the session's exercises; what is left out leaves a note."""
        for entry in self.day.entries:
            match entry.ladder:
                case Ladder.MOVE:
                    yield build_move(entry, self.log)
                case Ladder.HUNDRED_UP:
                    yield from self._first_touches(entry)
                case Ladder.HUNDRED_UP_REST:
                    yield from self._second_touches(entry)
                case Ladder.DRILL if self._drills_wait(entry):
                    continue
                case _:
                    case = self._case(entry)
                    yield from self._items(entry, case, _LADDERS[entry.ladder](case))

    def _case(self, entry: Entry) -> Case:
        ids = CALVES if entry.ladder is Ladder.CALF else (entry.exercise,)
        results = self._core_results(entry) if entry.ladder is Ladder.CORE else None
        case = self.log.case(entry, self.block, ids, week=self.week, results=results)
        stand_in = STAND_INS.get(entry.exercise, entry.exercise)
        below = self.log.outcomes(self.log.history, (stand_in,))
        return replace(case, taken=frozenset(self._taken), below=below)

    def _core_results(self, entry: Entry) -> tuple[Outcome, ...]:
        """Return the exercise's results, and those of its stand-in where it stood in."""
        stand_in = STAND_INS.get(entry.exercise)
        own = self.log.outcomes(self.log.own, (entry.exercise,))
        if stand_in is None:
            return own
        trained = {one.day for one in own}
        both = self.log.outcomes(self.log.own, (entry.exercise, stand_in))
        return tuple(
            one for one in both if one.exercise_id == entry.exercise or one.day not in trained
        )

    def _items(self, entry: Entry, case: Case, chosen: Chosen) -> Iterator[PrescribedItem]:
        if chosen.dose is None:
            self.notes.append(left_out(case.exercise, chosen.decision))
            return
        self._taken.add(chosen.exercise_id)
        chosen = held_back(case, lightened(case, chosen), self.lighter)
        yield build_item(entry, self.log, chosen, case.results)

    def _first_touches(self, entry: Entry) -> Iterator[PrescribedItem]:
        """Yield the first set; where a second follows, the questions come after that one."""
        entry = replace(entry, target=self.day.hundred_up)
        case = self._case(entry)
        chosen = hundred_up(case)
        if self.block.id == LIGHT_BLOCK and chosen.dose and case.results:
            same = min(case.results[0].target, chosen.dose.target)
            decision = Decision("D.7.7", f"{same} touches as last time; today counts for nothing.")
            chosen = replace(chosen, dose=replace(chosen.dose, target=same), decision=decision)
        self._touches = chosen
        for item in self._items(entry, case, chosen):
            yield replace(item, rated=item.rated and not self._second_set)

    @property
    def _second_set(self) -> int:
        """The touches of the second set; 0 where there is none."""
        dose = self._touches.dose if self._touches else None
        return fill_up(dose.target) if dose and self.day.hundred_up_sets > 1 else 0

    def _second_touches(self, entry: Entry) -> Iterator[PrescribedItem]:
        if self._touches is None or self._touches.dose is None or not self._second_set:
            return
        sentence = f"The second set: {self._second_set} touches, one hundred in all at most."
        decision = Decision("D.7.4", sentence, self._touches.decision.numbers)
        dose = replace(self._touches.dose, target=self._second_set)
        yield build_item(entry, self.log, replace(self._touches, dose=dose, decision=decision), ())

    def _drills_wait(self, entry: Entry) -> bool:
        touches = self.log.case(entry, self.block, ("hundred_up_minor",), week=self.week)
        wait = drill_wait(touches.results, touches)
        if wait is not None and wait not in self.notes:
            self.notes.append(wait)
        return wait is not None
