"""The rules that read the log of one exercise and say: less, the same, or ready for more.

Every rule is a small function of the results, newest first, that returns its ruling or None. They
are asked in the order of D.7.2 and the first that speaks holds. What "easier" or "more" means for
an exercise is its ladder's business (`app.coach.ladders`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

from app.coach.figures import (
    EXHAUSTING_EFFORT,
    HARD_EFFORT,
    LEFT_OUT_DAYS,
    PAIN_LIMIT,
    POOR_CONTROL,
    RED_EXERCISE_DAYS,
    RED_PAIN,
    REPEAT_CONTROL,
    RUNNING_GAP_DAYS,
    RUNNING_SESSIONS,
    SIDE_GAP,
    UNSETTLED_DAYS,
)
from app.coach.frozen import dataclass
from app.coach.model import Decision, Side, SkipReason
from app.coach.pain import Light, same_spot, same_spot_words
from app.coach.results import Outcome, clean_running, same_conditions

Results = Sequence[Outcome]


class Step(StrEnum):
    """What a ladder has to do."""

    LEAVE_OUT = "leave out"
    EASIEST = "easiest"
    """The easiest form, one set less."""
    EASIER = "easier"
    """One rung easier, for pain."""
    BACK = "back"
    """One step back on the ladder."""
    REPEAT = "repeat"
    CLEAN = "clean"
    """Nothing stands against more; the ladder asks whether there is more."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What follows from the last results.

    `extra_side` is the leg that does one set more (P6). `fewer` takes one set away on top of the
    step (`fewer_sets`).
    """

    step: Step
    decision: Decision
    extra_side: Side | None = None
    fewer: bool = False


def judge(
    results: Results, today: date, *, pain_results: Results = (), phase_one: bool = False
) -> Ruling | None:
    """Return the first ruling that holds, in the order of D.7.2; None where nothing was done yet.

    `pain_results` are further sessions that may ask for less but never lead to more, such as the
    ten-minute version. `phase_one` adds S8: there the work must challenge and never exhaust.
    """
    ruling = pain_ruling(results, today, pain_results)
    if ruling is not None:
        return ruling
    if not results:
        return None
    for numbers_rule in (p5, s8, p6, p4, unanswered) if phase_one else (p5, p6, p4, unanswered):
        ruling = numbers_rule(results)
        if ruling is not None:
            return ruling
    sentence = "Last time was clean: all done, calm and in control."
    return Ruling(Step.CLEAN, Decision("P1", sentence, results[0].numbers))


def pain_ruling(results: Results, today: date, pain_results: Results = ()) -> Ruling | None:
    """Return what the last pain asks for: red, over the limit or not settled, amber (D.7.2)."""
    for rule in (red, over_limit, amber):
        for seen in (pain_results, results):
            ruling = rule(seen, today) if seen else None
            if ruling is not None:
                return ruling
    return None


def fewer_sets(results: Results, today: date, pain_results: Results = ()) -> bool:
    """Whether the last pain takes one set away on top of an easier form (D.4)."""
    ruling = pain_ruling(results, today, pain_results)
    return ruling is not None and ruling.fewer


def move_rests(results: Results, today: date) -> Decision | None:
    """Say why a move of the opening or the closing is left out, or None (S9, D.4, D.7.7).

    It has no easier form, so what hurt above the limit rests for 72 hours whatever the morning.
    """
    ruling = pain_ruling(results, today)
    if ruling is None:
        return None
    if ruling.step is Step.LEAVE_OUT:
        return ruling.decision
    last = results[0]
    if last.pain is None or last.pain <= last.limit or (today - last.day).days >= UNSETTLED_DAYS:
        return None
    sentence = f"Pain was {last.pain_words}, above {last.limit}; this exercise rests for 72 hours."
    return Decision("D.4", sentence, last.numbers)


def foretold(results: Results) -> str:
    """Say what the pain of the newest session asks for next time; "" where it asks for nothing.

    It is the ruling of the next day, told beforehand; a calm or bad morning can still change it.
    """
    ruling = pain_ruling(results, results[0].day) if results else None
    if ruling is None:
        return ""
    last = results[0]
    match ruling.step:
        case Step.LEAVE_OUT:
            return ruling.decision.sentence
        case Step.EASIER:
            return f"Pain was {last.pain_words}, above {last.limit}: one step easier next time."
        case _:
            return ""


def red(results: Results, today: date) -> Ruling | None:
    """After red: three days without the exercise, then its easiest form (D.7.2).

    Red is pain of 6 or more, and pain that was sharp or sudden (D.4).
    """
    last = results[0]
    if last.pain is None or last.pain < RED_PAIN:
        return None
    if last.sign is SkipReason.BONE and today == last.day:
        return Ruling(Step.LEAVE_OUT, Decision("D.6", _ON_BONE, last.numbers))
    if (today - last.day).days < RED_EXERCISE_DAYS:
        sentence = f"Pain was {last.pain_words}; this exercise rests for 72 hours."
        return Ruling(Step.LEAVE_OUT, Decision("D.7.2", sentence, last.numbers))
    sentence = f"Pain was {last.pain_words} last time: the easiest form, with one set less."
    return Ruling(Step.EASIEST, Decision("D.7.2", sentence, last.numbers))


_ON_BONE = "Pain on one spot of bone: the plan is on hold until someone has looked at it."


def over_limit(results: Results, today: date) -> Ruling | None:
    """After pain over its limit, or amber that had not settled by the morning (D.4, D.7.2).

    The limit is 2, and 5 in a tendon that the runner has ticked as diagnosed. What was over it
    has already ended the exercise that day, and is one step easier next time. What had not
    settled keeps the exercise out for 72 hours and takes a set as well: in the tendon unless the
    morning was told to be calm, elsewhere once the runner has said so.
    """
    last = results[0]
    if last.pain is None or last.pain <= PAIN_LIMIT:
        return None
    unknown = last.pain > last.limit
    if unknown and len(results) > 1 and _same_spot(last, results[1]):
        return _left_out(last, results[1], today)
    if last.eased and not unknown:
        return None
    if last.eased or (unknown and last.morning is None):
        sentence = f"Pain was {last.pain_words}, above {last.limit}: one step easier this time."
        return Ruling(Step.EASIER, Decision("D.4", sentence, last.numbers))
    why = _MORNING_WORDS[last.morning]
    if (today - last.day).days < UNSETTLED_DAYS:
        sentence = f"Pain was {last.pain_words}, and {why}: this exercise rests for 72 hours."
        return Ruling(Step.LEAVE_OUT, Decision("D.7.2", sentence, last.numbers))
    sentence = f"Pain was {last.pain_words}, and {why}: one step easier, and less of it."
    return Ruling(Step.EASIER, Decision("D.4", sentence, last.numbers), fewer=True)


_MORNING_WORDS = {
    None: "the next morning was not told",
    "same": "still there the next morning",
    "worse": "worse the next morning",
    "new": "the next morning there was a new spot",
}


def _left_out(last: Outcome, before: Outcome, today: date) -> Ruling:
    """Twice running on one spot: out, with the sentence of D.6."""
    if (today - last.day).days < LEFT_OUT_DAYS:
        where = same_spot_words(last.pain_places, before.pain_places)
        sentence = (
            f"Pain was {before.pain_words} and then {last.pain_words}{where}, so this exercise "
            "stays out; if it has not eased in two weeks, a physiotherapist can look at it."
        )
        return Ruling(Step.LEAVE_OUT, Decision("D.7.2", sentence, last.numbers))
    sentence = "Back after two weeks without it: the easiest form, with one set less."
    return Ruling(Step.EASIEST, Decision("D.7.2", sentence, last.numbers))


def amber(results: Results, _today: date) -> Ruling | None:
    """After calm amber in a diagnosed tendon: no more; twice running on one spot, less (D.4)."""
    last = results[0]
    if last.light is not Light.AMBER:
        return None
    if len(results) > 1 and _same_spot(last, results[1]):
        before = results[1].pain_words
        sentence = f"Pain was {before}, then {last.pain_words} in the tendon: one step back."
        return Ruling(Step.BACK, Decision("D.4", sentence, last.numbers))
    sentence = (
        f"Pain was {last.pain_words} in the tendon and calm the next morning: no more, no less."
    )
    return Ruling(Step.REPEAT, Decision("D.4", sentence, last.numbers))


def p5(results: Results) -> Ruling | None:
    """Control 2 or less on a side, effort 9–10, or reps missed twice running: one step back."""
    last = results[0]
    if last.lowest_given is not None and last.lowest_given <= POOR_CONTROL:
        sentence = f"Control was {last.lowest_given}{_on_side(last)}: one step back."
    elif last.effort is not None and last.effort >= EXHAUSTING_EFFORT:
        sentence = f"Effort was {last.effort} of 10: one step back."
    elif _missed_running(results) >= RUNNING_SESSIONS:
        sentence = "Repetitions were missed in two sessions running: one step back."
    else:
        return None
    return Ruling(Step.BACK, Decision("P5", sentence, last.numbers))


def s8(results: Results) -> Ruling | None:
    """In phase 1, effort 8 or more makes the next session one step easier."""
    last = results[0]
    if last.effort is None or last.effort < HARD_EFFORT:
        return None
    sentence = f"Effort was {last.effort} of 10; it should challenge, not exhaust: one step easier."
    return Ruling(Step.BACK, Decision("S8", sentence, last.numbers))


def p6(results: Results) -> Ruling | None:
    """Legs two control points apart: same numbers, the weaker first, one set more for it.

    Below control 3 on the weaker side P5 has spoken before, and no set is added (D.7.2).
    """
    last = results[0]
    if last.weaker is None or last.gap < SIDE_GAP or last.control != REPEAT_CONTROL:
        return None
    controls = dict(last.controls)
    sentence = (
        f"Left {controls[Side.LEFT]}, right {controls[Side.RIGHT]}: the {last.weaker} leg begins "
        "and does one set more, the numbers stay."
    )
    return Ruling(Step.REPEAT, Decision("P6", sentence, last.numbers), last.weaker)


def p4(results: Results) -> Ruling | None:
    """Control 3, effort 8, or reps missed once: the same numbers again (P4, D.7.2)."""
    last = results[0]
    if last.missed:
        sentence = "A set fell short last time: the same numbers again."
    elif last.lowest_given is not None and last.lowest_given <= REPEAT_CONTROL:
        sentence = f"Control was {last.lowest_given}{_on_side(last)}: the same numbers again."
    elif last.effort is not None and last.effort >= HARD_EFFORT:
        sentence = f"Effort was {last.effort} of 10: the same numbers again."
    else:
        return None
    return Ruling(Step.REPEAT, Decision("P4", sentence, last.numbers))


def unanswered(results: Results) -> Ruling | None:
    """What was passed by stays empty, and the dose is repeated (D.7.2)."""
    last = results[0]
    if not last.whole:
        sentence = "Not every set was done last time: the same numbers again."
    elif not last.answered:
        sentence = "Control, effort or pain was left open last time: the same numbers again."
    elif not last.settled:
        said = _MORNING_WORDS.get(last.morning, "it had not settled")
        sentence = f"{said.capitalize()}: the same numbers again."
    else:
        return None
    return Ruling(Step.REPEAT, Decision("D.7.2", sentence, last.numbers))


def p8(results: Results, level: Callable[[Outcome], tuple[float, ...]]) -> Decision | None:
    """After a step up in difficulty: done twice before the next (P8). `level` orders difficulty.

    Two more repetitions or ten more touches are no such step (D.7.1).
    """
    now = level(results[0])
    since = next((n for n, one in enumerate(results) if level(one) != now), len(results))
    if since >= RUNNING_SESSIONS or since == len(results) or level(results[since]) > now:
        return None
    sentence = "The last step up is new: twice like this before the next."
    return Decision("P8", sentence, results[0].numbers)


def running(results: Results) -> bool:
    """Whether two sessions running were clean under the same conditions (D.7.2)."""
    return clean_running(results) >= RUNNING_SESSIONS


def at_target_running(results: Results, target: int) -> bool:
    """Whether two clean sessions running had this target in every set (P2, P3)."""
    newest = results[:RUNNING_SESSIONS]
    return running(results) and all(min(one.targets) >= target for one in newest)


def _same_spot(last: Outcome, before: Outcome) -> bool:
    """Whether both hurt over the limit on one spot, as far as the spots were named."""
    sore = before.pain is not None and before.pain > PAIN_LIMIT
    return sore and same_spot(last.pain_places, before.pain_places)


def _missed_running(results: Results) -> int:
    count = 0
    for place, outcome in enumerate(results):
        if not outcome.missed or not same_conditions(results[0], outcome):
            break
        if place and (results[place - 1].day - outcome.day).days > RUNNING_GAP_DAYS:
            break
        count += 1
    return count


def _on_side(outcome: Outcome) -> str:
    sides = [
        side
        for side, value in outcome.controls
        if value == outcome.lowest_given and side is not Side.BOTH
    ]
    return f" on the {sides[0]}" if len(sides) == 1 else ""
