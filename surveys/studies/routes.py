"""The researcher's pages: only which address leads to which view."""

from flask import Blueprint

from surveys.studies import (
    analysis_pages,
    download_pages,
    plan_pages,
    short_form_pages,
    solution_pages,
    study_pages,
    wave_pages,
)

blueprint = Blueprint("studies", __name__)

_ANALYSIS = "/studies/<slug>/analyses/<int:number>"
_WAVE = "/studies/<slug>/waves/<int:number>"

for _address, _view, _methods in (
    ("/", study_pages.home, ("GET",)),
    ("/studies", study_pages.index, ("GET",)),
    ("/studies/<slug>", study_pages.fieldwork, ("GET",)),
    ("/studies/<slug>/export", download_pages.export, ("POST",)),
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
    (f"{_ANALYSIS}/publish", analysis_pages.publish, ("POST",)),
    (f"{_ANALYSIS}/unpublish", analysis_pages.unpublish, ("POST",)),
    (f"{_ANALYSIS}/summary.json", download_pages.summary, ("GET",)),
    (f"{_ANALYSIS}/reproduction.zip", download_pages.reproduction, ("POST",)),
    (f"{_ANALYSIS}/assignments.csv", download_pages.assignments, ("POST",)),
    (f"{_ANALYSIS}/short-form", short_form_pages.short_form, ("GET",)),
    (f"{_ANALYSIS}/short-form", short_form_pages.try_short_form, ("POST",)),
    (f"{_ANALYSIS}/rule.json", short_form_pages.rule, ("GET",)),
    ("/studies/<slug>/waves", wave_pages.waves, ("GET",)),
    ("/studies/<slug>/waves", wave_pages.start_wave, ("POST",)),
    (_WAVE, wave_pages.wave, ("GET",)),
    (f"{_WAVE}/status", wave_pages.wave_status, ("GET",)),
    (f"{_WAVE}/cancel", wave_pages.cancel_comparison, ("POST",)),
    (f"{_WAVE}/tracking.json", wave_pages.tracking, ("GET",)),
):
    blueprint.add_url_rule(_address, view_func=_view, methods=list(_methods))
