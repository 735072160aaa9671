"""Comparisons of new answers with a locked solution: which address leads to which view."""

from flask import Blueprint

from surveys.waves import wave_pages

blueprint = Blueprint("waves", __name__)

_WAVE = "/studies/<slug>/waves/<int:number>"

for _address, _view, _methods in (
    ("/studies/<slug>/waves", wave_pages.waves, ("GET",)),
    ("/studies/<slug>/waves", wave_pages.start_wave, ("POST",)),
    (_WAVE, wave_pages.wave, ("GET",)),
    (f"{_WAVE}/status", wave_pages.wave_status, ("GET",)),
    (f"{_WAVE}/cancel", wave_pages.cancel_comparison, ("POST",)),
    (f"{_WAVE}/tracking.json", wave_pages.tracking, ("GET",)),
):
    blueprint.add_url_rule(_address, view_func=_view, methods=list(_methods))
