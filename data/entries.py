"""The entries of a page of the time line, read kind by kind. Inside a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import bindparam, text
from sqlmodel import Session, SQLModel, col, select

from app.coach.logbook import Entry, EntryKind
from app.coach.model.log import minutes_between
from data import images, rows, workouts
from data.running import records
from data.tables import Assessment, Decision, Measurement, Readiness, Run
from data.values import EntryKey, StoredRow, WorkoutSummary

# What may be ticked of a day; the day is the entry's.
_TICKS = tuple(name for name in rows.READINESS_FIELDS if name != "day")


def load(session: Session, keys: Sequence[EntryKey]) -> tuple[Entry, ...]:
    """Return the entries of these keys, in their order; one that is gone meanwhile is left out.

    Titles are those of the log, "" where the log has none.
    """
    found: dict[tuple[EntryKind, str], Entry] = {}
    for kind, read in _READERS.items():
        wanted = [key for key in keys if key.kind is kind]
        if wanted:
            found |= {(kind, entry.id): entry for entry in read(session, wanted)}
    return tuple(found[key.kind, key.id] for key in keys if (key.kind, key.id) in found)


def _ids(keys: Iterable[EntryKey]) -> list[str]:
    return [key.id for key in keys]


# --- sessions ------------------------------------------------------------------------------


def _sessions(session: Session, keys: Sequence[EntryKey]) -> Iterable[Entry]:
    pains = _worst_pain(session, _ids(keys))
    for one in workouts.summaries(session, _ids(keys)):
        yield _session(one, pains.get(one.id))


def _session(one: WorkoutSummary, pain: int | None) -> Entry:
    facts: dict[str, object] = {
        "session_kind": one.kind.value,
        "status": one.status.value,
        "phase": one.phase,
        "week": one.week,
        "done_sets": one.done_sets,
        "all_sets": one.planned_sets,
        "minutes": minutes_between(one.started_at, one.ended_at),
        "source": one.source,
        "short": one.short,
        "pain": pain,
        "ended_at": None if one.ended_at is None else rows.instant_text(one.ended_at),
    }
    return Entry(
        EntryKind.SESSION, one.id, one.day, one.started_at, one.zone, one.title, one.note, facts
    )


_WORST_PAIN = text(
    """
    SELECT workout_id, max(pain) AS pain FROM (
        SELECT workout_id, pain FROM workout_set WHERE pain > 0 AND workout_id IN :ids
        UNION ALL
        SELECT workout_id, pain FROM exercise_result WHERE pain > 0 AND workout_id IN :ids
    ) GROUP BY workout_id
    """
).bindparams(bindparam("ids", expanding=True))


def _worst_pain(session: Session, ids: Sequence[str]) -> Mapping[str, int]:
    found = session.connection().execute(_WORST_PAIN, {"ids": list(ids)})
    return {one.workout_id: one.pain for one in found}


# --- the other kinds -----------------------------------------------------------------------


def _runs(session: Session, keys: Sequence[EntryKey]) -> Iterable[Entry]:
    found = session.exec(select(Run).where(col(Run.id).in_(_ids(keys)))).all()
    for run in records(found):
        measures = run.measures
        facts: dict[str, object] = {
            "metres": measures.metres,
            "seconds": measures.seconds,
            "elapsed_seconds": measures.elapsed_seconds,
            "pace": measures.pace,
            "heart_rate": measures.heart_rate,
            "cadence": measures.cadence,
            "cadence_raw": measures.cadence_raw,
            "cadence_factor": measures.cadence_factor,
            "cadence_drift": measures.cadence_drift,
            "decoupling": measures.decoupling,
            "source": run.source,
            "damaged": run.damaged,
        }
        yield Entry(EntryKind.RUN, run.id, run.day, run.started_at, run.zone, "", run.note, facts)


def sitting(session: Session, measurement_id: str) -> tuple[Measurement, ...]:
    """Return all numbers that were measured in one go with this one, itself included."""
    one = session.get(Measurement, measurement_id)
    if one is None:
        return ()
    found = session.exec(
        select(Measurement)
        .where(Measurement.day == one.day, Measurement.at == one.at, Measurement.test == one.test)
        .order_by(col(Measurement.unit), col(Measurement.side), col(Measurement.id))
    )
    return tuple(found)


def _tests(session: Session, keys: Sequence[EntryKey]) -> Iterable[Entry]:
    for key in keys:
        found = sitting(session, key.id)
        if not found:
            continue
        first = found[0]
        facts: dict[str, object] = {
            "test": first.test,
            "results": [
                {"id": one.id, "side": one.side, "value": one.value, "unit": one.unit}
                for one in found
            ],
            "conditions": next((one.conditions for one in found if one.conditions), ""),
        }
        note = " · ".join(dict.fromkeys(one.note for one in found if one.note))
        yield _at(EntryKind.TEST, key, first.at, note, facts)


def _check_ins(session: Session, keys: Sequence[EntryKey]) -> Iterable[Entry]:
    by_id = {key.id: key for key in keys}
    for one in session.exec(select(Readiness).where(col(Readiness.id).in_(by_id))):
        facts = {name: bool(getattr(one, name)) for name in _TICKS}
        yield _at(EntryKind.CHECK_IN, by_id[one.id], one.at, "", facts)


def _mornings(session: Session, keys: Sequence[EntryKey]) -> Iterable[Entry]:
    for key in keys:
        workout_id, _, seq = key.id.rpartition(":")
        row = (
            session.connection()
            .execute(
                text("SELECT at, rows FROM change WHERE workout_id = :id AND seq = :seq"),
                {"id": workout_id, "seq": int(seq) if seq.isdecimal() else 0},
            )
            .first()
        )
        if row is None:
            continue
        changes = images.load_changeset(1, "", None, row.rows).rows
        answers = [(change.after or {}).get("next_morning") for change in changes]
        exercises = [str(change.key[0]) for change in changes if change.key]
        places = session.connection().execute(
            text(
                "SELECT exercise_id, pain_place, pain FROM exercise_result "
                "WHERE workout_id = :id AND pain > 0"
            ),
            {"id": workout_id},
        )
        hurt = [one for one in places if one.exercise_id in exercises]
        facts: dict[str, object] = {
            "session": workout_id,
            "answer": answers[0] if answers else None,
            "exercises": exercises,
            "place": next((one.pain_place for one in hurt if one.pain_place), ""),
            "pain": max((one.pain for one in hurt), default=None),
        }
        yield _at(EntryKind.MORNING, key, row.at, "", facts)


def _questionnaires(session: Session, keys: Sequence[EntryKey]) -> Iterable[Entry]:
    by_id = {key.id: key for key in keys}
    for one in session.exec(select(Assessment).where(col(Assessment.id).in_(by_id))):
        verdict, answers = rows.load_object(one.verdict), rows.load_object(one.answers)
        facts: dict[str, object] = {
            "start": verdict.get("start"),
            "link": verdict.get("primary"),
            "scores": verdict.get("scores"),
            "answers": len(answers),
        }
        yield _at(EntryKind.QUESTIONNAIRE, by_id[one.id], one.at, "", facts)


def _decisions(session: Session, keys: Sequence[EntryKey]) -> Iterable[Entry]:
    by_id = {key.id: key for key in keys}
    for one in session.exec(select(Decision).where(col(Decision.id).in_(by_id))):
        facts: dict[str, object] = {
            "decision": one.kind,
            "subject": one.subject,
            "choice": one.choice,
        }
        yield _at(EntryKind.DECISION, by_id[one.id], one.at, "", facts)


def _at(kind: EntryKind, key: EntryKey, at: str, note: str, facts: Mapping[str, object]) -> Entry:
    return Entry(kind, key.id, key.day, rows.load_instant_of(at), "", "", note, facts)


_READERS: Mapping[EntryKind, Callable[[Session, Sequence[EntryKey]], Iterable[Entry]]] = {
    EntryKind.SESSION: _sessions,
    EntryKind.RUN: _runs,
    EntryKind.TEST: _tests,
    EntryKind.CHECK_IN: _check_ins,
    EntryKind.MORNING: _mornings,
    EntryKind.QUESTIONNAIRE: _questionnaires,
    EntryKind.DECISION: _decisions,
}


# --- rows as they stand ---------------------------------------------------------------------

_TABLES: Mapping[EntryKind, type[SQLModel]] = {
    EntryKind.RUN: Run,
    EntryKind.TEST: Measurement,
    EntryKind.CHECK_IN: Readiness,
    EntryKind.QUESTIONNAIRE: Assessment,
}


def stored_rows(session: Session, kind: EntryKind, entry_id: str) -> tuple[StoredRow, ...]:
    """Return the rows of an entry that is no session; none where it is gone."""
    table = _TABLES[kind]
    found: Sequence[SQLModel]
    if kind is EntryKind.TEST:
        found = sitting(session, entry_id)
    else:
        one = session.get(table, entry_id)
        found = () if one is None else (one,)
    return tuple(
        StoredRow(str(table.__tablename__), (columns["id"],), columns)
        for columns in (row.model_dump() for row in found)
    )


# --- one entry by its id -------------------------------------------------------------------

_OWNERS = {
    EntryKind.SESSION: "SELECT id, day FROM workout WHERE status != 'discarded' AND id",
    EntryKind.RUN: "SELECT id, day FROM run WHERE id",
    EntryKind.TEST: "SELECT id, day FROM measurement WHERE id",
    EntryKind.CHECK_IN: "SELECT id, day FROM readiness WHERE id",
    EntryKind.QUESTIONNAIRE: "SELECT id, at FROM assessment WHERE id",
    EntryKind.DECISION: "SELECT id, at FROM decision WHERE id",
}
_MOST_FOUND = 9
_MOST_DIGITS = 9
"""Of the number of a change; SQLite holds no more than twice as many."""
_LAST_LETTER = chr(0x10FFFF)


def named(session: Session, beginning: str, zone: str) -> tuple[EntryKey, ...]:
    """Return the entries whose id begins so, a few at most; the one with just this id alone.

    A self-test is named by any of its numbers. An answer of the morning after is named by its
    session's id and a number, such as `ID:2`. What has an instant only has its day in `zone`.
    """
    workout_id, colon, seq = beginning.rpartition(":")
    if colon:
        return _morning_named(session, workout_id, seq, zone)
    found: dict[EntryKey, str] = {}
    for kind, query in _OWNERS.items():
        # A range instead of LIKE, which would take _ and % for more than they are.
        for own_id, when in session.connection().exec_driver_sql(
            f"{query} BETWEEN ? AND ? LIMIT {_MOST_FOUND}", (beginning, beginning + _LAST_LETTER)
        ):
            canonical = own_id
            if kind is EntryKind.TEST:
                canonical = min(one.id for one in sitting(session, own_id))
            found.setdefault(EntryKey(kind, canonical, rows.day_of(when, zone)), own_id)
    exact = tuple(key for key, own_id in found.items() if beginning in {key.id, own_id})
    return exact or tuple(found)


def _morning_named(session: Session, workout_id: str, seq: str, zone: str) -> tuple[EntryKey, ...]:
    row = (
        session.connection()
        .execute(
            text(
                "SELECT at FROM change WHERE workout_id = :id AND seq = :seq "
                "AND cause = 'next morning'"
            ),
            {
                "id": workout_id,
                "seq": int(seq) if seq.isdecimal() and len(seq) <= _MOST_DIGITS else 0,
            },
        )
        .first()
    )
    if row is None:
        return ()
    return (EntryKey(EntryKind.MORNING, f"{workout_id}:{seq}", rows.day_of(row.at, zone)),)
