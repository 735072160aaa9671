"""Who may open what: every address, every method, every kind of visitor."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from surveys.models import Study
from surveys.store.database import Database
from surveys.web.access import ACCESS
from tests import factories

SignedIn = Callable[[str], FlaskClient]
EVERYBODY = frozenset({"nobody", "marketer", "researcher", "administrator"})
TEAM = EVERYBODY - {"nobody"}
RESEARCHERS = frozenset({"researcher", "administrator"})
WHO_MAY = {
    "": TEAM,
    "static": EVERYBODY,
    "s": EVERYBODY,
    "reward": EVERYBODY,
    "sign-in": EVERYBODY,
    "sign-out": EVERYBODY,  # with or without being signed in, it leads to the sign-in page
    "account": TEAM,
    "accounts": frozenset({"administrator"}),
    "publish": RESEARCHERS,
    "p": RESEARCHERS,
    "studies": RESEARCHERS,
    "reports": TEAM,
}
"""First part of an address -> who may open it, said apart from the table that enforces it."""
VALUES = {"slug": "thrift-study", "page": "attitudes", "filename": "css/base.css", "number": 1, "account_id": 1,
          "reward_id": 1, "token": "x", "signed": "x", "code": "A"}  # fmt: skip


def rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def address(app: Flask, rule: Rule) -> str:
    values = {name: VALUES.get(name, "x") for name in rule.arguments}
    return str(app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods or ()))))


def test_every_view_has_its_row_and_every_row_its_view(app: Flask) -> None:
    assert set(app.view_functions) == set(ACCESS)


def test_every_address_belongs_to_a_part_whose_visitors_are_known(app: Flask) -> None:
    assert {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()} <= set(WHO_MAY)


@pytest.mark.parametrize("visitor", sorted(EVERYBODY))
def test_each_visitor_gets_in_where_they_may_and_nowhere_else(
    app: Flask, database: Database, signed_in: SignedIn, visitor: str
) -> None:
    with database.writing() as session:
        factories.publish_study(session)
    app.config["RATELIMIT_ENABLED"] = False
    wrong = []
    for rule, method in rules(app):
        browser = app.test_client() if visitor == "nobody" else signed_in(visitor)
        path = address(app, rule)
        answer = browser.open(path, method=method)
        asks = answer.status_code == 303 and "/sign-in" in answer.headers["Location"]
        kept_out = answer.status_code == 403 or (asks and rule.endpoint != "accounts.sign_out")
        if kept_out == (visitor in WHO_MAY[rule.rule.split("/")[1]]):
            wrong.append(f"{method} {path}: {answer.status_code}")
    assert wrong == []


def test_a_view_without_a_row_does_not_exist(app: Flask) -> None:
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    assert app.test_client().get("/forgotten").status_code == 404


def test_a_marketer_comes_in_by_the_reports_and_a_researcher_by_the_studies(app: Flask, signed_in: SignedIn) -> None:
    assert signed_in("researcher").get("/").headers["Location"] == "/studies"
    assert signed_in("marketer").get("/").headers["Location"] == "/reports"


@pytest.mark.parametrize("path", ["/studies/{}", "/studies/{}/analyses/1", "/s/{}", "/reports/{}", "/p/{}"])
@pytest.mark.parametrize("slug", ["nothing-here", "THRIFT-STUDY", "thrift-study%00", "..%2f..", "x" * 300])
def test_a_name_that_leads_nowhere_looks_like_any_other(
    signed_in: SignedIn, database: Database, path: str, slug: str
) -> None:
    with database.writing() as session:
        factories.publish_study(session)
    assert signed_in("administrator").get(path.format(slug)).status_code == 404
    with database.reading() as session:
        assert session.query(Study).count() == 1
