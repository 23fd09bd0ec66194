"""Everything a screen shows of a workout, and when it will next be different.

Values are rounded here to what is shown, so that two equal views look the same and a screen may
sleep until `next_change`.
"""

from __future__ import annotations

from math import inf

from app.coach.frozen import dataclass
from app.coach.model import SetRow, SetStatus
from app.coach.player import checkin, regroup
from app.coach.player.hurting import stop
from app.coach.player.log import undoable
from app.coach.player.model import (
    Phase,
    Proposal,
    Question,
    State,
    Stop,
)
from app.coach.player.pace import CLOSE, Stage, counted, length, paced, period, stages, up, whole

# The tempo bar steps at most twice a second, which costs little and still reads as a movement.
BAR_STEP_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class QuestionView:
    """The open question, what stands ready for it, and the whole check-in around it.

    `answers` pairs every question of the check-in with its answer or, unanswered, with None;
    `ready` pairs those still open with what one `Accept` would store.
    """

    exercise_id: str
    question: Question
    proposal: int | None
    answers: tuple[tuple[Question, int | None], ...]
    ready: tuple[tuple[Question, int], ...]


@dataclass(frozen=True, slots=True)
class PlayerView:
    """What there is to see at one moment.

    `row` is the set in hand, `following` the one after it, `last` the one closed last, `focus`
    the set a note or a pain would be about. `count` is units done of `row.target`.
    `seconds_left` counts the phase down, `overtime` counts up what waits; `running` is how long
    an open-ended set has gone on. `stages` are the parts of one unit with the seconds of each;
    `stage` is the running one, `stage_left` its seconds, and `unit_seconds` how far into the unit
    the bar stands. `statuses` is the ladder, one entry per set; `left` is the estimate of whole
    seconds to the end and `elapsed` how many have passed. `held` says that nothing but an
    open question stops the clock. `away` is whole seconds nobody was there; `goes_on` counts down
    to a set that runs on. `stop` says what pain stops of what is in hand (S9, D.4, D.6),
    `can_wait` that it could be done later. `follows` is what the pain of
    the exercise `hurt`, which is that of `focus`, leads to next time, told once its sets are
    over; "" for nothing.
    """

    phase: Phase
    paused: bool
    held: bool
    away: int | None
    goes_on: int | None
    row: SetRow | None
    following: SetRow | None
    last: SetRow | None
    focus: int | None
    count: int
    paced: bool
    seconds_left: int | None
    overtime: int | None
    running: int | None
    stages: tuple[tuple[Stage, float], ...]
    stage: Stage | None
    stage_left: int | None
    unit_seconds: float
    statuses: tuple[SetStatus, ...]
    cursor: int
    elapsed: int
    left: int
    question: QuestionView | None
    last_time: Proposal
    stop: Stop | None
    hands_free: bool
    pacer: bool
    can_wait: bool
    can_undo: bool
    can_go_back: bool
    follows: str = ""
    hurt: str = ""

    @property
    def stopped(self) -> bool:
        """Whether pain stops what is in hand."""
        return self.stop is not None


def view(state: State, now: float) -> PlayerView:
    """Return what to show at the monotonic second `now`."""
    at = state.at(now)
    row = state.row
    working = state.phase is Phase.WORK
    inside = _inside(state, at)
    stage, stage_left = _stage(row, inside) if _guided(state) and row else (None, None)
    subject = state.asking or (row.exercise_id if row else None)
    return PlayerView(
        phase=state.phase,
        paused=state.paused,
        held=state.held and state.paused,
        away=None if state.away is None else whole(state.away),
        goes_on=None if state.goes_on is None else up(state.goes_on - now),
        row=row,
        following=_following(state),
        last=None if state.last is None else state.rows[state.last],
        focus=state.focus,
        count=_count(state, at),
        paced=_paced(state),
        seconds_left=None if state.deadline is None else up(state.deadline - at),
        overtime=_overtime(state, at),
        running=whole(at - state.since) if working and state.deadline is None else None,
        stages=stages(row) if row else (),
        stage=stage,
        stage_left=stage_left,
        unit_seconds=whole(inside / BAR_STEP_SECONDS) * BAR_STEP_SECONDS,
        statuses=tuple(each.status for each in state.rows),
        cursor=state.cursor,
        elapsed=elapsed(state, now),
        left=_left(state, at),
        question=_question(state),
        last_time=state.proposals.get(subject or "", Proposal()),
        stop=stop(state, row),
        hands_free=state.options.hands_free,
        pacer=state.options.pacer,
        can_wait=row is not None and regroup.can_wait(state.rows, row),
        can_undo=undoable(state.changesets) is not None,
        can_go_back=working or state.last is not None,
    )


