"""With settings that cannot be read: what only reads goes on, what stores waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.commands import VERBS
from app.commands.line import run
from app.commands.log import LOG_VERBS

# Each with the exit status it has anyway: 2 where this home has no plan, or no such file.
GOES_ON = {
    "next": 2,
    "preview": 2,
    "why": 2,
    "stats": 0,
    "exercises": 0,
    "log list": 0,
    "log list --deleted": 0,
    "log show x": 2,
    "measure": 0,
    "measure T8": 0,
    "programme show": 2,
    "assess --answers x": 2,
    "import x --dry-run": 2,
    "restore x --dry-run": 2,
    "backup x": 2,
    "export --dictionary": 0,
    "completions bash": 0,
    "demo --no-open": 0,
}
STOPS = (
    *(
        "log quick",
        "log add x",
        "log run duration=30:00",
        "log edit x note=y",
        "log delete x",
        "log undo",
    ),
    *("measure T8 --left 20", "measure T14 --from 1 2", "measure T12 --also 3.4"),
    *("measure T8 --right 20", "measure T3 --value 20", "programme pause --days 3"),
    *("programme resume", "programme begin --answers x", "programme move", "import x"),
    *("restore x", "pack -o x", "log run distance=7.4"),
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with nothing in it; the file of its settings, which is not there yet."""
    monkeypatch.setenv("STRIDETUI_DB", str(tmp_path / "log.db"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "config" / "stridetui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    return settings


def test_every_verb_is_tried() -> None:
    tried = {" ".join(each.split()[:2]) for each in (*GOES_ON, *STOPS)}
    assert {each.split()[0] for each in tried} == set(VERBS) - {"doctor"}
    assert {each.split()[1] for each in tried if each.startswith("log ")} == set(LOG_VERBS)


@pytest.mark.parametrize("words", GOES_ON)
def test_what_only_reads_goes_on_with_the_usual_settings(
    home: Path, capfd: pytest.CaptureFixture[str], words: str
) -> None:
    assert run(words.split()) == GOES_ON[words]
    usual = capfd.readouterr()
    home.write_text("thme = 'dark'\n", encoding="utf-8")
    assert run(words.split()) == GOES_ON[words]
    found = capfd.readouterr()
    warning, _, rest = found.err.partition("\n")
    assert "did you mean theme?" in warning
    assert "The usual settings hold until then." in warning
    assert (found.out, rest) == (usual.out, usual.err)


@pytest.mark.parametrize("words", STOPS)
def test_what_stores_waits(home: Path, capfd: pytest.CaptureFixture[str], words: str) -> None:
    home.write_text("thme = 'dark'\n", encoding="utf-8")
    assert run(words.split()) == 2
    found = capfd.readouterr()
    assert found.out == ""
    assert found.err.count("\n") == 1
    assert "did you mean theme?" in found.err
    assert home.read_text(encoding="utf-8") == "thme = 'dark'\n"
