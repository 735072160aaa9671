"""Who may open what: every address and every method, by people of two teams, in every role, and by nobody."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from research.plan import AnalysisPlan
from surveys.models import Analysis, Base, Run, Study, Wave
from surveys.models.base import utc_now
from surveys.store import teams
from surveys.store.database import Database
from surveys.web.access import ACCESS
from tests import factories
from tests.report_samples import sample_charts, sample_published
from tests.surveys.indistinguishable import told
from tests.surveys.safe_headers import unsafe_headers
from tests.surveys.studies.example_summary import example_summary

SignedIn = Callable[..., FlaskClient]
OWN, FOREIGN = "thrift-study", "other-study"
MISSING = "no-such-thing"
OURS, THEIRS = factories.FIRST_TEAM, "Neighbours"
PEOPLE: Mapping[str, Mapping[str, str]] = {
    "marketer": {OURS: "marketer"},
    "researcher": {OURS: "researcher"},
    "lead": {OURS: "lead"},
    "foreign marketer": {THEIRS: "marketer"},
    "foreign researcher": {THEIRS: "researcher"},
    "foreign lead": {THEIRS: "lead"},
    "of both": {OURS: "marketer", THEIRS: "researcher"},
    "administrator": {},
}
"""Team -> role of somebody who is signed in; the administrator is in no team."""
EVERYBODY = frozenset(PEOPLE)
RESEARCHERS = frozenset({"researcher", "lead"})
OUTSIDERS = frozenset({"foreign marketer", "foreign researcher", "foreign lead", "administrator"})
TABLES = Base.metadata.sorted_tables
OPEN = frozenset({"static", "s", "reward", "sign-in", "sign-out"})
"""First parts of addresses that ask nobody to sign in."""
LISTS: Mapping[str, frozenset[str]] = {
    "": EVERYBODY,
    "account": EVERYBODY,
    "accounts": frozenset({"administrator"}),
    "teams": frozenset({"administrator"}),
    "publish": RESEARCHERS | {"foreign researcher", "foreign lead", "of both"},
    "studies": RESEARCHERS | {"foreign researcher", "foreign lead", "of both"},
    "reports": EVERYBODY - {"administrator"},
}
"""First part of an address without a study in it -> who may open it, said apart from the table that enforces it."""
STUDIES: Mapping[str, frozenset[str]] = {
    "p": RESEARCHERS,
    "studies": RESEARCHERS,
    "reports": RESEARCHERS | {"marketer", "of both"},
}
"""The same for what is about a study of the first team."""
VALUES = {"slug": OWN, "page": "attitudes", "filename": "css/base.css", "number": 1, "account_id": 1, "team_id": 1,
          "reward_id": 1, "token": "x", "signed": "x", "code": "S1"}  # fmt: skip
FOREIGN_NUMBER, MISSING_NUMBER = 4711, 4712
"""The first is an analysis and a comparison of the foreign study, the second is none of any study."""


@pytest.fixture
def two_teams(database: Database) -> None:
    """A study of each team, with an analysis that is the report and a comparison; the foreign one has more."""
    with database.writing() as session:
        factories.make_account(session, name="Account 1")
        for slug, team, numbers in ((OWN, OURS, (1,)), (FOREIGN, THEIRS, (1, FOREIGN_NUMBER))):
            study = factories.publish_study(session, slug=slug, team=team, title=f"About {slug}")
            for number in numbers:
                _add_analysis(session, study, number)


def _add_analysis(session: Any, study: Study, number: int) -> None:
    now = utc_now()
    done = Run(kind="analysis", state="done")
    analysis = Analysis(
        study_id=study.id, number=number, plan=AnalysisPlan().to_dict(), run=done, summary=example_summary(),
        published_summary=sample_published(), charts=sample_charts(), n_responses=500, published_at=now,
        acknowledged=[],
    )  # fmt: skip
    session.add(analysis)
    session.flush()
    error = {"code": "x", "text": "Too few answers.", "advice": "Wait for more.", "where": []}
    failed = Run(kind="comparison", state="failed", error=error)
    session.add(Wave(study_id=study.id, analysis_id=analysis.id, number=number, since=now, run=failed))


def visitor(app: Flask, database: Database, who: str) -> FlaskClient:
    browser = app.test_client()
    if who == "nobody":
        return browser
    with database.writing() as session:
        role = "administrator" if who == "administrator" else next(iter(PEOPLE[who].values()))
        account = factories.make_account(session, role=role, team=next(iter(PEOPLE[who]), OURS))
        for team, role in PEOPLE[who].items():
            place = factories.make_team(session, team).id
            teams.set_membership(session, account_id=account.id, team_id=place, role=role)
        token = factories.sign_in(session, account)
    with browser.session_transaction() as cookie:
        cookie.update(factories.cookie_of(token))
    return browser


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every address with every method: reading before writing, and signing out last."""
    found = [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]  # fmt: skip
    yield from sorted(found, key=lambda one: (one[0].endpoint == "accounts.sign_out", one[1] != "GET", one[0].rule))


