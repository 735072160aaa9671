"""What somebody sees of their consent is what they signed; who signed other words is asked before anything new."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from surveys.models import ConsentEvent, PageVisit, QuestionnaireVersion, Response
from surveys.models.base import utc_now
from surveys.private_links import token_hash
from surveys.questionnaire.definition import Questionnaire
from surveys.services.answers.ask_again import WordsChanged
from surveys.services.answers.submit_page import PagePost, submit_page
from surveys.services.studies.publish_questionnaire import BreaksAnswers
from surveys.store.database import Database
from surveys.store.sittings import find_sitting
from tests.surveys.respondents.person import ABOUT_YOU, ATTITUDES, Person, hidden

OLD, NEW = "I am 18 or older and I agree to take part.", "I agree that partners of the team read my answers, too."
OLD_QUOTE, NEW_QUOTE = "You may quote what I write, without my name.", "You may print what I write on posters."
Publish = Callable[..., str]


def purposes(take_part: str = OLD, quote: str = OLD_QUOTE) -> list[dict[str, Any]]:
    return [
        {"name": "take_part", "text": take_part, "required": True},
        {"name": "quote", "text": quote},
    ]


@pytest.fixture
def reword(publish: Publish) -> Callable[..., None]:
    """Publish the study again with other words beside its boxes, as meant."""

    def make(**words: str) -> None:
        publish(purposes=purposes(**words), accept_breaking=True)

    return make


def stored(database: Database) -> Response:
    with database.reading() as session:
        return session.scalars(select(Response)).one()


def visits(database: Database) -> int:
    with database.reading() as session:
        return session.query(PageVisit).count()


def test_receipt_and_my_data_show_the_words_that_were_signed(person: Person, reword: Callable[..., None]) -> None:
    person.finish(consent_quote="1")
    reword(take_part=NEW, quote=NEW_QUOTE)
    for page in ("receipt", "my-data"):
        text = person.get(page).text
        assert OLD in text
        assert OLD_QUOTE in text
        assert NEW not in text
        assert NEW_QUOTE not in text
    record = person.get("receipt.json").get_json()
    assert [purpose["text"] for purpose in record["processing"]["purposes"]] == [OLD, OLD_QUOTE]


def test_what_is_withdrawn_is_what_was_signed(person: Person, reword: Callable[..., None], database: Database) -> None:
    person.finish(consent_quote="1")
    reword(quote=NEW_QUOTE)
    person.withdraw("quote")
    with database.reading() as session:
        events = session.scalars(select(ConsentEvent).where(ConsentEvent.purpose == "quote")).all()
        assert [(event.given, event.text.text) for event in events] == [(True, OLD_QUOTE), (False, OLD_QUOTE)]


def test_a_purpose_that_is_no_longer_asked_can_still_be_withdrawn(person: Person, publish: Publish) -> None:
    person.finish(consent_quote="1")
    publish(purposes=purposes()[:1])
    assert OLD_QUOTE in person.get("my-data").text
    person.withdraw("quote")
    events = person.get("receipt.json").get_json()["events"]
    assert [event["event"] for event in events if event["purpose"] == "quote"] == ["given", "withdrawn"]


def test_the_receipt_says_who_asked_then(person: Person, publish: Publish) -> None:
    person.finish()
    publish(who_asks="Somebody else altogether.", why="To sell.")
    page = person.get("receipt").text
    assert "The University of Somewhere." in page
    assert "Somebody else altogether." not in page
    assert "To sell." not in page
    assert person.get("receipt.json").get_json()["parties"][0]["name"] == "The University of Somewhere."


def test_other_words_of_a_consent_must_be_meant(person: Person, publish: Publish, database: Database) -> None:
    person.finish()
    with pytest.raises(BreaksAnswers, match=r"“take_part” has other words"):
        publish(purposes=purposes(take_part=NEW))
    publish(purposes=purposes(take_part=NEW), accept_breaking=True)
    with database.reading() as session:
        changes = session.scalars(select(QuestionnaireVersion.change).order_by(QuestionnaireVersion.number)).all()
    assert changes == ["first", "breaking"]


def test_who_comes_back_is_asked_before_anything_new(
    person: Person, reword: Callable[..., None], database: Database
) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    reword(take_part=NEW)
    asked = person.get("page/about_you")
    assert asked.location == person.url("words")
    page = person.get("words").text
    assert OLD in page
    assert NEW in page
    answer = person.client.post(person.url("words"), data={"consent_take_part": "1"})
    assert answer.location == person.url("page/about_you")
    person.send("about_you", ABOUT_YOU)
    response = stored(database)
    assert response.state == "completed"
    assert response.answers["thrift1"] == 4
    assert [(event["text"], event["event"]) for event in person.get("receipt.json").get_json()["events"]][:2] == [
        (OLD, "given"), (NEW, "given")
    ]  # fmt: skip


def test_an_open_page_is_not_stored_before_and_not_lost_after(
    person: Person, reword: Callable[..., None], database: Database
) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    reword(take_part=NEW)
    assert not person.autosave("attitudes", {"thrift1": "1"}, page_pass=made).get_json()["saved"]
    waits = person.send("attitudes", ATTITUDES, page_pass=made)
    assert waits.status_code == 409
    assert (stored(database).answers, visits(database)) == ({}, 0)
    carried = {name: hidden(waits.text, name) for name in ("_page", "_pass", *ATTITUDES)}
    refused = person.client.post(person.url("words"), data=carried)
    assert refused.status_code == 400
    assert hidden(refused.text, "thrift1") == ATTITUDES["thrift1"]
    assert visits(database) == 0
    done = person.client.post(person.url("words"), data={**carried, "consent_take_part": "1"})
    assert done.location == person.url("page/about_you")
    assert (stored(database).answers["thrift1"], visits(database)) == (4, 1)


def test_without_agreeing_everything_stays_as_it_was(
    person: Person, reword: Callable[..., None], database: Database
) -> None:
    person.agree(consent_quote="1")
    person.send("attitudes", ATTITUDES)
    before = stored(database).answers
    reword(take_part=NEW, quote=NEW_QUOTE)
    assert person.client.post(person.url("words"), data={}).status_code == 400
    assert stored(database).answers == before
    states = {one["purpose"]: one["state"] for one in person.get("receipt.json").get_json()["processing"]["purposes"]}
    assert states == {"take_part": "given", "quote": "given"}


def test_a_box_left_empty_takes_nothing_back_and_is_asked_once(
    person: Person, reword: Callable[..., None], database: Database
) -> None:
    person.agree(consent_quote="1")
    reword(quote=NEW_QUOTE)
    assert person.client.post(person.url("words"), data={}).location == person.url("page/attitudes")
    assert person.get("page/attitudes").status_code == 200
    assert OLD_QUOTE in person.get("my-data").text
    with database.reading() as session:
        first = session.scalars(select(QuestionnaireVersion.id).order_by(QuestionnaireVersion.number)).first()
    assert stored(database).version_id == first, "an older consent stands, so it counts with those who gave it"


def test_who_agrees_to_everything_counts_with_those_who_begin_today(
    person: Person, reword: Callable[..., None], database: Database
) -> None:
    person.agree(consent_quote="1")
    reword(quote=NEW_QUOTE)
    person.client.post(person.url("words"), data={"consent_quote": "1"})
    response = stored(database)
    with database.reading() as session:
        assert session.get_one(QuestionnaireVersion, response.version_id).number == 2


def test_other_words_of_a_box_that_stayed_empty_ask_nobody(person: Person, reword: Callable[..., None]) -> None:
    person.agree()
    reword(quote=NEW_QUOTE)
    assert person.get("page/attitudes").status_code == 200


def test_nobody_agrees_to_a_sentence_that_came_while_they_read(
    person: Person, reword: Callable[..., None], database: Database
) -> None:
    form = {"age": "1", "consent_take_part": "1", "start": hidden(person.get().text, "start")}
    reword(take_part=NEW)
    again = person.client.post(person.url("start"), data=form)
    assert NEW in again.text
    assert "checked" not in again.text
    with database.reading() as session:
        assert session.query(Response).count() == 0


def test_the_service_itself_stores_nothing_before(
    person: Person, reword: Callable[..., None], database: Database
) -> None:
    person.agree()
    reword(take_part=NEW)
    with database.writing_session() as session:
        sitting = find_sitting(session, slug=person.slug, token_hash=token_hash(person.cookie()), hold=True)
        assert sitting is not None
        questionnaire = Questionnaire.model_validate(sitting.response.version.definition)
        post = PagePost(
            page="attitudes", key="k", shown_at=utc_now(), form={name: [v] for name, v in ATTITUDES.items()}
        )
        with pytest.raises(WordsChanged):
            submit_page(session, sitting=sitting, questionnaire=questionnaire, post=post, now=utc_now())
