"""One day's table turned into a session: each entry swapped, chosen and built, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.coach.day_choice import Again
from app.coach.easing import lighter_sets
from app.coach.figures import UNSETTLED_DAYS
from app.coach.frozen import replace
from app.coach.hard_week import LighterWeek, held_back
from app.coach.ladders.bridge import bridge
from app.coach.ladders.calf import EXERCISES as CALVES
from app.coach.ladders.calf import calf
from app.coach.ladders.core import STAND_INS, core
from app.coach.ladders.dose import Case, Chosen, full_weeks, lightened
from app.coach.ladders.fixed import drill_wait, fixed
from app.coach.ladders.hundred_up import (
    EXERCISE,
    MAJOR,
    fill_up,
    hundred_up,
    hundred_up_major,
    ready_for_major,
)
from app.coach.ladders.march import JUMP, jump_gate, march_jump
from app.coach.ladders.step_up import EXERCISE as STEP_UP
from app.coach.ladders.step_up import in_plan, set_rest
from app.coach.model import Decision, Exercise, Place, PrescribedItem, WorkoutRecord
from app.coach.progression import move_rests
from app.coach.results import Outcome, outcomes
from app.coach.session_parts import Log, build_item, build_move, left_out
from app.coach.swaps import swap
from app.coach.tables import Block, Day, Entry, Ladder
from app.coach.whole_session import LIGHT_BLOCK

_LADDERS: dict[Ladder, Callable[[Case], Chosen]] = {
    Ladder.CORE: core,
    Ladder.CALF: calf,
    Ladder.FIXED: fixed,
    Ladder.DRILL: fixed,
    Ladder.RUN: fixed,
    Ladder.BRIDGE: bridge,
}
_CORE = frozenset({*STAND_INS, "balance_hold"})
_CLIMBING = frozenset({Ladder.STEP_UP, Ladder.CALF})


class Session:
    """One day's table turned into items, in order.

    `hops` tells afterwards whether ten small hops on each leg are all that the jump of the march
    waits for, `notes` what was decided on the way.
    """

    def __init__(
        self,
        log: Log,
        block: Block,
        day: Day,
        week: int,
        *,
        lighter: LighterWeek | None = None,
        again: Again | None = None,
        jumps_wait: Decision | None = None,
    ) -> None:
        self.log, self.block, self.day, self.week = log, block, day, week
        self.lighter, self.again, self.jumps_wait = lighter, again, jumps_wait
        self.notes: list[Decision] = []
        self.hops = False
        self._touches: Chosen | None = None
        self._taken: set[str] = set()

    def whole(self) -> tuple[PrescribedItem, ...]:
        """Return the session; of an exercise that comes twice, the questions follow the last."""
        items = tuple(self._all())
        last = {item.exercise_id: place for place, item in enumerate(items)}
        return tuple(
            item if last[item.exercise_id] == place else replace(item, rated=False)
            for place, item in enumerate(items)
        )

    @property
    def place(self) -> Place:
        """Where it is done: at home, where there is no room outdoors and nothing to run on."""
        around = self.log.around
        if self.day.place is not Place.OUTDOORS or around.outdoors:
            return self.day.place
        runs = any(entry.ladder is Ladder.RUN for entry in self.day.entries)
        return Place.GYM if runs and Place.GYM in around.places else Place.HOME

    def _all(self) -> Iterator[PrescribedItem]:
        """Yield the session's exercises; what is left out or swapped leaves a note."""
        for planned in self.day.entries:
            found = swap(planned, self.log.around)
            if found.why is not None:
                self.notes.append(replace(found.why, about=(planned.exercise,)))
            for entry in found.entries:
                yield from self._entry(entry)

    def _entry(self, entry: Entry) -> Iterator[PrescribedItem]:
        match entry.ladder:
            case Ladder.MOVE:
                yield from self._move(entry)
            case Ladder.HUNDRED_UP:
                yield from self._first_touches(entry)
            case Ladder.HUNDRED_UP_REST:
                yield from self._second_touches(entry)
            case Ladder.DRILL if self._drills_wait(entry):
                return
            case Ladder.STEP_UP:
                yield from self._step_up(entry)
            case Ladder.MARCH_JUMP:
                yield from self._march_jump(entry)
            case _:
                case = self._case(entry)
                yield from self._items(entry, case, _LADDERS[entry.ladder](case))

    def _move(self, entry: Entry) -> Iterator[PrescribedItem]:
        log = self.log
        lately = tuple(one for one in log.history if (log.today - one.day).days < UNSETTLED_DAYS)
        rests = move_rests(outcomes(lately, (entry.exercise,), log.tendons, moves=True), log.today)
        if rests is None:
            yield build_move(entry, self.log)
        else:
            self.notes.append(left_out(self.log.library[entry.exercise], rests))

    def _case(self, entry: Entry) -> Case:
        ids = CALVES if entry.ladder is Ladder.CALF else (entry.exercise,)
        results = self._core_results(entry) if entry.ladder is Ladder.CORE else None
        case = self.log.case(entry, self.block, ids, week=self.week, results=results)
        if entry.ladder in _CLIMBING:
            case = replace(case, results=full_weeks(case.results))
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
        # A bridge that a table plans for itself has stood in for nothing.
        core_days = tuple(record for record in self.log.own if _core_day(record))
        both = self.log.outcomes(core_days, (entry.exercise, stand_in))
        return tuple(
            one for one in both if one.exercise_id == entry.exercise or one.day not in trained
        )

    def _items(self, entry: Entry, case: Case, chosen: Chosen) -> Iterator[PrescribedItem]:
        if chosen.dose is None:
            self.notes.append(left_out(case.exercise, chosen.decision))
            return
        self._taken.add(chosen.exercise_id)
        chosen = held_back(case, lightened(case, chosen), self.lighter)
        chosen = self._easier_again(case, self._lighter_week(entry, chosen))
        yield build_item(entry, self.log, chosen, case.results)

    def _lighter_week(self, entry: Entry, chosen: Chosen) -> Chosen:
        """Cut what a ladder gives in a lighter week; the table's own figures are light (B2)."""
        dose = chosen.dose
        if dose is None or self.week not in self.block.lighter or entry.ladder not in _CLIMBING:
            return chosen
        fewer = replace(dose, sets=lighter_sets(dose.sets))
        if fewer == dose:
            return chosen
        sentence = f"The lighter week: {fewer}, with the same height and load."
        decision = Decision("B2", sentence, chosen.decision.numbers)
        return replace(chosen, dose=fewer, decision=decision, extra_side=None)

    def _easier_again(self, case: Case, chosen: Chosen) -> Chosen:
        """Make what failed at the gate one rung easier than it was then (D.7.8)."""
        again, dose = self.again, chosen.dose
        if again is None or again.failed is None or dose is None:
            return chosen
        if chosen.exercise_id not in again.easier:
            return chosen
        before = next((one for one in case.results if one.day <= again.failed.day), None)
        eased = _below(case.exercise, before) if before else None
        sentence = "At the gate this was not in control yet: one step easier this week."
        decision = Decision("D.7.8", sentence, chosen.decision.numbers)
        if eased is None:
            return replace(chosen, dose=dose.less, decision=decision)
        rungs = [rung.id for rung in case.exercise.rungs]
        if dose.rung in rungs and rungs.index(dose.rung) <= rungs.index(eased):
            return chosen
        return replace(chosen, dose=replace(dose, rung=eased), decision=decision)

    def _step_up(self, entry: Entry) -> Iterator[PrescribedItem]:
        """Yield the step-up, or the march that takes its place and its repetitions (D.7.9)."""
        if entry.exercise in self._taken:
            sentence = "The march of today stands for the step-up."
            self.notes.append(Decision("D.7.9", sentence, about=(STEP_UP, entry.exercise)))
            return
        case = self._case(entry)
        # The march's jumps are another movement, with a ladder of their own.
        case = replace(case, results=tuple(one for one in case.results if one.rung != JUMP))
        chosen = in_plan(case, boxes="box" in self.log.around.kit)
        if entry.exercise != STEP_UP and chosen.dose is not None:
            dose = replace(chosen.dose, height_cm=None, rung=entry.rung)
            decision = chosen.decision
            if not case.results:
                sentence = f"{case.where}: {dose} per leg, as the step-up would have it."
                decision = Decision("D.7.9", sentence)
            chosen = replace(chosen, exercise_id=entry.exercise, dose=dose, decision=decision)
        yield from self._items(entry, case, chosen)

    def _march_jump(self, entry: Entry) -> Iterator[PrescribedItem]:
        """Yield the march with its jump, or say what the jump waits for (D.7.4, P9)."""
        case = self._case(entry)
        gate = jump_gate(case.results, self.log.measured, self.log.today)
        chosen = march_jump(case, gate)
        if chosen is None and case.results and not gate.open:
            self.hops = gate.hops and self.jumps_wait is None
            waits = ", ".join(gate.missing) if gate.missing else "ten small hops on each leg"
            sentence = f"The jump of the march waits for {waits}."
            self.notes.append(Decision("D.7.4", sentence, about=(entry.exercise,)))
        if chosen is None or not self.log.around.counted:
            return
        if self.jumps_wait is not None and chosen.dose and chosen.dose.rung == JUMP:
            self.notes.append(replace(self.jumps_wait, about=(entry.exercise,)))
            return
        reps = chosen.dose.target if chosen.dose else 0
        entry = replace(entry, set_rest=set_rest(reps))
        yield from self._items(entry, case, chosen)

    def _first_touches(self, entry: Entry) -> Iterator[PrescribedItem]:
        """Yield the first set; where a second follows, the questions come after that one."""
        entry = replace(entry, target=self.day.hundred_up)
        case = self._case(entry)
        if self.block.phase > 1 and ready_for_major(case.results):
            yield from self._major(entry)
            return
        chosen = hundred_up(case)
        if self.block.id == LIGHT_BLOCK and chosen.dose and case.results:
            same = min(case.results[0].target, chosen.dose.target)
            decision = Decision("D.7.7", f"{same} touches as last time; today counts for nothing.")
            chosen = replace(chosen, dose=replace(chosen.dose, target=same), decision=decision)
        self._touches = chosen
        for item in self._items(entry, case, chosen):
            yield replace(item, rated=item.rated and not self._second_set)

    def _major(self, entry: Entry) -> Iterator[PrescribedItem]:
        """Yield the springing form, from phase 2 on (D.7.4)."""
        entry = replace(entry, exercise=MAJOR)
        case = self._case(entry)
        yield from self._items(entry, case, hundred_up_major(case))

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
        touches = self.log.case(entry, self.block, (EXERCISE,), week=self.week)
        wait = drill_wait(touches.results, touches)
        if wait is not None:
            self.notes.append(replace(wait, about=(entry.exercise,)))
        return wait is not None


def _core_day(record: WorkoutRecord) -> bool:
    return any(row.exercise_id in _CORE for row in record.sets)


def _below(exercise: Exercise, before: Outcome) -> str | None:
    """Return the rung under the one of a session; None where there is none."""
    rungs = [rung.id for rung in exercise.rungs]
    place = rungs.index(before.rung) if before.rung in rungs else 0
    return rungs[place - 1] if place else None
