"""SQL only: answers in bulk, for the analysis and for watching the fieldwork. Never one object per response."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from surveys.models import Assignment, ConsentEvent, Response
from surveys.store.asker import Asker
from surveys.store.left_out import left_out_of

ANALYSED_SOURCES = ("web", "import", "simulated")
_CHUNK = 5_000
_AnswerQuery = Select[tuple[int, int, float | None, str, dict[str, Any]]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Which completed responses count: from when, until when (not included), and only those new to an analysis."""

    since: datetime | None = None
    until: datetime | None = None
    new_to: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerTable:
    """Answers as they are stored, one entry per response in every list."""

    ids: list[int]
    version_ids: list[int]
    seconds: list[float | None]
    languages: list[str]
    answers: list[dict[str, Any]]

    def __len__(self) -> int:
        return len(self.ids)


def standing_consent(*, study_id: int, purpose: str) -> Select[str]:
    """Subjects whose last event about this purpose is that they gave it."""
    last = (
        select(func.max(ConsentEvent.id))
        .where(ConsentEvent.study_id == study_id, ConsentEvent.purpose == purpose)
        .group_by(ConsentEvent.subject)
    )
    return select(ConsentEvent.subject).where(ConsentEvent.id.in_(last), ConsentEvent.given)


def standing_purposes(session: Session, *, study_id: int, subjects: Sequence[str]) -> dict[str, set[str]]:
    """Which purposes stand for these people."""
    last = (
        select(func.max(ConsentEvent.id))
        .where(ConsentEvent.study_id == study_id, ConsentEvent.subject.in_(subjects))
        .group_by(ConsentEvent.subject, ConsentEvent.purpose)
    )
    standing = select(ConsentEvent.subject, ConsentEvent.purpose).where(ConsentEvent.id.in_(last), ConsentEvent.given)
    found: dict[str, set[str]] = {}
    for subject, purpose in session.execute(standing):
        found.setdefault(subject, set()).add(purpose)
    return found


def consenting_responses(session: Session, *, study_id: int, purposes: Sequence[str]) -> set[int]:
    """Ids of the responses that are still there and covered by every one of these purposes."""
    query = select(Response.id).where(Response.study_id == study_id)
    for purpose in purposes:
        query = query.where(Response.subject.in_(standing_consent(study_id=study_id, purpose=purpose)))
    return set(session.scalars(query))


def hold_consenting(
    session: Session, *, study_id: int, response_ids: Collection[int], purposes: Sequence[str]
) -> set[int]:
    """Those of these completed responses that are covered, which nobody can take back until the transaction ends.

    Whoever withdraws or is erased holds the row for themselves, so that either their word is seen here, or they find
    what is stored now. People who are still answering hold rows of their own and wait for nobody.
    """
    completed = select(Response.id).where(Response.study_id == study_id, Response.state == "completed")
    session.execute(completed.order_by(Response.id).with_for_update(read=True, key_share=True)).all()
    return consenting_responses(session, study_id=study_id, purposes=purposes) & set(response_ids)


def load_answers(
    session: Session,
    *,
    study_id: int,
    version_ids: Sequence[int],
    asker: Asker,
    purposes: Sequence[str],
    completed_only: bool = True,
    window: Window | None = None,
    analysis_id: int | None = None,
) -> Iterator[AnswerTable]:
    """Answers covered by every one of these purposes, oldest first, some thousands at a time.

    With an analysis, without the people who are left out of it.
    """
    query = _answers(study_id, version_ids, purposes).where(asker.sees(study_id)).order_by(Response.id)
    if completed_only:
        query = query.where(Response.state == "completed")
    if window is not None:
        query = query.where(*_within(window))
    if analysis_id is not None:
        query = query.where(Response.id.not_in(left_out_of(analysis_id=analysis_id)))
    for rows in session.execute(query.execution_options(yield_per=_CHUNK)).partitions():
        yield _table(rows)


def newest_answers(
    session: Session, *, study_id: int, version_ids: Sequence[int], number: int, purposes: Sequence[str], asker: Asker
) -> AnswerTable:
    """The last completed answers covered by every one of these purposes, oldest first."""
    query = (
        _answers(study_id, version_ids, purposes)
        .where(Response.state == "completed", asker.sees(study_id))
        .order_by(Response.id.desc())
        .limit(number)
    )
    return _table(session.execute(query).all()[::-1])


def _answers(study_id: int, version_ids: Sequence[int], purposes: Sequence[str]) -> _AnswerQuery:
    query = select(Response.id, Response.version_id, Response.seconds, Response.language, Response.answers).where(
        Response.study_id == study_id,
        Response.source.in_(ANALYSED_SOURCES),
        Response.version_id.in_(version_ids),
    )
    for purpose in purposes:
        query = query.where(Response.subject.in_(standing_consent(study_id=study_id, purpose=purpose)))
    return query


def count_within(
    session: Session,
    *,
    study_id: int,
    version_ids: Sequence[int],
    purposes: Sequence[str],
    window: Window,
    asker: Asker,
) -> int:
    """Completed answers covered by every one of these purposes, in a window."""
    query = _answers(study_id, version_ids, purposes)
    query = query.where(Response.state == "completed", asker.sees(study_id), *_within(window))
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _within(window: Window) -> list[ColumnElement[bool]]:
    """Conditions of a window; somebody without a segment has an assignment too, so it finds all who were analysed."""
    found = []
    if window.since is not None:
        found.append(Response.completed_at >= window.since)
    if window.until is not None:
        found.append(Response.completed_at < window.until)
    if window.new_to is not None:
        analysed = select(Assignment.response_id).where(Assignment.analysis_id == window.new_to)
        found += [Response.id.not_in(analysed), Response.id.not_in(left_out_of(analysis_id=window.new_to))]
    return found


def _table(rows: Sequence[Row[tuple[int, int, float | None, str, dict[str, Any]]]]) -> AnswerTable:
    ids, versions, seconds, languages, answers = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    return AnswerTable(
        ids=list(ids),
        version_ids=list(versions),
        seconds=list(seconds),
        languages=list(languages),
        answers=list(answers),
    )
