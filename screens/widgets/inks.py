"""Colours for widgets that draw their own strips, past what Textual does to those of others."""

from __future__ import annotations

from textual.strip import Strip
from textual.widget import Widget


def as_wanted(widget: Widget, strip: Strip) -> Strip:
    """Return a strip as the app shows all others: without colour, say, where `NO_COLOR` asks so."""
    for wanted in widget.app.get_line_filters():
        strip = strip.apply_filter(wanted, widget.background_colors[1])
    return strip
