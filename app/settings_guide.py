"""What every setting means, what it may be, and the commented file that says so."""

from __future__ import annotations

from collections.abc import Iterator

from app import settings
from app.coach.frozen import dataclass
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting as people meet it.

    `words` are what it may be, () for a number, a switch or free text; `low` and `high` bound a
    number, changed `step` by `step`, and `unit` is
    what it counts. `unset` says what leaving it out means, "" where there is
    always a value; `example` is a value for the file then. `later` says that a change holds only
    from the next start.
    """

    key: str
    group: str
    title: str
    meaning: str
    words: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    step: int = 1
    unit: str = ""
    unset: str = ""
    example: str = ""
    later: bool = False

    @property
    def usual(self) -> object:
        """The default; None where the setting may be left out."""
        return getattr(Settings(), self.key)

    @property
    def is_flag(self) -> bool:
        """Whether it is on or off."""
        return isinstance(self.usual, bool)

    @property
    def is_number(self) -> bool:
        """Whether it is a whole number."""
        return self.low is not None

    @property
    def allowed(self) -> str:
        """What it may be, in words."""
        if self.is_flag:
            said = "on or off"
        elif self.words:
            said = f"one of {', '.join(self.words)}"
        elif self.is_number:
            said = f"a whole number from {self.low} to {self.high}"
        elif self.key == "session_time":
            said = "a time of day such as 18:00"
        else:
            said = "the name of a time zone such as Europe/Berlin"
        return f"{said}; or left out: {self.unset}" if self.unset else said


_MOST = settings.LONGEST_COUNTDOWN
_TIMES, _SOUND, _LOOKS = "During a session", "Sound", "Looks"
_YOU, _LOG = "You", "Calendar and log"

GUIDE = (
    Entry("theme", _LOOKS, "Colours", "The colours of every screen.", words=settings.THEMES),
    Entry("figure", _LOOKS, "Figure", "The moving figure beside the count."),
    Entry(
        "motion",
        _LOOKS,
        "Motion",
        "How figures move; reduced lets them stand still.",
        words=settings.MOTIONS,
    ),
    Entry(
        "get_ready",
        _TIMES,
        "Get ready",
        "Seconds before the first set.",
        low=0,
        high=_MOST,
        unit="s",
    ),
    Entry(
        "lead_in",
        _TIMES,
        "Lead in",
        "Seconds before a set started by a key.",
        low=0,
        high=_MOST,
        unit="s",
    ),
    Entry(
        "switch",
        _TIMES,
        "Change of legs",
        "Seconds between one leg and the other.",
        low=0,
        high=_MOST,
        unset="as the plan says",
        example="10",
        unit="s",
    ),
    Entry(
        "resume",
        _TIMES,
        "After a pause",
        "Seconds before a set goes on after a pause.",
        low=0,
        high=_MOST,
        unit="s",
    ),
    Entry(
        "contrast_rest",
        _TIMES,
        "Rest of contrast pairs",
        "Seconds between two contrast pairs.",
        low=settings.CONTRAST_RESTS[0],
        high=settings.CONTRAST_RESTS[1],
        step=15,
        unit="s",
        unset="as the plan says",
        example="120",
    ),
    Entry(
        "hands_free", _TIMES, "Hands-free", "The next set starts by itself when its rest is over."
    ),
    Entry(
        "pacer",
        _TIMES,
        "Pacer",
        "The program counts the repetitions; without it a key ends each set.",
    ),
    Entry(
        "sound",
        _SOUND,
        "Sound",
        "A player if there is one, else the terminal's bell; the bell alone; or none.",
        words=settings.SOUNDS,
    ),
    Entry("cue_set", _SOUND, "Cues", "How the cues sound.", words=settings.CUE_SETS),
    Entry("volume", _SOUND, "Volume", "How loud.", low=0, high=settings.LOUDEST, step=10),
    Entry("beats", _SOUND, "Beats", "Touches and the parts of a repetition can be heard."),
    Entry("voice", _SOUND, "Voice", "The system's own voice says what is next, and counts."),
    Entry(
        "sound_over_ssh",
        _SOUND,
        "Sound when remote",
        "Plays on the machine the program runs on, although you are at another.",
    ),
    Entry(
        "cadence",
        _SOUND,
        "Cadence",
        "Steps a minute that a cadence run is beaten at.",
        low=settings.CADENCES[0],
        high=settings.CADENCES[1],
        unset="no beat",
        example="172",
    ),
    Entry(
        "born",
        _YOU,
        "Year of birth",
        "Chooses, with the next one, the norms beside a self-test; for nothing else.",
        low=settings.BORN[0],
        high=settings.BORN[1],
        unset="not told",
        example="1985",
    ),
    Entry(
        "sex",
        _YOU,
        "Sex",
        "Chooses the norms beside a self-test; for nothing else.",
        words=settings.SEXES,
        unset="not told",
        example="woman",
    ),
    Entry(
        "session_time",
        _LOG,
        "Time of sessions",
        "When planned sessions stand in the calendar, by the clock where you are.",
    ),
    Entry(
        "remind",
        _LOG,
        "Reminder",
        "Minutes before a planned session at which its calendar entry rings; 0 for never.",
        low=0,
        high=settings.MOST_REMIND,
        step=5,
        unit="min",
    ),
    Entry(
        "zone",
        _LOG,
        "Time zone",
        "Where the training day begins and ends.",
        unset="the machine's own",
        example="Europe/Berlin",
        later=True,
    ),
    Entry(
        "backups",
        _LOG,
        "Weekly backups",
        "How many weekly copies of the log are kept; 0 makes none.",
        low=0,
        high=settings.MOST_BACKUPS,
    ),
)
"""Every setting but the keys, in the order in which people see them."""


def entry(key: str) -> Entry:
    """Return the setting of this key. Raises `KeyError`."""
    return {each.key: each for each in GUIDE}[key]


def shown(one: Entry, value: object) -> str:
    """Return a value in words."""
    if value is None:
        return one.unset
    if isinstance(value, bool):
        return "on" if value else "off"
    return f"{value} {one.unit}".strip()


def literal(value: object) -> str:
    """Return a value as the file has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else f'"{value}"'


def commented(one: Entry) -> str:
    """Return the line that shows a setting without setting it."""
    usual = one.usual
    if usual is not None:
        return f"# {one.key} = {literal(usual)}"
    return f"# {one.key} = {one.example if one.is_number else literal(one.example)}"


def template() -> str:
    """Return a settings file in which every setting is explained and none is set."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Settings of stridetui. What is left out is as usual; a # in front leaves a line out."
    group = ""
    for one in GUIDE:
        if one.group != group:
            group = one.group
            yield from ("", f"# --- {group} ---")
        # The file knows the words of TOML only.
        allowed = "true or false" if one.is_flag else one.allowed
        yield from ("", f"# {one.meaning}", f"# It is {allowed}.", commented(one))
    yield from (
        "",
        "# --- Keys ---",
        "",
        "# What a key does, by the name that the list of keys in the settings screen shows,",
        "# and the key or keys for it.",
        "# [keys]",
        '# "today.why" = "f2"',
    )
