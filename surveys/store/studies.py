"""Studies and the published versions of their questionnaires: only queries."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from surveys.models import QuestionnaireVersion, Response, Study, ToldTerms
from surveys.store.asker import RESEARCH, Asker
from surveys.store.public_studies import is_slug


def study_by_slug(session: Session, *, slug: str, asker: Asker) -> Study | None:
    """The study with this slug."""
    if not is_slug(slug):
        return None
    return session.scalar(select(Study).where(Study.slug == slug, asker.studies()))


def team_of_study(session: Session, *, slug: str, asker: Asker, roles: frozenset[str] = RESEARCH) -> int | None:
    """The team of the study with this slug, where the asker has one of these roles in it."""
    if not is_slug(slug):
        return None
    return session.scalar(select(Study.team_id).where(Study.slug == slug, asker.studies(roles)))


def is_taken(session: Session, *, slug: str) -> bool:
    """Whether any team has a study with this slug."""
    return session.scalar(select(Study.id).where(Study.slug == slug)) is not None


def all_studies(session: Session, *, asker: Asker) -> Sequence[Study]:
    """Newest first, with their teams."""
    query = (
        select(Study)
        .where(asker.studies())
        .options(joinedload(Study.team))
        .order_by(Study.created_at.desc(), Study.id.desc())
    )
    return session.scalars(query).all()


def latest_version(session: Session, *, study_id: int, asker: Asker) -> QuestionnaireVersion | None:
    return session.scalar(
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.study_id == study_id, asker.sees(study_id))
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )


def versions_of(session: Session, *, study_id: int, asker: Asker) -> Sequence[QuestionnaireVersion]:
    """Oldest first."""
    return session.scalars(
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.study_id == study_id, asker.sees(study_id))
        .order_by(QuestionnaireVersion.number)
    ).all()


def add_told_terms(session: Session, *, version_id: int, terms: dict[str, Any]) -> None:
    """Keep what people are told who begin with this version."""
    session.add(ToldTerms(version_id=version_id, terms=terms))
    session.flush()


def has_responses(session: Session, *, study_id: int, asker: Asker) -> bool:
    query = select(Response.id).where(Response.study_id == study_id, asker.sees(study_id)).limit(1)
    return session.scalar(query) is not None
