"""What anybody may read who has the address of a study: only queries of the pages of respondents."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import QuestionnaireVersion, Study

_SLUG = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)


def study_by_slug(session: Session, *, slug: str) -> Study | None:
    """The study at this address; what cannot be an address is not even asked for (a database may not hold it)."""
    return session.scalar(select(Study).where(Study.slug == slug)) if _SLUG.fullmatch(slug) else None


def latest_version_id(session: Session, *, study_id: int) -> int | None:
    """The newest version, without reading its definition: pages know it already."""
    return session.scalar(
        select(QuestionnaireVersion.id)
        .where(QuestionnaireVersion.study_id == study_id)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )
