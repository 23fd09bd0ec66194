"""About: what the program never does, what in it is judgement, what it rests on, where it keeps."""

from __future__ import annotations

from itertools import groupby

from textual import work
from textual.content import Content

from app.coach.library import Level, Source
from app.trainer.about import About, about
from screens.library_text import LEVEL_WORD, PROVISIONAL
from screens.parts import Part
from screens.place import TextScreen
from screens.widgets.plain import indented, plain
from screens.words import count

NEVER = (
    "It never diagnoses. It says which rule spoke and what kind of professional fits.",
    "It never promises: not speed, not freedom from injury, nothing in per cent.",
    "It never nags. A missed session is a session not done, and no more.",
    "It never makes up an answer: control, effort and pain come from your keys alone.",
    "It never opens a gate on what it does not know.",
    "It never uses the network. What you write stays on this machine.",
)
"""Part G and the rules of the house."""

JUDGEMENT = (
    (
        "The questionnaire's weights",
        "The points of each answer, the factors between quick, hard and long, and the 30 from "
        "which a link counts as weak lean on one coach's table (S0). Nobody has tested them.",
    ),
    (
        "Where you begin",
        "One coach puts mechanics first for everyone (S0), another sees no need where nothing "
        "hurts (S2). The two-week primer is this program's way between them (G19).",
    ),
    (
        "Phases and doses",
        "Three exercises, 3 × 10, three days a week for four weeks come from an ultra coach (S2), "
        "the step-up's sets from a strength coach (S3). The fourth phase, the weekly tables, the "
        "ladders and most rests are judgement (D.7).",
    ),
    (
        "When it gets harder, and the gates",
        "The marks of control, effort and adherence are judgement that leans on published ranges "
        "(X16). So is the budget of ground contacts (X41, X42).",
    ),
    (
        "The pain light",
        "The limit of 5 comes from a trial with tendon patients (X1), by way of a commentary (X2). "
        "The limit of 2 for everything else is judgement.",
    ),
    (
        "What is not known",
        "No trial has tested 100-ups (G6), and none shows that drills carry over to running (G7). "
        "Stronger hips alone left running unchanged (X56): so phase 3 is not optional.",
    ),
)
"""Which figures nobody has published in this form (D, F, G)."""


class AboutScreen(TextScreen):
    """One text: never, judgement, provisional, files, sources."""

    def __init__(self) -> None:
        super().__init__()
        self._found: About | None = None

    def on_mount(self) -> None:
        """Read the library and the list of sources."""
        self._read_about()

    @work(exclusive=True, group="load")
    async def _read_about(self) -> None:
        self._found = await self.read(about)
        self.show_text()

    def text(self, width: int) -> Content:
        """Return the whole text, nothing until it has been read."""
        return about_text(self._found, width) if self._found else Content()


def about_text(found: About, width: int) -> Content:
    """Return what the program says about itself."""
    parts: list[Part] = [
        (f"stridetui {found.version}\n", "bold"),
        "A coach for runners that lives in the terminal.\n",
        ("Free software under the MIT licence.\n", "$muted"),
        *_title("What it never does"),
    ]
    parts += [f"{indented(line, width)}\n" for line in NEVER]
    parts += _title("What is judgement")
    for name, said in JUDGEMENT:
        parts += [(f"  {name}\n", "$accent"), f"{indented(said, width)}\n"]
    parts += _title("Provisional, to be confirmed")
    unsure = [(source.id, source.provisional) for source in found.sources if source.provisional]
    for name, said in (*found.provisional, *unsure):
        line = indented(f"{PROVISIONAL} {plain(name)}: {plain(said)}", width)
        parts.append(f"{line}\n")
    parts += _title("Where things are")
    for name, path in found.files:
        parts += [(f"  {name}\n", "$muted"), f"{indented(plain(path), width, 4)}\n"]
    parts += _title(f"What it rests on: {count(len(found.sources), 'source')}")
    parts.append(
        (f"{indented('Addresses are for reading; nothing here opens one.', width)}\n", "$muted")
    )
    by_level = sorted(found.sources, key=lambda source: list(Level).index(source.level))
    for level, group in groupby(by_level, key=lambda source: source.level):
        parts.append((f"\n  {LEVEL_WORD[level].capitalize()}\n", "$accent"))
        for source in group:
            parts += _source(source, width)
    return Content.assemble(*parts).rstrip("\n")


def _title(text: str) -> list[Part]:
    return ["\n", (f"{text}\n", "bold")]


def _source(source: Source, width: int) -> list[Part]:
    parts: list[Part] = [f"{indented(f'{plain(source.id):<7}{plain(source.what)}', width)}\n"]
    parts += [(f"{indented(plain(each), width, 9)}\n", "$muted") for each in source.addresses]
    return parts
