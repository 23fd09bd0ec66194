"""What may happen in a workout: the keys, the clock, and what the runner says."""

from __future__ import annotations

from app.coach.frozen import dataclass
from app.coach.model import SkipReason
from app.coach.swap import Substitute


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


@dataclass(frozen=True, slots=True)
class Done:
    """The one large key: finish what runs, start what waits, go on from a pause."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clock run on."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Let no countdown run out while something is asked; a running set runs to its end."""


@dataclass(frozen=True, slots=True)
class LetGo:
    """What was asked is answered, or nobody wants to know: the clock runs on where it stood."""


@dataclass(frozen=True, slots=True)
class Correct:
    """Change the count by `by`: of the running set, else of the set finished last."""

    by: int


@dataclass(frozen=True, slots=True)
class Rest:
    """Lengthen the rest by `by` seconds; negative shortens it."""

    by: int


@dataclass(frozen=True, slots=True)
class RestOff:
    """End the rest without a set: it stands ready, and the time over is counted."""


@dataclass(frozen=True, slots=True)
class SetHandsFree:
    """Let sets and rests flow by themselves from now on, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class SetPacer:
    """Count the repetitions from now on, or leave it to the runner."""

    on: bool


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """After a gap: what was in hand was done, or rested, while nobody looked."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Do the rest of the exercise in hand as another one."""

    to: Substitute
    reason: SkipReason


@dataclass(frozen=True, slots=True)
class Later:
    """Do the rest of the exercise in hand at the end of its part of the session."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave out the set in hand, or with `exercise` all that is left of its exercise."""

    reason: SkipReason
    exercise: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """Do a set again: the running one, else the one before."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back the last thing that was stored and not yet taken back."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the open question."""

    value: int


@dataclass(frozen=True, slots=True)
class Accept:
    """Answer every open question that has a proposal with it; without one, as `Done`."""


@dataclass(frozen=True, slots=True)
class PassBy:
    """Leave the open question empty."""


@dataclass(frozen=True, slots=True)
class Note:
    """Write a note to the set at `pos`, or to the one in hand. Empty text removes it."""

    text: str
    pos: int | None = None


@dataclass(frozen=True, slots=True)
class Pain:
    """Pain of 0–10 at the set at `pos`, or at the one in hand."""

    value: int
    place: str = ""
    pos: int | None = None


@dataclass(frozen=True, slots=True)
class SorePlace:
    """Where the set at `pos`, or the one in hand, hurt, whatever else was said about it."""

    text: str
    pos: int | None = None


@dataclass(frozen=True, slots=True)
class Sharp:
    """Sharp or sudden pain at the set at `pos`, or at the one in hand: red at once (D.4)."""

    pos: int | None = None


@dataclass(frozen=True, slots=True)
class OnBone:
    """Pain on one spot of bone at the set at `pos`, or at the one in hand: it ends the work (D.6).

    Bone, unlike tendon, has to be unloaded.
    """

    pos: int | None = None


@dataclass(frozen=True, slots=True)
class EndEarly:
    """End here and keep what is done; what is left is skipped for `reason`."""

    reason: SkipReason = SkipReason.ENDED


Event = (
    Tick
    | Done
    | Pause
    | Resume
    | Hold
    | LetGo
    | Correct
    | Rest
    | RestOff
    | SetHandsFree
    | SetPacer
    | Meanwhile
    | Swap
    | Later
    | Skip
    | Back
    | Undo
    | Answer
    | Accept
    | PassBy
    | Note
    | Pain
    | SorePlace
    | Sharp
    | OnBone
    | EndEarly
)
