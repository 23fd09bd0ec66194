"""A field of an entry in words: its line in a list, and the question when it is changed."""

from __future__ import annotations

from app.trainer.amend_fields import Field
from screens.widgets.catalogue import Item
from screens.widgets.plain import plain

# What was done is read beside what was asked for.
_MEASURED = ".done"


def line_of(field: Field) -> Item:
    """Return the line of a field in a list of them."""
    value = plain(field.value) or "–"
    if field.key.endswith(_MEASURED):
        value = f"{value} {field.hint}"
    elif field.keyed:
        value = field.hint
    return Item(field.key, plain(field.label), value, "", plain(field.group))


def other_of(field: Field) -> Item:
    """Return the line of a set to be put in, in a list of such: its exercise and its leg."""
    return Item(field.key, plain(field.group), field.label.partition(", ")[2])


def trouble_of(field: Field, fault: str) -> str:
    """Return what was wrong with an answer by the name of the field, not that of the commands."""
    if not fault.startswith((f"{field.key} ", f"{field.key}:")):
        return fault
    label = plain(field.label)
    return f"{label[:1].upper()}{label[1:]}{fault[len(field.key) :]}"


def question(field: Field, trouble: str) -> str:
    """Return what is asked when a field is changed, below what was wrong with the last answer."""
    group = f"{plain(field.group)}, " if field.group else ""
    how = f"one of {', '.join(field.choices)}" if field.choices else field.hint
    empty = "" if field.needed else f"; empty for {field.without}"
    asked = f"{group}{field.label}{f' ({how})' if how else ''}{empty}"
    return f"{plain(trouble)}\n{asked}" if trouble else asked
