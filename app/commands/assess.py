"""`stridetui assess --answers FILE [--json]`: score a questionnaire without opening a screen.

Nothing is stored. With `--json`, one answer set gives one object and a list gives a list, each
with `scores` (M, C, P, A), `primary`, `secondary`, `start`, `confidence` and `flags`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.commands import streams

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from app.coach.scoring import Verdict
    from app.trainer.desk import Desk

_BAR = 24
_EPILOG = """\
examples:
  stridetui assess --answers answers.json
  stridetui assess --answers - --json

keys of the JSON, which stay what they are: scores (M, C, P, A), primary, secondary, start,
confidence, flags; for a list of answer sets, a list of them
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `assess --answers FILE [--json]`."""
    from argparse import RawDescriptionHelpFormatter

    parser = subparsers.add_parser(
        "assess",
        help="score questionnaire answers from a file",
        description="Score one set of questionnaire answers, or a list of them. Nothing is stored.",
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--answers", metavar="FILE", required=True, help="the answers as JSON; - for standard input"
    )
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace, desk: Desk) -> int:
    """Print the verdict on `args.answers`; the desk is not touched.

    Raises `AnswersError` when the file cannot be read or an answer is missing or wrong.
    """
    del desk
    import json

    from app.coach.scoring import as_json
    from app.errors import AnswersError
    from app.trainer.answer_file import LARGEST, score

    out = streams.output()
    raw = streams.read(args.answers, LARGEST, AnswersError)
    scored = score(raw, streams.named(args.answers))
    if args.json:
        found = [as_json(verdict) for verdict in scored.verdicts]
        # ASCII only: whatever reads it needs no particular encoding.
        out.write(json.dumps(found if scored.listed else found[0], indent=2) + "\n")
        return 0
    for number, verdict in enumerate(scored.verdicts, 1):
        if scored.listed:
            out.write(f"{'' if number == 1 else chr(10)}Answer set {number}\n")
        streams.print_lines(_lines(verdict))
    return 0


def _lines(verdict: Verdict) -> Iterator[str]:
    from app.coach.figures import WEAK_FROM

    for link, found in verdict.links.items():
        bar = "#" * round(found.score * _BAR / 100)
        yield f"  {link:<13} {found.score:>3}  {bar}"
    if verdict.unclear:
        weak = "not named: too much is still open"
    elif verdict.primary is None:
        weak = f"none (a link counts as weak from {WEAK_FROM})"
    else:
        weak = f"{verdict.primary}, then {verdict.secondary or 'none'}"
    yield f"  weak link      {weak}"
    begin = "mechanics, because" if verdict.begins_with_mechanics else "nothing to begin:"
    yield f"  where to begin {verdict.start}: {begin} {verdict.start_reason.sentence}"
    if verdict.primary is not None:
        words = "; ".join(reason.words for reason in verdict.links[verdict.primary].reasons)
        yield f"  weighed most   {words}"
    yield f"  confidence     {verdict.confidence}"
    if verdict.flags:
        yield f"  flags          {'; '.join(verdict.flags)}"
