"""SQL only: published persona reports. Nothing here loads the figures of the research team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, func, select, type_coerce
from sqlalchemy.orm import Session

from research.disclosure import Rules, at_least
from research.summary.schema import Summary
from surveys.errors import Conflict
from surveys.models import Analysis, Run, Study, Wave
from surveys.store.asker import ANY_ROLE, Asker
from surveys.store.left_out import someone_left_out
from surveys.words import gettext as _


@dataclass(frozen=True, kw_only=True)
class ReportLine:
    """A report in the list of reports."""

    slug: str
    title: str
    simulated: bool
    number: int
    published_at: datetime
    people: int | None
    """Who answered, as the report itself tells it: the exact number beside it would tell about a few."""
    stale: bool


@dataclass(frozen=True, kw_only=True)
class Check:
    """The newest comparison of new answers with a report that is not out of date: the verdict, never its figures.

    `people` is told in whole groups, as there will be another comparison; None where there is not one group.
    """

    verdict: str
    people: int | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PublishedReport:
    """What marketers may see of one study: figures after the disclosure gate, and their pictures."""

    line: ReportLine
    check: Check | None
    terms: dict[str, Any]
    summary: Summary
    charts: dict[str, Any]
    accepted: Sequence[str]
    some_left_out: bool
    """Whether people were left out at random, so that nobody can tell who left since an earlier report."""


_PEOPLE = type_coerce(Analysis.published_summary, JSON)["data", "n"].as_integer().label("people")
_LINE = (
    Study.slug,
    Study.title,
    Study.simulated,
    Analysis.number,
    Analysis.published_at,
    _PEOPLE,
    Analysis.stale_since,
)
_PUBLISHED = (
    Analysis.published_at.is_not(None),
    Analysis.published_summary.is_not(None),
)

_CHECK = (Wave.verdict, Wave.n_responses.label("checked"), Run.finished_at.label("checked_at"))
_LAST_CHECK = (
    select(func.max(Wave.id))
    .join(Wave.run)
    .where(Wave.analysis_id == Analysis.id, Run.state == "done", Wave.stale_since.is_(None))
    .correlate(Analysis)
    .scalar_subquery()
)


def published_lines(session: Session, *, asker: Asker) -> list[ReportLine]:
    """Published reports of all teams of the asker, the newest first."""
    query = (
        select(*_LINE)
        .join(Analysis.study)
        .where(*_PUBLISHED, asker.studies(ANY_ROLE))
        .order_by(Analysis.published_at.desc(), Study.slug)
    )
    return [_line(row) for row in session.execute(query)]


def published_report(session: Session, *, slug: str, asker: Asker) -> PublishedReport | None:
    """The published report of a study, in one statement."""
    query = (
        select(
            *_LINE,
            Study.terms,
            Study.smallest_group,
            Analysis.published_summary,
            Analysis.charts,
            Analysis.acknowledged,
            *_CHECK,
            someone_left_out().label("some_left_out"),
        )
        .join(Analysis.study)
        .outerjoin(Wave, Wave.id == _LAST_CHECK)
        .outerjoin(Wave.run)
        .where(Study.slug == slug, *_PUBLISHED, asker.studies(ANY_ROLE))
        .order_by(Analysis.published_at.desc(), Analysis.number.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    if row is None:
        return None
    if row.published_summary is None:
        raise Conflict(
            _("This report was made by an earlier version of Whyprint."),
            _("Whoever leads the study can run the analysis again and publish it."),
        )
    return PublishedReport(
        line=_line(row),
        check=_check(row) if row.verdict else None,
        terms=row.terms,
        summary=row.published_summary,
        charts=row.charts or {},
        accepted=tuple(row.acknowledged),
        some_left_out=row.some_left_out,
    )


def _check(row: Any) -> Check:
    rules = Rules(smallest_group=row.smallest_group)
    return Check(verdict=row.verdict, people=at_least(row.checked, rules=rules), at=row.checked_at)


def _line(row: Any) -> ReportLine:
    return ReportLine(
        slug=row.slug,
        title=row.title,
        simulated=row.simulated,
        number=row.number,
        published_at=row.published_at,
        people=row.people,
        stale=row.stale_since is not None,
    )
