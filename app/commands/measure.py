"""`stridetui measure`: what the self-tests say so far, and recording one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.coach.model import Side
from app.commands import streams
from app.commands.arguments import day
from app.errors import UsageError

if TYPE_CHECKING:
    from app.coach.selftests import Measurement, Measurements, Score, SelfTest, SelfTests
    from app.trainer.desk import Desk

# Where a result may be given.
_RESULTS = ("left", "right", "value", "also", "figures")
_EPILOG = """\
examples:
  stridetui measure
  stridetui measure T8 --left 21 --right 19
  stridetui measure T4 --left under --right "slightly ahead" --conditions cued
  stridetui measure T15 --from 4:10 13:40 --on 2026-11-20
  stridetui measure T12 --value 12 --also 3.4

Without a test it lists all of them with their last results. A test that has sides takes --left
and --right, another one --value; several figures are several attempts, of which the best, the
mean or the middle one is stored, as the test says. Times may be written as 13:40.

keys of the JSON, which stay what they are:
  tests    without a test: id, title, links, sides, units, waits (why it has to), results
  results  of a test: id, test, date, side, value, unit, conditions, note
  stored   what was recorded, the same keys
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `measure [TEST] [--left …] [--right …] [--value …] [--on DAY] [--note TEXT]`."""
    parser = subparsers.add_parser(
        "measure",
        help="list the self-tests, or record one",
        description="List the self-tests with their results, or record one.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "test", nargs="?", metavar="TEST", help="T1 to T18 or HOPS; none lists them all"
    )
    for side in ("left", "right"):
        parser.add_argument(
            f"--{side}", nargs="+", metavar="RESULT", help=f"what the {side} leg gave"
        )
    parser.add_argument("--value", nargs="+", metavar="RESULT", help="what both legs gave")
    parser.add_argument(
        "--also", nargs="+", metavar="RESULT", help="the second figure of T2, T11 and T12"
    )
    parser.add_argument(
        "--from",
        dest="figures",
        nargs="+",
        metavar="FIGURE",
        help="the figures that T14 to T18 are worked out from, in the order of the test",
    )
    parser.add_argument("--conditions", default="", metavar="WORDS", help="how it was done")
    parser.add_argument("--on", type=day, metavar="DATE", help="the day it was done; today")
    parser.add_argument("--note", default="", metavar="TEXT", help="a note to it")
    parser.add_argument("--json", action="store_true", help="as JSON")


def stores(args: argparse.Namespace) -> bool:
    """Return whether a result is given, which is then stored."""
    return any(getattr(args, name) for name in _RESULTS)


def run(args: argparse.Namespace, desk: Desk) -> int:
    """List the tests or store a result; return the exit status.

    Raises `UsageError` for a test or figure that cannot be, `StoreError`, `ContentError`.
    """
    from app.trainer import measuring

    tests = desk.selftests
    if args.test is None:
        _refuse_results(args)
        _list(desk, tests, as_json=args.json)
        return 0
    test = _test(tests, args.test)
    if not stores(args):
        if args.note or args.conditions or args.on:
            raise UsageError(f"{test.id} needs a result to store; {_how(test)}.")
        _show(test, desk.store.measurements(test.id), as_json=args.json)
        return 0
    attempts = _attempts(test, args)
    stored = measuring.record(
        desk, test.id, attempts, on=args.on, note=args.note, conditions=args.conditions
    )
    _say_stored(test, stored, as_json=args.json)
    return 0


# --- what was given ----------------------------------------------------------------------


def _test(tests: SelfTests, name: str) -> SelfTest:
    found = tests.get(name.upper())
    if found is None:
        raise UsageError(f"There is no self-test {name!r}; there are T1 to T18 and HOPS.")
    return found


def _refuse_results(args: argparse.Namespace) -> None:
    if stores(args) or args.on or args.note or args.conditions:
        raise UsageError("Say which self-test it was, such as: stridetui measure T8 --left 21.")


def _attempts(test: SelfTest, args: argparse.Namespace) -> dict[tuple[Side, str], list[float]]:
    by_side = {Side.LEFT: args.left, Side.RIGHT: args.right, Side.BOTH: args.value}
    wrong = [side for side, words in by_side.items() if words and side not in test.sides]
    if wrong:
        raise UsageError(f"{test.id} takes no such side; {_how(test)}.")
    first, *others = test.scores
    found = {
        (side, first.unit): [_value(test, first, word) for word in words]
        for side, words in by_side.items()
        if words
    }
    if args.figures:
        if found or not test.inputs:
            raise UsageError(f"{test.id} takes no --from here; {_how(test)}.")
        found[Side.BOTH, first.unit] = [_worked_out(test, args.figures)]
    if args.also:
        if not others:
            raise UsageError(f"{test.id} has one figure only; leave --also out.")
        found[Side.BOTH, others[0].unit] = [_value(test, others[0], word) for word in args.also]
    return found


def _value(test: SelfTest, score: Score, word: str) -> float:
    from app.coach.reading import figure

    if score.choices:
        if word.casefold() in score.choices:
            return float(score.choices.index(word.casefold()))
        raise UsageError(f"{test.id} is one of {', '.join(score.choices)}; not {word!r}.")
    try:
        return figure(word)
    except ValueError as error:
        raise UsageError(f"{error}.") from error


def _worked_out(test: SelfTest, words: list[str]) -> float:
    from app.coach.measured import work_out
    from app.coach.reading import figure

    if len(words) != len(test.inputs):
        raise UsageError(
            f"{test.id} is worked out from {_inputs(test)}: {len(test.inputs)} in all."
        )
    try:
        return work_out(test, [figure(word) for word in words])
    except ValueError as error:
        raise UsageError(f"{test.id} cannot be worked out: {error}.") from error


def _inputs(test: SelfTest) -> str:
    return ", ".join(name.replace("_", " ") for name in test.inputs)


def _how(test: SelfTest) -> str:
    if test.inputs:
        return f"give --from with {_inputs(test)}, or --value"
    return "give --left and --right" if test.sided else "give --value"


# --- what is said ------------------------------------------------------------------------


def _line(test: SelfTest, one: Measurement) -> str:
    from app.coach.measured import shown

    score = test.score(one.unit)
    said = shown(score, one.value) if score else f"{one.value:g} {one.unit}"
    side = "" if one.side is Side.BOTH else f"{one.side} "
    how = f" ({one.conditions})" if one.conditions else ""
    return f"{side}{said}{how}"


def _as_json(one: Measurement) -> dict[str, object]:
    return {
        "id": one.id,
        "test": one.test,
        "date": one.day.isoformat(),
        "side": one.side,
        "value": one.value,
        "unit": one.unit,
        "conditions": one.conditions,
        "note": one.note,
    }


def _print_json(found: object) -> None:
    streams.output().write(json.dumps(found, indent=1) + "\n")


def _list(desk: Desk, tests: SelfTests, *, as_json: bool) -> None:
    from app.trainer import measuring

    done = desk.store.measurements()
    if as_json:
        rows = {row.test.id: row for row in measuring.rows(desk)}
        found = [
            {
                "id": test.id,
                "title": test.title,
                "links": list(test.links),
                "sides": test.sided,
                "units": [score.unit for score in test.scores],
                "waits": wait.sentence if (wait := rows[test.id].waits) else None,
                "results": [_as_json(one) for one in done if one.test == test.id],
            }
            for test in tests.values()
        ]
        _print_json({"tests": found})
        return
    streams.print_lines(_table(desk))


def _table(desk: Desk) -> Iterator[str]:
    from app.trainer import measuring

    for row in measuring.rows(desk):
        last = " · ".join(_line(row.test, one) for one in row.last.values())
        day = max((one.day for one in row.last.values()), default=None)
        said = f"{last}, {day.isoformat()}" if day else "-"
        yield f"{row.test.id:<4} {row.test.title:<28} {said}"
        if row.waits:
            yield f"     {row.waits.sentence}"


def _show(test: SelfTest, done: Measurements, *, as_json: bool) -> None:
    if as_json:
        _print_json({"results": [_as_json(one) for one in done]})
        return
    streams.print_lines(_test_lines(test, done))


def _test_lines(test: SelfTest, done: Measurements) -> Iterator[str]:
    yield f"{test.id} {test.title}: {test.purpose}"
    yield from (f"  {step}" for step in test.steps)
    yield from (f"  Take care: {caution}" for caution in test.cautions)
    if test.norm:
        mark = f" Provisional: {test.provisional}" if test.provisional else ""
        yield f"  Norm: {test.norm} [{', '.join(test.norm_sources)}]{mark}"
    for one in done:
        note = f" “{one.note}”" if one.note else ""
        yield f"{one.day.isoformat()}  {_line(test, one)}{note}"
    if not done:
        yield f"No result yet; {_how(test)}."


def _say_stored(test: SelfTest, stored: Measurements, *, as_json: bool) -> None:
    if as_json:
        _print_json({"stored": [_as_json(one) for one in stored]})
        return
    said = " · ".join(_line(test, one) for one in stored)
    streams.print_lines([f"stored {stored[0].day.isoformat()}, {test.id} {test.title}: {said}"])
