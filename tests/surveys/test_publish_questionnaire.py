"""Publishing: a version never changes, promises are kept, and all of it happens or nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from surveys.errors import Conflict, Invalid
from surveys.models import AuditEvent, ConsentText, QuestionnaireVersion, Response, Reward, Study
from surveys.models.base import utc_now
from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.terms import StudyFile
from surveys.services.answers.erase_respondent import erase_respondent
from surveys.services.studies.publish_questionnaire import (
    BreaksAnswers,
    NotPublishable,
    Published,
    publish_questionnaire,
)
from surveys.store.database import Database
from tests import factories

Change = Callable[[dict[str, Any]], None]


def changed(change: Change | None = None, **terms: Any) -> StudyFile:
    plain = factories.study_plain(**terms)
    if change is not None:
        change(plain)
    return StudyFile.model_validate(plain)


def publish(database: Database, study_file: StudyFile, **options: Any) -> Published:
    with database.writing() as session:
        return publish_questionnaire(session, asker=factories.SYSTEM, study_file=study_file, **options)


def questions(plain: dict[str, Any]) -> list[dict[str, Any]]:
    return [question for page in plain["questionnaire"]["sections"][0]["pages"] for question in page["questions"]]


def rename_gender(plain: dict[str, Any]) -> None:
    questions(plain)[1]["name"] = "sex"


def reword_age(plain: dict[str, Any]) -> None:
    questions(plain)[2]["text"] = "How old are you"


def answered(database: Database) -> None:
    with database.writing() as session:
        factories.make_response(session, session.query(Study).one())


def test_a_published_study_can_be_read_back_as_it_was_written(database: Database) -> None:
    study_file = factories.study_file()
    publish(database, study_file)
    with database.reading() as session:
        study = session.query(Study).one()
        version = session.query(QuestionnaireVersion).one()
        assert (study.slug, study.mode, study.state) == ("thrift-study", "research", "open")
        assert study.erase_on == date(2100, 12, 31)
        assert Questionnaire.model_validate(version.definition) == study_file.questionnaire
        assert type(study_file.study).model_validate(study.terms) == study_file.study


def test_the_words_of_every_box_are_kept_with_their_hash(database: Database) -> None:
    publish(database, factories.study_file())
    with database.reading() as session:
        texts = {text.purpose: text.text for text in session.query(ConsentText)}
    assert texts["take_part"] == "I am 18 or older and I agree to take part."
    assert set(texts) == {"take_part", "quote"}


def test_publishing_the_same_again_makes_no_new_version(database: Database) -> None:
    publish(database, factories.study_file())
    again = publish(database, factories.study_file())
    assert (again.is_new_study, again.is_new_version, again.version.number) == (False, False, 1)


def test_an_edit_makes_a_new_version_that_says_what_changed(database: Database) -> None:
    publish(database, factories.study_file())
    second = publish(database, changed(reword_age))
    assert (second.is_new_version, second.version.number, second.version.change) == (True, 2, "cosmetic")
    with database.reading() as session:
        assert [version.change for version in session.query(QuestionnaireVersion).order_by("number")] == [
            "first",
            "cosmetic",
        ]


def test_new_words_of_a_consent_become_its_next_version(database: Database) -> None:
    def reword(plain: dict[str, Any]) -> None:
        plain["study"]["purposes"][0]["text"] = "I am 18 or older and want to take part."

    publish(database, factories.study_file())
    publish(database, changed(reword))
    with database.reading() as session:
        found = session.query(ConsentText).filter_by(purpose="take_part").order_by("version").all()
    assert [text.version for text in found] == [1, 2]


def test_a_breaking_edit_needs_to_be_meant_once_people_answered(database: Database) -> None:
    publish(database, factories.study_file())
    answered(database)
    with pytest.raises(BreaksAnswers, match="gender"):
        publish(database, changed(rename_gender))
    with database.reading() as session:
        assert session.query(QuestionnaireVersion).count() == 1
    assert publish(database, changed(rename_gender), accept_breaking=True).version.change == "breaking"


def test_a_breaking_edit_before_anybody_answered_just_happens(database: Database) -> None:
    publish(database, factories.study_file())
    assert publish(database, changed(rename_gender)).version.change == "breaking"


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"mode": "profiling"}, "mode cannot change"),
        ({"anonymous": False}, "anonymous cannot change"),
        ({"ends_on": "2100-12-31"}, "cannot be kept longer"),
        ({"simulated": True}, "simulated cannot change"),
    ],
)
def test_what_people_were_promised_cannot_be_changed(database: Database, terms: dict[str, Any], words: str) -> None:
    publish(database, factories.study_file())
    answered(database)
    with pytest.raises(Conflict, match=words):
        publish(database, factories.study_file(**terms))


def test_the_smallest_group_shown_cannot_become_smaller(database: Database) -> None:
    publish(database, factories.study_file(smallest_group=20))
    answered(database)
    with pytest.raises(Conflict, match="cannot become smaller"):
        publish(database, factories.study_file(smallest_group=10))


def test_a_study_with_faults_is_not_published_at_all(database: Database) -> None:
    def twice(plain: dict[str, Any]) -> None:
        questions(plain)[2]["name"] = "gender"

    with pytest.raises(NotPublishable) as raised:
        publish(database, changed(twice, contact=" "))
    assert len(raised.value.faults) >= 2
    with database.reading() as session:
        assert session.query(Study).count() == 0


FILE = {"kind": "file", "title": "Guide", "description": "A PDF.", "file": "guide.pdf"}


def test_a_file_reward_is_stored_with_its_bytes(database: Database) -> None:
    publish(database, factories.study_file(rewards=[FILE]), files={"guide.pdf": b"%PDF-1.7"})
    with database.reading() as session:
        reward = session.query(Reward).one()
        assert (reward.content, reward.size, reward.media_type) == (b"%PDF-1.7", 8, "application/pdf")
    again = publish(database, factories.study_file(rewards=[FILE]))
    assert not again.is_new_study


def test_a_file_reward_without_its_file_is_refused(database: Database) -> None:
    with pytest.raises(Invalid, match="file of a reward is not here"):
        publish(database, factories.study_file(rewards=[FILE]))
    with database.reading() as session:
        assert session.query(Study).count() == 0


def test_a_reward_somebody_has_is_not_taken_away(database: Database) -> None:
    published = publish(database, factories.study_file())
    with database.writing() as session:
        response = factories.make_response(session, published.study, token_hash="a" * 64)
    with pytest.raises(Conflict, match="already given reward 1"):
        publish(database, factories.study_file(rewards=[]))
    with database.writing() as session:
        erase_respondent(session, factories.LINKS, response=session.get_one(Response, response.id), now=utc_now())
    with pytest.raises(Conflict, match="already given reward 1"):
        publish(database, factories.study_file(rewards=[]))


def test_a_reward_nobody_has_may_go(database: Database) -> None:
    publish(database, factories.study_file())
    publish(database, factories.study_file(rewards=[]))
    with database.reading() as session:
        assert session.query(Reward).count() == 0


def test_publishing_is_written_down(database: Database) -> None:
    publish(database, factories.study_file())
    with database.reading() as session:
        event = session.query(AuditEvent).one()
    assert (event.action, event.detail["version"]) == ("publish", 1)
