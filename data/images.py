"""What stood in rows before they were changed and after: the journal of the log, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from app.coach.model import Changeset, RowChange, Value
from data import rows

Image = dict[str, rows.Stored] | None
"""Columns of a row as they stood; None where there was no row."""

Images = tuple[tuple[str, tuple[rows.Stored, ...], Image, Image], ...]
"""Rows before and after: table, key, and what stood in the columns that changed."""


def changes_text(changed: Iterable[RowChange]) -> str:
    """Write row changes as JSON for the column `change.rows`."""
    return rows.json_text(
        [
            [row.table, row.key, _stored_image(row.before), _stored_image(row.after)]
            for row in changed
        ]
    )


def _stored_image(image: Mapping[str, Value] | None) -> dict[str, rows.Stored] | None:
    return None if image is None else {name: rows.stored(value) for name, value in image.items()}


def load_images(text: str) -> Images:
    """Read the column `edit.rows`: table, key, row before and row after, as columns hold them."""
    with rows.understood():
        return tuple(
            (str(table), tuple(key), _columns(before), _columns(after))
            for table, key, before, after in json.loads(text)
        )


def _columns(image: object) -> Image:
    if image is not None and not isinstance(image, dict):
        raise TypeError("a row is an object")
    return image


def load_changeset(seq: int, cause: str, undoes: int | None, text: str) -> Changeset:
    """Read one row of `change`."""
    with rows.understood():
        changes = tuple(
            RowChange(table, tuple(key), _image(table, before), _image(table, after))
            for table, key, before, after in json.loads(text)
        )
    return Changeset(seq, cause, changes, undoes)


def _image(table: str, image: Mapping[str, rows.Stored] | None) -> dict[str, Value] | None:
    if image is None:
        return None
    loaders = rows.LOADERS[table]
    return {
        name: loaders[name](value) if name in loaders else value for name, value in image.items()
    }
