"""The themes and what their colours mean.

A colour always means the same thing: `work`, `rest`, `switch`, `ready` and `done` are the phases
of a session, `pain-*` is the pain light and nothing else. Everything that is not one of these is
text, `muted` text or the one accent, which is the colour of work.
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import Theme

DARK = Theme(
    name="stride-dark",
    dark=True,
    primary="#6fb7ee",
    secondary="#6fb7ee",
    accent="#6fb7ee",
    # Notices are told by their words; the warm colours belong to pain alone.
    warning="#6fb7ee",
    error="#6fb7ee",
    success="#6fb7ee",
    foreground="#dbe1e8",
    background="#11151a",
    surface="#171c23",
    panel="#1f262f",
    variables={
        "work": "#6fb7ee",
        "rest": "#9aa7bd",
        "switch": "#c9a0f0",
        "ready": "#ece3c3",
        "done": "#5cc7b2",
        "pain-green": "#86c97c",
        "pain-amber": "#e7b75a",
        "pain-red": "#f07a72",
        "muted": "#8d98a6",
        "rule": "#2b343f",
        "border": "#6fb7ee",
        "block-cursor-background": "#24415a",
        "block-cursor-foreground": "#f2f6fa",
        "block-cursor-text-style": "bold",
        "footer-key-foreground": "#6fb7ee",
        "footer-background": "#171c23",
        "scrollbar": "#2b343f",
        "scrollbar-hover": "#3a4653",
        "scrollbar-active": "#6fb7ee",
        "scrollbar-background": "#11151a",
        "scrollbar-background-hover": "#11151a",
        "scrollbar-background-active": "#11151a",
        "scrollbar-corner-color": "#11151a",
    },
)

LIGHT = Theme(
    name="stride-light",
    dark=False,
    primary="#0b5f9e",
    secondary="#0b5f9e",
    accent="#0b5f9e",
    warning="#0b5f9e",
    error="#0b5f9e",
    success="#0b5f9e",
    foreground="#1b242d",
    background="#f7f8f9",
    surface="#edf0f3",
    panel="#e2e7ec",
    variables={
        "work": "#0b5f9e",
        "rest": "#4f5e76",
        "switch": "#7338a6",
        "ready": "#665a20",
        "done": "#08705f",
        "pain-green": "#2c762f",
        "pain-amber": "#8f5a00",
        "pain-red": "#b0241c",
        "muted": "#5a6673",
        "rule": "#cfd6dd",
        "border": "#0b5f9e",
        "block-cursor-background": "#cfe3f4",
        "block-cursor-foreground": "#0e1a25",
        "block-cursor-text-style": "bold",
        "footer-key-foreground": "#0b5f9e",
        "footer-background": "#edf0f3",
        "scrollbar": "#cfd6dd",
        "scrollbar-hover": "#b5bfc9",
        "scrollbar-active": "#0b5f9e",
        "scrollbar-background": "#f7f8f9",
        "scrollbar-background-hover": "#f7f8f9",
        "scrollbar-background-active": "#f7f8f9",
        "scrollbar-corner-color": "#f7f8f9",
    },
)

CONTRAST = Theme(
    name="stride-contrast",
    dark=True,
    primary="#ffff00",
    secondary="#ffff00",
    accent="#ffff00",
    warning="#ffff00",
    error="#ffff00",
    success="#ffff00",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    variables=DARK.variables
    | {
        "work": "#ffff00",
        "rest": "#ffffff",
        "switch": "#ff9cff",
        "ready": "#ffd9a0",
        "done": "#00ffd0",
        "pain-green": "#5fff5f",
        "pain-amber": "#ffaf00",
        "pain-red": "#ff8080",
        "muted": "#e0e0e0",
        "rule": "#ffffff",
        "border": "#ffff00",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "footer-key-foreground": "#ffff00",
        "footer-background": "#000000",
        "scrollbar": "#ffffff",
        "scrollbar-hover": "#ffffff",
        "scrollbar-active": "#ffff00",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
        "scrollbar-corner-color": "#000000",
    },
)

THEMES = (DARK, LIGHT, CONTRAST)
# Of sixteen colours the nearest to a pale or a dark one is a grey; these are colours of their own.
_OF_SIXTEEN = {
    "#6fb7ee": "#00ffff",  # dark: work and accent, switch, done, green pain
    "#c9a0f0": "#ff00ff",
    "#5cc7b2": "#00ff00",
    "#86c97c": "#00ff00",
    "#4f5e76": "#000080",  # light: rest, done, green pain
    "#08705f": "#008000",
    "#2c762f": "#008000",
    "#ffd9a0": "#c0c0c0",  # strong: ready
}
_BY_SETTING = {"dark": DARK, "light": LIGHT, "contrast": CONTRAST}


def of_terminal(colours: str | None) -> tuple[Theme, ...]:
    """Return the themes for a terminal whose colours Rich calls `standard`, or otherwise."""
    return tuple(_of_sixteen(theme) for theme in THEMES) if colours == "standard" else THEMES


def _of_sixteen(theme: Theme) -> Theme:
    def pure(colour: str | None) -> str:
        return _OF_SIXTEEN.get(colour or "", colour or "")

    return replace(
        theme,
        primary=pure(theme.primary),
        secondary=pure(theme.secondary),
        accent=pure(theme.accent),
        warning=pure(theme.warning),
        error=pure(theme.error),
        success=pure(theme.success),
        variables={name: pure(colour) for name, colour in theme.variables.items()},
    )


def other(name: str) -> str:
    """Return the name of the theme to change to from the one with this name."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else DARK.name


def named(setting: str) -> str:
    """Return the theme's name for the setting `dark`, `light` or `contrast`."""
    return _BY_SETTING[setting].name


def setting(name: str) -> str:
    """Return the setting whose theme has this name: `dark`, `light` or `contrast`."""
    return next((word for word, theme in _BY_SETTING.items() if theme.name == name), "")
