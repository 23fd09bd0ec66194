"""The verbs of the command line, one module each, imported only when chosen.

A verb's module has `add_parser(subparsers)`, which adds its parser under its name, and
`run(args, desk)`, which does the work and returns the exit status. Data goes to standard
output, messages to standard error.
"""

from __future__ import annotations

from app.coach.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """Where a verb is done, and what it is for in one line.

    `mends_settings`: it looks at the settings itself, and says what is wrong with them.
    `goes_on`: where they cannot be read it says so and goes on with the usual ones, because
    nothing that it stores depends on them.
    """

    module: str
    summary: str
    mends_settings: bool = False
    goes_on: bool = False


VERBS = {
    "next": Verb("app.commands.next", "print the next session", goes_on=True),
    "preview": Verb("app.commands.preview", "print the sessions ahead", goes_on=True),
    "why": Verb("app.commands.why", "print why the next session is what it is", goes_on=True),
    "stats": Verb("app.commands.stats", "print the week in review", goes_on=True),
    "assess": Verb("app.commands.assess", "score the answers in a file"),
    "programme": Verb("app.commands.programme", "show, begin, move or pause the programme"),
    "log": Verb("app.commands.log", "look through the log, correct it, add to it"),
    "measure": Verb("app.commands.measure", "list the self-tests, or record one"),
    "exercises": Verb(
        "app.commands.exercises", "list the exercises, or say all about one", goes_on=True
    ),
    "pack": Verb("app.commands.pack", "make a session to take outside"),
    "export": Verb(
        "app.commands.export", "write the log for others, in many formats", goes_on=True
    ),
    "import": Verb("app.commands.import_", "take in runs, other programs' sets, or an export"),
    "backup": Verb("app.commands.backup", "copy the training log, checked", goes_on=True),
    "restore": Verb("app.commands.restore", "put a backup in the place of the training log"),
    "doctor": Verb(
        "app.commands.doctor", "check log, settings, own files and terminal", mends_settings=True
    ),
    "completions": Verb("app.commands.completions", "print completions for a shell", goes_on=True),
    "demo": Verb("app.commands.demo", "look around in the log of a made-up runner", goes_on=True),
}
"""Every verb, in the order in which help lists them."""
