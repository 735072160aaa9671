"""Handing work to the background from a page: only after the request's changes are stored."""

from flask import current_app

from surveys.web.transaction import after_commit


def enqueue_analysis(analysis_id: int) -> None:
    jobs = current_app.extensions["jobs"]
    after_commit(lambda: jobs.enqueue_analysis(analysis_id))


def enqueue_wave(wave_id: int) -> None:
    jobs = current_app.extensions["jobs"]
    after_commit(lambda: jobs.enqueue_wave(wave_id))
