"""Choosing how to analyse, and starting it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from research.codebook import Codebook
from research.errors import BadPlan
from research.plan import AnalysisPlan
from surveys.analyses.forms import PlanForm, proposed_plan
from surveys.analyses.plan_choices import rakable
from surveys.models import Study
from surveys.models.base import utc_now
from surveys.questionnaire.terms import purposes_of_analysis
from surveys.services.analyses.request_analysis import read_plan, request_analysis
from surveys.services.answers.answer_language import language_codes, with_language
from surveys.store.answer_counts import AnswerCounts, count_answers
from surveys.store.answers import Window, count_within
from surveys.store.fieldwork import count_studies
from surveys.web.background import enqueue
from surveys.web.lookup import Fielded, account_id, find_analysis, find_fielded
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _


def new_analysis(slug: str) -> ResponseReturnValue:
    """The form with defaults, or with the choices of an earlier analysis (`?like=3`)."""
    fielded = find_fielded(slug)
    codebook, counts = _asked(fielded)
    like = request.args.get("like", type=int)
    form = PlanForm(codebook, counts.answers)
    form.show(proposed_plan(codebook) if like is None else AnalysisPlan.from_dict(find_analysis(slug, like).plan))
    return _show(fielded, form)


def start_analysis(slug: str) -> ResponseReturnValue:
    fielded = find_fielded(slug)
    codebook, counts = _asked(fielded)
    form = PlanForm(codebook, counts.answers)
    form.take(request.form)
    try:
        plan = read_plan(form.plain(), codebook=codebook, found=form.found())
    except BadPlan as error:
        form.show_faults(error)
        return _show(fielded, form), 400
    return _start(fielded.study, plan)


def run_again(slug: str, number: int) -> ResponseReturnValue:
    """The same plan on the answers there are now."""
    earlier = find_analysis(slug, number)
    return _start(earlier.study, AnalysisPlan.from_dict(earlier.plan))


def _asked(fielded: Fielded) -> tuple[Codebook, AnswerCounts]:
    """All questions, the language of the answers among them where several were used, and who answered what."""
    counts = count_answers(
        current_session(),
        study_id=fielded.study.id,
        version_ids=fielded.comparable_ids,
        purposes=purposes_of_analysis(fielded.study.mode),
        names=[item.name for item in rakable(fielded.codebook)],
        asker=current_asker(),
    )
    return with_language(fielded.codebook, language_codes(counts.languages)), counts


def _start(study: Study, plan: AnalysisPlan) -> ResponseReturnValue:
    analysis = request_analysis(current_session(), study=study, plan=plan, account_id=account_id(), now=utc_now())
    enqueue(analysis.run)
    flash(_("Analysis %(n)d has been started.", n=analysis.number), "success")
    return redirect(url_for("analyses.analysis", slug=study.slug, number=analysis.number), 303)


def _show(fielded: Fielded, form: PlanForm) -> str:
    study = fielded.study
    counts = count_studies(current_session(), study_ids=[study.id], asker=current_asker())[study.id]
    agreed = count_within(
        current_session(),
        study_id=study.id,
        version_ids=fielded.comparable_ids,
        purposes=purposes_of_analysis(study.mode),
        window=Window(),
        asker=current_asker(),
    )
    return render_template(
        "analyses/new_analysis.html", study=study, form=form, completed=counts.completed, agreed=agreed
    )
