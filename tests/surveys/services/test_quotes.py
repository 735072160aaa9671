"""Who may be quoted, and that a quote is gone when its consent or its author is."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import JSON, select, type_coerce, update

from research.disclosure import Rules
from research.plan import AnalysisPlan
from research.summary.schema import Summary
from surveys.exports.reproduction_zip import reproduction_files
from surveys.models import Analysis, Quotation, Response, Study
from surveys.models.base import utc_now
from surveys.services.analyses import run_analysis as module
from surveys.services.analyses.build_matrix import build_matrix
from surveys.services.analyses.request_analysis import request_analysis
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.services.answers.withdraw_consent import withdraw_consent
from surveys.store.database import Database
from surveys.working import work_off_here
from tests import factories
from tests.surveys.clearing import clear
from tests.surveys.studies.example_summary import example_summary

CANARY = "canary-8153-sings-while-it-brews"
OTHER = "I buy what my neighbours buy, and never think of it."
BOTH = ("take_part", "profile", "quote")
Change = Callable[[Database], None]


@pytest.fixture
def study(database: Database) -> Study:
    with database.writing() as session:
        return factories.publish_study(session, mode="profiling", anonymous=False, purposes=factories.PROFILING)


@pytest.fixture
def people(database: Database, study: Study) -> list[Response]:
    """Two people who agreed to be quoted; one of them wrote the canary."""
    with database.writing() as session:
        return [
            factories.make_response(
                session, study, purposes=BOTH, answers={**factories.COMPLETE, "why": text, "why_quote": 1}
            )
            for text in (CANARY, OTHER)
        ]


def told(people: list[Response]) -> Summary:
    """A summary that quotes both."""
    quotes = [
        {"key": f"why..S1.{place}", "text": text, "theme": "T1", "dissenting": False}
        for place, text in enumerate((CANARY, OTHER), 1)
    ]
    own = {"answers": 40, "quotable": 20, "reason": None, "quotes": quotes}
    about = {"variable": "why", "text": "Why?", "language": None, "answers": 80, "k": 1}
    asked = {**about, "supported": True, "reason": "", "themes": [], "by_segment": [], "quotes": {"S1": own}}
    return example_summary({"segments.open_text": [asked]})


@pytest.fixture
def analysed(
    database: Database, study: Study, people: list[Response], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Analysis]:
    """Runs an analysis whose statistics quote both people; `meanwhile` happens while it computes."""

    def run(meanwhile: Change | None = None) -> Analysis:
        def statistics(matrix: Any, *_args: Any, **_more: Any) -> Any:
            if meanwhile is not None:
                meanwhile(database)
            return result_of(matrix)

        authors = {f"why..S1.{place}": person.id for place, person in enumerate(people, 1)}
        monkeypatch.setattr(module, "analyse", statistics)
        monkeypatch.setattr(module, "summarise", lambda _result: told(people))
        monkeypatch.setattr(module, "suppress", suppressed)
        monkeypatch.setattr(module, "quote_authors", lambda _found: authors)
        monkeypatch.setattr(module, "draw_charts", lambda _published: {})
        monkeypatch.setattr(module, "draw_team_charts", lambda *_args: None)
        monkeypatch.setattr(module, "freeze_solution", lambda *_args: None)
        with database.writing() as session:
            queued = request_analysis(session, study=study, plan=AnalysisPlan(), account_id=None, now=utc_now())
        work_off_here(database, queued.run)
        return stored(database, queued.id)

    return run


def suppressed(summary: Summary, *, rules: Rules) -> Summary:
    """What the gate lets through: everything, or nothing where only figures may leave."""
    return summary if rules.quotes else example_summary()


def result_of(matrix: Any) -> Any:
    ids = matrix.values.index
    solution = SimpleNamespace(
        labels=pd.Series("S1", index=ids), probabilities=pd.DataFrame({"S1": 0.8, "S2": 0.2}, index=ids)
    )
    measured = SimpleNamespace(
        scores=SimpleNamespace(scores=pd.DataFrame({"F1": np.zeros(len(ids))}, index=ids)),
        screening=SimpleNamespace(flagged=pd.Series(data=False, index=ids)),
    )
    return SimpleNamespace(
        given=matrix, segmentation=SimpleNamespace(solution=solution), measurement=measured, open_answers=None
    )


def stored(database: Database, analysis_id: int) -> Analysis:
    with database.reading() as session:
        analysis = session.get_one(Analysis, analysis_id)
        _loaded = analysis.summary, analysis.published_summary
        return analysis


def quotes_in(summary: Summary | None) -> list[str]:
    assert summary is not None
    asked = summary.segments.open_text
    return [quote.text for each in asked for own in each.quotes.values() for quote in own.quotes]


def take_back(database: Database, person: Response, *, purpose: str) -> None:
    with database.writing() as session:
        response = session.get_one(Response, person.id)
        assert withdraw_consent(session, response=response, purpose=purpose, now=utc_now())


def bytes_of(database: Database) -> bytes:
    path = Path(database.url.removeprefix("sqlite:///"))
    return b"".join(part.read_bytes() for part in sorted(path.parent.glob(path.name + "*")))


def test_only_standing_consent_and_a_ticked_box_give_leave(database: Database, study: Study) -> None:
    ticked, unticked = {**factories.COMPLETE, "why_quote": 1}, {**factories.COMPLETE, "why_quote": 0}
    with database.writing() as session:
        yes = factories.make_response(session, study, purposes=BOTH, answers=ticked)
        keeps_back = factories.make_response(session, study, purposes=BOTH, answers=unticked)
        never = factories.make_response(session, study, purposes=("take_part", "profile"), answers=ticked)
        withdrew = factories.make_response(session, study, purposes=BOTH, answers=ticked)
        factories.give_consent(session, withdrew, purpose="quote", given=False)
        matrix = build_matrix(session, study=study, asker=factories.SYSTEM)
    assert matrix.quotable is not None
    assert matrix.quotable["why"].to_dict() == {
        yes.id: True, keeps_back.id: False, never.id: False, withdrew.id: False
    }  # fmt: skip


def test_a_study_that_does_not_ask_for_leave_quotes_nobody(database: Database) -> None:
    take_part = {"name": "take_part", "text": "I agree to take part.", "required": True}
    with database.writing() as session:
        study = factories.publish_study(session, slug="no-quotes", purposes=[take_part])
        factories.make_response(session, study, answers={**factories.COMPLETE, "why_quote": 1})
        assert build_matrix(session, study=study, asker=factories.SYSTEM).quotable is None


def test_an_analysis_knows_whose_words_it_quotes(
    database: Database, people: list[Response], analysed: Callable[..., Analysis]
) -> None:
    analysis = analysed()
    assert quotes_in(analysis.published_summary) == [CANARY, OTHER]
    with database.reading() as session:
        rows = session.scalars(select(Quotation).order_by(Quotation.key)).all()
    assert [(row.analysis_id, row.response_id) for row in rows] == [(analysis.id, person.id) for person in people]


@pytest.mark.parametrize("purpose", ["quote", "profile", "take_part"])
def test_a_withdrawn_quote_leaves_every_summary(
    database: Database, people: list[Response], analysed: Callable[..., Analysis], purpose: str
) -> None:
    before = analysed()
    take_back(database, people[0], purpose=purpose)
    after = stored(database, before.id)
    assert quotes_in(after.summary) == quotes_in(after.published_summary) == [OTHER]
    assert after.published_summary is not None
    assert after.published_summary.items == example_summary().items, "nothing else is lost"


def test_another_consent_taken_back_leaves_the_quote(
    database: Database, people: list[Response], analysed: Callable[..., Analysis]
) -> None:
    before = analysed()
    with database.writing() as session:
        factories.give_consent(session, people[0], purpose="recontact")
    take_back(database, people[0], purpose="recontact")
    assert quotes_in(stored(database, before.id).summary) == [CANARY, OTHER]


def test_the_words_of_an_erased_person_are_nowhere_in_the_database_file(
    database: Database, people: list[Response], analysed: Callable[..., Analysis]
) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL frees erased rows by its own vacuum")
    analysed()
    assert CANARY.encode() in bytes_of(database)
    with database.writing() as session:
        erase_respondent(session, factories.LINKS, response=session.get_one(Response, people[0].id), now=utc_now())
    assert clear(database)
    assert CANARY.encode() not in bytes_of(database)
    assert OTHER.encode() in bytes_of(database)


def test_words_in_a_summary_that_nobody_can_read_any_more_go_with_all_of_it(
    database: Database, people: list[Response], analysed: Callable[..., Analysis]
) -> None:
    before = analysed()
    with database.writing() as session:
        earlier = type_coerce({"words": CANARY}, JSON)
        session.execute(update(Analysis).values(summary=earlier, published_summary=earlier))
    take_back(database, people[0], purpose="quote")
    with database.reading() as session:
        stored = select(type_coerce(Analysis.summary, JSON)).where(Analysis.id == before.id)
        assert session.scalar(stored) is None


def test_whoever_takes_it_back_while_the_analysis_runs_is_not_quoted(
    people: list[Response], analysed: Callable[..., Analysis]
) -> None:
    analysis = analysed(lambda database: take_back(database, people[0], purpose="quote"))
    assert quotes_in(analysis.summary) == quotes_in(analysis.published_summary) == [OTHER]


def test_a_study_presented_as_research_publishes_no_quotes(
    database: Database, study: Study, analysed: Callable[..., Analysis]
) -> None:
    with database.writing() as session:
        session.get_one(Study, study.id).mode = "research"
    analysis = analysed()
    assert quotes_in(analysis.published_summary) == []
    assert quotes_in(analysis.summary) == [CANARY, OTHER], (
        "the research team, who has the answers anyway, may read them"
    )


def test_the_zip_for_others_holds_nobody_s_words(database: Database, analysed: Callable[..., Analysis]) -> None:
    analysis_id = analysed().id
    with database.reading() as session:
        files = reproduction_files(session, analysis=session.get_one(Analysis, analysis_id), asker=factories.SYSTEM)
    assert CANARY not in "".join(files.values())
