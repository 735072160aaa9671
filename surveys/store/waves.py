"""SQL only: comparisons of new answers with the solution of a study."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session, contains_eager, joinedload, undefer

from surveys.models import Analysis, Run, Study, Wave
from surveys.store import numbers, runs
from surveys.store.asker import Asker

KIND = "comparison"
"""Of the runs that work off comparisons."""


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
        number=numbers.next_number(session, Wave, study_id=study_id),
        run=runs.new_run(kind=KIND, requested_by_id=requested_by_id, at=at),
        since=period.since,
        until=period.until,
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
        .options(
            contains_eager(Wave.study), joinedload(Wave.analysis), joinedload(Wave.run).joinedload(Run.requested_by)
        )
    )
    return session.scalar(query)


def waves_of_study(session: Session, *, study_id: int, asker: Asker) -> list[Wave]:
    """All comparisons of a study, the newest first, without what came out of them but the verdict."""
    query = (
        select(Wave)
        .where(Wave.study_id == study_id, asker.sees(study_id))
        .options(joinedload(Wave.run).joinedload(Run.requested_by), joinedload(Wave.analysis))
        .order_by(Wave.number.desc())
    )
    return list(session.scalars(query))


def told_waves_of(session: Session, *, analysis: Analysis, asker: Asker) -> list[Wave]:
    """Comparisons with an analysis that came to their end."""
    query = (
        select(Wave)
        .where(Wave.analysis_id == analysis.id, Wave.result.is_not(None), asker.sees(analysis.study_id))
        .options(undefer(Wave.result))
    )
    return list(session.scalars(query))


def wave_of_run(session: Session, *, run_id: int) -> Wave:
    """What a run of this kind is about."""
    return session.scalars(select(Wave).where(Wave.run_id == run_id)).one()


def keep_results(session: Session, *, wave_id: int, values: dict[str, Any]) -> None:
    """Store what came out, by column."""
    session.execute(
        update(Wave).where(Wave.id == wave_id).values(**values).execution_options(synchronize_session="fetch")
    )
