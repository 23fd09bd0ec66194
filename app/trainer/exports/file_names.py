"""Names of files that go to other programs and other file systems."""

from __future__ import annotations

import re
from datetime import date

_LONGEST = 40


def file_name(day: date, title: str) -> str:
    """Return a name without a suffix, such as `2026-11-20-strength-and-feet`."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()[:_LONGEST]).strip("-")
    return f"{day}-{words or 'session'}"
