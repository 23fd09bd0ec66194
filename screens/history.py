"""History: everything in the log on one time line, newest first, filtered and searched."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import Input, Static

from app.coach import entry_text
from app.coach.day_text import weekday_day
from app.coach.edit_text import called
from app.coach.frozen import replace
from app.coach.logbook import WHOLE, Entry, EntryKind, Wanted
from app.errors import StridetuiError
from app.trainer import amending, timeline
from screens import places
from screens.entry import EntryScreen
from screens.host import busy
from screens.place import PlaceScreen
from screens.taking_back import unsay_gone
from screens.widgets.plain import clip, fit, plain
from screens.widgets.timeline import PAGE, Timeline
from screens.widgets.timeline import Entry as Row

_DAY_WIDTH = 10
MARKS = {
    EntryKind.SESSION: "●",
    EntryKind.RUN: "▲",
    EntryKind.TEST: "◆",
    EntryKind.CHECK_IN: "○",
    EntryKind.MORNING: "◐",
    EntryKind.QUESTIONNAIRE: "■",
    EntryKind.DECISION: "□",
}


class HistoryScreen(PlaceScreen):
    """The time line, what is looked for in it, and what can be done with what is marked."""

    PLACE = places.HISTORY
    CSS_PATH = "../assets/styles/history.tcss"
    AUTO_FOCUS = "Timeline"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash",
            "search",
            "Search",
            key_display="/",
            id="history.search",
            tooltip="Look for words in notes, names and places of pain",
        ),
        Binding("f", "filter", "Filter", id="history.filter", tooltip="Show only some of it"),
        Binding("c", "clear", "All", id="history.clear", tooltip="Show everything again"),
        Binding(
            "n",
            "add",
            "New",
            id="history.add",
            tooltip="Record a session done without the timer, today or earlier",
        ),
        Binding(
            "r",
            "add_run",
            "Run",
            id="history.add_run",
            tooltip="Record a run that comes from no file, today's or an earlier one",
        ),
        Binding(
            "d", "delete", "Delete", id="history.delete", tooltip="Take it off; u brings it back"
        ),
        Binding("u", "undo", "Undo", id="history.undo", tooltip="Take the latest edit back"),
        Binding(
            "x",
            "deleted",
            "Deleted",
            show=False,
            id="history.deleted",
            tooltip="What was deleted and can come back",
        ),
        Binding(
            "down",
            "to_list",
            "To the list",
            key_display="↓",
            id="history.to_list",
            tooltip="From the search to the time line",
        ),
        Binding(
            "escape",
            "leave_search",
            "No search",
            key_display="esc",
            id="history.leave_search",
            tooltip="Leave the search and forget what was typed",
        ),
    ]

    wanted: reactive[Wanted] = reactive(WHOLE, init=False, bindings=True)

    title_line = getters.query_one("#history-title", Static)
    search = getters.query_one("#history-search", Input)
    timeline = getters.query_one(Timeline)

    def __init__(self) -> None:
        super().__init__()
        self._pages: dict[int, tuple[Entry, ...]] = {}
        self._exercise = ""

    def body(self) -> ComposeResult:
        """One sentence, the search, the time line."""
        yield Static("", id="history-title", markup=False)
        yield Input(id="history-search", placeholder="words in notes and names", compact=True)
        yield Timeline(self._row)

    # --- reading -------------------------------------------------------------------------

    async def load(self) -> None:
        """Read the newest page; the others are read when they come into view."""
        found = await self.read(timeline.page, self.wanted, 0, PAGE)
        self._pages = {0: found.entries}
        self.timeline.show(found.total)
        self.title_line.update(heading(found.total, self.wanted, self._exercise))
        self.refresh_bindings()

    @on(Timeline.Wanted)
    def _fetch(self, event: Timeline.Wanted) -> None:
        self._read_page(event.offset)

    @work(group="page")
    async def _read_page(self, offset: int) -> None:
        pages = self._pages
        try:
            found = await self.read(timeline.more, self.wanted, offset, PAGE)
        except StridetuiError:
            self.timeline.ask_again(offset)
            raise
        # Read before the log moved on, the rows would stand at other places now.
        if pages is self._pages:
            pages[offset] = found
            self.timeline.refresh()

    def watch_wanted(self) -> None:
        """Show what is looked for now, from the newest on."""
        self.timeline.cursor = 0
        self.reload()

    # --- what is shown -------------------------------------------------------------------

    def _entry(self, number: int) -> Entry | None:
        entries = self._pages.get(number - number % PAGE, ())
        at = number % PAGE
        return entries[at] if at < len(entries) else None

    @property
    def _marked(self) -> Entry | None:
        return self._entry(self.timeline.cursor)

    def _row(self, number: int) -> Row | None:
        entry = self._entry(number)
        if entry is None:
            return None
        room = max(10, self.timeline.scrollable_content_region.width - _DAY_WIDTH - 7)
        clock = self.app.desk.clock
        return history_row(entry, clock.today().year, clock.zone(), room)

    # --- which keys work, and what they do -------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something now."""
        if not self.is_mounted:
            return True
        if action in {"leave_search", "to_list"}:
            return self.search.has_focus
        if action == "clear":
            return not self.wanted.everything
        return action != "delete" or self.timeline.total > 0

    @on(Timeline.Opened)
    def _open(self, event: Timeline.Opened) -> None:
        entry = self._entry(event.row)
        if entry is not None:
            self.app.push_screen(EntryScreen(entry.id))

    def action_search(self) -> None:
        """Type what to look for."""
        self.search.display = True
        # At once, so that no letter typed right behind the key goes to the screen.
        self.set_focus(self.search)

    @on(Input.Changed, "#history-search")
    def _typed(self, event: Input.Changed) -> None:
        self.wanted = replace(self.wanted, words=timeline.words_of(event.value))

    @on(Input.Submitted, "#history-search")
    def action_to_list(self) -> None:
        """Go to what was found."""
        self.search.display = bool(self.wanted.words)
        self.timeline.focus()

    def action_leave_search(self) -> None:
        """Leave the search, and forget what was typed."""
        self.search.value = ""
        self.search.display = False
        self.timeline.focus()

    def action_clear(self) -> None:
        """Show everything again."""
        with self.prevent(Input.Changed):
            self.search.value = ""
        self.search.display = False
        self.wanted = WHOLE

    @work(exclusive=True, group="ask")
    async def action_filter(self) -> None:
        """Choose what to show."""
        from screens.history_filter import FilterScreen

        done = await self.read(timeline.exercises_done)
        chosen = await self.app.push_screen_wait(FilterScreen(self.wanted, done))
        if chosen is not None:
            self._exercise = dict(done).get(chosen.exercise or "", chosen.exercise or "")
            self.wanted = chosen

    def action_add(self) -> None:
        """Record the next session as done without the timer; `d` there gives another day."""
        self.app.keep_keys(self._add())

    @work(exclusive=True, group="ask")
    async def _add(self) -> None:
        from app.trainer.quick import NEXT
        from screens.today_outside import record

        await record(self, NEXT, short=False)
        self.app.look_again()

    def action_add_run(self) -> None:
        """Record a run that comes from no file."""
        from screens.new_run import NewRunScreen

        self.app.push_screen(NewRunScreen())

    def action_delete(self) -> None:
        """Take what is marked off the time line."""
        entry = self._marked
        if entry is not None and not busy(self, "write"):
            self._delete(entry)

    @work(group="write")
    async def _delete(self, entry: Entry) -> None:
        await self.app.writer.run(amending.delete, self.app.desk, entry)
        self.app.say(f"Deleted: {plain(entry.title)}, {weekday_day(entry.day)}. u brings it back.")
        self.app.look_again()

    def action_undo(self) -> None:
        """Take the latest edit of the log back."""
        if not busy(self, "write"):
            self._undo()

    @work(group="write")
    async def _undo(self) -> None:
        made = await self.app.writer.run(amending.undo, self.app.desk)
        # What they say is no longer so, and would cover what comes next.
        unsay_gone(self.app)
        self.app.say(f"Taken back: {called(made.cause)} of a {made.kind}.")
        self.app.look_again()

    def action_deleted(self) -> None:
        """List what was deleted."""
        from screens.history_deleted import DeletedScreen

        self.app.push_screen(DeletedScreen())


