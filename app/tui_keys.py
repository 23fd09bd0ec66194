"""The keys of the whole program: to the places, to what opens over them, and out."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from screens import places

OF_PLACES = frozenset({"place", "export", "import", "about", "leave", "command_palette"})
"""Actions whose keys work in the places; a session and the questions have them for themselves."""

BINDINGS: list[BindingType] = [
    *(
        Binding(
            place.key,
            f"place('{place.mode}')",
            place.name,
            show=False,
            id=f"place.{place.mode}",
            tooltip=place.question,
        )
        for place in places.PLACES
    ),
    Binding(
        "question_mark",
        "help",
        "Keys",
        key_display="?",
        id="app.help",
        tooltip="All keys that work here",
    ),
    Binding(
        "ctrl+t",
        "toggle_theme",
        "Colours",
        show=False,
        id="app.theme",
        tooltip="Change between dark, light and strong colours",
    ),
    Binding(
        "e",
        "export",
        "Export",
        show=False,
        id="app.export",
        tooltip="Write the training log to a file",
    ),
    Binding(
        "i",
        "import",
        "Import",
        show=False,
        id="app.import",
        tooltip="Take runs, sets or a log from files into the training log",
    ),
    Binding(
        "a",
        "about",
        "About",
        show=False,
        id="app.about",
        tooltip="What it never does, what is judgement, sources, where your files are",
    ),
    Binding("q", "leave", "Quit", id="app.leave", tooltip="Leave stridetui"),
    Binding(
        "ctrl+q",
        "quit",
        "Quit at once",
        show=False,
        priority=True,
        id="app.quit",
        tooltip="Leave stridetui from any screen",
    ),
]
