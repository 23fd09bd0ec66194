"""Which part of the log an export holds. Imports nothing, so that screens may list it."""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """Sessions done, the plan, self-tests, or everything."""

    SESSIONS = "sessions"
    PLAN = "plan"
    TESTS = "tests"
    ALL = "all"
