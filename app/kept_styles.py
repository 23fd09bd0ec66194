"""Styles that are read once: opening a place reads its own, not those of all the others again."""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

# More than there are widgets and screens with styles; Textual keeps 64, and reading 65 in a row
# would find none of them kept.
_MOST_KEPT = 512


class KeptStyles(Stylesheet):
    """A stylesheet that parses again only what is new, or everything after a change of colours.

    Textual parses every style of the program twice whenever a screen is shown for the first
    time, which holds up the keys for 40 ms.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_MOST_KEPT)
        self._set = dict(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take over colours; those that stand already leave what was parsed as it is."""
        if variables != self._set:
            super().set_variables(variables)
            self._set = dict(variables)

    def reparse(self) -> None:
        """Parse what has not been parsed with these colours."""
        self.parse()
