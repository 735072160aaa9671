"""Choosing between analyses: two side by side, and the one a study settles on."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.models import Analysis
from surveys.models.base import utc_now
from surveys.presentation.results.side_by_side import show_comparison
from surveys.services.analyses.compare_analyses import compare_analyses
from surveys.services.analyses.lock_solution import lock_solution, unlock_solution
from surveys.store import analyses
from surveys.web.lookup import find_analysis, find_study
from surveys.web.nothing_here import nothing_here
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _


def compare(slug: str) -> ResponseReturnValue:
    """Two analyses side by side; without a choice, the two newest that are done."""
    study = find_study(slug)
    session, asker = current_session(), current_asker()
    everything = analyses.analyses_of_study(session, study_id=study.id, asker=asker)
    done = [one for one in everything if one.run.state == "done"]
    if len(done) < 2:
        return render_template("analyses/compare.html", study=study, choices=[], view=None, first=None, second=None)
    first, second = _asked(slug, "a"), _asked(slug, "b")
    first = first or next(one for one in reversed(done[:2]) if second is None or one.id != second.id)
    second = second or next(one for one in done if one.id != first.id)
    found = compare_analyses(session, first=first, second=second, asker=asker)
    return render_template(
        "analyses/compare.html",
        study=study,
        choices=[(str(one.number), _("Analysis %(n)d", n=one.number)) for one in done],
        view=show_comparison(found),
        first=first,
        second=second,
    )


def lock(slug: str, number: int) -> ResponseReturnValue:
    found = find_analysis(slug, number)
    lock_solution(current_session(), analysis=found, asker=current_asker(), now=utc_now())
    flash(_("Locked. This is now the study's solution."), "success")
    return _back(slug, number)


def unlock(slug: str, number: int) -> ResponseReturnValue:
    found = find_analysis(slug, number)
    reason = request.form.get("reason", "")
    unlock_solution(current_session(), analysis=found, reason=reason, asker=current_asker())
    flash(_("Unlocked. Your reason is written down."), "info")
    return _back(slug, number)


def _asked(slug: str, name: str) -> Analysis | None:
    """The analysis an address asks for by its number, if it asks for one."""
    given = request.args.get(name)
    if given is None:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise nothing_here()
    return find_analysis(slug, int(given))


def _back(slug: str, number: int) -> ResponseReturnValue:
    return redirect(url_for("analyses.analysis", slug=slug, number=number, _anchor="next"), 303)