def of_a_study(app: Flask) -> list[tuple[Rule, str]]:
    return [(rule, method) for rule, method in routes(app) if "slug" in rule.arguments and part(rule) not in OPEN]


def part(rule: Rule) -> str:
    return rule.rule.split("/")[1]


def address(app: Flask, rule: Rule, **changes: Any) -> str:
    values = {name: {**VALUES, **changes}.get(name, "x") for name in rule.arguments}
    return str(app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods or ()))))


def welcome(rule: Rule, who: str) -> str:
    """How somebody is to be received."""
    if part(rule) in OPEN:
        return "in"
    if who == "nobody":
        return "sign in"
    if "slug" not in rule.arguments:
        return "in" if who in LISTS[part(rule)] else "403"
    if who in OUTSIDERS:
        return "404"
    return "in" if who in STUDIES[part(rule)] else "403"


def received(rule: Rule, answer: TestResponse) -> str:
    if answer.status_code == 403:
        return "403"
    if answer.status_code == 303 and "/sign-in" in answer.headers["Location"] and rule.endpoint != "accounts.sign_out":
        return "sign in"
    return "404" if answer.status_code == 404 and part(rule) not in OPEN else "in"


def stored(database: Database) -> dict[str, Any]:
    """How many rows there are, and what could be changed about a study."""
    with database.reading() as session:
        rows = {table.name: session.scalar(select(func.count()).select_from(table)) for table in TABLES}
        columns = (Study.slug, Study.title, Study.state, Study.team_id, Run.state, Analysis.published_at)
        about = session.execute(select(*columns).join(Analysis.study).join(Analysis.run).order_by(Analysis.id)).all()
    return rows | {"about": about}


def test_every_view_has_its_row_and_every_row_its_view(app: Flask) -> None:
    assert set(app.view_functions) == set(ACCESS)


def test_every_address_belongs_to_a_part_whose_visitors_are_known(app: Flask) -> None:
    assert {part(rule) for rule in app.url_map.iter_rules() if "slug" in rule.arguments} <= OPEN | set(STUDIES)
    assert {part(rule) for rule in app.url_map.iter_rules() if "slug" not in rule.arguments} <= OPEN | set(LISTS)


@pytest.mark.parametrize("who", ["nobody", *PEOPLE])
@pytest.mark.usefixtures("two_teams")
def test_each_visitor_gets_in_where_they_may_and_nowhere_else(app: Flask, database: Database, who: str) -> None:
    app.config["RATELIMIT_ENABLED"] = False
    browser = visitor(app, database, who)
    wrong = []
    for rule, method in routes(app):
        answer = browser.open(address(app, rule), method=method)
        if received(rule, answer) != welcome(rule, who):
            wrong.append(f"{method} {rule.rule}: {answer.status_code}, not {welcome(rule, who)}")
        wrong += [f"{method} {rule.rule} ({answer.status_code}): {name}" for name in unsafe_headers(answer)]
    assert wrong == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("who", ["lead"])
@pytest.mark.usefixtures("two_teams")
def test_no_other_method_opens_anything(app: Flask, database: Database, who: str) -> None:
    """A method that the table of addresses does not name is refused; asking for the head tells no more than reading."""
    browser = visitor(app, database, who)
    before, wrong = stored(database), []
    rules = list(app.url_map.iter_rules())
    for rule in rules:
        named = {method for other in rules if other.rule == rule.rule for method in other.methods or ()}
        for method in {"PUT", "DELETE", "TRACE", "GET", "POST"} - named:
            answer = browser.open(address(app, rule), method=method)
            if answer.status_code != 405:
                wrong.append(f"{method} {rule.rule}: {answer.status_code}")
        if "GET" in named and rule.endpoint != "respondents.download":
            read, head = (browser.open(address(app, rule), method=method) for method in ("GET", "HEAD"))
            if (read.status_code, head.get_data()) != (head.status_code, b""):
                wrong.append(f"HEAD {rule.rule}: {head.status_code}, not {read.status_code}")
    assert wrong == []
    assert stored(database) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("two_teams")
def test_an_account_or_team_that_is_not_there_looks_like_any_other(app: Flask, database: Database) -> None:
    browser = visitor(app, database, "administrator")
    for rule, method in routes(app):
        for name in {"account_id", "team_id"} & rule.arguments:
            answers = [
                told(browser.open(address(app, rule, **{name: number}), method=method), str(number))
                for number in (MISSING_NUMBER, 9999)
            ]
            assert answers[0].status == 404, rule.rule
            assert answers[0] == answers[1]


@pytest.mark.parametrize("who", [*sorted(OUTSIDERS), "marketer", "researcher", "lead"])
@pytest.mark.usefixtures("two_teams")
def test_what_is_anothers_looks_like_what_is_not_there(app: Flask, database: Database, who: str) -> None:
    anothers = OWN if who in OUTSIDERS else FOREIGN
    browser = visitor(app, database, who)
    before, differ = stored(database), []
    for rule, method in of_a_study(app):
        foreign, missing = (browser.open(address(app, rule, slug=slug), method=method) for slug in (anothers, MISSING))
        if foreign.status_code != 404 or told(foreign, anothers) != told(missing, MISSING):
            differ.append(f"{method} {rule.rule}: {foreign.status_code}")
    assert differ == []
    assert stored(database) == before


