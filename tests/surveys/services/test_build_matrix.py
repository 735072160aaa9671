"""From stored answers to the matrix: whose answers count, and what becomes of every kind of answer."""

from copy import deepcopy

import numpy as np
import pytest

from research.errors import TooFewResponses
from surveys.models import Study
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.missing import DONT_KNOW, PREFER_NOT_TO_SAY
from surveys.questionnaire.terms import StudyFile
from surveys.services.analyses.build_matrix import build_matrix
from surveys.services.studies.publish_questionnaire import publish_questionnaire
from surveys.store import studies
from surveys.store.database import Database
from tests import factories


@pytest.fixture
def study(database: Database) -> Study:
    with database.writing() as session:
        return factories.publish_study(session)


def with_questions(*questions: dict[str, object]) -> StudyFile:
    """The small study with further questions on its last page."""
    plain = factories.study_plain()
    plain["questionnaire"]["sections"][0]["pages"][1]["questions"] += questions
    return StudyFile.model_validate(plain)


def test_only_people_who_agree_today_are_in_the_matrix(database: Database, study: Study) -> None:
    with database.writing() as session:
        stays, leaves, returns = (factories.make_response(session, study) for _n in range(3))
        factories.make_response(session, study, purposes=())
        factories.give_consent(session, leaves, purpose="take_part", given=False)
        factories.give_consent(session, returns, purpose="take_part", given=False)
        factories.give_consent(session, returns, purpose="take_part", given=True)
        matrix = build_matrix(session, study=study, asker=factories.SYSTEM)
    assert list(matrix.values.index) == [stays.id, returns.id]


def test_unfinished_responses_wait_outside_unless_asked_for(database: Database, study: Study) -> None:
    with database.writing() as session:
        done = factories.make_response(session, study)
        begun = factories.make_response(session, study, state="started", answers={"thrift1": 3})
        assert list(build_matrix(session, study=study, asker=factories.SYSTEM).values.index) == [done.id]
        assert list(build_matrix(session, study=study, asker=factories.SYSTEM, completed_only=False).values.index) == [
            done.id,
            begun.id,
        ]


def test_answers_are_not_reversed_and_missing_codes_are_missing(database: Database, study: Study) -> None:
    answers = {"thrift1": 4, "thrift2": DONT_KNOW, "thrift3": 2, "gender": PREFER_NOT_TO_SAY, "age": 34}
    with database.writing() as session:
        factories.make_response(session, study, answers=answers)
        factories.make_response(session, study, answers={"thrift1": 1, "gender": 2})
        matrix = build_matrix(session, study=study, asker=factories.SYSTEM)
    assert matrix.values["thrift1"].tolist() == [4.0, 1.0]
    assert matrix.values["thrift3"].iloc[0] == 2.0  # reversed in the analysis, once
    assert matrix.codebook["thrift3"].reverse
    assert np.isnan(matrix.values["thrift2"]).all()
    assert np.isnan(matrix.values["gender"].iloc[0])
    assert matrix.values["age"].iloc[0] == 34.0


def test_seconds_and_open_answers_come_along(database: Database, study: Study) -> None:
    with database.writing() as session:
        response = factories.make_response(session, study, seconds=61.4712)
        factories.make_response(session, study, seconds=None, answers={"thrift1": 2})
        matrix = build_matrix(session, study=study, asker=factories.SYSTEM)
    assert matrix.seconds is not None
    assert matrix.seconds.loc[response.id] == 61.5
    assert np.isnan(matrix.seconds.iloc[1])
    assert matrix.texts.loc[response.id, "why"] == "It was on sale."


def test_a_wrong_attention_check_is_known_for_its_person(database: Database) -> None:
    check = {"type": "attention_check", "name": "check", "text": "Please choose 2.", "expected": 2, "points": {}}
    with database.writing() as session:
        study = publish_questionnaire(session, asker=factories.SYSTEM, study_file=with_questions(check)).study
        good = factories.make_response(session, study, answers={"thrift1": 3, "check": 2})
        bad = factories.make_response(session, study, answers={"thrift1": 3, "check": 5})
        none = factories.make_response(session, study, answers={"thrift1": 3})
        failed = build_matrix(session, study=study, asker=factories.SYSTEM).attention_failed
    assert failed is not None
    assert failed.loc[[good.id, bad.id, none.id]].tolist() == [False, True, False]


def test_each_option_of_a_multiple_choice_is_a_column(database: Database) -> None:
    options = [{"code": code, "label": f"Shop {code}"} for code in (1, 2, -3)]
    question = {"type": "multiple_choice", "name": "shops", "text": "Where?", "facet": "purchase", "options": options}
    with database.writing() as session:
        study = publish_questionnaire(session, asker=factories.SYSTEM, study_file=with_questions(question)).study
        factories.make_response(session, study, answers={"shops": [1, -3]})
        factories.make_response(session, study, answers={"shops": DONT_KNOW})
        factories.make_response(session, study, answers={"thrift1": 1})
        values = build_matrix(session, study=study, asker=factories.SYSTEM).values
    assert values[["shops_1", "shops_2", "shops_m3"]].iloc[0].tolist() == [1.0, 0.0, 1.0]
    assert values[["shops_1", "shops_2", "shops_m3"]].iloc[1:].isna().all(axis=None)


