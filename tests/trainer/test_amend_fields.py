"""What is typed into a field: read, or refused in a sentence, however long it is."""

from __future__ import annotations

import pytest

from app.errors import UsageError
from app.trainer import amend_fields


@pytest.mark.parametrize(("typed", "read"), [("", None), ("-", None), ("0", 0), (" 12 ", 12)])
def test_a_whole_number_or_nothing_is_read(typed: str, read: int | None) -> None:
    assert amend_fields.whole("set.1.done", typed, 0, 20) == read


@pytest.mark.parametrize(
    "typed",
    ["21", "-1", "2.5", "٣", "x", pytest.param("9" * 5000, id="more than Python takes")],
)
def test_any_other_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(UsageError, match=r"^set\.1\.done is a whole number from 0 to 20, or"):
        amend_fields.whole("set.1.done", typed, 0, 20)
