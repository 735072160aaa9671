"""Analyses of a study: which address leads to which view."""

from flask import Blueprint

from surveys.analyses import (
    analysis_pages,
    download_pages,
    names_pages,
    plan_pages,
    quiz_pages,
    short_form_pages,
    solution_pages,
)

blueprint = Blueprint("analyses", __name__)

_ANALYSIS = "/studies/<slug>/analyses/<int:number>"

for _address, _view, _methods in (
    ("/studies/<slug>/compare", solution_pages.compare, ("GET",)),
    ("/studies/<slug>/analyses/new", plan_pages.new_analysis, ("GET",)),
    ("/studies/<slug>/analyses/new", plan_pages.start_analysis, ("POST",)),
    (_ANALYSIS, analysis_pages.analysis, ("GET",)),
    (f"{_ANALYSIS}/status", analysis_pages.analysis_status, ("GET",)),
    (f"{_ANALYSIS}/cancel", analysis_pages.cancel, ("POST",)),
    (f"{_ANALYSIS}/again", plan_pages.run_again, ("POST",)),
    (f"{_ANALYSIS}/acknowledge", analysis_pages.acknowledge, ("POST",)),
    (f"{_ANALYSIS}/lock", solution_pages.lock, ("POST",)),
    (f"{_ANALYSIS}/unlock", solution_pages.unlock, ("POST",)),
    (f"{_ANALYSIS}/names", names_pages.names, ("GET",)),
    (f"{_ANALYSIS}/names", names_pages.give_names, ("POST",)),
    (f"{_ANALYSIS}/publish", analysis_pages.publish, ("POST",)),
    (f"{_ANALYSIS}/leave-out", analysis_pages.leave_out, ("POST",)),
    (f"{_ANALYSIS}/unpublish", analysis_pages.unpublish, ("POST",)),
    (f"{_ANALYSIS}/summary.json", download_pages.summary, ("GET",)),
    (f"{_ANALYSIS}/reproduction.zip", download_pages.reproduction, ("POST",)),
    (f"{_ANALYSIS}/assignments.csv", download_pages.assignments, ("POST",)),
    (f"{_ANALYSIS}/short-form", short_form_pages.short_form, ("GET",)),
    (f"{_ANALYSIS}/short-form", short_form_pages.try_short_form, ("POST",)),
    (f"{_ANALYSIS}/rule.json", short_form_pages.rule, ("GET",)),
    (f"{_ANALYSIS}/quiz", quiz_pages.make_quiz, ("GET",)),
    (f"{_ANALYSIS}/quiz", quiz_pages.publish_quiz, ("POST",)),
    (f"{_ANALYSIS}/quiz.yaml", quiz_pages.quiz, ("GET",)),
):
    blueprint.add_url_rule(_address, view_func=_view, methods=list(_methods))
