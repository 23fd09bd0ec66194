"""A list of values to type: a digit begins to fill in the marked one with itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import getters
from textual.binding import Binding, BindingType
from textual.worker import Worker

from screens.host import busy
from screens.place import DetailScreen
from screens.widgets.catalogue import Catalogue


def _digits() -> Iterable[Binding]:
    """Return a binding for each digit; one line of the help stands for all of them."""
    for digit in range(10):
        yield Binding(
            str(digit),
            f"begin('{digit}')",
            "Fill in",
            show=False,
            key_display="digit",
            id=f"fields.begin.{digit}",
            tooltip="Fill in the marked one, beginning with this digit",
        )


class FieldsScreen(DetailScreen):
    """A screen of values in a list. Where numbers are typed, a digit leads to no place."""

    BINDINGS: ClassVar[list[BindingType]] = [*_digits()]
    passing = False

    catalogue = getters.query_one(Catalogue)

    def fill_in(self, key: str, typed: str | None = None) -> Worker[None]:
        """Ask for the value of a field: what stands there, or `typed` in its place."""
        raise NotImplementedError

    def action_begin(self, digit: str) -> None:
        """Begin to fill in the marked field; the digits that follow go on with it."""
        marked = self.catalogue.marked
        if marked is not None and not busy(self, "ask") and not busy(self, "write"):
            self.app.keep_keys(self.fill_in(marked.id, digit), typed=True)
