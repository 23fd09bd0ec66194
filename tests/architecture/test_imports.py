"""What an import brings with it, and that imports run one way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "plotext", "textual_plotext", "pendulum", "pydantic")

# One process for all of them; each module finds nothing of ours loaded, as if it came first.
_EACH_ALONE = """
import sys
from importlib import import_module
before = set(sys.modules)
for module in sys.argv[1:]:
    for name in [name for name in sys.modules if name.partition(".")[0] == "app"]:
        del sys.modules[name]
    import_module(module)
    tops = {name.partition(".")[0] for name in set(sys.modules) - before}
    print(f"{module}:", *sorted(tops - {"app"} - sys.stdlib_module_names))
"""


# What stands between a start and the next session: each of these is read by somebody's start.
FIRST_SCREEN = """
    desk gating measuring mending mornings opening readying today watching
    host keys parts place places themes today today_idle today_keys today_morning
    today_outside today_table today_text words
    widgets widgets.key_bar widgets.place_bar widgets.plain widgets.too_small
    check current files glance rows schema writer
"""


def modules_after(code: str) -> set[str]:
    """Return the modules a fresh interpreter has loaded after `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, sep='\\n')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return set(done.stdout.split())


def loaded_by(code: str) -> set[str]:
    """Return the top-level modules a fresh interpreter has loaded after `code`."""
    return {name.partition(".")[0] for name in modules_after(code)}


def test_imports_run_one_way() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_coach_loads_the_standard_library_alone() -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in sorted((ROOT / "app" / "coach").rglob("*.py"))
    ]
    done = subprocess.run(
        [sys.executable, "-c", _EACH_ALONE, *modules],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.split() == [f"{module}:" for module in modules]


def test_the_first_screen_waits_for_nothing_heavy() -> None:
    modules = modules_after("import app.commands.open, app.trainer.opening, app.tui, data.glance")
    assert "textual" in modules
    assert not modules & {*HEAVY}
    layers = {"app.trainer", "screens", "data"}
    ours = {name for name in modules if name.startswith(tuple(f"{each}." for each in layers))}
    wanted = {f"{layer}.{name}" for layer in layers for name in FIRST_SCREEN.split()}
    assert ours <= wanted, f"each costs a third of a millisecond: {sorted(ours - wanted)}"


def test_the_next_session_is_told_without_what_only_screens_need() -> None:
    # `dataclasses` brings `inspect` along, which is as much as starting Python.
    loaded = loaded_by(
        "import app.commands.line, app.commands.next, app.trainer.today, data.glance, app.paths\n"
        "import app.settings, app.clock, app.programmes, app.content, app.selftests\n"
        "import app.coach.plan, app.coach.prescribe, app.coach.readiness, app.coach.retest"
    )
    costly = {"dataclasses", "inspect", "textual", "asyncio", "subprocess", "importlib.metadata"}
    assert not loaded & {*HEAVY, *costly}


def test_every_place_opens_without_the_libraries_of_its_charts() -> None:
    loaded = loaded_by("import screens.history, screens.workout, screens.progress, screens.help")
    assert not loaded & {*HEAVY}


def test_the_version_is_told_without_a_screen_or_a_log() -> None:
    loaded = loaded_by("import app.__main__\napp.__main__.main(['--version'])")
    assert not loaded & {*HEAVY, "textual", "rich", "sqlite3", "argparse"}
