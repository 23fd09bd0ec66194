"""A session of the plan made into files to take outside: sound, watch, calendar, card."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.coach.frozen import dataclass
from app.coach.layout import lay_out
from app.coach.model import SetRow
from app.coach.names import name_of
from app.coach.player import PlayerOptions
from app.coach.player.rehearsal import rehearse
from app.coach.preview import Ahead
from app.errors import UsageError
from app.trainer import alone
from app.trainer.foresee import MOST_SESSIONS, Outlook, ahead
from app.trainer.today import look

if TYPE_CHECKING:
    from app.trainer.desk import Desk
    from app.trainer.exports.format import Sink
    from app.trainer.packs.audio import Soundtrack

NEXT = "next"


@dataclass(frozen=True, slots=True)
class Made:
    """One file of a pack: what it is for in a word, and what is in it."""

    kind: str
    path: Path
    about: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What was made. `given` are the sets whose time is only stated, `voice` who speaks, or ""."""

    session: Ahead
    folder: Path
    files: tuple[Made, ...]
    seconds: float
    steps: int
    voice: str
    given: tuple[SetRow, ...]


def choose(desk: Desk, wanted: str = NEXT, *, short: bool = False) -> tuple[Ahead, Outlook | None]:
    """Return a session ahead, and what is ahead: the next one, or the one of this id or day.

    `step_up` is the step-up session by itself, today, with nothing ahead of it. `short` is the
    ten-minute version, of the next session only. Raises `UsageError` where nothing
    is ahead, or nothing of this name; `StoreError`.
    """
    if wanted == alone.STEP_UP:
        return Ahead(desk.clock.today(), alone.session(desk, short=short)), None
    outlook = ahead(desk, 1 if wanted == NEXT else MOST_SESSIONS)
    sessions = outlook.preview.sessions
    if short:
        if wanted not in (NEXT, sessions[0].session.slot.key):
            raise UsageError("Only the next session has a ten-minute version; leave --short out.")
        view = look(desk, short=True)
        if view.session is not None:
            return Ahead(sessions[0].day, view.session), outlook
    for one in sessions:
        if wanted in (NEXT, one.session.slot.key, one.day.isoformat()):
            return one, outlook
    known = ", ".join(one.session.slot.key for one in sessions)
    raise UsageError(f"No session ahead is called {wanted[:60]!a}; there are {known}.")


def usual_folder(day: date) -> Path:
    """Return a folder for the session of a day, in the runner's documents or at home."""
    import platformdirs

    documents = platformdirs.user_documents_path()
    return (documents if documents.is_dir() else Path.home()) / f"stridetui-{day}"


def pack(
    desk: Desk,
    session: Ahead,
    outlook: Outlook | None,
    folder: Path,
    *,
    force: bool = False,
    voice: bool = True,
    environment: Mapping[str, str] | None = None,
) -> Pack:
    """Write the files of a session into a folder, all or none, readable by their owner alone.

    The folder is made if need be; `~` is a home. `voice` lets the system's voice speak, where
    there is one. Raises `UsageError` if a file is there and `force` is False, `StoreError` if one
    cannot be written.
    """
    from app.paths import chosen
    from app.trainer.exports.file_names import file_name
    from data.exports import sink

    target = chosen(str(folder))
    rows = lay_out(session.session)
    track, spoken, given = _sound(desk, rows, dict(environment or os.environ), voice=voice)
    name = file_name(session.day, session.session.slot.title)
    with sink.folder(target, force=force) as place:
        with place.binary(f"{name}.wav") as file:
            track.write(file)
        steps = _watch(desk, session, rows, place, f"{name}.fit")
        _calendar(desk, session, outlook, place, f"{name}.ics")
        _card(desk, session, given, place, name)
    megabytes = track.length * 2 / 1_000_000
    minutes, seconds = divmod(round(track.seconds), 60)
    said = f"tones and a voice ({spoken})" if spoken else "tones, no voice"
    about = {
        "audio": (".wav", f"{minutes} min {seconds} s, {said}, {megabytes:.0f} MB"),
        "watch": (".fit", f"a workout of {steps} steps"),
        "calendar": (".ics", f"{session.day} at {desk.settings.session_time}"),
        "card": (".html", "one page of A4"),
        "text": (".txt", "the card as plain text"),
    }
    made = tuple(
        Made(kind, target / f"{name}{suffix}", words) for kind, (suffix, words) in about.items()
    )
    return Pack(session, target, made, track.seconds, steps, spoken, given)


def _sound(
    desk: Desk, rows: tuple[SetRow, ...], environment: dict[str, str], *, voice: bool
) -> tuple[Soundtrack, str, tuple[SetRow, ...]]:
    """Return the sound of a session, who speaks, and the sets whose time is only stated."""
    from app.cues import recorder
    from app.cues.model import CueSet
    from app.trainer.live_material import as_done
    from app.trainer.packs.audio import soundtrack
    from app.trainer.packs.words import phrases

    settings = desk.settings
    options = PlayerOptions(
        get_ready=settings.get_ready,
        lead_in=settings.lead_in,
        switch=settings.switch,
        cadence=settings.cadence,
    )
    played = rehearse(rows, options)
    speaks = recorder.find(environment) if voice else None
    track = soundtrack(
        played,
        CueSet(settings.cue_set),
        beats=settings.beats,
        phrases=phrases(played, rows, as_done(desk, (row.exercise_id for row in rows))),
        say=speaks.record if speaks else None,
    )
    return track, speaks.name if speaks and track.words else "", played.given


def _watch(
    desk: Desk, session: Ahead, rows: tuple[SetRow, ...], place: Sink, file_name: str
) -> int:
    """Write the workout for a watch; return how many steps it has."""
    from data.exports.fit.workout import plan, workout

    def name(exercise_id: str) -> str:
        return name_of(desk.library, exercise_id)

    with place.binary(file_name) as file:
        file.write(workout(session.session.slot.title, rows, name, desk.clock.now().instant))
    return len(plan(rows, name))


def _calendar(
    desk: Desk, session: Ahead, outlook: Outlook | None, place: Sink, file_name: str
) -> None:
    """Write the entry of the session: the very one that the export of the plan has for it."""
    from app.trainer.exports.planned import appointment, appointments
    from data.exports.ics_file import calendar

    if outlook is None:
        # Outside the plan one is told from another by its day.
        own = [appointment(desk, session, alone.STEP_UP, str(session.day))]
    else:
        ahead_of_it = outlook.preview.sessions
        coming = appointments(desk, outlook.enrolment, outlook.history, ahead_of_it)
        own = [
            entry
            for entry, one in zip(coming, ahead_of_it, strict=True)
            if (one.day, one.session.slot.key) == (session.day, session.session.slot.key)
        ]
    with place.binary(file_name) as file:
        file.write(calendar(own, desk.clock.now().instant))


def _card(desk: Desk, session: Ahead, given: tuple[SetRow, ...], place: Sink, name: str) -> None:
    from app.trainer.packs.paper import card
    from data.exports.card.page import page
    from data.exports.card.sheet import sheet

    made = card(desk, session.session, session.day, given)
    with place.text(f"{name}.html") as file:
        file.write(page(made))
    with place.text(f"{name}.txt") as file:
        file.write(sheet(made))
