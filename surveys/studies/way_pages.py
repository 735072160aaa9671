"""Ways into a study: which there are, making one, opening and closing it, and testing the study."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from surveys.errors import WhyprintError
from surveys.models import Collector, Study
from surveys.presentation.numbers import whole
from surveys.presentation.ways import kind_words, ways_of
from surveys.services.studies import ways_in as service
from surveys.store import collectors
from surveys.web.addresses import public_url
from surveys.web.form_faults import show_fault
from surveys.web.lookup import LARGEST, find_study
from surveys.web.nothing_here import nothing_here
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _
from surveys.words import ngettext


class WayForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    name = StringField(
        lazy_gettext("Name"),
        [InputRequired(lazy_gettext("Please fill this in.")), Length(max=service.LONGEST_NAME)],
        description=lazy_gettext("Where you will put the link, such as “Newsletter of May”. Only your team sees it."),
        render_kw={"autocomplete": "off"},
    )


def ways_in(slug: str) -> ResponseReturnValue:
    return _show(find_study(slug), WayForm(formdata=None))


def make_way(slug: str) -> ResponseReturnValue:
    """Add an open link."""
    study, form = find_study(slug), WayForm()
    if form.validate():
        try:
            made = service.make_way(
                current_session(), study=study, kind="open", name=form.name.data, asker=current_asker()
            )
        except WhyprintError as fault:
            show_fault(form, fault)
        else:
            flash(_("The way in “%(name)s” is there. Pass its link on.", name=made.name), "success")
            return _back(slug)
    return _show(study, form), 400


def set_way(slug: str, number: int) -> ResponseReturnValue:
    """Open or close a way in."""
    found = _find(find_study(slug), number)
    is_open = request.form.get("open") == "1"
    service.set_open(current_session(), collector=found, is_open=is_open, asker=current_asker())
    said = _("“%(name)s” is open.") if is_open else _("“%(name)s” is closed. Who has begun can still finish.")
    flash(said % {"name": found.name}, "success")
    return _back(slug)


def start_test(slug: str) -> ResponseReturnValue:
    """Lead to the study by the way of tests."""
    way = service.way_of_tests(current_session(), study=find_study(slug), asker=current_asker())
    return redirect(url_for("respondents.introduction", slug=slug, c=way.token), 303)


def throw_tests_away(slug: str) -> ResponseReturnValue:
    gone = service.throw_tests_away(current_session(), study=find_study(slug), asker=current_asker())
    flash(ngettext("%(num)d test was thrown away.", "%(num)d tests were thrown away.", gone), "success")
    return _back(slug)


def _find(study: Study, number: int) -> Collector:
    found = None
    if 0 < number <= LARGEST:
        found = collectors.by_id(current_session(), study_id=study.id, collector_id=number, asker=current_asker())
    if found is None:
        raise nothing_here()
    return found


def _show(study: Study, form: WayForm) -> str:
    ways = ways_of(current_session(), study_id=study.id, asker=current_asker())
    return render_template(
        "studies/ways_in.html",
        study=study,
        form=form,
        ways=[way for way in ways if not way.is_test],
        tests=next((way for way in ways if way.is_test), None),
        kind_words=kind_words,
        whole=whole,
        address=lambda way: _address(study.slug, way.collector),
    )


def _address(slug: str, collector: Collector | None) -> str:
    if collector is None:
        return public_url("respondents.introduction", slug=slug)
    return public_url("respondents.introduction", slug=slug, c=collector.token)


def _back(slug: str) -> ResponseReturnValue:
    return redirect(url_for("studies.ways_in", slug=slug), 303)
