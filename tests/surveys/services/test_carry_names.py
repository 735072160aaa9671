"""A name of the team stays with the same people when the same plan runs again, and with nobody else."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from research.plan import AnalysisPlan
from surveys.models import Analysis, PersonaName, Response, Study
from surveys.models.base import utc_now
from surveys.services.analyses.carry_names import carry_names, same_segments
from surveys.services.analyses.check_names import Naming
from surveys.services.analyses.name_personas import name_personas
from surveys.store import analyses, persona_names
from surveys.store.database import Database
from tests import factories
from tests.surveys.studies.further_summary import further_summary

MANY = {"data.n_assigned": 10}
Place = Callable[[Sequence[str]], Analysis]


@pytest.fixture
def named(database: Database) -> Study:
    """A study of ten people, five in each segment of an analysis; S1 are “Hoarders”, S2 “Big Spenders”."""
    with database.writing() as session:
        study = factories.publish_study(session)
        for _n in range(10):
            factories.make_response(session, study)
        first = _analysis(session, study, ["S1"] * 5 + ["S2"] * 5)
        _name(session, first, S1="Hoarders", S2="Big Spenders")
        return study


def _analysis(session: Session, study: Study, segments: Sequence[str], **plan: Any) -> Analysis:
    made = analyses.add_analysis(
        session, study_id=study.id, plan=AnalysisPlan(**plan).to_dict(), requested_by_id=None, at=utc_now()
    )
    made.run.state = "done"
    made.summary = made.published_summary = further_summary(MANY)
    session.flush()
    people = session.scalars(select(Response.id).order_by(Response.id)).all()
    rows = [
        {"analysis_id": made.id, "response_id": person, "segment": segment, "scores": {}, "flagged": False}
        for person, segment in zip(people, segments, strict=False)
    ]
    analyses.add_assignments(session, rows=rows)
    return made


def _name(session: Session, analysis: Analysis, **names: str) -> None:
    wanted = [Naming(segment=code, name=name) for code, name in names.items()]
    name_personas(session, analysis=analysis, wanted=wanted, seen=0, asker=factories.SYSTEM, now=utc_now())


def _carried(database: Database, study: Study, segments: Sequence[str], **plan: Any) -> dict[str, str]:
    with database.writing() as session:
        made = _analysis(session, study, segments, **plan)
        carry_names(session, analysis_id=made.id, asker=factories.SYSTEM, now=utc_now())
        given = persona_names.names_in_use(persona_names.names_of(session, analysis=made, asker=factories.SYSTEM))
        told = {each.code: each.given_name for each in made.summary.personas if each.given_name}
        assert told == given
        return given


def test_names_go_with_the_people_whatever_the_code_is(database: Database, named: Study) -> None:
    assert _carried(database, named, ["S2"] * 5 + ["S1"] * 5) == {"S2": "Hoarders", "S1": "Big Spenders"}
    with database.reading() as session:
        rows = session.scalars(select(PersonaName).where(PersonaName.carried_from.is_not(None))).all()
        assert {row.carried_from for row in rows} == {1}


def test_other_people_get_no_name_of_others(database: Database, named: Study) -> None:
    assert _carried(database, named, ["S1", "S2"] * 5) == {}


def test_another_plan_makes_other_personas(database: Database, named: Study) -> None:
    assert _carried(database, named, ["S1"] * 5 + ["S2"] * 5, seed=7) == {}


def test_too_few_shared_people_tell_nothing(database: Database, named: Study) -> None:
    assert _carried(database, named, ["S1"] * 4) == {}


def test_a_segment_that_changed_a_little_is_the_same_and_one_that_split_is_not() -> None:
    assert same_segments({("S1", "S1"): 90, ("S1", "S2"): 10, ("S2", "S2"): 60, ("S2", "S3"): 50}) == {"S1": "S1"}
