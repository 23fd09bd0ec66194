"""Settings: every one of them with its meaning, changed by keys and kept in the settings file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from app.coach.reading import whole
from app.errors import SettingsError, StridetuiError
from app.settings import Settings, understood
from app.settings_guide import GUIDE, Entry, entry, literal, shown
from app.trainer import adjusting
from screens import places, themes
from screens.ask_line import AskLineScreen
from screens.host import busy
from screens.place import PlaceScreen
from screens.widgets.catalogue import Catalogue, Item
from screens.widgets.plain import indented, plain

_MOST = 1_000_000
"""More than any setting takes; which numbers one takes is said by the settings themselves."""

BESIDE = 116
"""From this width on the meaning stands beside the list, not below it."""


class SettingList(Catalogue):
    """The list of settings: what is chosen is changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,right,space",
            "open",
            "Change",
            key_display="enter",
            id="settings.change",
            tooltip="Change the setting that is marked",
        ),
    ]


class SettingsScreen(PlaceScreen):
    """The list of settings with what holds now, and the meaning of the one marked."""

    PLACE = places.SETTINGS
    CSS_PATH = "../assets/styles/settings.tcss"
    AUTO_FOCUS = "SettingList"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "plus,right_square_bracket",
            "step(1)",
            "More",
            key_display="+",
            id="settings.more",
            tooltip="A higher number, or the next word",
        ),
        Binding(
            "minus,left_square_bracket",
            "step(-1)",
            "Less",
            key_display="−",
            id="settings.less",
            tooltip="A lower number, or the word before",
        ),
        Binding(
            "d",
            "usual",
            "Default",
            id="settings.usual",
            tooltip="Leave the setting out, as it usually is",
        ),
        Binding("k", "keys", "Own keys", id="settings.keys", tooltip="Give keys of your own"),
        Binding(
            "b",
            "begin_anew",
            "New file",
            id="settings.begin_anew",
            tooltip="Keep the file that is not understood under another name, and begin anew",
        ),
    ]

    title_line = getters.query_one("#settings-title", Static)
    catalogue = getters.query_one(SettingList)
    meaning = getters.query_one("#settings-meaning", Static)

    def __init__(self) -> None:
        super().__init__()
        self._fault = ""
        self._refusal = ""

    def body(self) -> ComposeResult:
        """What file it is, the list, and the meaning of the one marked."""
        yield Static("", id="settings-title", markup=False)
        with Container(id="settings-panes"):
            yield SettingList()
            yield Static("", id="settings-meaning", markup=False)

    def on_mount(self) -> None:
        """Read at once, and show other colours when there are some."""
        super().on_mount()
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._show())

    async def load(self) -> None:
        """See whether the file is understood, and show what holds."""
        await self._look_again()
        self._show()

    async def _look_again(self) -> None:
        """Take over what somebody has written into the file meanwhile, or say what is wrong."""
        held = self.app.desk.settings
        self._fault = await self.read(adjusting.look_again)
        if self.app.desk.settings != held:
            self.app.settings_changed()

    def on_screen_suspend(self) -> None:
        """Look at the file again on coming back: it may have been mended by hand."""
        self.forget()

    def on_resize(self, event: events.Resize) -> None:
        """Put the meaning beside the list, or below it."""
        self.set_class(event.size.width >= BESIDE, "-beside")
        self.call_after_refresh(self._tell)

    # --- what is shown -------------------------------------------------------------------

    def _show(self) -> None:
        marked = self.catalogue.marked
        self.catalogue.show(tuple(self._item(one) for one in GUIDE), marked.id if marked else None)
        self._tell()
        self.refresh_bindings()

    def _item(self, one: Entry) -> Item:
        value = self._value(one)
        own = value != one.usual
        return Item(one.key, one.title, self._words(one), "•" if own else "", one.group)

    def _words(self, one: Entry) -> str:
        """Return what holds: the setting, and the colours that a key has put in its place."""
        words = shown(one, self._value(one))
        seen = themes.setting(self.app.theme) if one.key == "theme" else ""
        return f"{words} ({seen} for now)" if seen and seen != self._value(one) else words

    def _value(self, one: Entry) -> object:
        return getattr(self.app.desk.settings, one.key)

    def _tell(self) -> None:
        path = plain(str(self.app.desk.paths.settings))
        if self._fault:
            own = self.app.desk.settings != Settings()
            which = "The settings from before" if own else "The usual settings"
            self.title_line.update(
                Content.assemble(
                    (f"{which} hold. ", "bold"),
                    plain(self._fault),
                    " b keeps that file under another name and begins a new one.",
                )
            )
        else:
            self.title_line.update(
                Content.assemble(("How shall it be?", "bold"), (f"   {path}", "$muted"))
            )
        marked = self.catalogue.marked
        if marked is None:
            return
        one = entry(marked.id)
        width = max(24, self.meaning.content_size.width)
        usual = shown(one, one.usual)
        later = " A change holds from the next start." if one.later else ""
        parts: list[str | tuple[str, str]] = [
            (f"{one.title}: {plain(self._words(one))}\n", "bold"),
            f"{indented(one.meaning + later, width, 0)}\n",
            (indented(f"{one.allowed[:1].upper()}{one.allowed[1:]}.", width, 0) + "\n", "$muted"),
            (f"Default: {usual}", "$muted"),
        ]
        if self._refusal:
            parts.append((f"\n{indented(plain(self._refusal), width, 0)}", "bold"))
        self.meaning.update(Content.assemble(*parts))

    @on(Catalogue.Marked)
    def _marked(self) -> None:
        self._refusal = ""
        self._tell()
        self.refresh_bindings()

    # --- keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Show only the keys that do something to the setting that is marked."""
        if not self.is_mounted:
            return True
        if action == "begin_anew":
            return bool(self._fault)
        marked = self.catalogue.marked
        if action == "usual":
            return (
                not self._fault
                and marked is not None
                and self._value(entry(marked.id)) != entry(marked.id).usual
            )
        if action == "step":
            return not self._fault and marked is not None and _steps(entry(marked.id))
        return True

    @on(Catalogue.Opened)
    def _change(self, event: Catalogue.Opened) -> None:
        one = entry(event.item.id)
        if _steps(one) and not one.is_number:
            self._step(one, 1)
        else:
            self._ask(one)

    def action_step(self, steps: int) -> None:
        """Change the setting that is marked by a step."""
        marked = self.catalogue.marked
        if marked is not None:
            self._step(entry(marked.id), steps)

    def action_usual(self) -> None:
        """Leave the setting that is marked out, as it usually is."""
        marked = self.catalogue.marked
        if marked is not None and not busy(self, "write"):
            self._write(marked.id, None)

    def action_keys(self) -> None:
        """Open the list of keys."""
        from screens.keys_of_ones_own import OwnKeysScreen

        self.app.push_screen(OwnKeysScreen())

    def _step(self, one: Entry, steps: int) -> None:
        now = self._value(one)
        new: object
        if one.is_flag:
            new = not now
        elif one.is_number:
            new = _stepped(one, now, steps)
        else:
            words: list[object] = [*([None] if one.unset else []), *one.words]
            new = words[(words.index(now) + steps) % len(words)]
        if new != now and not busy(self, "write"):
            self._write(one.key, new)

    @work(exclusive=True, group="ask")
    async def _ask(self, one: Entry) -> None:
        if self._fault:
            await self._look_again()
            self._show()
        if self._fault:
            self._refuse()
            return
        value = self._value(one)
        empty = f"; empty: {one.unset}" if one.unset else ""
        given = await self.app.push_screen_wait(
            AskLineScreen(
                f"{one.title}: {one.meaning} Now {shown(one, value)}{empty}",
                "" if value is None else str(value),
                lambda text: _wrong(one, text),
            )
        )
        if given is not None:
            self._write(one.key, _read(one, given) if given else None)

    def _refuse(self) -> None:
        self._refusal = "Nothing is changed while the file is not understood; b begins a new one."
        self._tell()

    @work(group="write")
    async def _write(self, key: str, value: object) -> None:
        if self._fault:
            await self._look_again()
            if self._fault:
                self._refuse()
            else:
                # The value was chosen beside the ones from before: show what holds now first.
                self.app.say("The file is understood again; nothing else was changed.")
                self._show()
            return
        try:
            await self.app.files.run(adjusting.change, self.app.desk, key, value)
        except StridetuiError as error:
            self._refusal = str(error)
            if isinstance(error, SettingsError):
                self._fault = await self.read(adjusting.fault)
        else:
            self._refusal = ""
            self.app.settings_changed()
        self._show()

    @work(group="write")
    async def action_begin_anew(self) -> None:
        """Keep the file that is not understood under another name, and begin a new one."""
        try:
            aside: Path = await self.app.files.run(adjusting.begin_anew, self.app.desk)
        except StridetuiError as error:
            self._refusal = str(error)
        else:
            self._fault = self._refusal = ""
            self.app.say(f"The old file is kept as {aside}.")
            self.app.settings_changed()
        self._show()


def _steps(one: Entry) -> bool:
    """Return whether a setting has a next value."""
    return one.is_flag or one.is_number or bool(one.words)


def _stepped(one: Entry, now: object, steps: int) -> int:
    low, high = one.low or 0, one.high or 0
    if not isinstance(now, int):
        return int(one.example)
    return max(low, min(high, now + steps * one.step))


def _read(one: Entry, text: str) -> object:
    number = whole(text, 0, _MOST) if one.is_number else None
    return text if number is None else number


def _wrong(one: Entry, text: str) -> str:
    """Return what is wrong with a value in one sentence, "" when nothing is."""
    if not text:
        return "" if one.unset else f"It is {one.allowed}."
    value = _read(one, text)
    if isinstance(value, str) and (one.is_number or not value.isprintable() or '"' in value):
        return f"It is {one.allowed}."
    try:
        understood(Path("settings.toml"), f"{one.key} = {literal(value)}\n")
    except SettingsError as error:
        said = str(error).partition(f"key {one.key}: ")[2] or str(error)
        return said[:1].upper() + said[1:]
    return ""
