"""Studies and the published versions of their questionnaires: only queries."""

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import QuestionnaireVersion, Response, Study

_SLUG = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)


def study_by_slug(session: Session, *, slug: str) -> Study | None:
    """The study at this address; what cannot be an address is not even asked for (a database may not hold it)."""
    return session.scalar(select(Study).where(Study.slug == slug)) if _SLUG.fullmatch(slug) else None


def all_studies(session: Session) -> Sequence[Study]:
    """Newest first."""
    return session.scalars(select(Study).order_by(Study.created_at.desc(), Study.id.desc())).all()


def latest_version(session: Session, *, study_id: int) -> QuestionnaireVersion | None:
    return session.scalar(
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.study_id == study_id)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )


def latest_version_id(session: Session, *, study_id: int) -> int | None:
    """The same without reading the definition, for pages that know it already."""
    return session.scalar(
        select(QuestionnaireVersion.id)
        .where(QuestionnaireVersion.study_id == study_id)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )


def version_by_number(session: Session, *, study_id: int, number: int) -> QuestionnaireVersion | None:
    return session.scalar(
        select(QuestionnaireVersion).where(
            QuestionnaireVersion.study_id == study_id, QuestionnaireVersion.number == number
        )
    )


def versions_of(session: Session, *, study_id: int) -> Sequence[QuestionnaireVersion]:
    """Oldest first."""
    return session.scalars(
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.study_id == study_id)
        .order_by(QuestionnaireVersion.number)
    ).all()


def has_responses(session: Session, *, study_id: int) -> bool:
    return session.scalar(select(Response.id).where(Response.study_id == study_id).limit(1)) is not None
