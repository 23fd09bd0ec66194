"""Bytes from the terminal that are no letters or no keys: the program goes on.

Textual decodes what is typed strictly, and one byte that is no UTF-8 (a line of noise, a paste
from a file, a terminal set to another encoding) would end it in the middle of a session. So would
a key of the kitty protocol that says more than was asked for, such as that it was let go.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

# Textual's own name, and where what it names stays reachable.
_STRICT, _GUARDED = "_parse_extended_key", "parse_extended_key_strictly"


def forgive() -> None:
    """Have Textual's driver read what it cannot decode as U+FFFD, and no key as no key.

    Windows decodes by itself.
    """
    if sys.platform == "win32":
        return
    from textual import _xterm_parser
    from textual.drivers import linux_driver

    # The driver looks its decoder up by this name when it begins to read, and has no other way
    # to be told. Textual is pinned to one version, and a test sends such bytes.
    vars(linux_driver)["getincrementaldecoder"] = _decoder
    parser: Any = _xterm_parser.XTermParser
    if not hasattr(parser, _GUARDED):
        setattr(parser, _GUARDED, getattr(parser, _STRICT))
        setattr(parser, _STRICT, _key_or_none)


def _key_or_none(parser: Any, sequence: str) -> Any:
    try:
        return getattr(parser, _GUARDED)(sequence)
    except (ValueError, OverflowError):
        return []


def _decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), "replace")
