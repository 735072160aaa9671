"""One analysis: how far it is, what came out, and making it the persona report."""

from functools import partial

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.models import Analysis
from surveys.models.base import utc_now
from surveys.presentation.progress import RunPage, progress_of
from surveys.presentation.results.loadings import Reading
from surveys.presentation.results.page import show_results
from surveys.presentation.results.question import plan_facts
from surveys.services.analyses.leave_people_out import few_left, leave_people_out
from surveys.services.analyses.publish_report import (
    acknowledge_stop,
    nameless,
    publish_report,
    unpublish_report,
)
from surveys.services.analyses.request_analysis import cancel_analysis
from surveys.store.solutions import solution_of
from surveys.web.background import enqueue
from surveys.web.lookup import account_id, find_analysis, may_see_rows
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _


def analysis(slug: str, number: int) -> ResponseReturnValue:
    found = find_analysis(slug, number)
    if found.run.state != "done" or found.summary is None:
        return _show_run(found)
    return render_template(
        "analyses/results.html",
        analysis=found,
        study=found.study,
        plan=plan_facts(found.plan),
        results=show_results(found, reading=Reading.from_address(request.args)),
        may_see_rows=may_see_rows(found.study),
        report_address=_report_address(found),
        nameless=nameless(found),
        few_left=_few_left(found),
        solution=solution_of(current_session(), study_id=found.study_id, asker=current_asker()),
    )


def analysis_status(slug: str, number: int) -> ResponseReturnValue:
    """How far it is, for the page's own script; the truth is in the table, so that any reload sees it."""
    return jsonify(progress_of(find_analysis(slug, number).run, now=utc_now()).to_json())


def cancel(slug: str, number: int) -> ResponseReturnValue:
    found = find_analysis(slug, number)
    if cancel_analysis(current_session(), analysis=found, account_id=account_id(), now=utc_now()):
        flash(_("The analysis was cancelled."), "info")
    else:
        flash(_("The analysis had already come to its end."), "info")
    return _back(slug, number)


def acknowledge(slug: str, number: int) -> ResponseReturnValue:
    found = find_analysis(slug, number)
    code = request.form.get("code", "")[:60]
    acknowledge_stop(current_session(), analysis=found, code=code, account_id=account_id())
    flash(_("You accepted this stop. It stays on the page, and your name is written down."), "info")
    return _back(slug, number, anchor="stops")


def publish(slug: str, number: int) -> ResponseReturnValue:
    found = find_analysis(slug, number)
    publish_report(
        current_session(),
        analysis=found,
        asker=current_asker(),
        now=utc_now(),
        with_codes=request.form.get("with_codes") == "y",
    )
    flash(_("Published. Marketers now see this persona report."), "success")
    return _back(slug, number)


def leave_out(slug: str, number: int) -> ResponseReturnValue:
    """The same analysis without some people chosen at random, where a few left and nobody answers any more."""
    again = leave_people_out(
        current_session(), analysis=find_analysis(slug, number), asker=current_asker(), account_id=account_id(),
        now=utc_now(),
    )  # fmt: skip
    enqueue(again.run)
    flash(_("Analysis %(n)d has been started, without people chosen at random.", n=again.number), "success")
    return _back(slug, again.number)


def unpublish(slug: str, number: int) -> ResponseReturnValue:
    unpublish_report(current_session(), analysis=find_analysis(slug, number), account_id=account_id())
    flash(_("Taken back. Marketers no longer see it."), "info")
    return _back(slug, number)


def _back(slug: str, number: int, anchor: str | None = None) -> ResponseReturnValue:
    return redirect(url_for("analyses.analysis", slug=slug, number=number, _anchor=anchor), 303)


def _few_left(found: Analysis) -> int:
    """How few went since a report, where that alone keeps this analysis from being published."""
    if found.published_at is not None or found.stale_since is not None:
        return 0
    return few_left(current_session(), analysis=found, asker=current_asker())


def _report_address(found: Analysis) -> str | None:
    """The persona report, once it is published."""
    return None if found.published_at is None else url_for("reports.report", slug=found.study.slug)


def _show_run(found: Analysis) -> str:
    """The page of an analysis that has no results (yet)."""
    study, name = found.study, _("Analysis %(n)d", n=found.number)
    to = partial(url_for, slug=study.slug, number=found.number)
    page = RunPage(
        run=found.run,
        now=utc_now(),
        name=name,
        crumbs=[
            (_("Studies"), url_for("studies.index")),
            (study.title, url_for("studies.fieldwork", slug=study.slug)),
            (name, None),
        ],
        here=to("analyses.analysis"),
        status=to("analyses.analysis_status"),
        cancel=to("analyses.cancel"),
        cancel_words=_("Cancel this analysis"),
        facts_title=_("The plan"),
        facts=plan_facts(found.plan),
        again=url_for("analyses.new_analysis", slug=study.slug, like=found.number),
        again_words=_("Change the plan"),
        same_again=to("analyses.run_again"),
    )
    return render_template(page.template, page=page, study=study)
