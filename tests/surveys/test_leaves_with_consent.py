"""Whoever exports says which consent it needs: every address and every exporter, by every role, with people of every
scope of consent behind it. A line or a word of anybody else leaks nowhere.
"""

import importlib
import inspect
import io
import pkgutil
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import pytest
import yaml
from flask import Flask
from werkzeug.test import TestResponse

from research.matrix import ResponseMatrix
from research.reading.codebook_file import codebook_from_plain
from surveys import exports
from surveys.exports.file import File
from surveys.exports.responses_zip import responses_zip
from surveys.models import Analysis, Response, Study
from surveys.models.base import utc_now
from surveys.store import analyses
from surveys.store.database import Database
from surveys.web.access import ACCESS
from tests import factories
from tests.surveys.studies.example_summary import example_summary
from tests.surveys.test_access import OWN, address, routes, visitor

SCOPES: Mapping[str, Mapping[str, bool]] = {
    "nothing": {},
    "withdrew": {"take_part": False, "profile": True, "quote": True},
    "answers": {"take_part": True},
    "placed": {"take_part": True, "profile": True},
    "not placed any more": {"take_part": True, "profile": False, "quote": True},
    "quoted": {"take_part": True, "profile": True, "quote": True},
}
"""A person of each, and what they said last about each purpose."""
ROLES = ("lead", "researcher", "marketer", "foreign lead", "administrator")
FORMS: Mapping[str, list[dict[str, str]]] = {"studies.export": [{"kind": "responses"}, {"kind": "codebook"}]}
EXPORTERS: Mapping[str, str | None] = {
    "assignments_csv": "analyses.assignments",
    "codebook_yaml": "studies.export",
    "my_data_csv": "respondents.my_data_table",
    "quiz_yaml": "analyses.quiz",
    "reproduction_zip": "analyses.reproduction",
    "responses_zip": "studies.export",
    "rule_json": "analyses.rule",
    "summary_json": "analyses.summary",
    "tracking_json": "waves.tracking",
}
"""Every module that makes a file of data, a team's or somebody's own, and the address that declares what it needs."""


@pytest.fixture
def signs(database: Database) -> dict[str, tuple[str, str]]:
    """Random name and own words of each person; lines of all of them are stored, as if nothing kept anybody out."""
    with database.writing() as session:
        study = factories.publish_study(session, mode="profiling", anonymous=False, purposes=factories.PROFILING)
        found: dict[str, tuple[str, str]] = {}
        people: dict[str, Response] = {}
        for name, said in SCOPES.items():
            words = f"canary-{name.replace(' ', '-')}-sings"
            answers = {**factories.COMPLETE, "why": words, "why_quote": 1}
            people[name] = factories.make_response(session, study, answers=answers, purposes=())
            for purpose, given in said.items():
                factories.give_consent(session, people[name], purpose=purpose, given=given)
            found[name] = people[name].subject, words
        analysis = analyses.add_analysis(session, study_id=study.id, plan={}, requested_by_id=None, at=utc_now())
        _finish(analysis, found["quoted"][1])
        analyses.add_assignments(
            session,
            rows=[
                {"analysis_id": analysis.id, "response_id": person.id, "segment": "S1", "probability": 0.9,
                 "scores": {"F1": 0.5}, "flagged": False}
                for person in people.values()
            ],
        )  # fmt: skip
    return found


def _finish(analysis: Analysis, words: str) -> None:
    quote = {"key": "why..S1.1", "text": words, "theme": "T1", "dissenting": False}
    own = {"answers": 40, "quotable": 20, "reason": None, "quotes": [quote]}
    about = {"variable": "why", "text": "Why?", "language": None, "answers": 80, "k": 1}
    asked = {**about, "supported": True, "reason": "", "themes": [], "by_segment": [], "quotes": {"S1": own}}
    summary = example_summary({"segments.open_text": [asked]})
    analysis.run.state, analysis.summary, analysis.published_summary = "done", summary, summary
    analysis.charts, analysis.published_at = {}, utc_now()


def whole(answer: TestResponse) -> str:
    """Everything that left, what is packed unpacked."""
    if answer.mimetype != "application/zip":
        return answer.get_data(as_text=True)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def left(app: Flask, database: Database, role: str) -> Iterator[tuple[str, str]]:
    """Endpoint and everything it gave to a role, over all addresses of the team and all their methods."""
    browser = visitor(app, database, role)
    for rule, method in routes(app):
        known = ACCESS.get(rule.endpoint)
        if known is None or not known.signed_in or rule.endpoint == "accounts.sign_out":
            continue
        for form in FORMS.get(rule.endpoint, [{}]):
            data: dict[str, Any] = {"data": form} if method == "POST" else {}
            yield rule.endpoint, whole(browser.open(address(app, rule, slug=OWN), method=method, **data))


def leaked(endpoint: str, text: str, signs: Mapping[str, tuple[str, str]]) -> set[str]:
    """People whose name or words are in it although they did not agree to what is declared, or nothing is."""
    needed = ACCESS[endpoint].people
    seen = {name for name, marks in signs.items() if any(mark in text for mark in marks)}
    return {name for name in seen if needed is None or not all(SCOPES[name].get(purpose) for purpose in needed)}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("role", ROLES)
def test_nobody_leaves_who_did_not_agree_to_it(
    app: Flask, database: Database, signs: dict[str, tuple[str, str]], role: str
) -> None:
    given = list(left(app, database, role))
    assert [(endpoint, who) for endpoint, text in given if (who := leaked(endpoint, text, signs))] == []
    seen = {name for _endpoint, text in given for name, marks in signs.items() if any(mark in text for mark in marks)}
    expected = {"lead": {"answers", "placed", "not placed any more", "quoted"}}.get(role)
    assert expected is None or seen == expected, "the walk sees those who agreed"


def test_every_exporter_has_an_address_that_declares_its_consent() -> None:
    found = set()
    for module in pkgutil.iter_modules(exports.__path__):
        loaded = importlib.import_module(f"surveys.exports.{module.name}")
        makes = (
            one for _name, one in inspect.getmembers(loaded, inspect.isfunction) if one.__module__ == loaded.__name__
        )
        if any(inspect.signature(one).return_annotation is File and "content" not in one.__name__ for one in makes):
            found.add(module.name)
    assert found - {"file"} == set(EXPORTERS)
    assert {endpoint for endpoint in EXPORTERS.values() if endpoint not in ACCESS} == set()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_exported_says_whom_an_analysis_elsewhere_may_read(
    database: Database, signs: dict[str, tuple[str, str]]
) -> None:
    with database.reading() as session:
        study = session.query(Study).one()
        file = responses_zip(database, study=study, asker=factories.SYSTEM)
        with zipfile.ZipFile(io.BytesIO(file.content.read())) as archive:
            codebook = codebook_from_plain(yaml.safe_load(archive.read("codebook.yaml")))
            answers = pd.read_csv(io.BytesIO(archive.read("responses.csv")))
    read = ResponseMatrix.from_frame(answers, codebook=codebook)
    assert set(read.values.index) == {signs["placed"][0], signs["quoted"][0]}
