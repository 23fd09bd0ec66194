"""What is in a log or a backup, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.contents import Contents, Lacking

# As many days as are named at most; there may be more.
_MOST_DAYS = 5
_NAMES = {
    "workout": ("session", "sessions"),
    "workout_set": ("set", "sets"),
    "run": ("run", "runs"),
    "measurement": ("self-test result", "self-test results"),
    "assessment": ("questionnaire", "questionnaires"),
    "programme": ("programme", "programmes"),
}
_SINCE = {
    "readiness": ("check-in", "check-ins"),
    "decision": ("decision", "decisions"),
    "change": ("session that was changed since", "sessions that were changed since"),
    "edit": ("other entry that was corrected since", "other entries that were corrected since"),
    "changed_programme": ("programme as it is now", "programmes as they are now"),
    "draft": ("questionnaire left half-way", "questionnaires left half-way"),
}


def counted(table: str, number: int) -> str:
    """Return `1 session`, `12 sets` and the like."""
    one, many = (_NAMES | _SINCE)[table]
    return f"{number:,} {one if number == 1 else many}"


def in_words(contents: Contents) -> str:
    """Return one line: how much of what, from when to when."""
    parts = [counted(name, number) for name, number in contents.counts.items() if number]
    said = ", ".join(parts) or "nothing yet"
    if contents.first and contents.newest:
        said += f", {contents.first} to {contents.newest}"
    return said + (f", of the older version {contents.version}" if contents.older else "")


def lacks(one: Lacking) -> str:
    """Return what a backup lacks of one kind, with the newest days."""
    days = ", ".join(str(day) for day in one.days)
    more = ", …" if len(one.days) == _MOST_DAYS else ""
    return counted(one.table, one.count) + (f" ({days}{more})" if days else "")


def as_json(contents: Contents) -> dict[str, object]:
    """Return the same with stable keys."""
    return {
        "version": contents.version or None,
        "counts": {name: contents.counts.get(name, 0) for name in _NAMES},
        "first": contents.first.isoformat() if contents.first else None,
        "newest": contents.newest.isoformat() if contents.newest else None,
    }
