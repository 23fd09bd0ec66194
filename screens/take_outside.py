"""Take it outside: which files a session becomes, where they go, and what was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content

from app.coach.day_text import weekday_day
from app.coach.preview import Ahead
from app.errors import ExistsError, StridetuiError, UsageError
from app.trainer import packing
from app.trainer.foresee import Outlook
from app.trainer.packing import Pack
from screens.host import busy
from screens.parts import Part
from screens.place import TextScreen
from screens.widgets.plain import indented, plain
from screens.words import amount, end_of

_FILES = (
    ("sound", "the whole session with beeps, hands-free (WAV)"),
    ("watch", "a workout with its steps (FIT)"),
    ("calendar", "the entry for your calendar (ICS)"),
    ("card", "one page to print, with figures (HTML)"),
    ("text", "the same as plain text"),
)


class TakeOutsideScreen(TextScreen):
    """What a pack holds, and the keys to write it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write", id="pack.write", tooltip="Write the files"),
        Binding("o", "replace", "Replace them", id="pack.replace",
                tooltip="Write the files over those that are there"),
        Binding("f", "folder", "Folder", id="pack.folder", tooltip="Choose the folder"),
        Binding("v", "voice", "Voice", id="pack.voice",
                tooltip="Names and cues spoken, where the machine has a voice, or tones alone"),
    ]  # fmt: skip
    # Files may be on their way.
    passing = False

    def __init__(self, session: Ahead, outlook: Outlook | None) -> None:
        super().__init__()
        self._session = session
        self._outlook = outlook
        self._folder = packing.usual_folder(session.day)
        self._voice = True
        self._taken = False
        self._said = ""
        self._made: Pack | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Replacing is offered where something is in the way."""
        return action != "replace" or self._taken

    def text(self, width: int) -> Content:
        """Return what would be, or was, written."""
        return Content.assemble(*self._parts(width))

    def _parts(self, width: int) -> Iterator[Part]:
        slot = self._session.session.slot
        yield ("Take it outside\n", "bold")
        yield f"{plain(slot.title)} · planned for {weekday_day(self._session.day)}\n\n"
        made = {file.kind: file.about for file in self._made.files} if self._made else {}
        for word, about in _FILES:
            told = made.get("audio" if word == "sound" else word)
            yield (f"  {word:<10}", "bold")
            yield f"{indented(told or about, width - 12, 12).strip()}\n"
        yield ("\n f  ", "bold $accent")
        yield f"folder  {end_of(plain(str(self._folder)), max(12, width - 12))}\n"
        yield (" v  ", "bold $accent")
        yield f"voice   {'where the machine has one' if self._voice else 'no, tones alone'}\n"
        if self._said:
            yield "\n"
            yield (f"{plain(self._said)}\n", "bold")
        if self._made is not None and self._made.given:
            yield ("\nA stretch has the time the plan gives it; wait for the beep:\n", "$muted")
            for row in dict.fromkeys(
                (row.exercise_id, row.target, row.unit, row.seconds_per_unit)
                for row in self._made.given
            ):
                exercise_id, target, unit, pace = row
                name = self.app.desk.library[exercise_id].name
                yield (
                    f"  {plain(name)}, {amount(target, unit)} in {target * pace:g} s\n",
                    "$muted",
                )

    # --- keys ----------------------------------------------------------------------------

    def _tell(self) -> None:
        self.show_text()
        self.refresh_bindings()

    def action_voice(self) -> None:
        """Have names and cues spoken, or not."""
        self._voice = not self._voice
        self._tell()

    def action_write(self) -> None:
        """Write the files, unless something is in their place."""
        if not busy(self, "write"):
            self._write(force=False)

    def action_replace(self) -> None:
        """Write the files over those that are there."""
        if not busy(self, "write"):
            self._write(force=True)

    @work(group="write")
    async def _write(self, *, force: bool) -> None:
        self._said = "Writing …"
        self._tell()
        try:
            self._made = await self.app.files.run(
                packing.pack,
                self.app.desk,
                self._session,
                self._outlook,
                self._folder,
                force=force,
                voice=self._voice,
            )
        except ExistsError:
            # The folder stands above, and a screen has keys instead of options.
            self._said = "These files are there already; o replaces them, f takes another folder."
            self._taken = True
        except StridetuiError as error:
            self._said = str(error)
            self._taken = isinstance(error, UsageError) and not force
        else:
            self._said = f"Written to {self._made.folder}"
            self._taken = False
        self._tell()

    @work(exclusive=True, group="ask")
    async def action_folder(self) -> None:
        """Choose a folder; the files go into one of their own in it."""
        from textual_fspicker import SelectDirectory

        place = self._folder.parent
        chosen = await self.app.push_screen_wait(
            SelectDirectory(place if place.is_dir() else Path.home(), title="Folder for the pack")
        )
        if chosen is not None:
            self._folder = chosen / packing.usual_folder(self._session.day).name
            self._taken, self._said, self._made = False, "", None
            self._tell()
