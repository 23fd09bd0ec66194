"""What Today says where there is no session: why, and the one key that leads on."""

from __future__ import annotations

from enum import StrEnum

from app.coach.model import Decision
from app.coach.red_flags import WAY_BACK, WHO
from app.trainer.today import TodayView
from screens.parts import Part
from screens.widgets.plain import plain


def no_session(view: TodayView) -> list[Part]:
    """Return what stands in place of a session, with the keys that work there."""
    if view.hold is not None:
        return _held(view.hold)
    if view.enrolment is None and view.draft_answers:
        first = ("Find your weak link", "bold")
        text = f"Go on where you left: {view.draft_answers} of 14 answered."
    elif _waiting(view):
        first = ("Your result waits", "bold")
        text = "You have answered the questions; nothing has begun yet."
    elif view.enrolment is None and not view.why_none:
        first = ("Find your weak link", "bold")
        text = (
            "Fourteen questions, about three minutes. They tell which link of your running is "
            "weak and where to begin; then your first session stands here."
        )
    else:
        first = ("Nothing to train today", "bold")
        text = plain(view.why_none)
    key: list[Part] = []
    if view.enrolment is None:
        key += [("enter", "bold $accent"), f"   {entry(view).value}\n"]
    if view.may_step_up:
        key += [("s", "bold $accent"), "       the step-up session by itself\n"]
    return [first, "\n\n", text, "\n\n", *key]


def _held(decision: Decision) -> list[Part]:
    """Return what a plan on hold says: why, who fits, and the way back."""
    return [
        ("On hold", "bold"),
        "\n\n",
        f"{plain(decision.sentence)}\n\n",
        f"{WHO}\n\n",
        (f"{WAY_BACK}\n\n", "$muted"),
        ("enter", "bold $accent"),
        "   what to watch, and the way back\n",
    ]


class Entry(StrEnum):
    """What one key does for a runner without a plan, as the text and the last line say it."""

    BEGIN = "begin"
    GO_ON = "go on"
    ANSWER_AGAIN = "answer again"
    SEE_RESULT = "see the result"


def entry(view: TodayView) -> Entry:
    """Return what leads on where there is no plan."""
    if _waiting(view):
        return Entry.SEE_RESULT
    if view.draft_answers:
        return Entry.GO_ON
    return Entry.ANSWER_AGAIN if view.why_none else Entry.BEGIN


def _waiting(view: TodayView) -> bool:
    """Whether the questions are answered and no programme was begun on the result."""
    without = view.enrolment is None and not view.draft_answers and not view.why_none
    return without and view.start is not None
