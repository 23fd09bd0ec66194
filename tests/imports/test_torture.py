"""Mutated files: never a traceback, never a partial write.

The suite tries a few hundred; `make torture` tries as many as STRIDETUI_TORTURE says.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from app.trainer import importing
from app.trainer.desk import Desk
from app.trainer.exporting import Wish, export
from app.trainer.exports.registry import FORMATS
from data.imports.unit import Act
from tests.data.builders import a_workout, count
from tests.imports import recordings
from tests.imports.test_own_export import exported
from tests.imports.test_tables import HEVY, STRONG_C

COUNT = int(os.environ.get("STRIDETUI_TORTURE", "80"))


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Change, cut, repeat or insert bytes somewhere."""
    data = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[place : place + chance.randrange(1, 40)]
            case 2:
                data[place:place] = chance.randbytes(chance.randrange(1, 9))
            case 3:
                data[place:place] = data[: chance.randrange(1, 200)]
            case 4:
                word = chance.choice((b"<", b'"', b"nan", b"-1e999", b"\xff\xfe", b"\x00", b",;\n"))
                data[place : place + len(word)] = word
            case _:
                del data[place + chance.randrange(1, 400) :]
    return bytes(data)


def tidy(desk: Desk) -> bytes:
    file = desk.paths.log.with_name("tidy.csv")
    export(desk, Wish(FORMATS["csv"]), file, force=True)
    # As if another log had it, and it was over.
    return file.read_bytes().replace(b"w0", b"n0").replace(b",live,", b",ended,")


def originals(desk: Desk) -> dict[str, bytes]:
    short = recordings.steady(120)
    desk.store.add_workout(a_workout("w0"))
    return {
        "fit": recordings.fit(short),
        "tcx": recordings.tcx(short),
        "gpx": recordings.gpx(short),
        "json": exported(desk.store).encode(),
        "strong": STRONG_C.encode(),
        "hevy": HEVY.encode(),
        "csv": tidy(desk),
    }


@pytest.mark.parametrize("form", ["fit", "tcx", "gpx", "json", "strong", "hevy", "csv"])
def test_no_mutation_breaks_anything(desk: Desk, tmp_path: Path, form: str) -> None:
    raw = originals(desk)[form]
    chance = random.Random(f"stride {form}")
    for number in range(COUNT):
        file = tmp_path / f"broken.{form}"
        file.write_bytes(mutated(raw, chance))
        prepared = importing.prepare(desk, [file])
        held = len(desk.store.runs()) + count(desk.store)
        done = importing.carry_out(desk, prepared)
        added = sum(
            outcome.act is Act.ADD and outcome.kind in {"run", "workout"}
            for outcome in done.files[0].outcomes
        )
        assert len(desk.store.runs()) + count(desk.store) == held + added, number
        said = done.files[0]
        assert said.refusal or said.outcomes or said.notes, number
    desk.store.history()
