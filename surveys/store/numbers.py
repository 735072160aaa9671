"""SQL only: numbers that count within a study, as people say them: analysis 3, comparison 1."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from surveys.models import Analysis, Study, Wave


def next_number(session: Session, table: type[Analysis] | type[Wave], *, study_id: int) -> int:
    """The study's next number; two people who ask at once wait for each other."""
    session.execute(select(Study.id).where(Study.id == study_id).with_for_update())
    last = session.scalar(select(func.max(table.number)).where(table.study_id == study_id))
    return (last or 0) + 1
