"""One turn of the player: the state while an event is worked out, and what it leaves behind."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from app.coach.frozen import replace
from app.coach.model import Changeset, Moment, RowChange
from app.coach.player.log import apply
from app.coach.player.model import Advance, Cue, State

# A cue later than this would mislead; after a stall there is one, not a burst.
CUE_LATE_SECONDS = 1.0


class Turn:
    """Collects the changesets and cues of one event while its state moves on."""

    def __init__(self, state: State, now: Moment) -> None:
        self.state = state
        self.now = now
        self._changes: list[Changeset] = []
        self._cues: list[tuple[float, Cue]] = []

    @property
    def clock(self) -> float:
        """The second that the workout's clock shows; it stands still while paused."""
        return self.state.at(self.now.seconds)

    def put(self, **fields: Any) -> None:
        """Replace fields of the state."""
        self.state = replace(self.state, **fields)

    def write(self, cause: str, *rows: RowChange | None, undoes: int | None = None) -> bool:
        """Store what changes as one changeset; return whether anything did."""
        changed = tuple(row for row in rows if row is not None)
        if not changed:
            return False
        log = self.state.changesets
        changeset = Changeset(log[-1].seq + 1 if log else 1, cause, changed, undoes)
        new_rows, ratings = apply(self.state.rows, self.state.ratings, changeset)
        self.put(rows=new_rows, ratings=ratings, changesets=(*log, changeset))
        self._changes.append(changeset)
        return True

    def cue(self, cue: Cue, at: float) -> None:
        """Announce something that is due at `at`."""
        self._cues.append((at, cue))

    def instant(self, at: float) -> datetime:
        """Return the UTC instant of a second of the clock."""
        return self.now.instant - timedelta(seconds=self.now.seconds - at)

    def result(self) -> Advance:
        """Return the turn's outcome; each cue once, and none that comes too late."""
        fresh = [(at, cue) for at, cue in self._cues if self.now.seconds - at <= CUE_LATE_SECONDS]
        cues = dict.fromkeys(cue for _, cue in fresh)
        return Advance(self.state, tuple(self._changes), tuple(cues), tuple(fresh))
