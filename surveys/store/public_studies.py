"""What anybody may read who has the address of a study: only queries of the pages of respondents."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import QuestionnaireVersion, Study

_SLUG = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)


def is_slug(text: str) -> bool:
    """Whether a study could be called so. Nothing else is asked of the database: it could not even hold some of it."""
    return _SLUG.fullmatch(text) is not None


def study_by_slug(session: Session, *, slug: str) -> Study | None:
    """The study at this address."""
    return session.scalar(select(Study).where(Study.slug == slug)) if is_slug(slug) else None


def latest_version_id(session: Session, *, study_id: int) -> int | None:
    """The newest version, without reading its definition: pages know it already."""
    return session.scalar(
        select(QuestionnaireVersion.id)
        .where(QuestionnaireVersion.study_id == study_id)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )
