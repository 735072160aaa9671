"""Who opens what with a private link: every address of a respondent, with one's own link, another's, and none."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from surveys.models import ConsentEvent, PageVisit, Response, Reward
from surveys.store.database import Database
from surveys.web.access import ACCESS
from tests.surveys.indistinguishable import told
from tests.surveys.respondents.person import ABOUT_YOU, ATTITUDES, Person

OWN, OTHER = "thrift-study", "other-study"
CANARY = "Only this person wrote this."
RANDOM = "r" * 43
CELLS: Mapping[str, tuple[int, int]] = {
    "respondents.introduction": (200, 200),
    "respondents.start": (200, 200),
    "respondents.page": (404, 303),
    "respondents.send_page": (404, 303),
    "respondents.autosave": (400, 400),
    "respondents.ahead": (200, 200),
    "respondents.send_kept": (200, 200),
    "respondents.words": (404, 303),
    "respondents.decide": (404, 303),
    "respondents.thanks": (404, 200),
    "respondents.resume": (404, 404),
    "respondents.another_link": (303, 303),
    "respondents.choose_link": (303, 303),
    "respondents.receipt": (404, 200),
    "respondents.receipt_json": (404, 200),
    "respondents.my_data": (404, 200),
    "respondents.my_data_json": (404, 200),
    "respondents.my_data_table": (404, 200),
    "respondents.withdraw": (404, 303),
    "respondents.allow": (404, 303),
    "respondents.erase": (404, 303),
    "respondents.reward": (404, 200),
    "respondents.reward_link": (404, 404),
    "respondents.fetch_code": (404, 404),
    "respondents.download": (404, 404),
    "respondents.outcome": (404, 404),
    "respondents.picture": (404, 404),
    "respondents.card_svg": (404, 404),
    "respondents.card_png": (404, 404),
}
"""Endpoint -> how those without a link of this study are answered, and those who finished with one of their own.

The token and the download in the address are nobody's; the reward is a page, of which there is no file; the study is
no quiz, so that it has no outcomes, and has no pictures.
"""
FOR_SCRIPTS = frozenset({"respondents.ahead", "respondents.send_kept"})
"""Asked by a script of an open page, which reads from the answer, not from its status, that nothing is there."""

Open = Callable[[FlaskClient, str], Any]


@pytest.fixture
def written(publish: Callable[..., str], visit: Callable[[str], Person]) -> Person:
    """Somebody who finished the study, whose words nobody else may see."""
    for slug in (OWN, OTHER):
        publish(slug=slug)
    person = visit(OWN)
    person.agree()
    person.send("attitudes", ATTITUDES)
    person.send("about_you", {**ABOUT_YOU, "why": CANARY})
    return person


@pytest.fixture
def visitors(
    written: Person, app: Flask, visit: Callable[[str], Person], signed_in: Callable[..., FlaskClient]
) -> Mapping[str, FlaskClient]:
    """Who has no link of this study, whatever else they have; one has answers of the other study."""
    elsewhere = visit(OTHER)
    elsewhere.finish()
    elsewhere.client.set_cookie(f"answers-{OWN}", elsewhere.cookie(), path=f"/s/{OWN}")
    staff = {role: signed_in(role) for role in ("marketer", "researcher", "lead", "administrator")}
    return {"nobody": app.test_client(), "of another study": elsewhere.client, **staff}


def _routes(app: Flask) -> list[tuple[str, str, str]]:
    """Endpoint, method and address of everything a respondent can open."""
    values = {"slug": OWN, "page": "attitudes", "token": RANDOM, "signed": "x", "reward_id": 1, "name": "nothing"}
    values["digest"] = "0" * 64
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("respondents."):
            mine = {name: values[name] for name in rule.arguments}
            for method in sorted((rule.methods or set()) - {"OPTIONS"}):
                address = app.url_map.bind("localhost").build(rule.endpoint, mine, method=method)
                found.append((rule.endpoint, method, address))
    return found


def _stored(database: Database) -> list[Any]:
    with database.reading() as session:
        tables = (Response.answers, PageVisit.key, ConsentEvent.given)
        return [session.scalars(select(column).order_by(column.class_.id)).all() for column in tables]


def _wrong(app: Flask, browser: FlaskClient, cell: int) -> list[str]:
    wrong = []
    for endpoint, method, address in _routes(app):
        answer = browser.open(address, method=method)
        expected = CELLS[endpoint][cell]
        if answer.status_code != expected or CANARY in answer.get_data(as_text=True):
            wrong.append(f"{method} {endpoint}: {answer.status_code}, not {expected}")
    return wrong


def test_every_address_of_a_respondent_has_its_cell(app: Flask) -> None:
    assert set(CELLS) == {endpoint for endpoint in ACCESS if endpoint.startswith("respondents.")}


def test_without_a_link_of_this_study_nothing_opens(
    app: Flask, database: Database, visitors: Mapping[str, FlaskClient]
) -> None:
    before = _stored(database)
    wrong = {who: _wrong(app, browser, 0) for who, browser in visitors.items()}
    assert {who: faults for who, faults in wrong.items() if faults} == {}
    assert _stored(database) == before


def test_scripts_without_a_link_of_this_study_get_no_page(app: Flask, visitors: Mapping[str, FlaskClient]) -> None:
    """Nor is anything taken from them."""
    asked = [(method, address) for endpoint, method, address in _routes(app) if endpoint in FOR_SCRIPTS]
    for browser in visitors.values():
        told = [browser.open(address, method=method).get_json() for method, address in asked if method != "HEAD"]
        assert [each.get("pages") for each in told if "pages" in each] == [[]]
        assert [each["state"] for each in told if "state" in each] == ["refused"]


def test_another_respondent_sees_what_is_their_own(
    app: Flask, database: Database, written: Person, visit: Callable[[str], Person]
) -> None:
    other = visit(OWN)
    other.finish()
    before = _stored(database)
    assert _wrong(app, other.client, 1) == []
    assert _stored(database) == before
    assert CANARY in written.get("my-data").text


def test_a_link_of_another_study_is_as_good_as_an_invented_one(app: Flask, visitors: Mapping[str, FlaskClient]) -> None:
    foreign, invented = visitors["of another study"], app.test_client()
    invented.set_cookie(f"answers-{OWN}", RANDOM, path=f"/s/{OWN}")
    differ = []
    for endpoint, method, address in _routes(app):
        if CELLS[endpoint][0] >= 400 or endpoint in FOR_SCRIPTS:
            one, other = (told(browser.open(address, method=method)) for browser in (foreign, invented))
            differ += [] if one == other else [f"{method} {endpoint}"]
    assert differ == []


def test_a_reward_of_another_study_is_as_good_as_none(database: Database, written: Person) -> None:
    with database.reading() as session:
        foreign = max(session.scalars(select(Reward.id)).all())
    for address, method in (("reward/{}", "GET"), ("reward/{}/link", "POST")):
        addresses = [written.url(address.format(number)) for number in (foreign, 4712)]
        one, other = (told(written.client.open(each, method=method), each) for each in addresses)
        assert one.status == 404
        assert one == other
