"""What can go wrong, in words for the runner: what is wrong, then what to do.

Every error a user can cause or meet is a `StridetuiError`; its text is one sentence that is
shown as it is. The command line prints it to standard error and ends with `exit_status`.
Anything else that escapes is a fault of the program.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class StridetuiError(Exception):
    """A fault the runner can act on; `str(error)` is the sentence to show."""

    exit_status: ClassVar[int] = 2


class UsageError(StridetuiError):
    """The command line was not understood, or asks for something that cannot be."""


class ExistsError(UsageError):
    """Something is already where a file was to go; `path` is the place."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already; choose another name or add --force.")
        self.path = path


class ContentError(StridetuiError):
    """A content file (exercise, questionnaire, programme) is not what it has to be."""


class SettingsError(StridetuiError):
    """The settings file cannot be read or holds a value that is not allowed."""


class AnswersError(StridetuiError):
    """An answer is missing or its code is unknown."""


class StoreError(StridetuiError):
    """The training log cannot be read or written."""


class NoLogError(StoreError):
    """There is no training log at the path yet."""


class GoneLogError(StoreError):
    """The log was deleted, moved away or replaced while the program had it open."""


class DamagedLogError(StoreError):
    """The file is there but is not a training log that can be read."""


class ForeignLogError(StoreError):
    """The file is another program's database; it is neither written nor given another name."""


class NewerLogError(StoreError):
    """The log was written by a newer version; it is left untouched."""


class ReadOnlyLogError(StoreError):
    """The log, or the folder it lies in, cannot be written to."""


class LockedLogError(StoreError):
    """Another program keeps the log locked; nothing was written."""


class LiveElsewhereError(StoreError):
    """A live session is running in another copy of the program."""
