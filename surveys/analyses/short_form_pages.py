"""Trying the short form of an analysis, and taking it along as a file."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from research.summary.schema import Summary
from surveys.analyses.short_form_view import Asked, Outcome, accuracy_sentences, outcome_of, questions_of
from surveys.exports.rule_json import rule_json
from surveys.exports.sending import send
from surveys.models import Analysis
from surveys.services.analyses.short_form import typed_by
from surveys.web.lookup import find_analysis


def short_form(slug: str, number: int) -> ResponseReturnValue:
    """The golden questions as a form."""
    found = find_analysis(slug, number)
    summary = typed_by(found)
    return _show(found, summary, questions_of(summary.typing_tool))


def try_short_form(slug: str, number: int) -> ResponseReturnValue:
    """The segment for the answers that were given; nothing of them is kept."""
    found = find_analysis(slug, number)
    summary = typed_by(found)
    asked = questions_of(summary.typing_tool, request.form)
    if any(one.error for one in asked):
        return _show(found, summary, asked), 400
    return _show(found, summary, asked, outcome_of(summary, asked))


def rule(slug: str, number: int) -> ResponseReturnValue:
    """The rule as a file, as `whyprint type` reads it."""
    return send(rule_json(find_analysis(slug, number)))


def _show(found: Analysis, summary: Summary, asked: tuple[Asked, ...], outcome: Outcome | None = None) -> str:
    return render_template(
        "analyses/short_form.html",
        analysis=found,
        study=found.study,
        asked=asked,
        errors=[(one.id, f"{one.text} – {one.error}") for one in asked if one.error],
        outcome=outcome,
        accuracy=accuracy_sentences(summary.typing_tool),
    )
