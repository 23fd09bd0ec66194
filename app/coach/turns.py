"""Where pain over weeks changes the plan: into GENTLE, into HOLD, and out of it again (D.7.2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from app.coach.figures import (
    NOT_EASED_DAYS,
    PAIN_LIMIT,
    RED_PAIN,
    SAME_SPOT_RED_DAYS,
    SECOND_RED_DAYS,
    SORE_SESSIONS,
    SORE_WINDOW,
)
from app.coach.frozen import dataclass
from app.coach.model import Decision, History, SkipReason, Start, WorkoutRecord
from app.coach.pain import pain_signs, same_spot, same_spot_words
from app.coach.whole_session import pain_places, red, session_felt, session_pain

# Answers to Q1 with which a plan may go on.
_TRAINING = frozenset({"normal", "managed"})
_WHO = "A physiotherapist or a sports doctor can look at what an app cannot."


@dataclass(frozen=True, slots=True)
class Turn:
    """A day from which a runner's start is another one, and why."""

    day: date
    start: Start
    decision: Decision


def pain_turn(history: History, start: Start, cleared: date | None = None) -> Turn | None:
    """Return the first turn that pain takes in these sessions, oldest first (D.7.2, D.7.6).

    Pain on one spot of bone is HOLD at once (D.6). Three sessions over the limit among six lead
    to GENTLE; there, and after a second red, or where one spot does not ease in two weeks, it is
    HOLD. From the day `cleared` on which the runner said that a HOLD is over, only what came then
    can turn again; a red light from before still counts as the first of two.
    """
    later = tuple(record for record in history if cleared is None or record.day >= cleared)
    earlier = history[: len(history) - len(later)]
    for place, record in enumerate(later):
        if not _over_limit(record):
            # Each turn comes with a session that hurt, and most logs hold none.
            continue
        seen = later[: place + 1]
        decision = _on_bone(record) or _second_red((*earlier, *seen), start) or _not_eased(seen)
        if decision is not None:
            return Turn(record.day, Start.HOLD, decision)
        sore = _sore(seen)
        if sore is not None:
            to = Start.HOLD if start is Start.GENTLE else Start.GENTLE
            return Turn(record.day, to, sore)
    return None


def clearance(training: str, pain: int, signs: Collection[str]) -> Decision | None:
    """Say why a HOLD is not over yet by the answers to Q1 and Q2, or None when it is (D.7.7).

    Clean is: training goes on (`normal` or `managed`), pain of 2 or less, and no sign of Q2.
    """
    if signs:
        sentence = "One of these signs is still there; someone should look at it first."
        return Decision("D.6", sentence, (("signs", len(signs)),))
    if pain > PAIN_LIMIT:
        sentence = f"Pain was {pain} in the last week; to begin again, {PAIN_LIMIT} is the most."
        return Decision("D.4", sentence, (("pain", pain),))
    if training not in _TRAINING:
        sentence = "Running is still cut short by it; the plan waits until it is not."
        return Decision("D.7.7", sentence, (("Q1", training),))
    return None


def on_bone(record: WorkoutRecord) -> bool:
    """Whether pain sat on one spot of bone, whatever else the session was."""
    return SkipReason.BONE in pain_signs(record).values()


def _on_bone(record: WorkoutRecord) -> Decision | None:
    if not on_bone(record):
        return None
    sentence = (
        f"Pain sat on one spot of bone, and bone has to be unloaded: this needs a person, not a "
        f"plan. {_WHO}"
    )
    return Decision("D.6", sentence, (("date", record.day.isoformat()),))


def _second_red(history: History, start: Start) -> Decision | None:
    last = history[-1]
    if not red(last):
        return None
    numbers = (("date", last.day.isoformat()), ("pain", _seen(last)))
    if start is Start.GENTLE:
        sentence = f"A red light in the gentle form: this needs a person, not a plan. {_WHO}"
        return Decision("D.7.6", sentence, numbers)
    for before in history[:-1]:
        if not red(before):
            continue
        gap = (last.day - before.day).days
        spots = (pain_places(last, RED_PAIN), pain_places(before, RED_PAIN))
        same = same_spot(*spots)
        if gap <= SECOND_RED_DAYS or (same and gap <= SAME_SPOT_RED_DAYS):
            where = same_spot_words(*spots) if same else ""
            sentence = (
                f"The light was red twice within {gap} days{where}: this needs a person, not a "
                f"plan. {_WHO}"
            )
            return Decision("D.7.2", sentence, numbers)
    return None


def _not_eased(history: History) -> Decision | None:
    """Pain over the limit on one named spot, in every session for two weeks (D.6)."""
    last = history[-1]
    for place in sorted(_sore_spots(last) - {""}):
        since = last.day
        for record in reversed(history):
            if place not in _sore_spots(record):
                break
            since = record.day
        days = (last.day - since).days
        if days >= NOT_EASED_DAYS:
            sentence = (
                f"Pain above {PAIN_LIMIT} on one spot has not eased in {days} days: this needs a "
                f"person, not a plan. {_WHO}"
            )
            return Decision("D.6", sentence, (("days", days), ("spot", place)))
    return None


def _sore_spots(record: WorkoutRecord) -> frozenset[str]:
    return pain_places(record, PAIN_LIMIT + 1)


def _sore(history: History) -> Decision | None:
    sore = [record for record in history[-SORE_WINDOW:] if _over_limit(record)]
    if len(sore) < SORE_SESSIONS:
        return None
    sentence = (
        f"Pain was above {PAIN_LIMIT} in {len(sore)} of the last "
        f"{min(len(history), SORE_WINDOW)} sessions."
    )
    return Decision("D.7.2", sentence, tuple((r.day.isoformat(), _seen(r)) for r in sore))


def _seen(record: WorkoutRecord) -> int | str:
    """Return what a turn shows that it saw of a session's pain."""
    felt = session_felt(record)
    return felt.seen if felt else 0


def _over_limit(record: WorkoutRecord) -> bool:
    pain = session_pain(record)
    return pain is not None and pain > PAIN_LIMIT