def test_comparable_versions_are_read_together_and_breaking_ones_apart(database: Database, study: Study) -> None:
    new = {"type": "number", "name": "children", "text": "How many children?", "facet": "demographics"}
    with database.writing() as session:
        old = factories.make_response(session, study)
        publish_questionnaire(session, asker=factories.SYSTEM, study_file=with_questions(new))
        young = factories.make_response(session, study, answers={**factories.COMPLETE, "children": 2})
        matrix = build_matrix(session, study=study, asker=factories.SYSTEM)
        assert list(matrix.values.index) == [old.id, young.id]
        assert np.isnan(matrix.values.loc[old.id, "children"])
        assert matrix.values.loc[young.id, "children"] == 2.0
    with database.writing() as session:
        latest = studies.latest_version(session, study_id=study.id, asker=factories.SYSTEM)
        assert latest is not None
        plain = deepcopy(latest.definition)
        plain["sections"][0]["pages"][0]["questions"][0]["points"] = {"low": 1, "high": 7}
        changed = StudyFile.model_validate(
            {**factories.study_plain(), "questionnaire": Questionnaire.model_validate(plain).model_dump(by_alias=True)}
        )
        version = publish_questionnaire(
            session, asker=factories.SYSTEM, study_file=changed, accept_breaking=True
        ).version
        assert version.change == "breaking"
        newest = factories.make_response(session, study, answers={"thrift1": 7})
        assert list(build_matrix(session, study=study, asker=factories.SYSTEM).values.index) == [newest.id]


def test_other_words_to_agree_to_leave_answers_side_by_side(database: Database, study: Study) -> None:
    with database.writing() as session:
        old = factories.make_response(session, study)
        plain = factories.study_plain()
        plain["study"]["purposes"][1]["text"] = "You may print what I write, without my name."
        factories.publish_plain(session, plain, accept_breaking=True)
        young = factories.make_response(session, study)
        versions = studies.versions_of(session, study_id=study.id, asker=factories.SYSTEM)
        assert [version.change for version in versions] == ["first", "breaking"]
        assert list(build_matrix(session, study=study, asker=factories.SYSTEM).values.index) == [old.id, young.id]


def test_who_agreed_to_be_read_by_other_words_is_read_apart(database: Database, study: Study) -> None:
    with database.writing() as session:
        old = factories.make_response(session, study)
        plain = factories.study_plain()
        plain["study"]["purposes"][0]["text"] = "I am 18 or older, and partners may read my answers, too."
        factories.publish_plain(session, plain, accept_breaking=True)
        young = factories.make_response(session, study)
        for numbers, people in ((None, [young.id]), ([1], [old.id])):
            matrix = build_matrix(session, study=study, asker=factories.SYSTEM, numbers=numbers)
            assert list(matrix.values.index) == people


def test_nobody_to_analyse_is_said_plainly(database: Database, study: Study) -> None:
    with database.reading() as session, pytest.raises(TooFewResponses, match="no_answers_yet"):
        build_matrix(session, study=study, asker=factories.SYSTEM)


def test_other_studies_stay_out(database: Database, study: Study) -> None:
    with database.writing() as session:
        other = factories.publish_study(session, slug="another-study")
        factories.make_response(session, other)
        own = factories.make_response(session, study)
        assert list(build_matrix(session, study=study, asker=factories.SYSTEM).values.index) == [own.id]


def test_the_language_of_the_answers_is_a_question_where_several_were_used(database: Database, study: Study) -> None:
    with database.writing() as session:
        for language in ("fi", "en", "fi"):
            factories.make_response(session, study, language=language)
        matrix = build_matrix(session, study=study, asker=factories.SYSTEM)
    assert matrix.codebook["answer_language"].labels == {1: "English", 2: "Finnish"}
    assert matrix.codebook["answer_language"].facet is None
    assert matrix.values["answer_language"].tolist() == [2.0, 1.0, 2.0]


def test_one_language_is_no_question(database: Database, study: Study) -> None:
    with database.writing() as session:
        factories.make_response(session, study, language="fi")
        matrix = build_matrix(session, study=study, asker=factories.SYSTEM)
    assert "answer_language" not in matrix.codebook
    assert "answer_language" not in matrix.values


def test_who_was_not_offered_an_option_did_not_leave_it_out(database: Database, study: Study) -> None:
    pets = {"type": "multiple_choice", "name": "pets", "text": "Which pets?", "options": [
        {"code": 1, "label": "Cats"}, {"code": 2, "label": "Hens", "show_if": {"question": "gender", "value": 1}},
        {"code": 3, "label": "Dogs"}]}  # fmt: skip
    with database.writing() as session:
        publish_questionnaire(session, asker=factories.SYSTEM, study_file=with_questions(pets))
        factories.make_response(session, study, answers={"gender": 1, "pets": [1]})
        factories.make_response(session, study, answers={"gender": 2, "pets": [1]})
        matrix = build_matrix(session, study=study, asker=factories.SYSTEM)
    assert list(matrix.values["pets_1"]) == [1, 1]
    assert matrix.values["pets_2"].isna().tolist() == [False, True]
