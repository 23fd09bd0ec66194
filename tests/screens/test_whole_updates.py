"""Each change of the screen reaches the terminal in one piece."""

from __future__ import annotations

from textual.drivers.headless_driver import HeadlessDriver

from app.whole_updates import whole_updates


class _Recorder(HeadlessDriver):
    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, data: str) -> None:
        self.written.append(data)


def test_what_lies_between_begin_and_end_is_written_at_once() -> None:
    driver = whole_updates(_Recorder)()  # type: ignore[call-arg]  # the recorder needs no app
    assert isinstance(driver, _Recorder)
    for piece in ("before", "\x1b[?2026h", "one", "two", "\x1b[?2026l", "after"):
        driver.write(piece)
    assert driver.written == ["before", "\x1b[?2026honetwo\x1b[?2026l", "after"]
