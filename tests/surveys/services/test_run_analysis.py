"""What an analysis stores, of whom, and what its answers or its cluster can spoil."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import select

from research.errors import BadPlan
from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.summary.schema import Summary
from surveys.jobs.life import Means, work_off
from surveys.models import Analysis, Assignment, Response, Study
from surveys.models.base import utc_now
from surveys.services.analyses import run_analysis as module
from surveys.services.analyses.request_analysis import cancel_analysis, request_analysis
from surveys.store.database import Database
from tests import factories
from tests.surveys.studies.example_summary import example_summary


@pytest.fixture
def study(database: Database) -> Study:
    with database.writing() as session:
        study = factories.publish_study(session)
        for _n in range(4):
            factories.make_response(session, study)
        return study


@pytest.fixture
def queued(database: Database, study: Study) -> int:
    with database.writing() as session:
        return request_analysis(session, study=study, plan=AnalysisPlan(), account_id=None, now=utc_now()).id


def result_of(matrix: ResponseMatrix) -> Any:
    """What the statistics would give: everybody in S1 but the last, who could not be placed."""
    ids = matrix.values.index
    placed = ids[:-1]
    solution = SimpleNamespace(
        labels=pd.Series("S1", index=placed),
        probabilities=pd.DataFrame({"S1": 0.8, "S2": 0.2}, index=placed),
    )
    measured = SimpleNamespace(
        scores=SimpleNamespace(scores=pd.DataFrame({"F1": np.arange(len(placed)) / 3}, index=placed)),
        screening=SimpleNamespace(flagged=pd.Series([True] + [False] * (len(ids) - 1), index=ids)),
    )
    return SimpleNamespace(
        given=matrix, segmentation=SimpleNamespace(solution=solution), measurement=measured, open_answers=None
    )


@pytest.fixture
def statistics(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Any] | None], None]:
    """Puts something else in the place of the statistics, which have their own tests."""

    def put(analyse: Callable[..., Any] | None = None) -> None:
        def plain(matrix: ResponseMatrix, _plan: AnalysisPlan, **_more: Any) -> Any:
            return result_of(matrix)

        monkeypatch.setattr(module, "analyse", analyse or plain)
        monkeypatch.setattr(module, "summarise", lambda _result: example_summary())
        monkeypatch.setattr(module, "suppress", lambda _summary, *, rules: published(rules.smallest_group))
        monkeypatch.setattr(module, "draw_charts", lambda _published: {})

    put()
    return put


def published(k: int) -> Summary:
    """Stands for what the gate lets through; tells the size of the smallest group."""
    return example_summary({"segments.k": k})


def run(database: Database, analysis_id: int, **means: Any) -> None:
    work_off(database, run_id=stored(database, analysis_id).run_id, means=Means(**means))


def stored(database: Database, analysis_id: int) -> Analysis:
    with database.reading() as session:
        analysis = session.get_one(Analysis, analysis_id)
        _loaded = analysis.summary, analysis.published_summary
        return analysis


def test_a_finished_analysis_keeps_summary_and_assignments(
    database: Database, study: Study, queued: int, statistics: Any
) -> None:
    run(database, queued)
    analysis = stored(database, queued)
    assert (analysis.run.state, analysis.n_responses) == ("done", 4)
    assert analysis.summary == example_summary()
    assert analysis.published_summary == published(study.smallest_group)
    with database.reading() as session:
        rows = session.scalars(select(Assignment).order_by(Assignment.response_id)).all()
    assert [row.segment for row in rows] == ["S1", "S1", "S1", None]
    assert [row.flagged for row in rows] == [True, False, False, False]
    assert rows[1].scores == {"F1": 0.3333}
    assert (rows[0].probability, rows[3].probability, rows[3].scores) == (0.8, None, {})


def test_the_machines_of_a_cluster_share_the_work(
    database: Database, queued: int, statistics: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str | None] = []

    @contextmanager
    def cluster(address: str | None) -> Iterator[None]:
        events.append(address)
        yield
        events.append("left")

    def analyse(matrix: ResponseMatrix, _plan: AnalysisPlan, **_more: Any) -> Any:
        events.append("analysed")
        return result_of(matrix)

    statistics(analyse)
    monkeypatch.setattr(module, "cluster", cluster)
    run(database, queued, scheduler="tcp://dask.example:8786")
    assert events == ["tcp://dask.example:8786", "analysed", "left"]
    assert stored(database, queued).run.state == "done"


def test_a_cluster_that_does_not_answer_fails_the_analysis_with_advice(
    database: Database, queued: int, statistics: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cluster(address: str | None) -> Any:
        raise BadPlan("no_scheduler", address=address or "", why="no route", where=("scheduler",))

    monkeypatch.setattr(module, "cluster", cluster)
    run(database, queued, scheduler="tcp://dask.example:8786")
    error = stored(database, queued).run.error
    assert error is not None
    assert error["text"] == "No scheduler answers at tcp://dask.example:8786: no route."
    assert error["advice"].startswith("Start one with “dask scheduler”")


def test_a_study_without_answers_fails_with_advice(database: Database, statistics: Any) -> None:
    with database.writing() as session:
        empty = factories.publish_study(session, slug="empty-study")
        analysis_id = request_analysis(session, study=empty, plan=AnalysisPlan(), account_id=None, now=utc_now()).id
    run(database, analysis_id)
    error = stored(database, analysis_id).run.error
    assert error is not None
    assert error["code"] == "too_few_responses"


def test_an_analysis_cancelled_at_the_last_moment_keeps_nothing(
    database: Database, queued: int, statistics: Any
) -> None:
    def cancel_late(matrix: ResponseMatrix, _plan: AnalysisPlan, **_more: Any) -> Any:
        with database.writing() as session:
            assert cancel_analysis(session, analysis=session.get_one(Analysis, queued), account_id=None, now=utc_now())
        return result_of(matrix)

    statistics(cancel_late)
    run(database, queued, every=60)
    analysis = stored(database, queued)
    assert (analysis.run.state, analysis.summary) == ("cancelled", None)
    with database.reading() as session:
        assert session.scalars(select(Assignment)).all() == []


def test_who_withdraws_while_it_runs_is_not_written_down(
    database: Database, study: Study, queued: int, statistics: Any
) -> None:
    gone: list[int] = []

    def withdraw(matrix: ResponseMatrix, _plan: AnalysisPlan, **_more: Any) -> Any:
        with database.writing() as session:
            response = session.scalars(select(Response).order_by(Response.id)).first()
            assert response is not None
            factories.give_consent(session, response, purpose="take_part", given=False)
            gone.append(response.id)
        return result_of(matrix)

    statistics(withdraw)
    run(database, queued)
    analysis = stored(database, queued)
    assert analysis.run.state == "done"
    assert analysis.stale_since is not None
    with database.reading() as session:
        assert gone[0] not in session.scalars(select(Assignment.response_id)).all()
