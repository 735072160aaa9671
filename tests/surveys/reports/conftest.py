"""A study whose report is published, from answers simulated in the test."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from flask.testing import FlaskClient

from surveys.models import Analysis, Run
from surveys.models.base import utc_now
from surveys.store.database import Database
from tests import factories
from tests.report_samples import sample_charts, sample_published
from tests.summaries import changed

SECRET = "SECRET-OF-THE-RESEARCH-TEAM"


def add_report(
    database: Database,
    *,
    slug: str = "thrift-study",
    published: bool = True,
    simulated: bool = False,
    changes: Mapping[str, object] = MappingProxyType({}),
    **columns: Any,
) -> None:
    """A finished analysis with a raw summary that nobody but researchers may see."""
    with database.writing() as session:
        study = factories.publish_study(session, slug=slug)
        study.simulated = simulated
        values = {
            "published_summary": changed(sample_published(), changes),
            "charts": sample_charts(),
            "summary": changed(sample_published(), {"data.name": SECRET, "segments.reason": SECRET}),
            "n_responses": 500,
            "published_at": utc_now() if published else None,
            **columns,
        }
        run = Run(kind="analysis", state="done", share_done=1.0)
        session.add(Analysis(study_id=study.id, number=2, plan={}, run=run, **values))


@pytest.fixture
def marketer(database: Database, signed_in: Callable[[str], FlaskClient]) -> FlaskClient:
    """A marketer's browser, and a published report."""
    add_report(database)
    return signed_in("marketer")
