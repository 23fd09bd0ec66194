"""What the screens of one entry have in common: `u` takes the latest edit of it back."""

from __future__ import annotations

from textual import work

from app.coach.logbook import Cause
from app.trainer import amending
from screens.host import Host, busy
from screens.place import DetailScreen

_GONE = ("Deleted: ", "Discarded: ")
"""How the notices begin that name the key to bring something back."""


def unsay_gone(app: Host) -> None:
    """Take away what was said of deleted things, since the key that was named has been pressed."""
    for beginning in _GONE:
        app.unsay(beginning)


class TakesBack(DetailScreen):
    """A screen of the entry `entry_id`, read again after an edit of it was taken back."""

    entry_id: str
    # The addition that was asked about, since nothing of the entry is left without it.
    _asked: str | None = None

    def taken_back(self) -> None:
        """Show what stands in the log again."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take the latest edit of this entry back; its addition only when asked twice."""
        if not busy(self, "write"):
            self._undo()

    @work(group="write")
    async def _undo(self) -> None:
        edit = await self.read(amending.latest, self.entry_id)
        if edit is not None and edit.cause == Cause.ADD and self._asked != edit.id:
            self._asked = edit.id
            self.app.say(f"u once more takes the whole {edit.kind} off the time line.")
            return
        made = await self.app.writer.run(amending.undo, self.app.desk, self.entry_id)
        unsay_gone(self.app)
        self.app.look_again()
        if made.cause == Cause.ADD:
            self.app.say(f"Taken back: the addition of this {made.kind}.")
            self.dismiss()
        else:
            self._asked = None
            self.taken_back()
