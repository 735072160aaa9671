"""SQL only: which analysis a study settled on, and how two analyses place the same people."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload

from surveys.models import Analysis, Assignment, Response, Solution
from surveys.store.answers import standing_consent
from surveys.store.asker import Asker


def solution_of(session: Session, *, study_id: int, asker: Asker) -> Solution | None:
    """The study's locked analysis with whoever locked it."""
    query = (
        select(Solution)
        .where(Solution.study_id == study_id, asker.sees(study_id))
        .options(joinedload(Solution.analysis), joinedload(Solution.locked_by))
    )
    return session.scalar(query)


def add_solution(session: Session, *, analysis: Analysis, account_id: int | None, at: datetime) -> Solution:
    """Settle on an analysis; the key of the table refuses a second one."""
    solution = Solution(study_id=analysis.study_id, analysis_id=analysis.id, locked_by_id=account_id, locked_at=at)
    session.add(solution)
    session.flush()
    return solution


def remove_solution(session: Session, *, solution: Solution) -> None:
    session.delete(solution)
    session.flush()


def placed_by_both(
    session: Session, *, first: Analysis, second: Analysis, purposes: Sequence[str], asker: Asker
) -> dict[tuple[str, str], int]:
    """How many people are in each pair of segments; only those placed by both whose consent to all purposes stands."""
    one, other = aliased(Assignment), aliased(Assignment)
    query = (
        select(one.segment, other.segment, func.count())
        .join(other, other.response_id == one.response_id)
        .join(Response, Response.id == one.response_id)
        .where(one.analysis_id == first.id, other.analysis_id == second.id)
        .where(asker.sees(first.study_id), asker.sees(second.study_id))
        .where(one.segment.is_not(None), other.segment.is_not(None))
        .where(
            *(Response.subject.in_(standing_consent(study_id=first.study_id, purpose=purpose)) for purpose in purposes)
        )
        .group_by(one.segment, other.segment)
        .order_by(one.segment, other.segment)
    )
    return {(str(a), str(b)): n for a, b, n in session.execute(query)}
