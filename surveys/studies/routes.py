"""Studies: which address leads to which view."""

from flask import Blueprint

from surveys.studies import download_pages, study_pages

blueprint = Blueprint("studies", __name__)

for _address, _view, _methods in (
    ("/", study_pages.home, ("GET",)),
    ("/studies", study_pages.index, ("GET",)),
    ("/studies/<slug>", study_pages.fieldwork, ("GET",)),
    ("/studies/<slug>/export", download_pages.export, ("POST",)),
):
    blueprint.add_url_rule(_address, view_func=_view, methods=list(_methods))
