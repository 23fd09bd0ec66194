"""What the coaching rests on: id, what it is, how much it can carry, where to read it."""

from __future__ import annotations

from collections.abc import Mapping

from app.coach.library import Level, Source
from app.errors import ContentError
from app.paths import Paths
from app.toml_table import TomlTable

_KEYS = ("level", "what", "addresses", "provisional")


def load_sources(paths: Paths) -> Mapping[str, Source]:
    """Return every source by its id, in the file's order. Raises `ContentError`."""
    table = TomlTable.load(paths.assets / "content" / "sources.toml", ContentError)
    return {tag: _source(tag, table.table(tag)) for tag in table.keys}


def _source(tag: str, table: TomlTable) -> Source:
    table.only(_KEYS)
    return Source(
        id=tag,
        level=table.choice("level", Level),
        what=table.text("what"),
        addresses=table.texts("addresses"),
        provisional=table.text("provisional", ""),
    )
