"""Handing a run to the background from a page: once the request's changes are stored, and only then."""

from flask import current_app

from surveys.models import Run
from surveys.web.transaction import after_commit


def enqueue(run: Run) -> None:
    jobs, run_id = current_app.extensions["jobs"], run.id
    after_commit(lambda: jobs.enqueue(run_id))
