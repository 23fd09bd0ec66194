"""How many weeks there are to a race: typed, or counted up and down; or no race at all."""

from __future__ import annotations

from datetime import date, timedelta

from textual.content import Content
from textual.geometry import Size

from app.coach.day_text import weekday_day
from app.coach.questionnaire import RACE_WEEKS
from screens.widgets.pad import Answer, Pad, Refusal, Reply
from screens.words import count

_MOST = RACE_WEEKS[-1]


class Weeks(Pad):
    """A number of weeks. Answers with it, or with None for no race."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: int | None = None
        self._today = date.min
        self._typing = False

    def show(self, weeks: object, today: date) -> None:
        """Show this many weeks, counted from `today`; no race where it is no number."""
        self._weeks = weeks if isinstance(weeks, int) and weeks in RACE_WEEKS else None
        self._today = today
        self._typing = False
        self.refresh()

    def accepts(self, number: int) -> bool:
        """Say whether this is a figure to type."""
        return number in range(10)

    def press(self, number: int) -> Reply:
        """Add a figure at the end, the first one anew; one too many is refused."""
        longer = ((self._weeks or 0) if self._typing else 0) * 10 + number
        if longer > _MOST:
            return Refusal(f"{_MOST} weeks are the most; backspace takes a figure away.")
        self._put(longer)
        self._typing = True
        return None

    def erase(self) -> None:
        """Take the last figure away; with the last one gone there is no race."""
        self._put((self._weeks or 0) // 10 or None)

    def clear(self) -> None:
        """Say that there is no race."""
        self._put(None)

    def move(self, steps: int) -> None:
        """Count; up is more, and below nought there is no race."""
        self._typing = False
        value = (-1 if self._weeks is None else self._weeks) - steps
        self._put(min(_MOST, value) if value >= 0 else None)

    def take(self) -> Reply:
        """Go on with what is shown."""
        return Answer(self._weeks)

    def _put(self, weeks: int | None) -> None:
        self._weeks = weeks
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the one line this takes."""
        return 1

    def render(self) -> Content:
        """Draw the number and about when that is."""
        words, when = " no race ", ""
        if self._weeks is not None:
            day = self._today + timedelta(weeks=self._weeks)
            words = f" {count(self._weeks, 'week')} "
            when = f"   around {weekday_day(day)} {day.year}"
        return Content.assemble(
            ("▌", "$accent"), (words, "bold on $block-cursor-background"), (when, "$muted")
        )
