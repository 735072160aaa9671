"""SQL only: people who are in no analysis from one on, and among whom they are chosen."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, exists, func, insert, select
from sqlalchemy.orm import Session

from surveys.models import Analysis, Assignment, LeftOut


def left_out_of(*, analysis_id: int) -> Select[int]:
    """Responses that an analysis leaves out: those left out from it on, or from an earlier one of its study."""
    return (
        select(LeftOut.response_id)
        .join(Analysis, Analysis.study_id == LeftOut.study_id)
        .where(Analysis.id == analysis_id, LeftOut.number <= Analysis.number)
    )


def someone_left_out() -> ColumnElement[bool]:
    """Whether an analysis leaves anybody out."""
    return exists().where(LeftOut.study_id == Analysis.study_id, LeftOut.number <= Analysis.number)


def is_left_out(session: Session, *, response_id: int) -> bool:
    """Whether new analyses do without somebody."""
    return session.get(LeftOut, response_id) is not None


def placed_in_all(session: Session, *, analyses: Sequence[Analysis]) -> list[int]:
    """Responses that have a segment, and no sign of careless answers, in every one of these analyses."""
    query = (
        select(Assignment.response_id)
        .where(
            Assignment.analysis_id.in_([each.id for each in analyses]),
            Assignment.segment.is_not(None),
            Assignment.flagged.is_(False),
        )
        .group_by(Assignment.response_id)
        .having(func.count() == len(analyses))
        .order_by(Assignment.response_id)
    )
    return list(session.scalars(query))


def leave_out(session: Session, *, study_id: int, number: int, response_ids: Collection[int]) -> None:
    """Write down who is left out from an analysis on."""
    rows = [{"response_id": each, "study_id": study_id, "number": number} for each in response_ids]
    session.execute(insert(LeftOut), rows)
