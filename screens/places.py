"""The places of the program, in the order of their keys. A new place is one more line here."""

from __future__ import annotations

from app.coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class PlaceInfo:
    """One place: the mode it runs in, its key, its name, and the question it answers."""

    mode: str
    key: str
    name: str
    question: str


TODAY = PlaceInfo("today", "1", "Today", "What do I train next?")
HISTORY = PlaceInfo("history", "2", "History", "What have I done?")
PROGRESS = PlaceInfo("progress", "3", "Progress", "Is it getting better?")
LIBRARY = PlaceInfo("library", "4", "Library", "How is it done, and why?")
SETTINGS = PlaceInfo("settings", "5", "Settings", "How shall it be?")

PLACES = (TODAY, HISTORY, PROGRESS, LIBRARY, SETTINGS)
