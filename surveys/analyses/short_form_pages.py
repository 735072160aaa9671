"""Trying the short form of an analysis, and taking it along as a file."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from research.errors import ResearchError
from research.summary.rule_file import rule_file
from surveys.analyses.short_form_view import accuracy_sentences, outcome_of, questions_of
from surveys.errors import Conflict
from surveys.exports.rule_json import rule_json
from surveys.exports.sending import send
from surveys.models import Analysis
from surveys.services.analyses.results_of import results_of
from surveys.web.lookup import find_analysis
from surveys.words import refusal


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
    found = find_analysis(slug, number)
    return send(rule_json(found, _rule_of(found)))


def _rule_of(analysis: Analysis) -> dict[str, Any]:
    try:
        return rule_file(results_of(analysis))
    except ResearchError as error:
        told = refusal(error)
        raise Conflict(told.text, told.advice) from error


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
