"""All self-tests in one list: what was found last, what the gate asks for, what has to wait."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from rich.cells import cell_len
from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from app.coach.measured import shown
from app.coach.model import Side
from app.coach.selftests import TEST_IDS
from app.trainer import gating, measuring
from app.trainer.measuring import SelfTestRow
from screens.place import DetailScreen
from screens.widgets.key_bar import KeyBar
from screens.widgets.plain import clip, fit
from screens.words import SIDE_LETTER, day_words

_NAME = 28
"""The longest title."""
_ID = 5
_RESULT = 21
"""Such as `L 24 reps · R 26 reps`."""
_WIDEST = 110


HEAD = Content.assemble(
    ("Self-tests", "bold"),
    ("   ● ", "$accent"),
    ("for the gate   ", "$muted"),
    ("○ ", "$accent"),
    ("re-test of your link", "$muted"),
)


class SelfTestsScreen(DetailScreen):
    """The tests, those that are asked for first. `enter` opens one."""

    CSS_PATH = "../../assets/styles/selftests.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "Open", id="tests.open", tooltip="Open the marked test"),
        Binding("up,k", "move(-1)", "Up", show=False, id="tests.up", tooltip="The one above"),
        Binding("down,j", "move(1)", "Down", show=False, id="tests.down", tooltip="The one below"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="tests.page_up",
                tooltip="A page up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="tests.page_down",
                tooltip="A page down"),
        Binding("home", "jump(0)", "First", show=False, id="tests.first", tooltip="The first"),
        Binding("end", "jump(-1)", "Last", show=False, id="tests.last", tooltip="The last"),
    ]  # fmt: skip

    chosen = getters.query_one(OptionList)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[SelfTestRow, ...] = ()
        self._asked: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Put the list between a line of what it is and the keys."""
        yield Static(HEAD, id="tests-head", markup=False)
        # The keys stay with the screen, so that the last line can show them.
        listed = OptionList(markup=False)
        listed.can_focus = False
        yield listed
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what was found so far."""
        self._load()

    def on_screen_resume(self) -> None:
        """Read again: a test may have been done."""
        if self._rows:
            self._load()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the rows out for the new width."""
        self._show()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        rows, view = await self.read(measuring.rows), await self.read(gating.look)
        self._asked = view.now.tests if view.now else ()
        self._rows = tuple(sorted(rows, key=self._order))
        self._show()

    def _order(self, row: SelfTestRow) -> tuple[int, int]:
        asked = row.test.id in self._asked
        place = 0 if asked else 1 if row.retest else 2
        return place, TEST_IDS.index(row.test.id)

    def _show(self) -> None:
        if not self._rows or not self.is_mounted:
            return
        at = self.chosen.highlighted or 0
        width = max(30, min(_WIDEST, self.size.width - 7))
        today = self.app.desk.clock.today()
        self.chosen.clear_options()
        self.chosen.add_options(
            Option(row_text(row, row.test.id in self._asked, today, width), id=row.test.id)
            for row in self._rows
        )
        self.chosen.highlighted = min(at, len(self._rows) - 1)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        from screens.selftests.page import SelfTestPage

        if event.option.id:
            self.app.push_screen(SelfTestPage(event.option.id))

    def action_open(self) -> None:
        """Open the marked test."""
        self.chosen.action_select()

    def action_move(self, steps: int) -> None:
        """Move the mark, around the ends."""
        if self._rows:
            self.chosen.highlighted = ((self.chosen.highlighted or 0) + steps) % len(self._rows)

    def action_page(self, pages: int) -> None:
        """Move the mark by a page."""
        keys = "page_down" if pages > 0 else "page_up"
        self.call_next(self.chosen.run_action, keys)

    def action_jump(self, place: int) -> None:
        """Move the mark to the first test (0) or the last (-1)."""
        if self._rows:
            self.chosen.highlighted = place % len(self._rows)


def row_text(row: SelfTestRow, asked: bool, today: date, width: int) -> Content:
    """Return one test in one line: its name, what was found last, and what stands out."""
    mark = "●" if asked else "○" if row.retest else " "
    # Two results of two legs need as much; a narrow screen takes it from the longest titles,
    # and gives back what this row has no use for.
    name = min(_NAME, max(20, width - 2 - _ID - 1 - _RESULT))
    room = width - 2 - _ID - name - 1
    said = _said(row, today, asked, room)
    if not said:
        name += room
    elif 0 < (more := cell_len(said) - room) <= name - cell_len(row.test.title):
        name, room = name - more, room + more
    return Content.assemble(
        (f"{mark} ", "$accent"),
        (f"{row.test.id:<{_ID}}", "$muted"),
        f"{fit(row.test.title, name)} ",
        (clip(said, room), "$muted"),
    )


def _said(row: SelfTestRow, today: date, asked: bool, room: int) -> str:
    if row.impossible:
        return "cannot be done"
    if row.last:
        found = " · ".join(_found(row))
        dated = f"{found}  {day_words(max(one.day for one in row.last.values()), today)}"
        return dated if cell_len(dated) <= room else found
    if row.waits is not None:
        return row.waits.sentence
    return "not done yet" if asked or row.retest else ""


def _found(row: SelfTestRow) -> Iterable[str]:
    for side in Side:
        one = row.last.get(side)
        if one is not None:
            said = shown(row.test.scores[0], one.value)
            yield f"{SIDE_LETTER[side]} {said}" if side is not Side.BOTH else said
