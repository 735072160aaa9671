"""New answers against the solution of a study: asking for a comparison, watching it, reading it."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.errors import Conflict
from surveys.models import Study
from surveys.models.base import utc_now
from surveys.presentation.waves import period_words, progress_of_wave, show_wave, wave_rows
from surveys.services.analyses.request_wave import (
    cancel_wave,
    comparable_solution,
    count_new,
    default_period,
    request_wave,
)
from surveys.store import waves as store
from surveys.waves.wave_form import WaveForm, read_wave_form
from surveys.web.background import enqueue_wave
from surveys.web.json_file import json_file
from surveys.web.lookup import account_id, find_study, find_wave
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.web.words import gettext as _

_PAGES = {
    "queued": "studies/wave_running.html",
    "running": "studies/wave_running.html",
    "failed": "studies/wave_failed.html",
    "cancelled": "studies/wave_failed.html",
    "done": "studies/wave.html",
}


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
    enqueue_wave(made.id)
    flash(_("The comparison has been started."), "success")
    return redirect(url_for("waves.wave", slug=slug, number=made.number), 303)


def wave(slug: str, number: int) -> ResponseReturnValue:
    found = find_wave(slug, number)
    more: dict[str, Any] = {"drift": show_wave(found)} if found.state == "done" else {}
    return render_template(
        _PAGES[found.state],
        wave=found,
        study=found.study,
        period=period_words(found.since, found.until),
        progress=progress_of_wave(found, now=utc_now()),
        **more,
    )


def wave_status(slug: str, number: int) -> ResponseReturnValue:
    """How far it is, for the page's own script."""
    return jsonify(progress_of_wave(find_wave(slug, number), now=utc_now()).to_json())


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
    if found.state != "done":
        raise Conflict(_("This comparison has no results yet."), _("Wait until it is done."))
    return json_file(found.result or {}, name=f"{slug}-comparison-{number}")


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
        "studies/waves.html",
        study=study,
        form=form,
        earlier=wave_rows(made, address=lambda number: url_for("waves.wave", slug=study.slug, number=number)),
        **more,
    )
