"""The verbs of the command line, one module each, imported only when chosen.

A verb's module has `add_parser(subparsers)`, which adds its parser under its name, and
`run(args, desk)`, which does the work and returns the exit status. Data goes to standard
output, messages to standard error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.coach.frozen import dataclass

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable


def _always(_args: Namespace) -> bool:
    return True


def _never(_args: Namespace) -> bool:
    return False


def _on_trial(args: Namespace) -> bool:
    return bool(args.dry_run)


def _measures_nothing(args: Namespace) -> bool:
    from app.commands.measure import stores

    return not stores(args)


@dataclass(frozen=True, slots=True)
class Verb:
    """Where a verb is done, and what it is for in one line.

    `mends_settings`: it looks at the settings itself, and says what is wrong with them.
    `goes_on`: where they cannot be read, what these arguments ask for is done with the usual
    ones, once that is said; true of what only reads, and of what stores nothing that depends on
    them.
    """

    module: str
    summary: str
    mends_settings: bool = False
    goes_on: Callable[[Namespace], bool] = _never


VERBS = {
    "next": Verb("app.commands.next", "print the next session", goes_on=_always),
    "preview": Verb("app.commands.preview", "print the sessions ahead", goes_on=_always),
    "why": Verb("app.commands.why", "print why the next session is what it is", goes_on=_always),
    "stats": Verb("app.commands.stats", "print the week in review", goes_on=_always),
    "assess": Verb("app.commands.assess", "score the answers in a file", goes_on=_always),
    "programme": Verb(
        "app.commands.programme",
        "show, begin, move or pause the programme",
        goes_on=lambda args: args.programme_verb == "show",
    ),
    "log": Verb(
        "app.commands.log",
        "look through the log, correct it, add to it",
        goes_on=lambda args: args.log_verb in {"list", "show"},
    ),
    "measure": Verb(
        "app.commands.measure",
        "list the self-tests, or record one",
        goes_on=_measures_nothing,
    ),
    "exercises": Verb(
        "app.commands.exercises", "list the exercises, or say all about one", goes_on=_always
    ),
    "pack": Verb("app.commands.pack", "make a session to take outside"),
    "export": Verb(
        "app.commands.export", "write the log for others, in many formats", goes_on=_always
    ),
    "import": Verb(
        "app.commands.import_",
        "take in runs, other programs' sets, or an export",
        goes_on=_on_trial,
    ),
    "backup": Verb("app.commands.backup", "copy the training log, checked", goes_on=_always),
    "restore": Verb(
        "app.commands.restore", "put a backup in the place of the training log", goes_on=_on_trial
    ),
    "doctor": Verb(
        "app.commands.doctor", "check log, settings, own files and terminal", mends_settings=True
    ),
    "completions": Verb(
        "app.commands.completions", "print completions for a shell", goes_on=_always
    ),
    "demo": Verb(
        "app.commands.demo", "look around in the log of a made-up runner", goes_on=_always
    ),
}
"""Every verb, in the order in which help lists them."""
