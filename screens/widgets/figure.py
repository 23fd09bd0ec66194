"""The moving figure: shows the pose of a movement at the phase its owner tells it.

It has no timer. Its owner's one timer sets `phase`; only lines that look different are painted
again, and nothing at all while the figure is not seen.
"""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from app.coach.movement import Movement
from screens.widgets.figure_drawing import LEAST_HEIGHT, LEAST_WIDTH, Film, Part, Picture, Row
from screens.widgets.inks import as_wanted

# Both legs of this exercise and of the next.
_MOST_FILMS = 4


class Figure(Widget):
    """A runner drawn in braille cells.

    `movement` is what is shown, None for nothing; `mirror` turns it round for the other leg
    (`Movement.mirrors`). `phase` is where in its cycle it is (`app.coach.figure_pace`). While
    `active` is false, or the terminal asks for no animations, the picture stands still in the pose
    that tells most. Fewer than 20 × 13 cells stay empty.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"figure--{part}" for part in Part if part is not Part.EMPTY
    }

    DEFAULT_CSS = """
    Figure {
        width: 24;
        height: 16;

        & > .figure--near { color: $foreground; }
        & > .figure--far { color: $foreground 70%; }
        & > .figure--prop { color: $foreground 55%; }
        & > .figure--ground { color: $foreground 40%; }
    }
    """

    movement: reactive[Movement | None] = reactive(None, repaint=False)
    mirror: reactive[bool] = reactive(False, repaint=False)
    phase: reactive[float] = reactive(0.0, repaint=False)
    active: reactive[bool] = reactive(True, repaint=False)

    def __init__(
        self,
        *,
        active: bool = True,
        id: str | None = None,  # noqa: A002 -- as widgets name it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Figure.active, active)
        self._films: dict[tuple[int, int, int, bool], Film] = {}
        self._film: Film | None = None
        self._shown: Picture = ()
        self._inks: dict[Part, Style] = {}
        self._strips: dict[Row, Strip] = {}
        self._changes: dict[tuple[int, int], list[Region]] = {}

    def show(self, movement: Movement | None, *, mirror: bool = False, phase: float = 0.0) -> None:
        """Change to another movement at once, painting no more than one picture."""
        self.set_reactive(Figure.mirror, mirror)
        self.set_reactive(Figure.phase, phase)
        if movement is self.movement:
            self._turn_to_phase()
        else:
            self.movement = movement

    def watch_movement(self, movement: Movement | None) -> None:
        """Say in words what is to be seen, for whoever points at it; draw it."""
        self.tooltip = Content(movement.picture) if movement else None
        self._turn_to_phase()

    def watch_mirror(self) -> None:
        """Turn round."""
        self._turn_to_phase()

    def watch_phase(self) -> None:
        """Move on."""
        self._turn_to_phase()

    def watch_active(self) -> None:
        """Stand still, or go on where the phase is by now."""
        self._turn_to_phase()

    def on_resize(self) -> None:
        """Draw at the new size."""
        self._turn_to_phase()

    def on_show(self, _: events.Show) -> None:
        """Catch up with what was missed unseen."""
        self._turn_to_phase()

    def notify_style_update(self) -> None:
        """Take the colours anew; the pictures stay."""
        super().notify_style_update()
        self._inks.clear()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines in `crop`. There is no border or padding to be drawn round them."""
        lines = [self.render_line(y) for y in crop.line_range]
        if crop.x == 0 and crop.width >= self.size.width:
            return lines
        return [strip.crop(crop.x, crop.right) for strip in lines]

    def render_line(self, y: int) -> Strip:
        """Return one line of the picture in the colours of the theme."""
        width = self.content_size.width
        row = self._shown[y] if y < len(self._shown) else ()
        if row not in self._strips:
            segments = [Segment(text, self._ink(part)) for text, part in row]
            blank = self._ink(Part.EMPTY)
            strip = Strip(segments).adjust_cell_length(width, blank)
            self._strips[row] = as_wanted(self, strip)
        return self._strips[row]

    @property
    def _seen(self) -> bool:
        return self.is_attached and self.is_on_screen and self.visible and self.screen.is_active

    def _turn_to_phase(self) -> None:
        """Show the picture of this moment and have painted what it changes."""
        if not self._seen:
            return
        film = self._film_now()
        picture = film.picture(self._phase_now) if film else ()
        before, self._shown = self._shown, picture
        if film is not self._film:
            # Another movement, size or leg: no line is sure to be of the same kind.
            self._film = film
            self._strips.clear()
            self._changes.clear()
            self.refresh()
        elif picture is not before and (changed := self._changed(before, picture)):
            self.refresh(*changed)

    def _changed(self, before: Picture, picture: Picture) -> list[Region]:
        """Return what differs between two pictures; with each repetition the same two come again.

        The film keeps every picture that it has drawn, so that their ids are theirs alone.
        """
        key = (id(before), id(picture))
        if key not in self._changes:
            lines = enumerate(zip(before, picture, strict=True))
            self._changes[key] = [
                region for y, (old, new) in lines if (region := _difference(y, old, new))
            ]
        return self._changes[key]

    @property
    def _phase_now(self) -> float:
        moves = self.active and self.app.animation_level != "none"
        return self.phase if moves or self.movement is None else self.movement.still_phase

    def _film_now(self) -> Film | None:
        width, height = self.content_size
        if self.movement is None or width < LEAST_WIDTH or height < LEAST_HEIGHT:
            return None
        key = (id(self.movement), width, height, self.mirror)
        film = self._films.pop(key, None) or Film(self.movement, width, height, mirror=self.mirror)
        # Put back as the newest; the oldest goes.
        self._films[key] = film
        if len(self._films) > _MOST_FILMS:
            del self._films[next(iter(self._films))]
        return film

    def _ink(self, part: Part) -> Style:
        if part not in self._inks:
            self._inks[part] = (
                self.rich_style
                if part is Part.EMPTY
                else self.get_component_rich_style(f"figure--{part}")
            )
        return self._inks[part]


def _difference(y: int, old: Row, new: Row) -> Region | None:
    """Return the cells of line `y` that look different."""
    if old == new:
        return None
    before, after = _cells(old), _cells(new)
    changed = [x for x, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    return Region(changed[0], y, changed[-1] - changed[0] + 1, 1) if changed else None


def _cells(row: Row) -> list[tuple[str, Part]]:
    # A blank looks the same in every colour.
    return [(char, Part.EMPTY if char == " " else part) for text, part in row for char in text]
