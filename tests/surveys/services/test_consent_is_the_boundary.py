"""In studies for profiling, who did not agree to be placed, or no longer does, is in no line and no next run."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from research.errors import TooFewResponses
from research.plan import AnalysisPlan
from research.tracking import FrozenSolution
from surveys.exports.assignments_csv import assignments_csv
from surveys.models import Analysis, Assignment, Response, Run, Study, Wave
from surveys.models.base import utc_now
from surveys.private_links import PrivateLinks
from surveys.services.analyses import run_analysis, run_wave
from surveys.services.analyses.build_matrix import build_matrix
from surveys.services.analyses.publish_report import acknowledge_stop, open_stops, publish_report
from surveys.services.analyses.request_analysis import request_analysis
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.services.answers.withdraw_consent import withdraw_consent
from surveys.store.database import Database
from surveys.store.reports import published_report
from surveys.working import work_off_here
from tests import factories
from tests.surveys.services.test_quotes import result_of
from tests.surveys.studies.example_summary import example_summary

AGREED = ("take_part", "profile")
PEOPLE = 300
Change = Callable[[], None]


@pytest.fixture
def study(database: Database) -> Study:
    with database.writing() as session:
        return factories.publish_study(session, mode="profiling", anonymous=False, purposes=factories.PROFILING)


@pytest.fixture
def people(database: Database, study: Study) -> list[Response]:
    """Three who may be placed, and one who only takes part."""
    with database.writing() as session:
        agreed = [factories.make_response(session, study, purposes=AGREED) for _n in range(3)]
        return [*agreed, factories.make_response(session, study)]


@pytest.fixture
def analysed(database: Database, study: Study, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs an analysis without its statistics, which have tests of their own; `meanwhile` happens while it computes."""
    monkeypatch.setattr(run_analysis, "summarise", lambda _result: example_summary())
    monkeypatch.setattr(run_analysis, "suppress", lambda summary, *, rules: summary)  # noqa: ARG005
    monkeypatch.setattr(run_analysis, "draw_charts", lambda _published: {})
    for name in ("draw_team_charts", "freeze_solution"):
        monkeypatch.setattr(run_analysis, name, lambda *_args: None)

    def run(meanwhile: Change | None = None) -> int:
        def statistics(matrix: Any, *_args: Any, **_more: Any) -> Any:
            if meanwhile is not None:
                meanwhile()
            return result_of(matrix)

        monkeypatch.setattr(run_analysis, "analyse", statistics)
        with database.writing() as session:
            queued = request_analysis(session, study=study, plan=AnalysisPlan(), account_id=None, now=utc_now())
        work_off_here(database, queued.run)
        return queued.id

    return run


def placed(database: Database, analysis_id: int) -> list[int]:
    with database.reading() as session:
        query = select(Assignment.response_id).where(Assignment.analysis_id == analysis_id)
        return sorted(session.scalars(query))


def is_stale(database: Database, analysis_id: int) -> bool:
    with database.reading() as session:
        analysis = session.get_one(Analysis, analysis_id)
        assert analysis.run.state == "done"
        return analysis.stale_since is not None


def take_back(database: Database, person: Response, *, purpose: str = "profile") -> None:
    with database.writing() as session:
        response = session.get_one(Response, person.id)
        assert withdraw_consent(session, response=response, purpose=purpose, now=utc_now())


def erase(database: Database, person: Response) -> None:
    with database.writing() as session:
        links = PrivateLinks(factories.SECRET_KEY)
        erase_respondent(session, links, response=session.get_one(Response, person.id), now=utc_now())


def ids(people: list[Response]) -> list[int]:
    return [person.id for person in people]


def test_who_only_takes_part_is_neither_read_nor_placed(
    database: Database, people: list[Response], analysed: Callable[..., int]
) -> None:
    assert placed(database, analysed()) == ids(people[:3])


def test_where_nobody_may_be_placed_the_refusal_says_what_to_do(database: Database, study: Study) -> None:
    with database.writing() as session:
        factories.make_response(session, study)
        with pytest.raises(TooFewResponses, match="nobody_to_place"):
            build_matrix(session, study=study, asker=factories.SYSTEM)


