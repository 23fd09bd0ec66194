"""`make package`: the wheel and the sdist are built, installed and started from nothing.

Each goes into an empty environment in an empty home and is started from there, far from the
sources: what a file is missing from, or a dependency, shows here and nowhere else. It asks the
package index for what the program depends on, so it is no part of `make test`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

from tests.journeys.terminal import Terminal

ROOT = Path(__file__).resolve().parents[2]
# Of the working tree these are for those who build, or for those who read the repository.
NOT_INSTALLED = ("tests/", "assets/pictures/", ".ci/", ".venv/")


def _run(*command: str | Path, env: dict[str, str], cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        env=env,
        cwd=cwd,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def _environment(folder: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("STRIDETUI", "PYTHON", "XDG", "VIRTUAL_ENV"))
    }
    return kept | {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "TERM": "xterm-256color",
        "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
    }


def _holds_what_is_tracked(wheel: Path, sdist: Path) -> None:
    """Every tracked file of the packages is in both archives, and nothing that must not be."""
    tracked = subprocess.run(
        ["git", "ls-files", "app", "screens", "data", "assets"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    wanted = {name for name in tracked if not name.startswith(NOT_INSTALLED)}
    with zipfile.ZipFile(wheel) as archive:
        in_wheel = set(archive.namelist())
    with tarfile.open(sdist) as archive:
        in_sdist = {name.partition("/")[2] for name in archive.getnames()}
    missing = sorted((wanted - in_wheel) | (wanted - in_sdist))
    strange = sorted(name for name in in_wheel if name.startswith(NOT_INSTALLED))
    if missing or strange:
        raise SystemExit(f"Missing: {missing}. Not for runners: {strange}.")


def _starts(archive: Path, folder: Path) -> None:
    """Install `archive` into an empty environment and use it as a runner would."""
    env = _environment(folder)
    venv.create(folder / "venv", with_pip=True)
    binaries = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    _run(binaries / "python", "-m", "pip", "install", "--quiet", archive, env=env, cwd=folder)
    program = binaries / "stridetui"
    version = _run(program, "--version", env=env, cwd=folder).strip()
    log = folder / "demo.db"
    _run(program, "demo", "--db", log, "--no-open", env=env, cwd=folder)
    following = json.loads(_run(program, "next", "--json", "--db", log, env=env, cwd=folder))
    _run(program, "export", "--format", "json", "-o", "log.json", "--db", log, env=env, cwd=folder)
    exported = json.loads((folder / "log.json").read_text(encoding="utf-8"))
    sessions = len(exported["tables"]["workout"])
    with Terminal([str(program), "--db", str(log)], env, folder) as terminal:
        terminal.wait(r"1 Today")
        terminal.type("q")
        left = terminal.wait_exit()
    if not (version and following and sessions and left == 0):
        raise SystemExit(f"{archive.name} is installed but does not work: {version!r}, {left}.")
    print(f"{archive.name}: {version} installed, started and left; {sessions} sessions exported")


def main() -> None:
    """Build both archives and try both."""
    with tempfile.TemporaryDirectory(prefix="stridetui-package-") as temporary:
        folder = Path(temporary)
        dist = folder / "dist"
        env = _environment(folder)
        _run(sys.executable, "-m", "build", "--outdir", dist, ROOT, env=env, cwd=folder)
        (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
        _holds_what_is_tracked(wheel, sdist)
        for archive in (wheel, sdist):
            home = folder / archive.suffix.lstrip(".")
            home.mkdir()
            _starts(archive, home)


if __name__ == "__main__":
    main()
