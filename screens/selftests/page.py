"""One self-test: what it is, how it is done, what was found; from here it is begun."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from app.coach.model import Decision, Side
from app.coach.selftests import Instrument, Measurements, SelfTest
from app.coach.trial import TIMED
from app.trainer import measuring
from app.trainer.measuring import ResultPage
from screens.place import TextScreen
from screens.selftests import words

# The one test that asks for something a runner may not have and gates have an answer to (D.7.9).
_MAY_BE_IMPOSSIBLE = frozenset({"T4"})

_JUDGED = frozenset({Instrument.CHECKLIST, Instrument.CHOICE})
# Words, not figures: what was seen or felt elsewhere is said as it is.
_SAID_IN_WORDS = frozenset({*_JUDGED, Instrument.FOLLOW})


class SelfTestPage(TextScreen):
    """The test in words. `enter` begins it, `v` writes down what was measured elsewhere."""

    CSS_PATH = "../../assets/styles/detail.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Begin", id="test.begin", tooltip="Do the test now"),
        Binding(
            "v",
            "write",
            "Write it down",
            id="test.write",
            tooltip="Write down what was measured elsewhere",
        ),
        Binding(
            "n",
            "cannot",
            "Cannot do it",
            id="test.cannot",
            tooltip="Say that it cannot be done, such as without a camera",
        ),
        Binding("n", "can", "Can do it", id="test.can", tooltip="It can be done after all"),
    ]

    def __init__(self, test_id: str) -> None:
        super().__init__()
        self._test_id = test_id
        self._test: SelfTest | None = None
        self._page: ResultPage | None = None
        self._waits: Decision | None = None
        self._impossible = False

    def on_mount(self) -> None:
        """Read the test and its results."""
        self._load()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        page = await self.read(measuring.results, self._test_id)
        self._waits = await self.read(measuring.waits, self._test_id)
        self._impossible = self._test_id in await self.read(measuring.without)
        self._test, self._page = page.test, page
        self.show_text()
        self.refresh_bindings()

    def text(self, width: int) -> Content:
        """Return the test, what stands against it, what was found, and what others reach."""
        if self._test is None or self._page is None:
            return Content("")
        parts = words.described(self._test, width)
        if self._waits is not None:
            parts += ["\n", ("▌ ", "bold $accent"), (f"{self._waits.sentence}\n", "bold")]
        if self._impossible:
            parts += ["\n", ("▌ ", "bold $accent"), "You said that it cannot be done.\n"]
        found = words.results(self._page, self.app.desk.clock.today(), width)
        if found:
            parts += [("\nWhat was found\n", "$muted"), *found]
        parts += words.reference(self._test, width)
        return words.content(parts + words.untold(self._page, width))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is begun that has to wait (part E)."""
        if action in {"begin", "write"}:
            may = self._test is not None and self._waits is None
            return may and not (action == "write" and not self._written)
        if action in {"cannot", "can"}:
            may = self._test is not None and self._test_id in _MAY_BE_IMPOSSIBLE
            return may and self._impossible == (action == "can")
        return True

    @property
    def _written(self) -> bool:
        """Whether figures measured elsewhere make sense beside the instrument."""
        return self._test is not None and self._test.instrument in TIMED

    @work(exclusive=True, group="flow")
    async def action_begin(self) -> None:
        """Do the test, then show what was found."""
        if self._test is None:
            return
        if self._test.instrument in _JUDGED:
            await self._judge(self._test)
        else:
            screen = _screen(self._test, self._first)
            await self._after(await self.app.push_screen_wait(screen))

    @work(exclusive=True, group="flow")
    async def action_write(self) -> None:
        """Write down what was measured elsewhere."""
        from screens.selftests.entry import EntryScreen

        if self._test is None:
            return
        if self._test.instrument in _SAID_IN_WORDS:
            await self._judge(self._test)
        else:
            screen = EntryScreen(self._test, self._first)
            await self._after(await self.app.push_screen_wait(screen))

    async def _judge(self, test: SelfTest) -> None:
        from screens.selftests.judged import JudgedScreen

        judged = JudgedScreen(test, self._first)
        await self.app.push_screen_wait(judged)
        await self._after(judged.stored)

    @property
    def _first(self) -> Side:
        """The leg to begin with: the weaker one (P6)."""
        return self._page.first if self._page else Side.LEFT

    async def _after(self, stored: Measurements | None) -> None:
        from screens.selftests.result import ResultScreen

        if stored:
            self.app.look_again()
            await self.app.push_screen_wait(ResultScreen(self._test_id, stored))
            self._load()

    def action_cannot(self) -> None:
        """Store that it cannot be done."""
        self._store(possible=False)

    def action_can(self) -> None:
        """Store that it can be done after all."""
        self._store(possible=True)

    @work(exclusive=True, group="write")
    async def _store(self, *, possible: bool) -> None:
        app = self.app
        await app.writer.run(measuring.set_possible, app.desk, self._test_id, possible=possible)
        app.look_again()
        self._load()


def _screen(test: SelfTest, first: Side) -> Screen[Measurements | None]:
    """Return the screen that is this test's instrument; `first` is the leg to begin with."""
    if test.instrument is Instrument.ENTRY:
        from screens.selftests.entry import EntryScreen

        return EntryScreen(test, first)
    if test.instrument is Instrument.FOLLOW:
        from screens.selftests.follow import FollowScreen

        return FollowScreen(test)
    from screens.selftests.instrument import InstrumentScreen

    return InstrumentScreen(test, first)
