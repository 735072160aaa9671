"""Ask for an analysis: check the plan against what was asked, number it, write down who wanted it.

The caller hands the id to the queue once the transaction is stored.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from research.codebook import Codebook
from research.errors import BadPlan
from research.plan import AnalysisPlan
from surveys.models import Analysis, Study
from surveys.store import analyses
from surveys.store.events import add_event
from surveys.words import gettext as _

MOST_WORK = 2_000
"""Bootstrap pairs; more would keep the worker from everybody else for an hour."""


def read_plan(plain: Mapping[str, Any], *, codebook: Codebook) -> AnalysisPlan:
    """The plan, or one error that names everything wrong with it, in itself or against the questionnaire."""
    faults: list[str] = []
    plan: AnalysisPlan | None = None
    try:
        plan = AnalysisPlan.from_dict(plain)
    except BadPlan as error:
        faults += _faults_of(error)
    faults += _unknown_names(plain, codebook)
    bootstraps = plain.get("bootstraps")
    if isinstance(bootstraps, int) and bootstraps > MOST_WORK:
        faults.append(
            "bootstraps: " + _("%(n)d is more than the %(most)d this server accepts", n=bootstraps, most=MOST_WORK)
        )
    if plan is None or faults:
        raise BadPlan(
            "The plan has faults: " + "; ".join(faults) + ".",
            advice="Mend the choices named here.",
            where=tuple(faults),
        )
    return plan


def request_analysis(
    session: Session, *, study: Study, plan: AnalysisPlan, account_id: int | None, now: datetime
) -> Analysis:
    """Queue an analysis under the study's next number."""
    analysis = analyses.add_analysis(
        session, study_id=study.id, plan=plan.to_dict(), requested_by_id=account_id, at=now
    )
    add_event(
        session,
        action="analysis.requested",
        account_id=account_id,
        study_id=study.id,
        detail={"number": analysis.number, "seed": plan.seed},
    )
    return analysis


def cancel_analysis(session: Session, *, analysis: Analysis, account_id: int | None, now: datetime) -> bool:
    """Stop an analysis that waits or runs; False where it had already come to an end."""
    if not analyses.cancel_analysis(session, analysis_id=analysis.id, at=now):
        return False
    add_event(
        session,
        action="analysis.cancelled",
        account_id=account_id,
        study_id=analysis.study_id,
        detail={"number": analysis.number},
    )
    return True


def _faults_of(error: BadPlan) -> list[str]:
    """One fault per place: the sentence lists them, divided by semicolons, each starting with its place."""
    inner = error.text.partition(": ")[2].removesuffix(".")
    return inner.split("; ") if error.where else [error.text]


def _unknown_names(plain: Mapping[str, Any], codebook: Codebook) -> list[str]:
    known = {item.name for item in codebook}
    asked = {item.facet for item in codebook if item.facet}
    weights = plain.get("weights")
    wanted = [("items", known), ("outcomes", known), ("facets", asked)]
    faults = []
    for key, names in wanted:
        absent = [name for name in plain.get(key) or () if name not in names]
        if absent:
            faults.append(f"{key}: " + _("this study did not ask %(names)s", names=", ".join(map(str, absent))))
    if weights and weights not in known:
        faults.append("weights: " + _("this study has no question %(name)s", name=weights))
    return faults