@pytest.mark.parametrize("purpose", AGREED)
def test_who_takes_it_back_is_out_of_every_line_now_and_in_the_next_run(
    database: Database, people: list[Response], analysed: Callable[..., int], purpose: str
) -> None:
    before = analysed()
    take_back(database, people[0], purpose=purpose)
    assert placed(database, before) == ids(people[1:3])
    assert is_stale(database, before)
    after = analysed()
    assert placed(database, after) == ids(people[1:3])
    assert not is_stale(database, after)


def test_the_mark_stays_when_erasure_follows(
    database: Database, people: list[Response], analysed: Callable[..., int]
) -> None:
    before = analysed()
    take_back(database, people[0])
    erase(database, people[0])
    assert is_stale(database, before)


def test_who_was_in_no_analysis_spoils_none(
    database: Database, people: list[Response], analysed: Callable[..., int]
) -> None:
    before = analysed()
    take_back(database, people[3], purpose="take_part")
    erase(database, people[3])
    assert not is_stale(database, before)


@pytest.mark.parametrize("leaves", [take_back, erase])
def test_who_leaves_while_the_analysis_runs_is_not_written_down(
    database: Database, people: list[Response], analysed: Callable[..., int], leaves: Callable[..., None]
) -> None:
    analysis = analysed(lambda: leaves(database, people[0]))
    assert placed(database, analysis) == ids(people[1:3])
    assert is_stale(database, analysis)


def test_one_of_three_hundred_takes_it_back_and_no_report_uses_it_unsaid(
    database: Database, study: Study, analysed: Callable[..., int]
) -> None:
    with database.writing() as session:
        people = [factories.make_response(session, study, purposes=AGREED) for _n in range(PEOPLE)]
    analysis_id = analysed()
    with database.writing() as session:
        analysis = session.get_one(Analysis, analysis_id)
        for code in open_stops(analysis):
            acknowledge_stop(session, analysis=analysis, code=code, account_id=None)
        publish_report(session, analysis=analysis, asker=factories.SYSTEM, now=utc_now())
    take_back(database, people[7])
    with database.writing() as session:
        report = published_report(session, slug=study.slug, asker=factories.SYSTEM)
        assert report is not None
        assert report.line.stale
        file = assignments_csv(database, analysis=session.get_one(Analysis, analysis_id), asker=factories.SYSTEM)
    lines = file.content.read().decode().splitlines()
    assert len(lines) == PEOPLE
    assert people[7].subject not in "\n".join(lines)
    assert len(placed(database, analysed())) == PEOPLE - 1


@pytest.fixture
def compared(database: Database, study: Study, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Compares answers since yesterday with an analysis nobody is in, without the statistics."""

    def run(meanwhile: Change | None = None) -> int:
        def statistics(*_args: Any, **_more: Any) -> dict[str, Any]:
            if meanwhile is not None:
                meanwhile()
            return {"result": {}, "verdict": "stable", "n_responses": 3}

        monkeypatch.setattr(run_wave, "_compare", statistics)
        monkeypatch.setattr(FrozenSolution, "from_dict", lambda _plain: SimpleNamespace(segments=()))
        with database.writing() as session:
            now = utc_now()
            number = session.query(Wave).count() + 1
            analysis = Analysis(
                study_id=study.id, number=number, plan={}, run=Run(kind="analysis", state="done"), acknowledged=[]
            )
            session.add(analysis)
            session.flush()
            wave = Wave(
                study_id=study.id, analysis_id=analysis.id, number=number, run=Run(kind="comparison"),
                since=now.replace(year=now.year - 1),
            )  # fmt: skip
            session.add(wave)
        work_off_here(database, wave.run)
        return wave.id

    return run


def wave_is_stale(database: Database, wave_id: int) -> bool:
    with database.reading() as session:
        wave = session.get_one(Wave, wave_id)
        assert wave.run.state == "done"
        return wave.stale_since is not None


def test_a_comparison_says_that_somebody_in_it_left(
    database: Database, people: list[Response], compared: Callable[..., int]
) -> None:
    wave = compared()
    take_back(database, people[3], purpose="take_part")
    assert not wave_is_stale(database, wave), "this one was not in it"
    take_back(database, people[0])
    assert wave_is_stale(database, wave)
    assert wave_is_stale(database, compared(lambda: take_back(database, people[1])))
