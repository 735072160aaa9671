"""Pictures of studies: only queries."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from surveys.models import PictureFile, Study
from surveys.store.insert_once import insert_once
from surveys.store.public_studies import is_slug


def keep(session: Session, *, study_id: int, digest: str, content: bytes) -> None:
    """Store a picture of a study unless it is there."""
    values = {"study_id": study_id, "hash": digest, "content": content}
    insert_once(session, PictureFile, values, unique=("study_id", "hash"))


def content_of(session: Session, *, slug: str, digest: str) -> bytes | None:
    """A picture of the study at this address. Rows are made by publishing alone, so each belongs to a version."""
    if not is_slug(slug):
        return None
    query = select(PictureFile.content).join(Study, Study.id == PictureFile.study_id)
    return session.scalar(query.where(Study.slug == slug, PictureFile.hash == digest))
