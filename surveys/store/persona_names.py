"""SQL only: what the team called the personas of an analysis."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from surveys.models import Analysis, PersonaName
from surveys.store.asker import Asker


def names_of(session: Session, *, analysis: Analysis, asker: Asker) -> list[PersonaName]:
    """Every name there ever was, the first one first."""
    query = (
        select(PersonaName)
        .where(PersonaName.analysis_id == analysis.id, asker.sees(analysis.study_id))
        .order_by(PersonaName.id)
    )
    return list(session.scalars(query))


def names_in_use(rows: Sequence[PersonaName]) -> dict[str, str]:
    """The last name of each persona that has one of the team."""
    last = {row.segment: row.name for row in rows}
    return {segment: name for segment, name in last.items() if name}


def add_names(session: Session, *, rows: Sequence[PersonaName]) -> None:
    session.add_all(rows)
    session.flush()


def hold_named(session: Session, *, analysis_id: int) -> Analysis:
    """An analysis with all that tells names, held, so that two people who name at once wait for each other."""
    query = (
        select(Analysis)
        .where(Analysis.id == analysis_id)
        .options(*map(undefer, (Analysis.summary, Analysis.published_summary, Analysis.charts)))
        .options(undefer(Analysis.team_charts), undefer(Analysis.frozen_solution))
        .with_for_update(of=Analysis)
        .execution_options(populate_existing=True)
    )
    return session.scalars(query).one()


def named_before(session: Session, *, analysis: Analysis, asker: Asker) -> Analysis | None:
    """The newest other analysis of the study with the same plan whose personas the team named."""
    query = (
        select(Analysis)
        .where(Analysis.study_id == analysis.study_id, Analysis.id != analysis.id)
        .where(Analysis.id.in_(select(PersonaName.analysis_id)), asker.sees(analysis.study_id))
        .order_by(Analysis.number.desc())
    )
    return next((one for one in session.scalars(query) if one.plan == analysis.plan), None)
