"""Ask for a comparison of new answers with the study's solution: check that it can be made, number it, write it down.

The caller hands its run to the queue once the transaction is stored.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.errors import Conflict, Invalid
from surveys.models import Analysis, Study, Wave
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.studies.comparable_versions import comparable_versions
from surveys.store import runs, waves
from surveys.store.answers import Window, count_within
from surveys.store.asker import Asker
from surveys.store.events import add_event
from surveys.store.solutions import solution_of
from surveys.store.studies import versions_of
from surveys.store.waves import Period
from surveys.words import gettext as _


def default_period(analysis: Analysis) -> Period:
    """Everything completed since the answers of the analysis were read."""
    return Period(since=analysis.run.started_at or analysis.run.requested_at, until=None)


def window_of(analysis: Analysis, period: Period) -> Window:
    """Nobody counts in both waves: who is in the analysis is not in the new one, whenever they answered."""
    return Window(since=period.since, until=period.until, new_to=analysis.id)


def count_new(session: Session, *, analysis: Analysis, period: Period, asker: Asker) -> int:
    """How many answers a comparison would rest on."""
    published = versions_of(session, study_id=analysis.study_id, asker=asker)
    versions = comparable_versions(published, numbers=analysis.versions)
    return count_within(
        session,
        study_id=analysis.study_id,
        version_ids=[version.id for version in versions],
        purposes=purposes_of_analysis(analysis.study.mode),
        window=window_of(analysis, period),
        asker=asker,
    )


def comparable_solution(session: Session, *, study: Study, asker: Asker) -> Analysis:
    """The analysis that new answers are compared with.

    Raises
    ------
    Conflict
        The study has not settled on one, or it was run before solutions were kept.
    """
    solution = solution_of(session, study_id=study.id, asker=asker)
    if solution is None:
        raise Conflict(
            _("This study has not settled on an analysis yet."),
            _("Lock the analysis that new answers shall be compared with."),
        )
    if solution.analysis.frozen_solution is None:
        raise Conflict(
            _(
                "Nothing was kept of analysis %(n)d that new answers could be compared with.",
                n=solution.analysis.number,
            ),
            _("It was run by an earlier version, or has no dimensions. Run it again and lock the new one."),
        )
    return solution.analysis


def request_wave(session: Session, *, study: Study, period: Period, asker: Asker, now: datetime) -> Wave:
    """Queue a comparison under the study's next number."""
    analysis = comparable_solution(session, study=study, asker=asker)
    if period.until is not None and period.until <= period.since:
        raise Invalid(_("The wave ends before it begins."), _("Choose a later last day."))
    wave = waves.add_wave(
        session,
        study_id=study.id,
        analysis_id=analysis.id,
        period=period,
        requested_by_id=asker.account_id,
        at=now,
    )
    _write_down(session, wave, "wave.requested", asker.account_id)
    return wave


def cancel_wave(session: Session, *, wave: Wave, account_id: int | None, now: datetime) -> bool:
    """Stop a comparison that waits or runs; False where it had already come to an end."""
    if not runs.cancel(session, run_id=wave.run_id, at=now):
        return False
    _write_down(session, wave, "wave.cancelled", account_id)
    return True


def _write_down(session: Session, wave: Wave, action: str, account_id: int | None) -> None:
    detail = {"number": wave.number, "analysis": wave.analysis_id}
    add_event(session, action=action, account_id=account_id, study_id=wave.study_id, detail=detail)
