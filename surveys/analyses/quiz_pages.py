"""A quiz made of an analysis: looked at before it is published, and taken along as a file."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from surveys.analyses.short_form_view import accuracy_sentences
from surveys.exports.quiz_yaml import quiz_yaml
from surveys.exports.sending import send
from surveys.presentation.quiz import show_quiz
from surveys.services.analyses import publish_quiz as publishing
from surveys.services.analyses.quiz_from_analysis import quiz_from_analysis
from surveys.services.analyses.results_of import results_of
from surveys.web.definitions import terms_of
from surveys.web.lookup import find_analysis, find_fielded
from surveys.web.signed_in import current_asker
from surveys.web.transaction import current_session
from surveys.words import gettext as _


def make_quiz(slug: str, number: int) -> ResponseReturnValue:
    """What the quiz would ask and say, or why there can be none."""
    analysis, fielded = find_analysis(slug, number), find_fielded(slug)
    made = quiz_from_analysis(analysis, fielded.questionnaire, terms_of(fielded.study))
    return render_template(
        "analyses/quiz.html",
        analysis=analysis,
        study=fielded.study,
        made=made,
        view=show_quiz(made.questionnaire),
        accuracy=accuracy_sentences(results_of(analysis).typing_tool),
    )


def publish_quiz(slug: str, number: int) -> ResponseReturnValue:
    """The quiz as a study that is open for answers."""
    analysis, fielded = find_analysis(slug, number), find_fielded(slug)
    published = publishing.publish_quiz(
        current_session(),
        analysis=analysis,
        questionnaire=fielded.questionnaire,
        terms=terms_of(fielded.study),
        asker=current_asker(),
    )
    flash(_("“%(title)s” is published and open for answers.", title=published.study.title), "success")
    return redirect(url_for("studies.fieldwork", slug=published.study.slug), 303)


def quiz(slug: str, number: int) -> ResponseReturnValue:
    """The same as a study file."""
    analysis, fielded = find_analysis(slug, number), find_fielded(slug)
    return send(quiz_yaml(analysis, fielded.questionnaire, terms_of(fielded.study)))
