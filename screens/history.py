"""History: every session on one time line, newest first; enter opens one."""

from __future__ import annotations

from rich.cells import cell_len
from textual import getters, on, work
from textual.app import ComposeResult
from textual.widgets import Static

from app.coach.model import Kind, WorkoutStatus
from app.trainer import reviewing
from app.trainer.reviewing import HistoryRow
from screens import places
from screens.place import PlaceScreen
from screens.widgets.plain import clip, fit, plain
from screens.widgets.timeline import PAGE, Entry, Timeline
from screens.words import WORKOUT_WORD, count, short_day

_DAY_WIDTH = 10


class HistoryScreen(PlaceScreen):
    """The time line of sessions."""

    PLACE = places.HISTORY
    CSS_PATH = "../assets/styles/history.tcss"

    title_line = getters.query_one("#history-title", Static)
    timeline = getters.query_one(Timeline)

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[int, tuple[HistoryRow, ...]] = {}

    def body(self) -> ComposeResult:
        """One sentence, then the time line."""
        yield Static("", id="history-title", markup=False)
        yield Timeline(self._entry)

    async def load(self) -> None:
        """Read the newest page; the others are read when they come into view."""
        found = await self.read(reviewing.page, 0, PAGE)
        if found is None:
            return
        self._pages = {0: found.rows}
        self.timeline.show(found.total)
        self.title_line.update(
            f"{count(found.total, 'session')}, newest first"
            if found.total
            else "No session yet. The first one shows here when it has begun."
        )

    @on(Timeline.Wanted)
    def _fetch(self, event: Timeline.Wanted) -> None:
        self._read_page(event.offset)

    @work(group="page")
    async def _read_page(self, offset: int) -> None:
        pages = self._pages
        found = await self.read(reviewing.page, offset, PAGE)
        # Read before the log moved on, the rows would stand at other places now.
        if found is not None and pages is self._pages:
            pages[offset] = found.rows
            self.timeline.refresh()

    @on(Timeline.Opened)
    def _open(self, event: Timeline.Opened) -> None:
        from screens.workout import WorkoutScreen

        row = self._row(event.row)
        if row is not None:
            self.app.push_screen(WorkoutScreen(row.workout_id))

    def _row(self, number: int) -> HistoryRow | None:
        rows = self._pages.get(number - number % PAGE, ())
        at = number % PAGE
        return rows[at] if at < len(rows) else None

    def _entry(self, number: int) -> Entry | None:
        row = self._row(number)
        if row is None:
            return None
        room = max(10, self.timeline.scrollable_content_region.width - _DAY_WIDTH - 7)
        return history_entry(row, self.app.desk.clock.today().year, room)


def history_entry(row: HistoryRow, year: int, room: int) -> Entry:
    """Return what one session says, in at most `room` characters beside the day."""
    title = plain(row.title) or ("Step-up session" if row.kind is Kind.STEP_UP else "Session")
    where = f"   phase {row.phase} · week {row.week}" if row.phase else ""
    if cell_len(title) + cell_len(where) > room:
        where = ""
    facts = [f"{row.done_sets} of {count(row.all_sets, 'set')}"]
    if row.minutes is not None and row.source == "live":
        facts.append(f"{row.minutes} min")
    if row.status is not WorkoutStatus.ENDED:
        facts.append(WORKOUT_WORD[row.status])
    if row.source != "live":
        facts.append("added by hand")
    if row.note:
        facts.append(f"“{plain(row.note)}”")
    return Entry(
        fit(short_day(row.day), _DAY_WIDTH),
        "" if row.day.year == year else str(row.day.year),
        clip(title, room),
        where,
        clip(" · ".join(facts), room),
    )
