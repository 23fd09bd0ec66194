"""The next sessions as they would be, from the log."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from app.coach.frozen import dataclass, field
from app.coach.model import Enrolment, History
from app.coach.preview import Preview, preview
from app.coach.retest import UNTESTED
from app.errors import UsageError
from app.trainer.today import TodayView, look

if TYPE_CHECKING:
    from app.trainer.desk import Desk

MOST_SESSIONS = 12
_NO_PLAN = "There is no plan yet; open stridetui and answer the questionnaire."


@dataclass(frozen=True, slots=True)
class PreviewView:
    """What is ahead, as seen on `day`; `tests` are the self-tests' titles by id."""

    day: date
    preview: Preview
    tests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is ahead, as seen on `day`: for whom, and after what."""

    day: date
    enrolment: Enrolment
    history: History
    preview: Preview


def foresee(desk: Desk, sessions: int = 4, on: date | None = None) -> PreviewView:
    """Return the next `sessions` (1 to 12) as seen on `on`, today when None.

    Raises `UsageError` where nothing is ahead, `StoreError`, `ContentError`.
    """
    seen = ahead(desk, sessions, on)
    titles = {test.id: test.title for test in desk.selftests.values()}
    return PreviewView(seen.day, seen.preview, titles)


def ahead(desk: Desk, sessions: int = 4, on: date | None = None) -> Outlook:
    """Return the same with the runner's programme and history. Raises likewise."""
    return ahead_of(desk, look(desk, on), sessions)


def ahead_of(desk: Desk, view: TodayView, sessions: int) -> Outlook:
    """Return the same as it follows from what Today says. Raises likewise."""
    if view.enrolment is None or view.session is None:
        raise UsageError(view.why_none or _NO_PLAN)
    found = preview(
        view.enrolment,
        view.history,
        desk.library,
        view.day,
        desk.programmes,
        sessions=sessions,
        longest_run=view.longest_run,
        tested=view.tested or UNTESTED,
    )
    return Outlook(view.day, view.enrolment, view.history, found)
