"""Who asks: every store function that reads a team's data takes it, and shows what is of the asker's teams alone."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from surveys import store
from surveys.models import Account, Analysis, Collector, PersonaName, QuotaPlace, Response, Study
from surveys.models.base import utc_now
from surveys.services.studies.publish_questionnaire import publish_questionnaire
from surveys.store import analyses, collectors, events, persona_names, responses, solutions, waves
from surveys.store.answer_counts import AnswerCounts
from surveys.store.answers import Window
from surveys.store.asker import Asker
from surveys.store.database import Database
from surveys.store.fieldwork import Shares, StudyCount
from tests import factories
from tests.surveys.studies.example_summary import example_summary

PACKAGE = Path(store.__file__).parents[1]
WITHOUT: dict[str, frozenset[str]] = {
    "what respondents do with their own answers, and what anybody may read at a study's address": frozenset(
        {"responses", "sittings", "consents", "rewards", "reward_codes", "public_studies", "left_out.is_left_out",
         "events.answers_taken", "collectors.by_token", "pictures.content_of", "quota_places.hold_study",
         "quota_places.limits_today", "quota_places.places_of", "quota_places.taken", "quota_places.free_places"}
    ),
    "what the worker and retention do by themselves, for nobody": frozenset(
        {"runs", "overdue", "clearings", "cleaning", "quotations", "answers.consenting_responses",
         "answers.hold_consenting",
         "analyses.analysis_of_run", "imports.given_up",
         "analyses.keep_results", "waves.wave_of_run", "waves.keep_results"}
    ),
    "who signs in and who works where, which the access table keeps for administrators": frozenset(
        {"accounts"}
        | {f"teams.{name}" for name in ("all_teams", "team_by_id", "team_by_name", "add_team", "members_of",
                                        "membership", "set_membership", "remove_membership")}
    ),
    "whether an address is free, which is all that is said": frozenset({"studies.is_taken"}),
    "writing to what was found before by somebody who may see it": frozenset(
        {f"analyses.{name}" for name in ("add_analysis", "add_assignments", "mark_stale", "unpublish_others")}
        | {"numbers", "events.add_event", "imports.add_responses", "imports.add_consents",
           "imports.begin", "imports.beat", "imports.arrive", "imports.give_up", "imports.clear",
           "published_rewards.add", "pictures.keep", "collectors.add",
           "published_rewards.is_promised", "published_rewards.is_earned",
           "persona_names.add_names", "persona_names.hold_named",
           "solutions.add_solution", "solutions.remove_solution", "left_out.leave_out",
           "studies.add_told_terms", "waves.add_wave"}
    ),
    "counting people of analyses that were found before by somebody who may see them": frozenset(
        {"versions.only_in", "versions.lost_since", "left_out.placed_in_all"}
    ),
    "what stands of people whose lines were found before by somebody who may see them": frozenset(
        {"answers.standing_purposes"}
    ),
    "no query of its own": frozenset({"insert_once", "database", "backup", "set_apart"}),
}  # fmt: skip
"""Why a module or a function does without: whoever adds one decides, and says so here."""
EXEMPT = frozenset().union(*WITHOUT.values())


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    for module in pkgutil.iter_modules(store.__path__):
        loaded = importlib.import_module(f"surveys.store.{module.name}")
        for name, found in inspect.getmembers(loaded, inspect.isfunction):
            takes = inspect.signature(found).parameters
            reads = "session" in takes or "database" in takes
            if found.__module__ == loaded.__name__ and reads and not name.startswith("_"):
                yield f"{module.name}.{name}", found


def asks_who(function: Callable[..., object]) -> bool:
    asker = inspect.signature(function).parameters.get("asker")
    return (
        asker is not None
        and asker.kind is inspect.Parameter.KEYWORD_ONLY
        and asker.default is inspect.Parameter.empty
        and asker.annotation in (Asker, "Asker")
    )


def test_every_function_that_reads_a_teams_data_asks_who_wants_it() -> None:
    careless = [
        name
        for name, function in functions()
        if name not in EXEMPT and name.partition(".")[0] not in EXEMPT and not asks_who(function)
    ]
    assert careless == []


def test_nothing_is_excused_that_is_not_there_or_needs_no_excuse() -> None:
    there = dict(functions())
    modules = {module.name for module in pkgutil.iter_modules(store.__path__)}
    assert {name for name in EXEMPT if name not in there and name not in modules} == set()
    assert [name for name in EXEMPT if name in there and asks_who(there[name])] == []


@pytest.fixture
def study(database: Database) -> Study:
    """A study of the first team with an answer, an analysis that is published and locked, and a comparison."""
    with database.writing() as session:
        study = factories.publish_study(session)
        response = factories.make_response(session, study)
        now = utc_now()
        visit = responses.Visit(page="x", key="x", body_hash="x", order_shown=(), shown_at=now, answered_at=now)
        responses.add_visit(session, response_id=response.id, visit=visit)
        analysis = analyses.add_analysis(session, study_id=study.id, plan={}, requested_by_id=None, at=utc_now())
        analysis.run.state, analysis.published_at, analysis.published_summary = "done", utc_now(), example_summary()
        solutions.add_solution(session, analysis=analysis, account_id=None, at=utc_now())
        period = waves.Period(since=utc_now(), until=None)
        wave = waves.add_wave(
            session, study_id=study.id, analysis_id=analysis.id, period=period, requested_by_id=None, at=utc_now()
        )
        wave.result = {"verdict": "stable"}
        events.add_event(session, action="import", study_id=study.id, detail={"file": "abc"})
        analyses.add_assignments(session, rows=[_assignment(session, analysis)])
        events.add_event(session, action="report.published", study_id=study.id, detail={"number": 2})
        again = analyses.add_analysis(session, study_id=study.id, plan={}, requested_by_id=None, at=utc_now())
        named = [PersonaName(analysis_id=one.id, segment="S1", name="Savers") for one in (analysis, again)]
        persona_names.add_names(session, rows=named)
        way = collectors.add(
            session, study_id=study.id, kind="test", name="Test", token="x" * 22, settings={}, by_id=None
        )
        session.add(QuotaPlace(response_id=response.id, quota="women", study_id=study.id, until=None))
        factories.make_response(session, study, collector_id=way.id, is_test=True)
        return study


def _assignment(session: Session, analysis: Analysis) -> dict[str, object]:
    response_id = session.query(Response).one().id
    return {"analysis_id": analysis.id, "response_id": response_id, "segment": "S1", "scores": {}, "flagged": False}


FOR_MARKETERS = frozenset({"reports.published_lines", "reports.published_report"})


def arguments(session: Session, study: Study) -> dict[str, object]:
    """What any of the functions may be asked about, by the name of its parameter."""
    analysis = session.query(Analysis).filter_by(number=1).one()
    return {
        "study_id": study.id, "study_ids": [study.id], "slug": study.slug, "number": 1, "version_ids": [1],
        "names": ["gender"], "window": Window(), "purposes": ("take_part",), "file_hash": "abc",
        "last": 1000, "analysis_id": analysis.id,
        "now": utc_now(), "collector_id": session.query(Collector).one().id,
        "analysis": analysis, "first": analysis, "second": analysis,
    }  # fmt: skip


def shows(found: object) -> bool:
    """Whether anything of the study came out."""
    if isinstance(found, AnswerCounts):
        return bool(found.languages)
    if isinstance(found, Shares):
        return bool(found.languages)
    if isinstance(found, dict) and all(isinstance(count, StudyCount) for count in found.values()):
        return any(count != StudyCount() for count in found.values())
    return bool(list(found) if isinstance(found, Iterator) else found)


@pytest.mark.parametrize("name", [name for name, function in functions() if asks_who(function)])
def test_what_is_read_is_the_teams_alone(database: Database, study: Study, name: str) -> None:
    function = dict(functions())[name]
    with database.reading() as session:
        known = arguments(session, study)
        wanted = inspect.signature(function).parameters.values()
        given = {one.name: known[one.name] for one in wanted if one.default is one.empty and one.name in known}

        def seen(asker: Asker) -> bool:
            from_where = session if "session" in inspect.signature(function).parameters else database
            return shows(function(from_where, **given, asker=asker))

        assert all(map(seen, (Asker.system(), _in_team(study, "lead"), _in_team(study, "researcher"))))
        assert seen(_in_team(study, "marketer")) == (name in FOR_MARKETERS)
        strangers = (Asker(), Asker(administrator=True, account_id=1), Asker(roles={study.team_id + 1: "lead"}))
        assert not any(map(seen, strangers))


def test_pages_never_ask_as_the_system() -> None:
    files = {str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    as_system = {name for name, text in files.items() if "Asker.system()" in text or "is_system=" in text}
    allowed = ("cli/", "demo/", "services/analyses/run_", "store/asker.py")
    assert {name for name in as_system if not name.startswith(allowed)} == set()


def _in_team(study: Study, role: str) -> Asker:
    return Asker(account_id=1, roles={study.team_id: role})


def test_lines_about_people_are_for_leads_and_for_the_researcher_who_owns_the_study(database: Database) -> None:
    with database.writing() as session:
        owner, other = (factories.make_account(session) for _n in range(2))
        lead, marketer = (factories.make_account(session, role=role) for role in ("lead", "marketer"))
        made = factories.study_file()
        study = publish_questionnaire(session, study_file=made, asker=Asker.from_account(owner)).study
        asked: list[Account] = [owner, other, lead, marketer]
        assert [Asker.from_account(one).may_see_rows(study) for one in asked] == [True, False, True, False]
        assert not Asker(account_id=owner.id, administrator=True).may_see_rows(study)
