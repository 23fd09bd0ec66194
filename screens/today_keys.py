"""The keys of Today, and which of them do something for what it shows."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding, BindingType

from app.coach.not_today import Waiting, not_today
from app.coach.pain import MorningQuestion
from app.trainer.today import TodayView
from screens import today_morning, today_outside
from screens.today_idle import Entry, entry

_ENTRY = {
    Entry.BEGIN: "Answer the questions",
    Entry.GO_ON: "Answer the questions that are still open",
    Entry.ANSWER_AGAIN: "Answer the questions again",
    Entry.SEE_RESULT: "See what your answers say, and begin",
}

BINDINGS: list[BindingType] = [
    Binding("enter", "start", "Start", id="today.start", tooltip="Start the session shown"),
    *(
        Binding(
            "enter",
            f"begin('{word.name}')",
            word.value.capitalize(),
            id=f"today.{word.name.lower()}",
            tooltip=tooltip,
        )
        for word, tooltip in _ENTRY.items()
    ),
    Binding(
        "enter", "hold", "What now", id="today.hold", tooltip="What to watch, and the way back"
    ),
    Binding(
        "r",
        "resume",
        "Resume",
        id="today.resume",
        tooltip="Go on with the session that was not ended, or end it",
    ),
    *today_morning.BINDINGS,
    Binding("g", "gate", "Tests and gate", id="today.gate", tooltip="The gate and the self-tests"),
    Binding("w", "why", "Why", id="today.why", tooltip="Why each target is what it is"),
    Binding(
        "t",
        "short",
        "Ten minutes",
        id="today.short",
        tooltip="Show the ten-minute version of the session",
    ),
    Binding(
        "t", "whole", "Whole session", id="today.whole", tooltip="Show the whole session again"
    ),
    Binding("m", "not_today", "Not today", id="today.not_today", tooltip="Until when it may wait"),
    Binding("p", "preview", "Preview", id="today.preview", tooltip="The sessions that come next"),
    *today_outside.BINDINGS,
    Binding(
        "s",
        "step_up",
        "Step-up session",
        id="today.step_up",
        tooltip="Start the step-up session by itself",
    ),
    Binding(
        "y",
        "readiness",
        "Not quite fit",
        show=False,
        id="today.readiness",
        tooltip="Say that you are ill, short of sleep, sore, or that a hard run is near",
    ),
    Binding(
        "v",
        "review",
        "Week",
        show=False,
        id="today.review",
        tooltip="The week in review: done of planned, what changed and why, what next",
    ),
]


def works(action: str, parameters: tuple[object, ...], view: TodayView | None) -> bool:
    """Return whether a key's action does something now; `view` is None before the log is read."""
    if action == "begin":
        return view is not None and parameters == (_leads_on(view),)
    asked = _WORKS.get(action)
    return asked is None or (view is not None and asked(view))


def waiting(view: TodayView) -> Waiting | None:
    """Return how long the session shown may wait; None where it is not of this plan week."""
    if view.session is None or view.week_closes is None:
        return None
    found = not_today(view.week, view.history, view.day, view.week_closes)
    return found if found.left else None


def morning_asked(view: TodayView) -> MorningQuestion | None:
    """Return the morning that is still to be told."""
    return view.mornings[0] if view.mornings else None


def elsewhere(view: TodayView) -> bool:
    """Return whether another copy of the program is in a session right now."""
    return view.unfinished is not None and view.unfinished.running


def _leads_on(view: TodayView) -> str:
    """Return the name of the entry that stands there, none where there is a plan."""
    there = view.session is None and view.enrolment is None
    return entry(view).name if there else ""


def _trainable(view: TodayView) -> bool:
    return view.session is not None and not elsewhere(view)


def _tickable(view: TodayView) -> bool:
    """Whether the spot asked about may be ticked as a diagnosed tendon."""
    asked = morning_asked(view)
    return asked is not None and view.enrolment is not None and today_morning.may_tick(asked)


_WORKS: dict[str, Callable[[TodayView], bool]] = {
    "start": _trainable,
    "why": _trainable,
    "short": lambda view: _trainable(view) and not view.short,
    "whole": lambda view: _trainable(view) and view.short,
    "preview": _trainable,
    "readiness": _trainable,
    "done_outside": _trainable,
    "take_outside": _trainable,
    "not_today": lambda view: _trainable(view) and waiting(view) is not None,
    "gate": lambda view: view.enrolment is not None or view.start is not None,
    "resume": lambda view: view.unfinished is not None and not view.unfinished.running,
    "step_up": lambda view: view.may_step_up and not elsewhere(view),
    "hold": lambda view: view.hold is not None,
    "morning": lambda view: morning_asked(view) is not None,
    "tendon": _tickable,
}
