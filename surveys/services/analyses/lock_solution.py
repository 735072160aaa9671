"""Settle on one analysis as a study's solution: everybody works with it until somebody says why no longer."""

from datetime import datetime

from sqlalchemy.orm import Session

from surveys.errors import Conflict, Invalid
from surveys.models import Analysis, Solution
from surveys.store import solutions
from surveys.store.asker import Asker
from surveys.store.events import add_event
from surveys.words import gettext as _

LONGEST_REASON = 500


def lock_solution(session: Session, *, analysis: Analysis, asker: Asker, now: datetime) -> Solution:
    """Make an analysis the study's solution; a study has one at a time."""
    if analysis.run.state != "done":
        raise Conflict(_("This analysis has no results yet."), _("Wait until it is done, then lock it."))
    standing = solutions.solution_of(session, study_id=analysis.study_id, asker=asker)
    if standing is not None:
        if standing.analysis_id == analysis.id:
            return standing
        raise _taken(standing)
    solution = solutions.add_solution(session, analysis=analysis, account_id=asker.account_id, at=now)
    _write_down(session, analysis, "solution.locked", asker.account_id)
    return solution


def unlock_solution(session: Session, *, analysis: Analysis, reason: str, asker: Asker) -> None:
    """Let go of the study's solution; the reason is written down."""
    reason = " ".join(reason.split())
    if not reason:
        raise Invalid(_("Say why the solution is unlocked."), _("One sentence is enough; it is written down."))
    if len(reason) > LONGEST_REASON:
        raise Invalid(_("The reason is too long."), _("Use at most %(n)d characters.", n=LONGEST_REASON))
    standing = solutions.solution_of(session, study_id=analysis.study_id, asker=asker)
    if standing is None or standing.analysis_id != analysis.id:
        raise Conflict(_("This analysis is not locked."), _("Reload the page and look again."))
    solutions.remove_solution(session, solution=standing)
    _write_down(session, analysis, "solution.unlocked", asker.account_id, reason=reason)


def refuse_other_than_solution(session: Session, *, analysis: Analysis, asker: Asker) -> None:
    """While a study has settled on an analysis, no other one becomes its report."""
    standing = solutions.solution_of(session, study_id=analysis.study_id, asker=asker)
    if standing is not None and standing.analysis_id != analysis.id:
        raise _taken(standing)


def _taken(standing: Solution) -> Conflict:
    return Conflict(
        _("Analysis %(n)d is locked as this study's solution.", n=standing.analysis.number),
        _("Unlock it first, and say why."),
    )


def _write_down(session: Session, analysis: Analysis, action: str, account_id: int | None, **detail: str) -> None:
    add_event(
        session,
        action=action,
        account_id=account_id,
        study_id=analysis.study_id,
        detail={"number": analysis.number} | detail,
    )