@pytest.mark.parametrize("who", ["researcher", "lead"])
@pytest.mark.usefixtures("two_teams")
def test_a_foreign_number_under_ones_own_study_is_as_good_as_none(app: Flask, database: Database, who: str) -> None:
    browser = visitor(app, database, who)
    before, differ = stored(database), []
    for rule, method in of_a_study(app):
        if "number" not in rule.arguments:
            continue
        foreign, missing = (
            told(browser.open(address(app, rule, number=number), method=method), str(number))
            for number in (FOREIGN_NUMBER, MISSING_NUMBER)
        )
        if foreign.status != 404 or foreign != missing:
            differ.append(f"{method} {rule.rule}: {foreign.status}, {missing.status}")
    for path in (f"/studies/{OWN}/compare?a=1&b={{}}", f"/studies/{OWN}/analyses/new?like={{}}"):
        foreign, missing = (told(browser.get(path.format(n)), str(n)) for n in (FOREIGN_NUMBER, MISSING_NUMBER))
        if foreign != missing:
            differ.append(path)
    assert differ == []
    assert stored(database) == before


@pytest.mark.usefixtures("two_teams")
def test_ones_own_number_under_a_foreign_study_is_not_there(app: Flask, database: Database) -> None:
    browser = visitor(app, database, "researcher")
    answers = [browser.open(address(app, rule, slug=FOREIGN), method=method) for rule, method in of_a_study(app)]
    assert {answer.status_code for answer in answers} == {404}


@pytest.mark.parametrize("who", sorted(EVERYBODY))
@pytest.mark.usefixtures("two_teams")
def test_lists_name_the_studies_of_ones_teams_and_no_others(app: Flask, database: Database, who: str) -> None:
    browser = visitor(app, database, who)
    shown = {path: browser.get(path).get_data(as_text=True) for path in ("/studies", "/reports")}
    for slug, team in ((OWN, OURS), (FOREIGN, THEIRS)):
        role = PEOPLE[who].get(team)
        assert (f"About {slug}" in shown["/studies"]) == (role in ("researcher", "lead"))
        assert (f"About {slug}" in shown["/reports"]) == (role is not None)


@pytest.mark.usefixtures("two_teams")
def test_a_report_that_is_not_published_is_to_marketers_as_if_there_were_no_study(
    app: Flask, database: Database
) -> None:
    with database.writing() as session:
        factories.publish_study(session, slug="unpublished")
    browser = visitor(app, database, "marketer")
    for rule, method in of_a_study(app):
        if part(rule) == "reports":
            one, other = (
                browser.open(address(app, rule, slug=slug), method=method) for slug in ("unpublished", MISSING)
            )
            assert told(one, "unpublished") == told(other, MISSING)


@pytest.mark.usefixtures("two_teams")
def test_who_is_taken_out_of_a_team_is_out_at_the_next_page(app: Flask, database: Database) -> None:
    browser = visitor(app, database, "researcher")
    assert browser.get(f"/studies/{OWN}").status_code == 200
    with database.writing() as session:
        for membership in teams.members_of(session, team_id=factories.make_team(session).id):
            teams.remove_membership(session, membership=membership)
    assert browser.get(f"/studies/{OWN}").status_code == 404
    assert browser.get("/studies").status_code == 403


def test_pages_of_respondents_ask_for_no_account(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.writing() as session:
        factories.publish_study(session)
    browser = visitor(app, database, "researcher")

    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("an account was loaded")

    monkeypatch.setattr("surveys.store.accounts.account_of_token", refuse)
    assert browser.get(f"/s/{OWN}").status_code == 200


def test_a_view_without_a_row_does_not_exist(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    assert app.test_client().get("/forgotten").status_code == 404


@pytest.mark.parametrize(
    ("who", "place"),
    [("researcher", "/studies"), ("lead", "/studies"), ("of both", "/studies"), ("marketer", "/reports"),
     ("administrator", "/accounts")],
)  # fmt: skip
def test_everybody_begins_where_their_work_is(app: Flask, database: Database, who: str, place: str) -> None:
    assert visitor(app, database, who).get("/").headers["Location"] == place


@pytest.mark.parametrize("path", ["/studies/{}", "/studies/{}/analyses/1", "/s/{}", "/reports/{}", "/p/{}"])
@pytest.mark.parametrize("slug", ["nothing-here", "THRIFT-STUDY", "thrift-study%00", "..%2f..", "x" * 300])
def test_a_name_that_leads_nowhere_looks_like_any_other(
    signed_in: SignedIn, database: Database, path: str, slug: str
) -> None:
    with database.writing() as session:
        factories.publish_study(session)
    assert signed_in("lead").get(path.format(slug)).status_code == 404
    with database.reading() as session:
        assert session.query(Study).count() == 1
