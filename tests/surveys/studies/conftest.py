"""A published study, its answers and an analysis, for the researcher's pages."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from research.plan import AnalysisPlan
from surveys.models import Analysis, Study
from surveys.models.base import utc_now
from surveys.store import analyses
from surveys.store.database import Database
from tests import factories
from tests.surveys.studies.example_summary import example_summary


@pytest.fixture
def study(database: Database) -> Study:
    """The small study, open, without answers."""
    with database.writing() as session:
        return factories.publish_study(session)


@pytest.fixture
def researcher(signed_in: Callable[[str], FlaskClient]) -> FlaskClient:
    return signed_in("researcher")


@pytest.fixture
def analysed(database: Database, study: Study) -> Callable[..., Analysis]:
    """Puts an analysis of the study in any state; done ones have the example summary."""

    def make(state: str = "done", **columns: Any) -> Analysis:
        now = utc_now()
        with database.writing() as session:
            analysis = analyses.add_analysis(
                session, study_id=study.id, plan=AnalysisPlan().to_dict(), requested_by_id=None, at=now
            )
            run = analysis.run
            run.state = state
            if state == "running":
                run.started_at = run.heartbeat_at = now
            if state == "done":
                analysis.summary = example_summary()
                analysis.published_summary = example_summary({"warnings": []})
                run.finished_at = now + timedelta(seconds=3)
                analysis.n_responses = 400
            for name, value in columns.items():
                setattr(run if hasattr(run, name) else analysis, name, value)
            session.flush()
            return analysis

    return make