def heading(total: int, wanted: Wanted, exercise: str = "") -> str:
    """Return what is shown, in one line."""
    entries = f"{total:,} {'entry' if total == 1 else 'entries'}"
    if wanted.everything:
        if not total:
            return "Nothing in the log yet. What you do shows here."
        return f"{entries}, newest first"
    parts = [f"{kind.value}s only" for kind in EntryKind if kind in wanted.kinds]
    parts += [plain(exercise or wanted.exercise)] if wanted.exercise else []
    parts += [f"link {wanted.link}"] if wanted.link else []
    parts += [f"phase {wanted.phase}"] if wanted.phase is not None else []
    parts += [f"side {wanted.side}"] if wanted.side else []
    if wanted.pain is not None:
        parts.append("any pain" if wanted.pain == 1 else f"pain {wanted.pain} or more")
    parts += [f"“{plain(' '.join(wanted.words))}”"] if wanted.words else []
    return f"{entries} · {' · '.join(parts)}"


def history_row(entry: Entry, year: int, zone: str, room: int) -> Row:
    """Return what one entry says, in at most `room` characters beside the day."""
    title = plain(entry.title)
    phase, week = entry.facts.get("phase"), entry.facts.get("week")
    where = f"   phase {phase} · week {week}" if phase else ""
    if cell_len(title) + cell_len(where) > room:
        where = ""
    facts = [plain(fact) for fact in entry_text.facts(entry)]
    there = entry_text.elsewhere(entry, zone)
    facts += [f"in {there}"] if there else []
    hour = entry_text.hour(entry, zone)
    if " " in hour:
        hour, _, offset = hour.partition(" ")
        facts.insert(0, offset)
    if entry.note:
        facts.append(f"“{plain(entry.note)}”")
    below = "" if entry.day.year == year else f"{entry.day.year} "
    return Row(
        fit(weekday_day(entry.day), _DAY_WIDTH),
        fit(f"{below}{hour}".strip(), _DAY_WIDTH).rstrip(),
        clip(title, room),
        where,
        clip(" · ".join(facts), room),
        MARKS[entry.kind],
    )
