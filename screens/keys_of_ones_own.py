"""Keys: what each of them does, and another one for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from app.errors import StridetuiError
from app.trainer import adjusting
from app.trainer.desk import Desk
from screens import key_map
from screens.host import busy
from screens.key_map import Remappable
from screens.keys import sign_of
from screens.place import DetailScreen
from screens.widgets.catalogue import Catalogue, Item
from screens.widgets.key_bar import KeyBar


class PressScreen(ModalScreen[str | None]):
    """Waits for one key, whatever it is; escape leaves it as it was."""

    CSS_PATH = "../assets/styles/export.tcss"

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Ask for the key."""
        with Vertical(id="ask-box"):
            yield Static(f"The new key for {self._words}", markup=False)
            yield Static("press it · esc leaves it as it was", classes="quiet")

    def on_key(self, event: events.Key) -> None:
        """Take the key, before anything else does."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)


class KeyList(Catalogue):
    """The list of keys: what is chosen gets another one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,right",
            "open",
            "Another key",
            key_display="enter",
            id="own_keys.change",
            tooltip="Give what is marked another key",
        ),
    ]


class OwnKeysScreen(DetailScreen):
    """Every key by the screen it works on; `enter` asks for another one."""

    CSS_PATH = "../assets/styles/settings.tcss"
    AUTO_FOCUS = "KeyList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "usual", "Default", id="own_keys.usual", tooltip="The usual key again"),
    ]

    catalogue = getters.query_one(KeyList)
    said = getters.query_one("#settings-title", Static)

    def __init__(self) -> None:
        super().__init__()
        self._known: Mapping[str, Remappable] = {}

    def compose(self) -> ComposeResult:
        """A line above the list."""
        yield Static("", id="settings-title", markup=False)
        yield KeyList()
        yield KeyBar()

    def on_mount(self) -> None:
        """Look up all keys."""
        self._look()

    @work(exclusive=True, group="load")
    async def _look(self) -> None:
        program = type(self.app)

        def every_key(_desk: Desk) -> Mapping[str, Remappable]:
            return key_map.every_key(program)

        self._known = await self.read(every_key)
        self._show("enter, then the key that you want for it.")

    @property
    def _chosen(self) -> dict[str, str]:
        return dict(self.app.desk.settings.keys)

    def _show(self, said: str) -> None:
        marked = self.catalogue.marked
        self.catalogue.show(
            tuple(self._item(one) for one in self._known.values() if not _is_answer(one)),
            marked.id if marked else None,
        )
        self.said.update(Content.assemble(("Keys of your own   ", "bold"), (said, "$muted")))
        self.refresh_bindings()

    def _signs(self, one: Remappable) -> str:
        own = self._chosen.get(one.id)
        return " ".join(sign_of(key, None) for key in (own.split(",") if own else one.keys))

    def _item(self, one: Remappable) -> Item:
        signs = self._signs(one)
        name = one.id.split(".")[0]
        group = _GROUPS.get(name, name.replace("_", " ").capitalize())
        return Item(
            one.id, one.words, f"{signs:<14} {one.id}", "•" if one.id in self._chosen else "", group
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The usual key is offered where it is another one."""
        if action != "usual" or not self.is_mounted:
            return True
        marked = self.catalogue.marked
        return marked is not None and marked.id in self._chosen

    @on(Catalogue.Marked)
    def _marked(self) -> None:
        self.refresh_bindings()

    @on(Catalogue.Opened)
    @work(exclusive=True, group="ask")
    async def _change(self, event: Catalogue.Opened) -> None:
        one = self._known[event.item.id]
        key = await self.app.push_screen_wait(PressScreen(f"{one.words}: {one.tooltip}"))
        if key is None:
            return
        taken = key_map.clash(self._known, self._chosen, one.id, key)
        if taken is not None:
            sign = sign_of(key, None)
            self._show(f"{sign} is taken: {taken.tooltip.lower()} ({taken.id}).")
            return
        self._write(one, key)

    def action_usual(self) -> None:
        """Give what is marked its usual key again."""
        marked = self.catalogue.marked
        if marked is not None and not busy(self, "write"):
            self._write(self._known[marked.id], None)

    @work(group="write")
    async def _write(self, one: Remappable, key: str | None) -> None:
        try:
            await self.app.files.run(adjusting.change_key, self.app.desk, one.id, key)
        except StridetuiError as error:
            self._show(str(error))
        else:
            self.app.settings_changed()
            self._show(f"Kept: {one.words} is on {self._signs(one)}.")


def _is_answer(one: Remappable) -> bool:
    """Return whether a key is the digit of an answer, which stays what it says."""
    return one.id[-1].isdigit()


_GROUPS = {"place": "Places", "app": "Everywhere", "live": "During a session"}
