"""`stridetui log`: work on the training log, one module for each thing that can be done."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.trainer.desk import Desk

LOG_VERBS = {
    "add": "app.commands.log_add",
    "quick": "app.commands.log_quick",
    "run": "app.commands.log_run",
    "list": "app.commands.log_list",
    "show": "app.commands.log_show",
    "edit": "app.commands.log_edit",
    "delete": "app.commands.log_delete",
    "undo": "app.commands.log_undo",
}
"""What `log` can do, in the order of its help; each module has `add_parser` and `run`."""

_EPILOG = """\
examples:
  stridetui log list --since 2026-11-01
  stridetui log show 3f2a91c0
  stridetui log edit 3f2a91c0 day=2026-11-18
  stridetui log quick

`stridetui log WHAT --help` says more about each.
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `log`, and below it everything that `LOG_VERBS` names."""
    parser = subparsers.add_parser(
        "log",
        help="look through the log, correct it, record a session done without the timer",
        description="Look through the training log, correct it, add to it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="log_verb", metavar="WHAT", required=True)
    for module in LOG_VERBS.values():
        import_module(module).add_parser(verbs)


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Do what was chosen; return the exit status. Raises what that raises."""
    module = import_module(LOG_VERBS[args.log_verb])
    status: int = module.run(args, desk)
    return status
