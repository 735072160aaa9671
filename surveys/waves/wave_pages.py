"""New answers against the solution of a study: asking for a comparison, watching it, reading it."""

from functools import partial
from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.errors import Conflict
from surveys.exports.sending import send
from surveys.exports.tracking_json import tracking_json
from surveys.models import Study, Wave
from surveys.models.base import utc_now
from surveys.presentation.progress import RunPage, progress_of
from surveys.presentation.waves import period_words, show_wave, wave_rows
from surveys.services.analyses.request_wave import (
    cancel_wave,
    comparable_solution,
    count_new,
    default_period,
    request_wave,
)
from surveys.store import waves as store
from surveys.waves.wave_form import WaveForm, read_wave_form
from surveys.web.background import enqueue
from surveys.web.lookup import account_id, find_study, find_wave
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _


def waves(slug: str) -> ResponseReturnValue:
    """Which answers to compare, and the comparisons there are."""
    return _show(find_study(slug), WaveForm())


def start_wave(slug: str) -> ResponseReturnValue:
    study, session = find_study(slug), current_session()
    solution = comparable_solution(session, study=study, asker=current_asker())
    form, period = read_wave_form(request.form, otherwise=default_period(solution))
    if period is None:
        return _show(study, form), 400
    made = request_wave(session, study=study, period=period, asker=current_asker(), now=utc_now())
    enqueue(made.run)
    flash(_("The comparison has been started."), "success")
    return redirect(url_for("waves.wave", slug=slug, number=made.number), 303)


def wave(slug: str, number: int) -> ResponseReturnValue:
    found = find_wave(slug, number)
    if found.run.state != "done":
        return _show_run(found)
    return render_template("waves/wave.html", wave=found, study=found.study, drift=show_wave(found))


def wave_status(slug: str, number: int) -> ResponseReturnValue:
    """How far it is, for the page's own script."""
    return jsonify(progress_of(find_wave(slug, number).run, now=utc_now()).to_json())


def cancel_comparison(slug: str, number: int) -> ResponseReturnValue:
    found = find_wave(slug, number)
    if cancel_wave(current_session(), wave=found, account_id=account_id(), now=utc_now()):
        flash(_("The comparison was cancelled."), "info")
    else:
        flash(_("The comparison had already come to its end."), "info")
    return redirect(url_for("waves.wave", slug=slug, number=number), 303)


def tracking(slug: str, number: int) -> ResponseReturnValue:
    """What came out as a file, as `whyprint track` writes it."""
    found = find_wave(slug, number)
    if found.run.state != "done":
        raise Conflict(_("This comparison has no results yet."), _("Wait until it is done."))
    return send(tracking_json(found))


def _show_run(found: Wave) -> str:
    """The page of a comparison that has no results (yet)."""
    study, name = found.study, _("Comparison %(n)d", n=found.number)
    to = partial(url_for, slug=study.slug, number=found.number)
    page = RunPage(
        run=found.run,
        now=utc_now(),
        name=name,
        crumbs=[
            (_("Studies"), url_for("studies.index")),
            (study.title, url_for("studies.fieldwork", slug=study.slug)),
            (_("New answers"), url_for("waves.waves", slug=study.slug)),
            (name, None),
        ],
        here=to("waves.wave"),
        status=to("waves.wave_status"),
        cancel=to("waves.cancel_comparison"),
        cancel_words=_("Cancel this comparison"),
        facts_title=_("What is compared"),
        facts=[
            (_("Answers completed"), period_words(found.since, found.until)),
            (_("With"), _("Analysis %(n)d", n=found.analysis.number)),
        ],
        again=url_for("waves.waves", slug=study.slug),
        again_words=_("Compare again"),
    )
    return render_template(page.template, page=page, study=study)


def _show(study: Study, form: WaveForm) -> str:
    session = current_session()
    made = store.waves_of_study(session, study_id=study.id, asker=current_asker())
    more: dict[str, Any] = {"solution": None, "refused": None}
    try:
        solution = comparable_solution(session, study=study, asker=current_asker())
    except Conflict as refusal:
        more["refused"] = refusal
    else:
        period = default_period(solution)
        new = count_new(session, analysis=solution, period=period, asker=current_asker())
        more |= {"solution": solution, "new": new, "since": period_words(period.since, None)}
    return render_template(
        "waves/waves.html",
        study=study,
        form=form,
        earlier=wave_rows(made, address=lambda number: url_for("waves.wave", slug=study.slug, number=number)),
        **more,
    )
