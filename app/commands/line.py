"""Runs the command line: one verb, or the program when there is none."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.commands import VERBS, streams
from app.errors import SettingsError, StridetuiError

if TYPE_CHECKING:
    from argparse import Namespace

    from app.trainer.desk import Desk

_INTERRUPTED = 130
_BROKEN_PIPE = 141


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
    if not arguments:
        # What is done most needs no parser, which is a fiftieth of the time to the first screen.
        return _open(None, plain=False)
    from app.commands import grammar

    try:
        args, module = grammar.parse(arguments)
    except SystemExit as end:
        # --help and --version print and leave; what they print still has to be flushed.
        return int(end.code or 0)
    if module is None:
        return _open(args.db, plain=args.plain)
    return module.run(args, _desk_for(args))


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


def _desk_for(args: Namespace) -> Desk:
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
