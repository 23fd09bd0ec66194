"""Two verdicts beside one another, in as little room as there may be."""

from __future__ import annotations

import pytest

from screens.compare import _row


@pytest.mark.parametrize("column", [11, 15, 18, 35])
def test_two_answers_never_run_into_one_another(column: int) -> None:
    said = "".join(
        part if isinstance(part, str) else part[0]
        for part in _row("Where to begin", "the twelve weeks", "two weeks first", column)
    )
    rows = said.splitlines()
    then = " ".join(row[17 : 17 + column].strip() for row in rows).strip()
    now = " ".join(row[17 + column :].strip() for row in rows).strip()
    assert (then, now) == ("the twelve weeks", "two weeks first")
    assert all(row[17 + column - 2 : 17 + column] == "  " for row in rows)
