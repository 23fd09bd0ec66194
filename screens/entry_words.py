"""A run, a self-test, a check-in and the rest in full, and the edits of any entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.coach import entry_text
from app.coach.day_text import weekday_day
from app.coach.edit_text import changes_text, edit_text
from app.coach.logbook import EditMade, Entry, EntryKind
from app.coach.runs import TYPED, clock_text
from screens.parts import Part
from screens.widgets.plain import indented, plain

_LABEL_WIDTH = 22


def entry_words(entry: Entry, hour: str, width: int) -> list[Part]:
    """Return an entry that is no session, line by line."""
    when = [f"{weekday_day(entry.day)} {entry.day.year}", *([hour] if hour else [])]
    when += [plain(entry.zone)] if entry.zone else []
    parts: list[Part] = [
        (f"{plain(entry.title)}\n", "bold"),
        (" · ".join(when) + "\n\n", "$muted"),
    ]
    if entry.kind is EntryKind.RUN:
        for label, value in _run(entry.facts):
            parts += [(f"  {label:<{_LABEL_WIDTH}}", "$muted"), f"{value}\n"]
    else:
        parts += [f"  {plain(fact)}\n" for fact in entry_text.facts(entry)]
    if entry.note:
        parts.append(f"\n{indented(f'“{plain(entry.note)}”', width)}\n")
    return parts


def _run(facts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Return what is known of a run; what its file did not hold is left out."""

    def known(name: str) -> float | None:
        value = facts[name]
        return float(value) if isinstance(value, int | float) else None

    metres, seconds, elapsed = known("metres"), known("seconds"), known("elapsed_seconds")
    if metres is not None:
        yield "distance", f"{metres / 1000:.2f} km"
    if seconds is not None:
        more = "" if elapsed is None or elapsed - seconds < 1 else f", {clock_text(elapsed)} in all"
        yield "in motion", f"{clock_text(seconds)}{more}"
    if (pace := known("pace")) is not None:
        yield "pace", f"{clock_text(pace)} a kilometre"
    if (heart := known("heart_rate")) is not None:
        yield "heart rate", f"{heart:.0f} beats a minute"
    raw, factor, cadence = known("cadence_raw"), known("cadence_factor"), known("cadence")
    if cadence is not None and raw is not None and factor is not None:
        feet = "one foot" if factor == 2 else "both feet"
        yield "cadence", f"{cadence:.0f} steps a minute"
        said = "as it was typed" if facts["source"] == TYPED else "as the file has it"
        yield said, f"{raw:g}, of {feet}: times {factor:g}"
    elif raw is not None:
        yield "cadence in the file", f"{raw:g}"
    if (drift := known("cadence_drift")) is not None:
        yield "cadence at the end", f"{drift:+.1f} % of what it was at first"
    if (lost := known("decoupling")) is not None:
        yield "metres per heartbeat", f"{-lost:+.1f} % in the second half"
    source = "typed in" if facts["source"] == TYPED else plain(str(facts["source"]))
    yield "from", f"{source}{', damaged' if facts['damaged'] else ''}"


def edits_text(edits: Sequence[EditMade], width: int) -> list[Part]:
    """Return what was changed since, oldest first; what stood there before, and what since."""
    if not edits:
        return []
    parts: list[Part] = [("\nChanged since\n", "bold")]
    for made in edits:
        parts.append(
            (
                f"  {made.at:%Y-%m-%d %H:%M} UTC  {plain(edit_text(made, edits))}\n",
                "$muted",
            )
        )
        parts += [f"{indented(plain(said), width, 4)}\n" for said in changes_text(made)]
    return parts
