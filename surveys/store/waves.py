"""SQL only: comparisons of new answers with the solution of a study."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from surveys.models import Study, Wave
from surveys.store import runs
from surveys.store.asker import Asker


@dataclass(frozen=True, kw_only=True)
class Period:
    """Answers completed from `since` on and before `until`; without `until`, all there are."""

    since: datetime
    until: datetime | None


def add_wave(
    session: Session,
    *,
    study_id: int,
    analysis_id: int,
    period: Period,
    requested_by_id: int | None,
    at: datetime,
) -> Wave:
    """Add a queued comparison under the study's next number."""
    wave = Wave(
        study_id=study_id,
        analysis_id=analysis_id,
        number=runs.next_number(session, Wave, study_id=study_id),
        since=period.since,
        until=period.until,
        requested_by_id=requested_by_id,
        requested_at=at,
    )
    session.add(wave)
    session.flush()
    return wave


def wave_by_number(session: Session, *, slug: str, number: int, asker: Asker) -> Wave | None:
    """The comparison with its study and analysis, in one statement."""
    query = (
        select(Wave)
        .join(Wave.study)
        .where(Study.slug == slug, Wave.number == number, asker.studies())
        .options(contains_eager(Wave.study), joinedload(Wave.analysis), joinedload(Wave.requested_by))
    )
    return session.scalar(query)


def waves_of_study(session: Session, *, study_id: int, asker: Asker) -> list[Wave]:
    """All comparisons of a study, the newest first, without what came out of them but the verdict."""
    query = (
        select(Wave)
        .where(Wave.study_id == study_id, asker.sees(study_id))
        .options(joinedload(Wave.requested_by), joinedload(Wave.analysis))
        .order_by(Wave.number.desc())
    )
    return list(session.scalars(query))
