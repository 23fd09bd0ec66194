"""What the screens of one entry have in common: `u` takes the latest edit of it back."""

from __future__ import annotations

from textual import work

from app.coach.logbook import Cause
from app.trainer import amending
from screens.host import busy
from screens.place import DetailScreen


class TakesBack(DetailScreen):
    """A screen of the entry `entry_id`, read again after an edit of it was taken back."""

    entry_id: str

    def taken_back(self) -> None:
        """Show what stands in the log again."""
        raise NotImplementedError

    def action_undo(self) -> None:
        """Take the latest edit of this entry back; without its addition there is nothing left."""
        if not busy(self, "write"):
            self._undo()

    @work(group="write")
    async def _undo(self) -> None:
        made = await self.app.writer.run(amending.undo, self.app.desk, self.entry_id)
        self.app.look_again()
        if made.cause == Cause.ADD:
            self.app.say(f"Taken back: the addition of this {made.kind}.")
            self.dismiss()
        else:
            self.taken_back()