def next_change(state: State, now: float) -> float | None:
    """Return the second at which `view` will next differ; None while the clock stands still."""
    if state.goes_on is not None:
        return state.goes_on - max(0, up(state.goes_on - now) - 1)
    if state.paused or state.phase in (Phase.ASKING, Phase.DONE):
        return None
    if state.deadline is None:
        return _after(state.since, 1.0, now)
    second = state.deadline - (up(state.deadline - now) - 1) if state.deadline > now else now
    found = min(second, state.deadline)
    row = state.row
    if state.phase is Phase.WORK and row is not None:
        found = min(found, _after(state.since, period(row), now), _next_step(state, row, now))
    return found


def _next_step(state: State, row: SetRow, now: float) -> float:
    parts = stages(row)
    if not parts:
        return inf
    unit = period(row)
    start = state.since + whole((now - state.since) / unit) * unit
    found = _after(start, BAR_STEP_SECONDS, now)
    end = start
    for _, seconds in parts:
        end += seconds
        if end > now + CLOSE:
            left = end - (up(end - now) - 1)
            return min(found, end, left if left > now + CLOSE else inf)
    return found


def _after(start: float, step: float, now: float) -> float:
    return start + (whole((now - start) / step) + 1) * step


def _paced(state: State) -> bool:
    if state.phase is Phase.WORK:
        return state.deadline is not None
    return state.row is not None and paced(state.row, pacer=state.options.pacer)


def _guided(state: State) -> bool:
    """Whether the parts of a repetition are shown as they go by."""
    return state.phase is Phase.WORK and state.deadline is not None


def elapsed(state: State, now: float) -> int:
    """Return the session's own seconds, turning over together with what else is shown."""
    at = state.at(now)
    if state.phase in (Phase.ASKING, Phase.DONE):
        # Once the work is over the session's clock has stopped.
        return max(0, whole(state.since - state.began))
    if state.deadline is not None:
        return max(0, whole(state.deadline - state.began) - up(state.deadline - at))
    return max(0, whole(state.since - state.began) + whole(at - state.since))


def _count(state: State, at: float) -> int:
    if state.phase is not Phase.WORK or state.row is None:
        return 0
    if state.reported is not None:
        return state.reported
    return counted(state.row, at - state.since)


def _overtime(state: State, at: float) -> int | None:
    waiting = state.phase is Phase.READY and state.deadline is None
    return max(0, whole(at - state.since)) if waiting else None


def _inside(state: State, at: float) -> float:
    """Seconds into the running unit; 0 where there are no parts to show."""
    row = state.row
    if not _guided(state) or row is None or not stages(row):
        return 0.0
    done = at - state.since
    return max(0.0, done - whole(done / period(row)) * period(row))


def _stage(row: SetRow, inside: float) -> tuple[Stage | None, int | None]:
    end = 0.0
    for stage, seconds in stages(row):
        end += seconds
        if inside < end - CLOSE:
            return stage, up(end - inside)
    return None, None


def _following(state: State) -> SetRow | None:
    return next(
        (row for row in state.rows[state.cursor + 1 :] if row.status is SetStatus.PLANNED), None
    )


def _left(state: State, at: float) -> int:
    """Estimate seconds to the end: this phase, then every set and rest as prescribed."""
    row = state.row
    if row is None:
        return 0
    planned = [each for each in state.rows if each.status is SetStatus.PLANNED]
    seconds = sum(length(each) + each.rest_after for each in planned) - planned[-1].rest_after
    phase = 0 if state.deadline is None else up(state.deadline - at)
    if state.phase is Phase.WORK:
        seconds -= length(row)
        if state.deadline is None:
            phase = max(0, up(length(row)) - whole(at - state.since))
    return up(seconds) + phase


def _question(state: State) -> QuestionView | None:
    still_open = checkin.open_questions(state)
    if not still_open or state.asking is None:
        return None
    asking = state.asking
    ready = [(question, checkin.ready(state, asking, question)) for question in still_open]
    return QuestionView(
        exercise_id=asking,
        question=still_open[0],
        proposal=ready[0][1],
        answers=tuple(
            (question, checkin.answered(state, asking, question))
            for question in checkin.questions(state)
        ),
        ready=tuple((question, value) for question, value in ready if value is not None),
    )
