"""This program's own tidy table of sets, taken back in.

The table carries sessions with their sets and ratings. It does not carry programmes,
questionnaires and self-tests, how a session went on and was corrected, and which sets ask for a
rating; so it never changes a session that the log has. JSON carries everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlmodel import SQLModel

from app.coach.model import Section, WorkoutStatus
from data.exports import csv_read
from data.exports.csv_cells import original
from data.exports.csv_file import NAMES, field_of
from data.imports import own_json
from data.imports.sheet import Sheet
from data.imports.unit import Act, Outcome, Row, Unit
from data.rows import Stored
from data.tables import ExerciseResult, Workout, WorkoutSet

NOTE = (
    "this table carries sessions with their sets and ratings; programmes, questionnaires, "
    "self-tests and corrections come with JSON"
)
_OF_SESSION = tuple(name for name in NAMES if field_of(name)[0] is Workout)
_OF_BOTH_LEGS = ("effort", "pain", "pain_place", "next_morning")
_Line = tuple[int, Mapping[str, str]]


def fits(header: tuple[str, ...]) -> bool:
    """Return whether these are the columns of the table, in whatever order."""
    return set(header) == set(NAMES) and len(header) == len(NAMES)


def read(table: Sheet) -> tuple[tuple[Unit, ...], tuple[Outcome, ...]]:
    """Return the sessions, and what of the table cannot be read or is left out, line by line.

    A session with a line that cannot be read is left out whole, since nobody could tell later
    what is missing in it.
    """
    units: list[Unit] = []
    outcomes: list[Outcome] = []
    sessions, broken = _sessions(table, outcomes)
    for workout_id, lines in sessions.items():
        first = lines[0][1]
        what = f"of {first['day']} {original(first['workout_title'])}".strip()
        if first["workout_status"] == WorkoutStatus.LIVE:
            why = "it was not over when the table was written"
            outcomes.append(Outcome(Act.SKIP, "workout", what, why))
            continue
        if workout_id in broken:
            outcomes.append(Outcome(Act.REFUSE, "workout", what, broken[workout_id]))
            continue
        try:
            units.append(_unit(lines, f"{what}, {len(lines)} sets"))
        except own_json.WrongError as error:
            outcomes.append(Outcome(Act.REFUSE, "workout", what, str(error)))
    return tuple(units), tuple(outcomes)


def _sessions(
    table: Sheet, outcomes: list[Outcome]
) -> tuple[dict[str, list[_Line]], dict[str, str]]:
    """Return the lines of each session, and those that stand beside a line nobody can read."""
    sessions: dict[str, list[_Line]] = {}
    broken: dict[str, str] = {}
    last = fault = ""
    for line in table.lines:
        if line.fault:
            outcomes.append(Outcome(Act.REFUSE, "line", str(line.number), line.fault))
            fault = f"line {line.number} may belong to it, and cannot be read"
            broken.setdefault(last, fault)
            continue
        cells = dict(zip(table.header, line.cells, strict=True))
        last = original(cells["workout_id"])
        sessions.setdefault(last, []).append((line.number, cells))
        if fault:
            broken.setdefault(last, fault)
            fault = ""
    return sessions, broken


def _unit(lines: list[_Line], what: str) -> Unit:
    number, first = lines[0]
    for other, cells in lines:
        for name in _OF_SESSION:
            if cells[name] != first[name]:
                raise own_json.WrongError(f"line {other} has another {name} than line {number}")
    workout = _row(Workout, number, _given(Workout, first))
    rated = {cells["exercise_id"] for _, cells in lines if _is_rated(cells)}
    sets: list[Row] = []
    results: dict[tuple[Stored, ...], Row] = {}
    for number, cells in lines:
        belongs = {"workout_id": workout["id"]}
        given = _given(WorkoutSet, cells) | belongs
        # Which sets ask for a rating is not in the table; those of the main part nearly all do.
        given["rated"] = cells["section"] == Section.MAIN or cells["exercise_id"] in rated
        sets.append(_row(WorkoutSet, number, given))
        for result in _results(cells, belongs):
            row = _row(ExerciseResult, number, result)
            if results.setdefault((row["exercise_id"], row["side"]), row) != row:
                raise own_json.WrongError(f"line {number} rates its exercise unlike another line")
    children = {"workout_set": tuple(sets), "exercise_result": tuple(results.values())}
    return Unit("workout", what, workout, children, partial=True)


def _is_rated(cells: Mapping[str, str]) -> bool:
    return any(cells[name] for name in ("control", *_OF_BOTH_LEGS))


def _results(
    cells: Mapping[str, str], belongs: Mapping[str, object]
) -> Iterator[dict[str, object]]:
    """Yield how the exercise went: control of this leg, the rest on the row of both (D.7.2)."""
    given = _given(ExerciseResult, cells)
    key = {**belongs, "exercise_id": original(cells["exercise_id"])}
    whole = {name: given[name] for name in _OF_BOTH_LEGS if cells[name]}
    control = {"control": given["control"]} if cells["control"] else {}
    if cells["side"] == "both":
        whole |= control
    elif control:
        yield {**key, "side": cells["side"], **control}
    if whole:
        yield {**key, "side": "both", **whole}


def _given(model: type[SQLModel], cells: Mapping[str, str]) -> dict[str, object]:
    """Return what the cells say of a table, as JSON would."""
    found: dict[str, object] = {}
    columns = SQLModel.metadata.tables[str(model.__tablename__)].c
    for name in NAMES:
        owner, field = field_of(name)
        if owner is model:
            try:
                found[field] = csv_read.value(columns[field], cells[name])
            except ValueError:
                # Left as it stands, for the judge of rows to name it.
                found[field] = cells[name]
    return found


def _row(model: type[SQLModel], number: int, given: Mapping[str, object]) -> Row:
    try:
        return own_json.row(SQLModel.metadata.tables[str(model.__tablename__)], given)
    except own_json.WrongError as error:
        raise own_json.WrongError(f"line {number}: {error}") from None
