"""One entry of the time line in full, and its edits; from here it is corrected or deleted."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from app.coach import entry_text
from app.coach.day_text import weekday_day
from app.coach.logbook import Cause, EditMade, Entry, EntryKind
from app.coach.model import WorkoutRecord
from app.trainer import amending, reviewing, timeline
from screens.entry_words import edits_text, entry_words
from screens.host import busy
from screens.parts import Part
from screens.place import TextScreen
from screens.taking_back import TakesBack
from screens.widgets.plain import plain
from screens.workout import workout_text


class EntryScreen(TextScreen, TakesBack):
    """What was planned and what was done, what was said, and what was changed since."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "why", "Why", id="entry.why", tooltip="Why each target was what it was"),
        Binding("c", "correct", "Correct", id="entry.correct", tooltip="Change what stands here"),
        Binding("d", "delete", "Delete", id="entry.delete", tooltip="Take it off the time line"),
        Binding("u", "undo", "Undo", id="entry.undo", tooltip="Take the latest edit of it back"),
    ]

    def __init__(self, entry_id: str) -> None:
        super().__init__()
        self.entry_id = entry_id
        self._entry: Entry | None = None
        self._record: WorkoutRecord | None = None
        self._edits: tuple[EditMade, ...] = ()

    def on_screen_resume(self) -> None:
        """Read it when it is first shown, and again: it may have been corrected."""
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        entry = await self.read(timeline.entry, self.entry_id)
        session_id = entry.id if entry.kind is EntryKind.SESSION else None
        if entry.kind is EntryKind.MORNING:
            session_id = str(entry.facts["session"])
        self._record = None
        if session_id is not None:
            self._record = await self.read(reviewing.workout, session_id)
        self._edits = await self.read(timeline.edits, entry.id)
        self._entry = entry
        self.show_text()
        self.refresh_bindings()

    def text(self, width: int) -> Content:
        """Return the entry, nothing until it has been read."""
        entry = self._entry
        if entry is None:
            return Content()
        parts: list[Part | Content] = []
        if entry.kind is not EntryKind.SESSION:
            zone = self.app.desk.clock.zone()
            parts += entry_words(entry, entry_text.hour(entry, zone), width)
        if self._record is not None:
            parts += ["\n"] if parts else []
            parts.append(workout_text(self._record, self.app.desk.library, width))
        parts += edits_text(self._edits, width)
        return Content.assemble(*parts)

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something here."""
        if action == "why":
            return self._record is not None
        if action == "undo":
            taken = {made.undoes for made in self._edits}
            return any(made.cause != Cause.UNDO and made.id not in taken for made in self._edits)
        return self._entry is not None or action not in {"correct", "delete"}

    def action_why(self) -> None:
        """Show the reason that was stored with each target."""
        from screens.why import RecordWhyScreen

        if self._record is not None:
            self.app.push_screen(RecordWhyScreen(self._record))

    def action_correct(self) -> None:
        """Change what stands here, or say why it cannot be changed."""
        from screens.correct import CorrectScreen

        entry = self._entry
        if entry is None:
            return
        if entry.kind is EntryKind.MORNING:
            self.app.push_screen(CorrectScreen(str(entry.facts["session"])))
            return
        refused = amending.why_not(entry)
        if refused:
            self.app.say(refused)
        else:
            self.app.push_screen(CorrectScreen(entry.id))

    def action_delete(self) -> None:
        """Take it off the time line, and go back there."""
        if self._entry is not None and not busy(self, "write"):
            self._delete(self._entry)

    @work(group="write")
    async def _delete(self, entry: Entry) -> None:
        await self.app.writer.run(amending.delete, self.app.desk, entry)
        self.app.say(f"Deleted: {plain(entry.title)}, {weekday_day(entry.day)}. u brings it back.")
        self.app.look_again()
        self.dismiss()

    def taken_back(self) -> None:
        """Read the entry again."""
        self._load()
