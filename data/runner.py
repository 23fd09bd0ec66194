"""The runner in the log: programmes, questionnaires, decisions. Inside a session."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import uuid4

from sqlmodel import Session, col, select

from app.coach.model import Enrolment
from app.coach.model import Readiness as Answered
from data import rows
from data.tables import Assessment, Decision, Meta, Programme, Readiness
from data.values import AssessmentRow, DecisionRow

_DRAFT = "draft"


def save_enrolment(
    session: Session, enrolment: Enrolment, assessment_id: str | None, now: datetime
) -> None:
    """Store a programme as the current one; the one before it, if any, ends now.

    A programme that is already stored takes the new values.
    """
    at = rows.instant_text(now)
    for other in session.exec(
        select(Programme).where(col(Programme.ended_at).is_(None), Programme.id != enrolment.id)
    ):
        other.ended_at = at
        session.add(other)
    row = session.get(Programme, enrolment.id)
    created_at = at if row is None else row.created_at
    kept_assessment = assessment_id or (row.assessment_id if row is not None else None)
    session.merge(
        Programme(
            **rows.stored_fields(enrolment, rows.ENROLMENT_FIELDS),
            created_at=created_at,
            assessment_id=kept_assessment,
        )
    )


def save_readiness(session: Session, readiness: Answered, now: datetime) -> None:
    """Store what was answered before a session."""
    session.add(
        Readiness(
            id=uuid4().hex,
            at=rows.instant_text(now),
            **rows.stored_fields(readiness, rows.READINESS_FIELDS),
        )
    )


def save_draft(session: Session, answers: Mapping[str, object]) -> None:
    """Keep the answers given so far; none at all forgets the draft."""
    if answers:
        session.merge(Meta(key=_DRAFT, value=rows.json_text(dict(answers))))
        return
    row = session.get(Meta, _DRAFT)
    if row is not None:
        session.delete(row)


def draft(session: Session) -> dict[str, object]:
    """Return the answers of a questionnaire left half-way, or none."""
    row = session.get(Meta, _DRAFT)
    return {} if row is None else rows.load_object(row.value)


def save_assessment(
    session: Session,
    answers: Mapping[str, object],
    verdict: Mapping[str, object],
    now: datetime,
) -> str:
    """Store a finished questionnaire with its verdict; return its id. The draft is forgotten."""
    row = Assessment(
        id=uuid4().hex,
        at=rows.instant_text(now),
        answers=rows.json_text(dict(answers)),
        verdict=rows.json_text(dict(verdict)),
    )
    session.add(row)
    save_draft(session, {})
    return row.id


def assessments(session: Session) -> tuple[AssessmentRow, ...]:
    """Return every finished questionnaire, newest first."""
    found = session.exec(
        select(Assessment).order_by(col(Assessment.at).desc(), col(Assessment.id).desc())
    )
    return tuple(
        AssessmentRow(
            row.id,
            rows.load_instant_of(row.at),
            rows.load_object(row.answers),
            rows.load_object(row.verdict),
        )
        for row in found
    )


def in_use(session: Session, assessment_id: str) -> bool:
    """Return whether a programme began with this questionnaire."""
    query = select(Programme.id).where(Programme.assessment_id == assessment_id)
    return session.exec(query).first() is not None


def decide(session: Session, kind: str, subject: str, choice: str, now: datetime) -> str:
    """Store something the runner chose; return its id."""
    row = Decision(
        id=uuid4().hex, at=rows.instant_text(now), kind=kind, subject=subject, choice=choice
    )
    session.add(row)
    return row.id


def decisions(session: Session, kind: str | None) -> tuple[DecisionRow, ...]:
    """Return what the runner chose, newest first; of one kind, or of all."""
    query = select(Decision).order_by(col(Decision.at).desc(), col(Decision.id).desc())
    if kind is not None:
        query = query.where(Decision.kind == kind)
    return tuple(
        DecisionRow(row.id, rows.load_instant_of(row.at), row.kind, row.subject, row.choice)
        for row in session.exec(query)
    )
