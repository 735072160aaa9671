"""The outcome of a quiz beside its answers: in exports with its words, only of those who agreed to what it needs."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from surveys.exports.responses_zip import responses_zip
from surveys.models import Response, Study
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import StudyTerms
from surveys.services.answers.tell_result import tell_result
from surveys.services.studies.import_plan import plan_by_questionnaire
from surveys.services.studies.quiz_figures import quiz_figures
from surveys.store.database import Database
from surveys.store.studies import latest_version, versions_of
from tests import factories

SEGMENTS = ("S1", "S2")
RULE = {
    "format": "whyprint-rule/1",
    "items": ["warm"],
    "segments": list(SEGMENTS),
    "intercepts": {"S1": 0.0, "S2": 0.0},
    "means": {"warm": 3.0},
    "sds": {"warm": 1.0},
    "coefficients": {"S1": {"warm": 2.0}, "S2": {"warm": -2.0}},
    "threshold": 0.6,
}
PURPOSES = ("take_part", "profile")


def typing_quiz() -> dict[str, Any]:
    """One question that tells two personas apart, and the texts to choose from."""
    points = {"low": 1, "high": 5}
    choices = [{"code": code, "label": text} for code, text in ((1, "Warm"), (2, "Cold"), (90, "Both"))]
    alike = {"type": "single_choice", "name": "most_like_me", "text": "Which?", "options": choices, "order": "random"}
    pages = [
        {"name": "golden", "questions": [{"type": "rating", "name": "warm", "text": "Warm?", "points": points}]},
        {"name": "alike", "questions": [alike]},
    ]
    results = [
        {"name": segment.lower(), "title": f"Kind {segment}", "text": "So.", "when": [{"segment": segment}]}
        for segment in SEGMENTS
    ]
    fallback = {"name": "cannot_tell", "title": "It cannot be told", "text": "So."}
    return {
        "name": "kinds",
        "title": "Kinds",
        "sections": [{"name": "quiz", "title": "Quiz", "pages": pages}],
        "quiz": {"rule": RULE, "outcomes": [*results, fallback], "fallback": "cannot_tell"},
    }


def publish_quiz(session: Session) -> Study:
    plain = factories.study_plain(slug="kinds", mode="profiling")
    words = {one["name"]: one for one in plain["study"]["purposes"]}
    words.setdefault("profile", {"name": "profile", "text": "I agree to be placed in a group."})
    plain["study"]["purposes"] = list(words.values())
    plain["questionnaire"] = typing_quiz()
    return factories.publish_plain(session, plain)


def answer(session: Session, study: Study, answers: Mapping[str, Any], **more: Any) -> Response:
    return factories.make_response(session, study, answers=answers, **{"purposes": PURPOSES, **more})


def test_the_outcome_is_a_column_with_its_words_and_only_of_those_who_agreed(database: Database) -> None:
    with database.writing() as session:
        study = publish_quiz(session)
        answer(session, study, {"warm": 5})
        answer(session, study, {"warm": 1})
        answer(session, study, {"warm": 3})
        answer(session, study, {"warm": 5}, purposes=("take_part",))
        answer(session, study, {"warm": 5}, state="started")
        taken_back = answer(session, study, {"warm": 5})
        factories.give_consent(session, taken_back, purpose="profile", given=False)
    with database.reading() as session:
        study = session.query(Study).one()
    archive = zipfile.ZipFile(io.BytesIO(responses_zip(database, study=study, asker=factories.SYSTEM).content.read()))
    rows = list(csv.DictReader(io.StringIO(archive.read("responses.csv").decode("utf-8-sig"), newline="")))
    assert [row["quiz_outcome"] for row in rows] == ["1", "2", "3", "", "", ""]
    codebook = yaml.safe_load(archive.read("codebook.yaml"))
    (item,) = [one for one in codebook["items"] if one["name"] == "quiz_outcome"]
    assert item["labels"] == {1: "Kind S1", 2: "Kind S2", 3: "It cannot be told"}
    plan = plan_by_questionnaire(Questionnaire.model_validate(typing_quiz()), list(rows[0]))
    assert "quiz_outcome" not in plan.ignored


def test_a_persona_is_told_only_while_profiling_is_agreed_to(database: Database) -> None:
    with database.writing() as session:
        study = publish_quiz(session)
        version = latest_version(session, study_id=study.id, asker=factories.SYSTEM)
        assert version is not None
        known = {
            "questionnaire": Questionnaire.model_validate(version.definition),
            "terms": StudyTerms.model_validate(study.terms),
        }
        agreed = answer(session, study, {"warm": 5})
        refused = answer(session, study, {"warm": 5}, purposes=("take_part",))
        found = tell_result(session, response=agreed, takes_part=True, **known)
        assert found is not None
        assert found.outcome.name == "s1"
        assert tell_result(session, response=refused, takes_part=True, **known) is None
        factories.give_consent(session, agreed, purpose="profile", given=False)
        assert tell_result(session, response=agreed, takes_part=True, **known) is None


def test_the_page_of_a_quiz_tells_its_results_and_who_knows_themselves(
    database: Database, signed_in: Callable[[str], FlaskClient]
) -> None:
    with database.writing() as session:
        study = publish_quiz(session)
        for number in range(35):
            answer(session, study, {"warm": 5, "most_like_me": 1 if number < 20 else 2})
            answer(session, study, {"warm": 1, "most_like_me": 2 if number < 20 else 90})
        answer(session, study, {"warm": 5, "most_like_me": 1}, purposes=("take_part",))
        found = quiz_figures(
            session,
            study=study,
            questionnaire=Questionnaire.model_validate(typing_quiz()),
            version_ids=[version.id for version in versions_of(session, study_id=study.id, asker=factories.SYSTEM)],
            asker=factories.SYSTEM,
        )
    assert found is not None
    assert (found.people, found.outcomes) == (70, {"s1": 35, "s2": 35, "cannot_tell": 0})
    assert found.alike is not None
    first, second = found.alike.personas
    assert (first.own, first.others, first.over) == (0.57, 0.0, 0.57)
    assert (second.own, second.others) == (0.57, 0.43)
    assert found.alike.decoy == pytest.approx(0.21)
    page = signed_in("researcher").get("/studies/kinds").get_data(as_text=True)
    assert "What comes out of the quiz" in page
    assert "57 points" in page
    assert "21 % chose the text that describes nobody." in page.replace("\xa0", " ")
