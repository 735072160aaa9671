"""What the personas of an analysis are called: the names there are, their history, and giving others."""

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from surveys.errors import Conflict
from surveys.models import Analysis
from surveys.models.base import utc_now
from surveys.presentation.results.naming import show_naming
from surveys.services.analyses.check_names import NameFault, Naming, UnusableNames
from surveys.services.analyses.name_personas import name_personas
from surveys.services.analyses.results_of import results_of
from surveys.store.persona_names import names_of
from surveys.web.lookup import find_analysis
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _
from surveys.words import ngettext


def names(slug: str, number: int) -> ResponseReturnValue:
    return _show(find_analysis(slug, number))


def give_names(slug: str, number: int) -> ResponseReturnValue:
    """Store what was typed; what cannot be used comes back as it was typed."""
    found = find_analysis(slug, number)
    wanted = _read(found)
    typed = {each.segment: each for each in wanted}
    try:
        added = name_personas(
            current_session(), analysis=found, wanted=wanted, seen=_seen(), asker=current_asker(), now=utc_now()
        )
    except UnusableNames as error:
        return _show(found, typed=typed, faults=error.faults), 400
    except Conflict as error:
        return _show(found, typed=typed, refusal=f"{error.text} {error.advice}"), 409
    _tell(len(added))
    return redirect(url_for("analyses.names", slug=slug, number=number), 303)


def _read(found: Analysis) -> list[Naming]:
    """The personas of this analysis that the form names; a field that was not sent changes nothing."""
    codes = [persona.code for persona in results_of(found).personas]
    return [
        Naming(segment=code, name=request.form[f"name-{code}"], reason=request.form.get(f"reason-{code}", ""))
        for code in codes
        if f"name-{code}" in request.form
    ]


def _seen() -> int:
    return request.form.get("seen", default=0, type=int)


def _tell(changed: int) -> None:
    if changed:
        flash(ngettext("One name is saved.", "%(num)d names are saved.", changed), "success")
    else:
        flash(_("Nothing was changed."), "info")


def _show(
    found: Analysis,
    *,
    typed: Mapping[str, Naming] | None = None,
    faults: Sequence[NameFault] = (),
    refusal: str = "",
) -> str:
    rows = names_of(current_session(), analysis=found, asker=current_asker())
    view = show_naming(results_of(found), rows, typed=typed, faults=faults)
    return render_template("analyses/names.html", analysis=found, study=found.study, naming=view, refusal=refusal)
