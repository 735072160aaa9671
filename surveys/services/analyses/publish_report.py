"""Make an analysis the study's persona report: only when it stands, and after every stop was accepted by somebody."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from research.summary.schema import Summary
from surveys.errors import Conflict, Invalid
from surveys.models import Analysis
from surveys.services.analyses.lock_solution import refuse_other_than_solution
from surveys.services.analyses.refuse_telling_version import refuse_telling_version
from surveys.services.analyses.results_of import results_of
from surveys.store import analyses
from surveys.store.asker import Asker
from surveys.store.events import add_event
from surveys.store.versions import PUBLISHED
from surveys.words import gettext as _
from surveys.words import ngettext


def stop_codes(summary: Summary) -> tuple[str, ...]:
    """Codes of the stop rules that fired, in the order of the summary."""
    return tuple(dict.fromkeys(found.code for found in summary.warnings if found.severity == "stop"))


def open_stops(analysis: Analysis) -> tuple[str, ...]:
    """Stops that nobody has accepted yet."""
    return tuple(code for code in stop_codes(results_of(analysis)) if code not in analysis.acknowledged)


def acknowledge_stop(session: Session, *, analysis: Analysis, code: str, account_id: int | None) -> None:
    """Somebody has read a stop and answers for going on."""
    if code not in stop_codes(results_of(analysis)):
        raise Invalid(_("This analysis has no such stop."), _("Reload the page and look at the stops again."))
    if code in analysis.acknowledged:
        return
    analysis.acknowledged = [*analysis.acknowledged, code]
    session.flush()
    _write_down(session, analysis, "analysis.stop_accepted", account_id, code=code)


def nameless(analysis: Analysis) -> tuple[str, ...]:
    """Codes of the personas that nothing and nobody named; one alone is everybody and needs no name."""
    personas = results_of(analysis).personas
    return tuple(each.code for each in personas if not each.called) if len(personas) > 1 else ()


def publish_report(
    session: Session, *, analysis: Analysis, asker: Asker, now: datetime, with_codes: bool = False
) -> None:
    """Let marketers see this analysis; the one they saw before steps back.

    `with_codes` is said by whoever publishes personas that have no name.
    """
    _refuse_unready(analysis)
    unnamed = nameless(analysis)
    if unnamed and not with_codes:
        raise _unnamed(unnamed)
    refuse_other_than_solution(session, analysis=analysis, asker=asker)
    refuse_telling_version(session, analysis=analysis, asker=asker)
    analyses.unpublish_others(session, study_id=analysis.study_id, analysis_id=analysis.id)
    analysis.published_at = now
    analysis.published_by_id = asker.account_id
    session.flush()
    _write_down(session, analysis, PUBLISHED, asker.account_id, accepted=list(analysis.acknowledged),
                **({"codes": list(unnamed)} if unnamed else {}))  # fmt: skip


def unpublish_report(session: Session, *, analysis: Analysis, account_id: int | None) -> None:
    """Take the persona report back."""
    if analysis.published_at is None:
        return
    analysis.published_at = None
    analysis.published_by_id = None
    session.flush()
    _write_down(session, analysis, "report.withdrawn", account_id)


def _refuse_unready(analysis: Analysis) -> None:
    waiting = open_stops(analysis)
    if analysis.stale_since is not None:
        raise Conflict(
            _("Somebody whose answers are in this analysis took their consent back."),
            _("Run the analysis again, then publish the new one."),
        )
    if waiting:
        raise Conflict(
            _("These stops have not been accepted: %(codes)s.", codes=", ".join(waiting)),
            _("Read each of them and accept it, or change the plan and run again."),
            where=waiting,
        )


def _unnamed(codes: tuple[str, ...]) -> Conflict:
    return Conflict(
        ngettext(
            "The persona %(codes)s has no name.", "The personas %(codes)s have no names.", len(codes),
            codes=", ".join(codes),
        ),
        _("Name them, or say that you publish with codes."),
        where=codes,
    )  # fmt: skip


def _write_down(session: Session, analysis: Analysis, action: str, account_id: int | None, **detail: Any) -> None:
    add_event(
        session,
        action=action,
        account_id=account_id,
        study_id=analysis.study_id,
        detail={"number": analysis.number} | detail,
    )
