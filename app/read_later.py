"""Values that are read when they are first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class ReadLater(Mapping[K, V]):
    """What there is by key, in its order, each with what reads it; that may raise its own errors.

    A plan looks at a few days of eight blocks, a session at a few figures; to read all of them at
    every start took longer than drawing the first screen.
    """

    def __init__(self, unread: Mapping[K, Callable[[], V]]) -> None:
        self._unread = unread
        self._read: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._read:
            self._read[key] = self._unread[key]()
        return self._read[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._unread)

    def __len__(self) -> int:
        return len(self._unread)

    def __contains__(self, key: object) -> bool:
        return key in self._unread
