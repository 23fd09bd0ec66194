"""The tempo of a repetition as one line of text: what to do now, and how far into it."""

from __future__ import annotations

from textual.content import Content

from app.coach.player import PlayerView, Stage

_WORD = {
    Stage.LOWER: "lower",
    Stage.HOLD: "hold",
    Stage.RISE: "rise",
    Stage.TOP: "hold",
    Stage.PAUSE: "pause",
    Stage.RELAX: "relax",
    Stage.STEP_UP: "step up",
    Stage.CHANGE: "change",
    Stage.STEP_UP_OTHER: "step up",
    Stage.WALK: "walk",
    Stage.RUN: "run",
}
# The longest word, and a space before the bar.
_LABEL_WIDTH = 8
_MOST_CELLS = 60
_DONE, _TO_COME, _BETWEEN = "█", "░", "│"


def tempo_bar(view: PlayerView, width: int) -> Content:
    """Return the parts of one repetition beside each other, filled as far as it has got.

    Where the rhythm is free the bar is filled by what is counted of the whole set.
    """
    row = view.row
    if row is None:
        return Content("")
    if view.stage is None:
        cells = min(_MOST_CELLS, width)
        done = 0 if not row.target else cells * min(view.count, row.target) // row.target
        return Content(_DONE * done + _TO_COME * (cells - done))
    cells = min(_MOST_CELLS, width - 2 * _LABEL_WIDTH - 2)
    if cells < 2 * len(view.stages):
        return Content.styled(_WORD[view.stage], "bold")
    return Content.assemble(
        (f"{_WORD[view.stage]:<{_LABEL_WIDTH}}", "bold"),
        _parts(view, cells),
        (f" {_next_word(view)}", "$muted"),
    )


def _parts(view: PlayerView, cells: int) -> Content:
    total = sum(seconds for _, seconds in view.stages)
    room = cells - (len(view.stages) - 1)
    drawn: list[str] = []
    start = 0.0
    for _, seconds in view.stages:
        wide = max(1, round(room * seconds / total))
        passed = min(1.0, max(0.0, (view.unit_seconds - start) / seconds))
        done = int(wide * passed + 0.5)
        drawn.append(_DONE * done + _TO_COME * (wide - done))
        start += seconds
    return Content(_BETWEEN.join(drawn))


def _next_word(view: PlayerView) -> str:
    stages = [stage for stage, _ in view.stages]
    here = stages.index(view.stage) if view.stage in stages else 0
    return _WORD[stages[(here + 1) % len(stages)]]
