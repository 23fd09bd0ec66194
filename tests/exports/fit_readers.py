"""One FIT file read by three programs of others, each in the same words."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping
from typing import Any

Message = tuple[str, Mapping[str, Any]]


def by_fitdecode(raw: bytes) -> list[Message]:
    from fitdecode import CrcCheck, ErrorHandling, FitReader
    from fitdecode.records import FitDataMessage

    with FitReader(
        io.BytesIO(raw), check_crc=CrcCheck.RAISE, error_handling=ErrorHandling.RAISE
    ) as reader:
        return [
            (frame.name, {field.name: field.value for field in frame.fields})
            for frame in reader
            if isinstance(frame, FitDataMessage)
        ]


def by_fitparse(raw: bytes) -> list[Message]:
    from fitparse import FitFile

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file = FitFile(io.BytesIO(raw), check_crc=True)
        return [(message.name, message.get_values()) for message in file.get_messages()]


def by_fit_tool(raw: bytes) -> list[Message]:
    from fit_tool.fit_file import FitFile

    file = FitFile.from_bytes(raw, check_crc=True)
    found: list[Message] = []
    for record in file.records:
        if record.is_definition:
            continue
        message = record.message
        found.append(
            (
                message.name,
                {
                    field.name: field.get_value() if field.is_valid() else None
                    for field in message.fields
                    if field.size
                },
            )
        )
    return found


READERS: dict[str, Callable[[bytes], list[Message]]] = {
    "fitdecode": by_fitdecode,
    "fitparse": by_fitparse,
    "fit-tool": by_fit_tool,
}


def of_kind(messages: list[Message], name: str) -> list[Mapping[str, Any]]:
    return [values for kind, values in messages if kind == name]
