"""What the command line takes, by argparse: the verbs, their options, and help on each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, cast

from app import __version__
from app.commands import VERBS
from app.commands.arguments import path
from app.errors import UsageError

if TYPE_CHECKING:
    from app.trainer.desk import Desk

# In the place of a verb's name; no verb can be called so.
_EVERY = "*"
_EPILOG = """\
examples:
  stridetui
  stridetui next
  stridetui export --format html -o report.html
  stridetui --db ~/friend.db log list

`stridetui COMMAND --help` says more about one command, and shows examples.
"""


class VerbModule(Protocol):
    """A module of a verb; see `app.commands`."""

    def add_parser(self, subparsers: argparse._SubParsersAction[Parser]) -> object:
        """Add the verb's parser under its name."""

    def run(self, args: argparse.Namespace, desk: Desk) -> int:
        """Do the work; return the exit status."""


class Parser(argparse.ArgumentParser):
    """argparse without guessing: no abbreviated options, one sentence instead of a usage dump."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("allow_abbrev", False)
        super().__init__(*args, **options)
        for action in self._actions:
            if action.dest == "help":
                action.help = "show this help and leave"

    def actions(self) -> Iterator[argparse.Action]:
        """Yield everything this parser and the parsers of its verbs take."""
        for action in self._actions:
            yield action
            # Of all that argparse lets one choose from only verbs lead to parsers.
            if isinstance(action.choices, dict):
                for inner in dict.fromkeys(action.choices.values()):
                    yield from inner.actions()

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` with `message`, what may have been meant, and where to read more."""
        said = f"{message[:1].upper()}{message[1:]}"
        unknown = message.removeprefix("unrecognized arguments: ")
        if unknown != message:
            from app.toml_table import did_you_mean

            said += did_you_mean(
                unknown.strip().partition(" ")[0].partition("=")[0],
                (option for action in self.actions() for option in action.option_strings),
            )
        end = " See" if said.endswith("?") else "; see"
        raise UsageError(f"{said}{end} {self.prog} --help.")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is None or value in action.choices:
            return
        from app.toml_table import did_you_mean

        known = [str(choice) for choice in action.choices]
        hint = did_you_mean(str(value), known) or f"; there are {', '.join(known)}"
        raise argparse.ArgumentError(action, f"there is no {value!r}{hint}")


class _Help(argparse.RawDescriptionHelpFormatter):
    """argparse, with room for the longest verb: it forgets that verbs are set in twice."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog)
        self._action_max_length = max(map(len, VERBS)) + 2 * self._indent_increment


def parse(arguments: Sequence[str]) -> tuple[argparse.Namespace, VerbModule | None]:
    """Return what `arguments` say, and the module of their verb; None where there is no verb.

    Raises `UsageError` for what is not understood, `SystemExit` once help or version is printed.
    """
    everywhere = Parser(prog="stridetui", add_help=False)
    _add_db(everywhere)
    common, rest = everywhere.parse_known_args(arguments)
    name = next((word for word in rest if not word.startswith("-")), None)
    if rest[:1] in (["-h"], ["--help"]):
        name = None  # help on the whole, whatever comes after it
    if name is not None and name not in VERBS:
        from app.toml_table import did_you_mean

        hint = did_you_mean(name, VERBS) or f"; there are {', '.join(VERBS)}."
        raise UsageError(f"There is no command {name!r}{hint}")
    parser, module = _parser(name)
    args = parser.parse_args(rest)
    args.db = common.db
    if args.plain and module is not None:
        raise UsageError("--plain opens the next session and goes with no command.")
    return args, module


def _add_db(parser: Parser) -> None:
    parser.add_argument(
        "--db", metavar="PATH", type=path, help="the training log to use; may stand anywhere"
    )


def whole_parser() -> Parser:
    """Return a parser that knows every verb with all its options. Imports all of them."""
    return _parser(_EVERY)[0]


def _parser(name: str | None) -> tuple[Parser, VerbModule | None]:
    """Return a parser that knows the verb `name`; without one, every verb by its line of help."""
    parser = Parser(
        prog="stridetui",
        description="A coach for runners. Without a command it opens the program.",
        epilog=_EPILOG,
        formatter_class=_Help,
    )
    _add_db(parser)
    parser.add_argument(
        "--version",
        action="version",
        version=f"stridetui {__version__}",
        help="show the version and leave",
    )
    parser.add_argument(
        "--plain",
        action="store_true",
        help="the next session as plain lines of text, for screen readers",
    )
    subparsers = parser.add_subparsers(
        dest="verb",
        title="commands",
        metavar="COMMAND",
        parser_class=Parser,
        # Else argparse lays out a usage to find it, and asks how wide the terminal is.
        prog="stridetui",
    )
    if name is None:
        for verb_name, verb in VERBS.items():
            subparsers.add_parser(verb_name, help=verb.summary)
        return parser, None
    if name == _EVERY:
        for verb in VERBS.values():
            cast(VerbModule, import_module(verb.module)).add_parser(subparsers)
        return parser, None
    module = cast(VerbModule, import_module(VERBS[name].module))
    module.add_parser(subparsers)
    return parser, module
