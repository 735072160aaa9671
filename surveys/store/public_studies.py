"""What anybody may read who has the address of a study: only queries of the pages of respondents."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import QuestionnaireVersion, Study, ToldTerms

_SLUG = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)


def is_slug(text: str) -> bool:
    """Whether a study could be called so. Nothing else is asked of the database: it could not even hold some of it."""
    return _SLUG.fullmatch(text) is not None


def study_by_slug(session: Session, *, slug: str) -> Study | None:
    """The study at this address."""
    return session.scalar(select(Study).where(Study.slug == slug)) if is_slug(slug) else None


def version_number(session: Session, *, version_id: int) -> int:
    return session.scalars(select(QuestionnaireVersion.number).where(QuestionnaireVersion.id == version_id)).one()


@dataclass(frozen=True, kw_only=True)
class Signed:
    """The number of the newest version, and the version that somebody who signs it now counts with."""

    number: int
    version_id: int


def newest_to_sign(session: Session, *, study_id: int, version_id: int, agrees_to_all: bool) -> Signed:
    """Who agrees to everything moves to the newest version where it asks the same questions, else stays."""
    about = select(QuestionnaireVersion.id, QuestionnaireVersion.number, QuestionnaireVersion.definition_hash)
    newest = session.execute(
        about.where(QuestionnaireVersion.study_id == study_id).order_by(QuestionnaireVersion.number.desc()).limit(1)
    ).one()
    own = session.execute(about.where(QuestionnaireVersion.id == version_id)).one()
    moves = agrees_to_all and own.definition_hash == newest.definition_hash
    return Signed(number=newest.number, version_id=newest.id if moves else own.id)


def told_terms(session: Session, *, study_id: int, number: int) -> dict[str, Any] | None:
    """What people were told with a version; None where that was not kept."""
    query = select(ToldTerms.terms).join(QuestionnaireVersion, QuestionnaireVersion.id == ToldTerms.version_id)
    return session.scalar(query.where(QuestionnaireVersion.study_id == study_id, QuestionnaireVersion.number == number))


def latest_version_id(session: Session, *, study_id: int) -> int | None:
    """The newest version, without reading its definition: pages know it already."""
    return session.scalar(
        select(QuestionnaireVersion.id)
        .where(QuestionnaireVersion.study_id == study_id)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )
