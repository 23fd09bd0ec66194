"""Bytes from the terminal that are no letters: each becomes a mark, and the program goes on.

Textual decodes what is typed strictly, and one byte that is no UTF-8 (a line of noise, a paste
from a file, a terminal set to another encoding) would end it in the middle of a session.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from functools import partial


def forgive() -> None:
    """Have Textual's driver read what it cannot decode as U+FFFD; Windows decodes by itself."""
    if sys.platform == "win32":
        return
    from textual.drivers import linux_driver

    # The driver looks its decoder up by this name when it begins to read, and has no other way
    # to be told. Textual is pinned to one version, and a test sends such bytes.
    vars(linux_driver)["getincrementaldecoder"] = _decoder


def _decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), "replace")
