"""SQL only: how many people gave each answer to a question, and in which languages they answered."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from surveys.models import Response
from surveys.store.answers import ANALYSED_SOURCES, standing_consent


def languages_used(session: Session, *, study_id: int, version_ids: Sequence[int]) -> list[str]:
    """Languages of the completed responses that may be analysed, in the order of the alphabet."""
    query = select(Response.language).where(*_analysed(study_id, version_ids)).distinct().order_by(Response.language)
    return list(session.scalars(query))


def count_answers(session: Session, *, study_id: int, version_ids: Sequence[int], name: str) -> dict[int, int]:
    """People by option code of one single choice, among completed responses that may be analysed."""
    answer = Response.answers[name].as_string()
    query = select(answer, func.count()).where(*_analysed(study_id, version_ids)).group_by(answer)
    return {int(code): n for code, n in session.execute(query) if code is not None and _is_whole(code)}


def _analysed(study_id: int, version_ids: Sequence[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        Response.study_id == study_id,
        Response.source.in_(ANALYSED_SOURCES),
        Response.version_id.in_(version_ids),
        Response.state == "completed",
        Response.subject.in_(standing_consent(study_id=study_id, purpose="take_part")),
    )


def _is_whole(code: str) -> bool:
    return code.removeprefix("-").isdecimal()
