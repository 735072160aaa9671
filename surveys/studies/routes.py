"""Studies: which address leads to which view."""

from flask import Blueprint

from surveys.studies import code_pages, download_pages, study_pages, way_pages

blueprint = Blueprint("studies", __name__)

for _address, _view, _methods in (
    ("/", study_pages.home, ("GET",)),
    ("/studies", study_pages.index, ("GET",)),
    ("/studies/<slug>", study_pages.fieldwork, ("GET",)),
    ("/studies/<slug>/ways-in", way_pages.ways_in, ("GET",)),
    ("/studies/<slug>/ways-in", way_pages.make_way, ("POST",)),
    ("/studies/<slug>/ways-in/<int:number>", way_pages.set_way, ("POST",)),
    ("/studies/<slug>/test", way_pages.start_test, ("POST",)),
    ("/studies/<slug>/tests/throw-away", way_pages.throw_tests_away, ("POST",)),
    ("/studies/<slug>/codes", code_pages.codes, ("GET",)),
    ("/studies/<slug>/codes", code_pages.add_codes, ("POST",)),
    ("/studies/<slug>/export", download_pages.export, ("POST",)),
):
    blueprint.add_url_rule(_address, view_func=_view, methods=list(_methods))
