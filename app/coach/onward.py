"""Where a plan goes on after a week that is over: by what was done, missed, opened or raced.

Missed time is never made up for (B3 to B7); a gate that is not open, a race or a lack of room
keeps the plan where it is (D.7.6 to D.7.9).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.coach.agenda import next_due
from app.coach.figures import (
    AFTER_MARATHON_DAYS,
    AFTER_RACE_DAYS,
    CARRY_ON_DAYS,
    RACE_AFTER_LINK_DAYS,
    RACE_CLEAR_DAYS,
    REPEAT_WEEK_DAYS,
    RESTART_PHASE_DAYS,
    STEP_BACK_DAYS,
    TRAINED_WEEK_SESSIONS,
)
from app.coach.gate_state import Gate, GateDecision
from app.coach.model import Decision, WorkoutRecord
from app.coach.passage import again, next_week
from app.coach.plan_weeks import Easing, Terms, WeekPlace, Window, gate_stands
from app.coach.tables import Block

Numbers = tuple[tuple[str, float | str], ...]

_LAST_AT_HOME = 2
_CLEAR_OF_RACE = {2: RACE_CLEAR_DAYS, 3: RACE_CLEAR_DAYS, 4: RACE_AFTER_LINK_DAYS}


def after(
    terms: Terms,
    chain: list[Block],
    windows: Sequence[Window],
    records: Sequence[WorkoutRecord],
    today: date,
) -> WeekPlace | Decision:
    """Say where to go on after the last of `windows`, or why the plan is over.

    A gate that was opened for another link puts its blocks into `chain`.
    """
    window = windows[-1]
    if not window.slots and window.block.id == terms.hold_steady.id:
        return _race_is_here(terms)
    if not window.slots and not window.repeat:
        return WeekPlace(window.chain_no, window.week, window.next_anchor)
    if not window.undone:
        return _onward(terms, chain, windows)
    return _lapsed(terms, chain, windows, records, today)


def _lapsed(
    terms: Terms,
    chain: list[Block],
    windows: Sequence[Window],
    records: Sequence[WorkoutRecord],
    today: date,
) -> WeekPlace | Decision:
    """Say where to go on after a week with open sessions: by the days missed (D.7.7)."""
    window, days = windows[-1], terms.days[windows[-1].block.sessions_a_week]
    back = min((one.day for one in records if one.day > window.closes), default=today)
    since = _away_since(window, records)
    missed = (back - since).days
    hurt = terms.hurt is not None and since <= terms.hurt
    numbers: Numbers = (("days missed", missed),)
    if missed > RESTART_PHASE_DAYS:
        sentence = f"{missed} days without a session: the questionnaire says where to begin again."
        return Decision("B7", sentence, numbers)
    if not any(one.day <= window.closes for one in records):
        # Nothing was ever begun, so nothing was missed.
        return WeekPlace(0, 1, next_due(back, days))
    if window.block.repeats:
        anchor = next_due(max(back, window.next_anchor), days)
        return WeekPlace(window.chain_no, window.week + 1, anchor)
    if missed <= CARRY_ON_DAYS:
        return _onward(terms, chain, windows, _carry_on(window, numbers))
    return _return(windows, next_due(back, days), missed, numbers, hurt=hurt)


def _away_since(window: Window, records: Sequence[WorkoutRecord]) -> date:
    """Return the due day of the first open session, or the day it was begun and broken off."""
    tried = [one.day for one in records if window.opens <= one.day <= window.closes]
    broken_off = [day for day in tried if day not in {one.day for one in window.done.values()}]
    return max(window.undone[0].due, *broken_off) if broken_off else window.undone[0].due


def _return(
    windows: Sequence[Window],
    anchor: date,
    missed: int,
    numbers: Numbers,
    *,
    hurt: bool,
) -> WeekPlace:
    """Say where to go on after more than a few days away (B4–B6)."""
    due = windows[-1]
    if missed <= REPEAT_WEEK_DAYS:
        trained = (one for one in reversed(windows) if len(one.done) >= TRAINED_WEEK_SESSIONS)
        again = next(trained, windows[0])
        sentence = (
            f"{missed} days missed: {again.block.label}, week {again.week} again, the first "
            "session with one set less."
        )
        decision = Decision("B4", sentence, numbers)
        return WeekPlace(again.chain_no, again.week, anchor, Easing.FIRST_SESSION, decision)
    if missed <= STEP_BACK_DAYS:
        before = [one for one in windows if (one.chain_no, one.week) < (due.chain_no, due.week)]
        weeks = sorted({(one.chain_no, one.week) for one in before})[-2 if hurt else -1 :]
        back = next((one for one in before if (one.chain_no, one.week) in weeks[:1]), due)
        far = "two weeks back after a stop for pain" if hurt else "one week back"
        sentence = f"{missed} days missed: {far}, and lighter."
        decision = Decision("B5", sentence, numbers)
        return WeekPlace(back.chain_no, back.week, anchor, Easing.WEEK, decision)
    sentence = f"{missed} days missed: the phase begins again."
    return WeekPlace(due.chain_no, 1, anchor, reason=Decision("B6", sentence, numbers))


def _carry_on(window: Window, numbers: Numbers) -> Decision:
    count = len(window.undone)
    what = "One session" if count == 1 else f"{count} sessions"
    return Decision("B3", f"{what} of last week lapsed; carry on, nothing is made up for.", numbers)


def _onward(
    terms: Terms, chain: list[Block], windows: Sequence[Window], reason: Decision | None = None
) -> WeekPlace | Decision:
    """Go to the next week, the next block, or the last week again where a gate is not open."""
    window = windows[-1]
    block, anchor = window.block, window.next_anchor
    stands = gate_stands(terms, windows, window.closes)
    week = next_week(block, window.week, stands)
    if week == window.week:
        why = again(block, stands.failed)
        return WeekPlace(
            window.chain_no, week, anchor, reason=why, repeat=max(1, len(stands.failed))
        )
    if week is not None:
        return WeekPlace(window.chain_no, week, anchor, reason=reason)
    if stands.opened is not None:
        _bring_in(terms, chain, window.chain_no, stands.opened)
    later = chain[window.chain_no + 1 :]
    if not later:
        return _at_the_end(block)
    if waits_for_room(terms, later[0]):
        sentence = "Without room to run the next phase waits; this week again keeps what is built."
        why = Decision("D.7.9", sentence)
        return WeekPlace(window.chain_no, window.week, anchor, reason=why, repeat=1)
    if _race_too_near(terms, later[0], anchor):
        chain.append(terms.hold_steady)
        sentence = f"{later[0].label.capitalize()} would reach into the race: steady until then."
        return WeekPlace(len(chain) - 1, 1, anchor, reason=Decision("D.7.6", sentence))
    return WeekPlace(window.chain_no + 1, 1, anchor, reason=reason)


def waits_for_room(terms: Terms, block: Block) -> bool:
    """Whether a block has to wait, since there is nowhere to run: it is never skipped (D.7.9)."""
    return not terms.can_run and block.phase > _LAST_AT_HOME


def _bring_in(terms: Terms, chain: list[Block], chain_no: int, opened: GateDecision) -> None:
    """Put in the block that a decision asks for: mechanics first, or another link (D.7.6)."""
    link = opened.link
    if link is None or link not in terms.links:
        return
    place = chain_no + 1
    if opened.gate is Gate.PRIMER_EXIT and chain[place] is not terms.first_links[link]:
        # What came first in its lower form is now second, and comes in its full one.
        own = next(name for name, block in terms.first_links.items() if block is chain[place])
        chain[place : place + 1] = [terms.first_links[link], terms.links[own]]
    elif opened.gate is Gate.END and terms.easy_week is not None:
        chain[place:place] = [terms.easy_week, terms.links[link]]


def _at_the_end(block: Block) -> Decision:
    if block.easiest:
        sentence = (
            "Four weeks in the gentle form are over. If it still hurts, a physiotherapist can "
            "look at what an app cannot; if it does not, the questionnaire says where to go on."
        )
        return Decision("D.7.6", sentence)
    return Decision("D.7.6", f"{block.title} is done; the questionnaire says where to go on.")


def _race_too_near(terms: Terms, block: Block, anchor: date) -> bool:
    """Whether a phase would end too close to the race: 8 weeks, in phase 4 two (D.7.6)."""
    clear = _CLEAR_OF_RACE.get(block.phase)
    if clear is None or terms.race_day is None or terms.race_day < anchor:
        return False
    ends = anchor + timedelta(weeks=block.weeks)
    return (terms.race_day - ends).days < clear


def _race_is_here(terms: Terms) -> Decision:
    sentence = (
        f"Nothing more before the race. Take {AFTER_RACE_DAYS} free days after it, "
        f"{AFTER_MARATHON_DAYS} after a marathon, then answer the questionnaire again."
    )
    numbers = (("race", terms.race_day.isoformat()),) if terms.race_day else ()
    return Decision("D.7.6", sentence, numbers)
