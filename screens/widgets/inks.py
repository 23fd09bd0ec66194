"""What widgets that draw their own strips have to see to: colours, and cells that changed."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget


def as_wanted(widget: Widget, strip: Strip) -> Strip:
    """Return a strip as the app shows all others: without colour, say, where `NO_COLOR` asks so."""
    for wanted in widget.app.get_line_filters():
        strip = strip.apply_filter(wanted, widget.background_colors[1])
    return strip


def difference(old: str, new: str) -> tuple[int, int]:
    """Return from where to where two lines look different; the same twice where they do not."""
    longest = max(len(old), len(new))
    before, after = old.ljust(longest), new.ljust(longest)
    if before == after:
        return 0, 0
    start = next(x for x in range(longest) if before[x] != after[x])
    end = next(x for x in range(longest, start, -1) if before[x - 1] != after[x - 1])
    return start, end
