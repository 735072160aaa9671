"""Choosing how to analyse, and starting it."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from research.errors import BadPlan
from research.plan import AnalysisPlan
from surveys.analyses.asked_versions import AskedVersions, find_asked_versions
from surveys.analyses.forms import PlanForm, proposed_plan
from surveys.models import Study
from surveys.models.base import utc_now
from surveys.services.analyses.request_analysis import read_plan, request_analysis
from surveys.web.background import enqueue
from surveys.web.lookup import account_id, find_analysis
from surveys.web.transaction import current_session
from surveys.words import gettext as _


def new_analysis(slug: str) -> ResponseReturnValue:
    """The form with defaults, or with the choices of an earlier analysis (`?like=3`)."""
    like = request.args.get("like", type=int)
    earlier = None if like is None else find_analysis(slug, like)
    asked = find_asked_versions(slug, wanted=None if earlier is None else earlier.versions)
    form = PlanForm(asked.codebook, asked.counts.answers)
    form.show(proposed_plan(asked.codebook) if earlier is None else AnalysisPlan.from_dict(earlier.plan))
    return _show(asked, form)


def start_analysis(slug: str) -> ResponseReturnValue:
    asked = find_asked_versions(slug)
    form = PlanForm(asked.codebook, asked.counts.answers)
    form.take(request.form)
    try:
        plan = read_plan(form.plain(), codebook=asked.codebook, found=form.found())
    except BadPlan as error:
        form.show_faults(error)
        return _show(asked, form), 400
    return _start(asked.study, plan, asked.chosen.numbers)


def run_again(slug: str, number: int) -> ResponseReturnValue:
    """The same plan on the answers there are now."""
    earlier = find_analysis(slug, number)
    return _start(earlier.study, AnalysisPlan.from_dict(earlier.plan), earlier.versions)


def _start(study: Study, plan: AnalysisPlan, versions: Sequence[int] | None) -> ResponseReturnValue:
    analysis = request_analysis(
        current_session(), study=study, plan=plan, versions=versions, account_id=account_id(), now=utc_now()
    )
    enqueue(analysis.run)
    flash(_("Analysis %(n)d has been started.", n=analysis.number), "success")
    return redirect(url_for("analyses.analysis", slug=study.slug, number=analysis.number), 303)


def _show(asked: AskedVersions, form: PlanForm) -> str:
    return render_template(
        "analyses/new_analysis.html",
        study=asked.study,
        form=form,
        asked=asked,
        completed=sum(count.completed for count in asked.chosen.counts),
        agreed=asked.chosen.analysable,
    )
