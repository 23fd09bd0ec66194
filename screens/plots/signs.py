"""The sign of each series: what tells lines and bars apart without any colour."""

from __future__ import annotations

from app.coach.insight.chart import Shape

LEFT, RIGHT, ALIKE, TOGETHER = "●", "○", "◉", "■"
TARGET = "╌"
GATE, STEP, PHASE_EDGE = "◆", "▾", "┊"
LINE = "─"

SIGN = {
    Shape.LEFT: LEFT,
    Shape.RIGHT: RIGHT,
    Shape.BOTH: TOGETHER,
    Shape.TARGET: TARGET,
    Shape.PLANNED: "╱",
    Shape.DONE: "█",
    Shape.MECHANICS: "█",
    Shape.COORDINATION: "▓",
    Shape.POWER: "▒",
    Shape.AEROBIC: "░",
    Shape.TISSUE: "╳",
    Shape.OTHER: "∙",
    Shape.MISSED: "×",
    Shape.AHEAD: "◇",
}
"""The sign of each kind of series in a plot."""

INK = {
    Shape.RIGHT: "foreground",
    Shape.TARGET: "muted",
    Shape.PLANNED: "muted",
    Shape.COORDINATION: "foreground",
    Shape.POWER: "accent",
    Shape.AEROBIC: "foreground",
    Shape.TISSUE: "muted",
    Shape.OTHER: "muted",
    Shape.MISSED: "foreground",
    Shape.AHEAD: "muted",
}
"""The theme colour of each kind of series; the accent where none is named."""


def ink_of(shape: Shape) -> str:
    """Return the name of the theme colour of a series."""
    return INK.get(shape, "accent")
