"""Parses the command line and runs one verb, or opens the program when there is none."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, cast

from app import __version__
from app.commands import VERBS, streams
from app.commands.arguments import path
from app.errors import SettingsError, StridetuiError, UsageError

if TYPE_CHECKING:
    from app.trainer.desk import Desk

_INTERRUPTED = 130
# In the place of a verb's name; no verb can be called so.
_EVERY = "*"
_BROKEN_PIPE = 141
_EPILOG = """\
examples:
  stridetui
  stridetui next
  stridetui export --format html -o report.html
  stridetui --db ~/friend.db log list

`stridetui COMMAND --help` says more about one command, and shows examples.
"""


class _VerbModule(Protocol):
    def add_parser(self, subparsers: argparse._SubParsersAction[Parser]) -> object: ...

    def run(self, args: argparse.Namespace, desk: Desk) -> int: ...


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


def run(arguments: Sequence[str]) -> int:
    """Do what `arguments` ask for; return the exit status.

    0 is done, 2 a fault the user can act on, said in one sentence on standard error, 130 an
    interruption. A fault of the program itself escapes.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that has no × gets a question mark, not a traceback.
        sys.stdout.reconfigure(errors="replace")
    try:
        status = _dispatch(arguments)
        if sys.stdout is not None:  # None: started with its output closed
            sys.stdout.flush()
    except StridetuiError as problem:
        streams.complain(str(problem))
        return problem.exit_status
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _forget_output()
        return _BROKEN_PIPE
    except OSError as fault:
        reason = fault.strerror or str(fault)
        # A file that was opened has a name; standard output has none.
        if fault.filename is not None:
            sentence = f"{fault.filename} cannot be used ({reason}); choose another place."
        else:
            _forget_output()
            sentence = f"The output could not be written ({reason})."
        streams.complain(sentence)
        return StridetuiError.exit_status
    return status


def _dispatch(arguments: Sequence[str]) -> int:
    everywhere = Parser(prog="stridetui", add_help=False)
    _add_db(everywhere)
    common, rest = everywhere.parse_known_args(arguments)
    if not rest:
        # What is done most; laying out every verb would only be for their help.
        return _open(common.db, plain=False)

    name = next((word for word in rest if not word.startswith("-")), None)
    if rest[:1] in (["-h"], ["--help"]):
        name = None  # help on the whole, whatever comes after it
    if name is not None and name not in VERBS:
        from app.toml_table import did_you_mean

        hint = did_you_mean(name, VERBS) or f"; there are {', '.join(VERBS)}."
        raise UsageError(f"There is no command {name!r}{hint}")
    parser, module = _parser(name)
    try:
        args = parser.parse_args(rest)
    except SystemExit as end:
        # --help and --version print and leave; what they print still has to be flushed.
        return int(end.code or 0)
    args.db = common.db
    if module is None:
        return _open(args.db, plain=args.plain)
    if args.plain:
        raise UsageError("--plain opens the next session and goes with no command.")
    return module.run(args, _desk_for(args))


def _add_db(parser: Parser) -> None:
    parser.add_argument(
        "--db", metavar="PATH", type=path, help="the training log to use; may stand anywhere"
    )


def whole_parser() -> Parser:
    """Return a parser that knows every verb with all its options. Imports all of them."""
    return _parser(_EVERY)[0]


def _parser(name: str | None) -> tuple[Parser, _VerbModule | None]:
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
            cast(_VerbModule, import_module(verb.module)).add_parser(subparsers)
        return parser, None
    module = cast(_VerbModule, import_module(VERBS[name].module))
    module.add_parser(subparsers)
    return parser, module


def _open(log: str | None, *, plain: bool) -> int:
    """Open the program; broken settings are said inside it, the usual ones hold meanwhile."""
    if plain:
        from app.commands.plain import open_plain as open_program
    else:
        from app.commands.open import open_program

    try:
        desk, notices = _desk(log), tuple[str, ...]()
    except SettingsError as problem:
        desk, notices = _desk(log, usual=True), (str(problem),)
    return open_program(desk, notices)


def _desk_for(args: argparse.Namespace) -> Desk:
    """Return the runner's things; a verb that can do without their settings goes on."""
    try:
        return _desk(args.db)
    except SettingsError as problem:
        verb = VERBS[args.verb]
        if verb.goes_on(args):
            streams.tell(f"{problem} The usual settings hold until then.")
        elif not verb.mends_settings:
            raise
        return _desk(args.db, usual=True)


def _desk(log: str | None, *, usual: bool = False) -> Desk:
    """Return the runner's things; `usual` leaves their settings file unread."""
    from app import paths, settings
    from app.clock import SystemClock
    from app.trainer.desk import Desk

    found = paths.find(log)
    chosen = settings.Settings() if usual else settings.read(found.settings)
    return Desk(found, SystemClock(chosen.zone), chosen)


def _forget_output() -> None:
    """Point standard output at nothing, so that Python does not fail on it again at exit."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
