"""The cues as WAV files for the players, made once and kept in the cache folder."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

from app import private_folder
from app.cues import tones
from app.cues.model import Meaning, SoundSettings

_HEADER = 44
_PROBE_SECONDS = 0.06


def cache_folder() -> Path:
    """Return the folder of this runner's cache; it need not exist."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("stridetui", appauthor=False)) / "cues"


class CueFiles:
    """The files of one set at one volume.

    Where the cache cannot be written they live in a folder of this run, removed by `close`.
    """

    def __init__(self, settings: SoundSettings, folder: Path) -> None:
        self._settings = settings
        self._folder = folder
        self._own: tempfile.TemporaryDirectory[str] | None = None

    def path(self, meaning: Meaning) -> Path:
        """Return the file of `meaning`, made if it is not there whole. Raises `OSError`."""
        chosen = self._settings
        name = f"{_recipe()}-{chosen.cue_set}-{chosen.volume}-{meaning.replace(' ', '-')}.wav"
        known = self._folder / name
        size = _HEADER + 2 * tones.length(meaning)
        if _size(known) == size:
            return known
        made = tones.wav(tones.samples(meaning, chosen.cue_set, chosen.volume))
        return self._keep(name, made)

    def probe(self) -> Path:
        """Return a short file in which nothing is heard, to try a player with."""
        name = f"{_recipe()}-silence.wav"
        made = tones.wav(tones.silence(_PROBE_SECONDS))
        known = self._folder / name
        return known if _size(known) == len(made) else self._keep(name, made)

    def close(self) -> None:
        """Remove what was made for this run only."""
        if self._own is not None:
            with contextlib.suppress(OSError):
                self._own.cleanup()
            self._own = None

    def _keep(self, name: str, data: bytes) -> Path:
        try:
            private_folder.make(self._folder)
            return _write(self._folder / name, data)
        except OSError:
            if self._own is not None:
                raise
            self._own = tempfile.TemporaryDirectory(
                prefix="stridetui-cues-", ignore_cleanup_errors=True
            )
            self._folder = Path(self._own.name)
            return _write(self._folder / name, data)


def _recipe() -> str:
    """Return a short name that changes whenever any sound does."""
    import zlib

    told = repr((tones.RATE, tones.TAIL, tones.TIMBRES, tones.RECIPES))
    return f"{zlib.crc32(told.encode()):08x}"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _write(path: Path, data: bytes) -> Path:
    """Write the file whole or not at all: another copy of the program may be reading it."""
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(data)
            part.close()
            Path(part.name).replace(path)
        except OSError:
            part.close()
            Path(part.name).unlink(missing_ok=True)
            raise
    return path
