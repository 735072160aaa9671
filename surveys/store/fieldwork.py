"""SQL only: counts that show how a study is doing. Every function is one statement, whatever the study's size."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from surveys.models import Analysis, ConsentEvent, ConsentText, PageVisit, Response, Study
from surveys.questionnaire.endings import EndingKind
from surveys.store.answers import ANALYSED_SOURCES, standing_consent
from surveys.store.asker import Asker


@dataclass(frozen=True, kw_only=True, slots=True)
class DayCount:
    """Responses that were started on one day (UTC), and how many of them were completed since."""

    day: date
    started: int
    completed: int
    paged: int = 0
    """Given page by page here, not brought in from a file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VersionCount:
    """Responses to one version: how many of them were completed, and how many an analysis can use."""

    started: int = 0
    completed: int = 0
    analysable: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyCount:
    """What a list of studies says about one study."""

    started: int = 0
    completed: int = 0
    analyses: int = 0
    published: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentCount:
    """How many people gave their last word about these words, and how many of them said yes."""

    text: ConsentText
    given: int
    asked: int


def count_by_day(session: Session, *, study_id: int, asker: Asker) -> list[DayCount]:
    day = _day(session, Response.started_at)
    paged = func.sum(case((Response.source != "import", 1), else_=0))
    query = (
        select(day, func.count(), func.sum(case((Response.state == "completed", 1), else_=0)), paged)
        .where(Response.study_id == study_id, asker.sees(study_id))
        .group_by(day)
        .order_by(day)
    )
    return [
        DayCount(day=_as_date(value), started=started, completed=int(completed), paged=int(by_page))
        for value, started, completed, by_page in session.execute(query)
    ]


def count_by_version(
    session: Session, *, study_id: int, purposes: Sequence[str], asker: Asker
) -> dict[int, VersionCount]:
    """Id of a version -> the responses to it, analysable where all these purposes stand; none without responses."""
    completed = case((Response.state == "completed", 1), else_=0)
    counts = and_(
        Response.state == "completed",
        Response.source.in_(ANALYSED_SOURCES),
        *(Response.subject.in_(standing_consent(study_id=study_id, purpose=purpose)) for purpose in purposes),
    )
    query = (
        select(Response.version_id, func.count(), func.sum(completed), func.sum(case((counts, 1), else_=0)))
        .where(Response.study_id == study_id, asker.sees(study_id))
        .group_by(Response.version_id)
    )
    return {
        version_id: VersionCount(started=started, completed=int(done), analysable=int(usable))
        for version_id, started, done, usable in session.execute(query)
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Shares:
    """How many people answer in each language, and how the part of how many ended in each way."""

    languages: Counter[str]
    endings: Counter[EndingKind]


def count_shares(session: Session, *, study_id: int, asker: Asker) -> Shares:
    query = (
        select(Response.language, Response.ending, func.count())
        .where(Response.study_id == study_id, asker.sees(study_id))
        .group_by(Response.language, Response.ending)
        .order_by(Response.language)
    )
    found = Shares(languages=Counter(), endings=Counter())
    for language, ending, people in session.execute(query):
        found.languages[language] += people
        if ending is not None:
            found.endings[ending] += people
    return found


def count_page_answers(session: Session, *, study_id: int, asker: Asker) -> dict[str, int]:
    """Page -> how many responses answered it at least once."""
    query = (
        select(PageVisit.page, func.count(func.distinct(PageVisit.response_id)))
        .join(Response, Response.id == PageVisit.response_id)
        .where(Response.study_id == study_id, asker.sees(study_id))
        .group_by(PageVisit.page)
        .order_by(PageVisit.page)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def count_consents(session: Session, *, study_id: int, asker: Asker) -> list[ConsentCount]:
    """People by the words their last word is about, newer words first within a purpose."""
    last = (
        select(func.max(ConsentEvent.id))
        .where(ConsentEvent.study_id == study_id, asker.sees(study_id))
        .group_by(ConsentEvent.purpose, ConsentEvent.subject)
    )
    query = (
        select(ConsentText, func.sum(case((ConsentEvent.given, 1), else_=0)), func.count())
        .join(ConsentEvent, ConsentEvent.text_id == ConsentText.id)
        .where(ConsentEvent.id.in_(last))
        .group_by(ConsentText.id)
        .order_by(ConsentText.purpose, ConsentText.version.desc(), ConsentText.language)
    )
    return [ConsentCount(text=text, given=int(given), asked=asked) for text, given, asked in session.execute(query)]


def count_studies(session: Session, *, study_ids: Sequence[int], asker: Asker) -> dict[int, StudyCount]:
    """Responses and analyses of many studies, in two statements."""
    seen = select(Study.id).where(Study.id.in_(study_ids), asker.studies())
    responses = (
        select(Response.study_id, func.count(), func.sum(case((Response.state == "completed", 1), else_=0)))
        .where(Response.study_id.in_(seen))
        .group_by(Response.study_id)
    )
    analyses = (
        select(Analysis.study_id, func.count(), func.count(Analysis.published_at))
        .where(Analysis.study_id.in_(seen))
        .group_by(Analysis.study_id)
    )
    answered = {study: (started, int(completed)) for study, started, completed in session.execute(responses)}
    analysed = {study: (number, published > 0) for study, number, published in session.execute(analyses)}
    return {study: _study_count(answered.get(study), analysed.get(study)) for study in study_ids}


def _study_count(answered: tuple[int, int] | None, analysed: tuple[int, bool] | None) -> StudyCount:
    started, completed = answered or (0, 0)
    analyses, published = analysed or (0, False)
    return StudyCount(started=started, completed=completed, analyses=analyses, published=published)


def _day(session: Session, column: InstrumentedAttribute) -> ColumnElement[date]:  # type: ignore[type-arg]
    if session.get_bind().dialect.name == "postgresql":
        return func.date(func.timezone("UTC", column))
    return func.date(column)


def _as_date(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
