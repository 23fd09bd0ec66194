"""`stridetui completions`: what a shell needs to complete commands, options and choices."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from app.commands import streams

if TYPE_CHECKING:
    from app.trainer.desk import Desk

SHELLS = ("bash", "zsh", "fish")
_EPILOG = """\
examples:
  stridetui completions bash > ~/.local/share/bash-completion/completions/stridetui
  stridetui completions zsh > ~/.zfunc/_stridetui       # a folder of $fpath, before compinit
  stridetui completions fish > ~/.config/fish/completions/stridetui.fish

The program is not run when you press tab.

keys of the JSON, which stay what they are: shell, script
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `completions bash|zsh|fish`."""
    parser = subparsers.add_parser(
        "completions",
        help="print completions for a shell",
        description="Print what a shell needs to complete stridetui's commands.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("shell", choices=SHELLS, help="the shell")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Print the script; return the exit status."""
    del desk
    import shtab

    from app.commands.arguments import path
    from app.commands.grammar import whole_parser

    parser = whole_parser()
    for action in parser.actions():
        if action.type is path:
            # shtab looks for it on the action, which has no field for it.
            vars(action)["complete"] = shtab.FILE
    script = shtab.complete(parser, shell=args.shell).rstrip("\n") + "\n"
    if args.json:
        script = json.dumps({"shell": args.shell, "script": script}, indent=1) + "\n"
    streams.output().write(script)
    return 0
