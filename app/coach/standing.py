"""Where a runner stands: the plan weeks so far, and the turn that pain may have taken (D.7.7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.coach.agenda import training_days
from app.coach.course import Course, follow
from app.coach.figures import GENTLE_RELEASE_SESSIONS, STRENGTH_GAP_DAYS
from app.coach.frozen import dataclass
from app.coach.model import DIAGNOSED_LINKS, Decision, Enrolment, History, Start
from app.coach.plan_weeks import Terms, Window
from app.coach.swaps import Surroundings
from app.coach.tables import Block, Programmes
from app.coach.turns import Turn, on_bone, pain_turn
from app.coach.whole_session import completed, green, strength

HOLD_STEADY = "defer"
"""The block for the weeks before a race (D.7.6)."""
_EASY_WEEK = "easy_week"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a runner stands: the weeks so far, and the turn that pain may have taken."""

    terms: Terms
    course: Course
    before: Course | None = None
    turn: Turn | None = None
    released: Decision | None = None

    @property
    def window(self) -> Window | None:
        """The current plan week."""
        return self.course.current

    @property
    def held(self) -> bool:
        """Whether pain has stopped the plan until it is cleared."""
        return self.turn is not None and self.turn.start is Start.HOLD


def stand(enrolment: Enrolment, history: History, today: date, programmes: Programmes) -> Standing:
    """Return where a runner stands: the plan weeks so far and what pain changed about them."""
    own = tuple(
        record
        for record in history
        if record.programme_id == enrolment.id and record.day <= today and strength(record)
    )
    # Bone has to be unloaded, wherever it began to hurt: beside the plan, too (D.6).
    planned = {record.id for record in own}
    hurt = tuple(
        record
        for record in history
        if record.id in planned or (enrolment.started <= record.day <= today and on_bone(record))
    )
    cleared = _cleared(enrolment, today)
    terms = _terms(enrolment, enrolment.start, enrolment.started, programmes)
    turn = pain_turn(hurt, enrolment.start, cleared)
    plan = own if any(block.easiest for block in terms.chain) else _without_gentle(own, programmes)
    if turn is None:
        course = follow(terms, plan, today)
        return Standing(terms, course, released=_released(enrolment.start, own))
    until = tuple(record for record in plan if record.day <= turn.day)
    before = follow(terms, until, turn.day)
    if turn.start is Start.HOLD:
        return Standing(terms, Course(before.windows, turn.decision), turn=turn)
    since = tuple(record for record in own if record.day > turn.day)
    sore = tuple(record for record in hurt if record.day > turn.day)
    begins = turn.day + timedelta(days=STRENGTH_GAP_DAYS)
    gentle = _terms(enrolment, Start.GENTLE, begins, programmes)
    further = pain_turn(sore, Start.GENTLE)
    if further is not None:
        course = follow(gentle, since, further.day)
        return Standing(gentle, Course(course.windows, further.decision), before, further)
    course = follow(gentle, since, max(today, gentle.begins))
    return Standing(gentle, course, before, turn, _released(Start.GENTLE, since))


def _cleared(enrolment: Enrolment, today: date) -> date | None:
    """Return the day on which the runner said that a HOLD is over, once it has come (D.7.7)."""
    day = enrolment.cleared
    return day if day is not None and day <= today else None


def _without_gentle(own: History, programmes: Programmes) -> History:
    """Leave out the gentle sessions that pain put in between; the plan goes on without them."""
    chain = programmes.chain(Start.GENTLE, None, cadence=False, hard=True)
    gentle = tuple(f"{block.id}." for block in chain if block.easiest)
    return tuple(record for record in own if not record.slot_key.startswith(gentle))


def _terms(enrolment: Enrolment, start: Start, begins: date, programmes: Programmes) -> Terms:
    days = {count: training_days(enrolment.weekdays, count) for count in (1, 2, 3)}
    return Terms(
        chain=programmes.chain(
            start, enrolment.link, cadence=enrolment.cadence, hard=enrolment.hard
        ),
        hold_steady=programmes.blocks[HOLD_STEADY],
        gates=enrolment.gates,
        easy_week=programmes.blocks[_EASY_WEEK],
        first_links=_links(enrolment, start, programmes),
        links=_links(enrolment, Start.FULL, programmes),
        begins=begins,
        days=days,
        race_day=enrolment.race_day,
        can_run=Surroundings.of(enrolment).can_run,
        hurt=enrolment.cleared,
    )


def _links(enrolment: Enrolment, start: Start, programmes: Programmes) -> Mapping[str, Block]:
    """Return the block of each link, as it fits after what the runner has done (D.7.5)."""
    return programmes.named(
        {
            link.value: programmes.variant(
                f"phase4_{link}", start=start, cadence=enrolment.cadence, hard=enrolment.hard
            )
            for link in DIAGNOSED_LINKS
        }
    )


def _released(start: Start, own: History) -> Decision | None:
    """Six green sessions running under GENTLE: time to ask again (D.7.6)."""
    newest = own[-GENTLE_RELEASE_SESSIONS:]
    if start is not Start.GENTLE or len(newest) < GENTLE_RELEASE_SESSIONS:
        return None
    if not all(green(record) and completed(record) for record in newest):
        return None
    sentence = (
        f"{GENTLE_RELEASE_SESSIONS} calm sessions running: if running was calm for a week too, "
        "the questionnaire says where to go on."
    )
    return Decision("D.7.6", sentence, (("sessions", GENTLE_RELEASE_SESSIONS),))
