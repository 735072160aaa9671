"""Trying the short form of an analysis, and taking it along as a file."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from research.errors import ResearchError
from research.typing.rule_file import rule_file
from surveys.analyses.short_form_view import accuracy_sentences, outcome_of, questions_of
from surveys.errors import Conflict
from surveys.models import Analysis
from surveys.web.json_file import json_file
from surveys.web.lookup import find_analysis
from surveys.web.words import gettext as _


def short_form(slug: str, number: int) -> ResponseReturnValue:
    """The golden questions as a form."""
    found = find_analysis(slug, number)
    rule = _rule_of(found)
    return _show(found, rule, questions_of(rule), None)


def try_short_form(slug: str, number: int) -> ResponseReturnValue:
    """The segment for the answers that were given; nothing of them is kept."""
    found = find_analysis(slug, number)
    rule = _rule_of(found)
    asked = questions_of(rule, request.form)
    if any(one.error for one in asked):
        return _show(found, rule, asked, None), 400
    return _show(found, rule, asked, outcome_of(rule, asked))


def rule(slug: str, number: int) -> ResponseReturnValue:
    """The rule as a file, as `whyprint type` reads it."""
    return json_file(_rule_of(find_analysis(slug, number)), name=f"{slug}-analysis-{number}-rule")


def _rule_of(analysis: Analysis) -> dict[str, Any]:
    if analysis.run.state != "done":
        raise Conflict(_("This analysis has no results yet."), _("Wait until it is done."))
    try:
        return rule_file(analysis.summary or {})
    except ResearchError as error:
        raise Conflict(error.text, error.advice) from error


def _show(analysis: Analysis, rule: dict[str, Any], asked: Any, outcome: Any) -> str:
    return render_template(
        "analyses/short_form.html",
        analysis=analysis,
        study=analysis.study,
        asked=asked,
        errors=[(one.id, f"{one.text} – {one.error}") for one in asked if one.error],
        outcome=outcome,
        accuracy=accuracy_sentences(rule),
    )
