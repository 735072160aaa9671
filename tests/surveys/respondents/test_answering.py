"""Pages: what is sent is kept, once, whatever a browser or a person does."""

import re
import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from surveys.models import ConsentEvent, PageVisit, Response
from surveys.store.database import Database
from tests import factories
from tests.surveys.respondents.person import ABOUT_YOU, ATTITUDES, Person, hidden, title


def stored(database: Database) -> Response:
    with database.reading() as session:
        return session.scalars(select(Response)).one()


def visits(database: Database) -> list[PageVisit]:
    with database.reading() as session:
        return list(session.scalars(select(PageVisit).order_by(PageVisit.id)))


def test_a_whole_walk_ends_with_thanks_and_everything_stored(person: Person, database: Database) -> None:
    person.agree()
    assert title(person.get("page/attitudes").text).startswith("Page 1 of 2 – ")
    assert person.send("attitudes", ATTITUDES).location == person.url("page/about_you")
    assert person.send("about_you", ABOUT_YOU).location == person.url("thanks")
    assert "Thank you" in person.get("thanks").text
    response = stored(database)
    assert response.state == "completed"
    assert response.answers == {
        "thrift1": 4, "thrift2": 5, "thrift3": 2,
        "gender": 1, "age": 34, "why": "It was on sale.", "why_quote": 1,
    }  # fmt: skip
    assert response.seconds is not None
    assert [visit.page for visit in visits(database)] == ["attitudes", "about_you"]
    assert visits(database)[1].order_shown == ["gender", "age", "why"]


def test_unanswered_questions_get_their_codes_at_the_end(person: Person, database: Database) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    person.send("about_you", {"gender": "-97"})
    answers = stored(database).answers
    assert (answers["gender"], answers["age"], answers["why"]) == (-97, -99, -99)


def test_a_fault_is_named_linked_and_described_and_keeps_what_was_typed(person: Person, database: Database) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    answer = person.send("about_you", {"gender": "2", "age": "200", "why": "Because of <b>this</b>"})
    assert answer.status_code == 200
    assert title(answer.text).startswith("Error:")
    assert 'href="#q-age"' in answer.text
    field = re.search(r'<input[^>]*id="q-age"[^>]*>', answer.text)
    assert field is not None
    assert 'value="200"' in field[0]
    assert 'aria-invalid="true"' in field[0]
    assert "q-age-error" in field[0]
    assert "Type a number from 18 to 110." in answer.text
    assert "Because of &lt;b&gt;this&lt;/b&gt;" in answer.text
    assert stored(database).answers["gender"] == 2
    assert len(visits(database)) == 1


def test_every_missing_item_of_a_matrix_is_named(person: Person) -> None:
    person.agree()
    answer = person.send("attitudes", {"thrift1": "3"})
    assert 'href="#q-thrift2"' in answer.text
    assert 'href="#q-thrift3"' in answer.text
    assert 'href="#q-thrift1"' not in answer.text
    assert re.search(r'<input[^>]*name="thrift1" value="3" checked', answer.text)


def test_the_same_post_again_changes_nothing_and_goes_on(person: Person, database: Database) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    first = person.send("attitudes", ATTITUDES, page_pass=made)
    again = person.send("attitudes", ATTITUDES, page_pass=made)
    assert first.location == again.location == person.url("page/about_you")
    assert len(visits(database)) == 1


def test_the_same_key_with_other_answers_keeps_the_first_and_tells(person: Person, database: Database) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    person.send("attitudes", ATTITUDES, page_pass=made)
    answer = person.send("attitudes", {**ATTITUDES, "thrift1": "1"}, page_pass=made)
    assert answer.status_code == 409
    assert "You have sent this page before" in answer.text
    assert person.url("page/about_you") in answer.text
    assert stored(database).answers["thrift1"] == 4


def test_a_late_post_after_the_end_shows_the_thanks(person: Person, database: Database) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    person.send("attitudes", ATTITUDES)
    person.send("about_you", ABOUT_YOU)
    before = stored(database).answers
    late = person.send("attitudes", {**ATTITUDES, "thrift1": "1"}, page_pass=made)
    assert late.location == person.url("thanks")
    assert person.get("page/attitudes").location == person.url("thanks")
    assert stored(database).answers == before


def test_five_identical_posts_at_once_count_once(app: Flask, person: Person, database: Database) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    made = person.page_pass("about_you")
    token, answers = person.cookie(), []

    def post() -> None:
        browser = app.test_client()
        browser.set_cookie(f"answers-{person.slug}", token, path=person.url())
        answers.append(Person(browser, person.slug).send("about_you", ABOUT_YOU, page_pass=made))

    threads = [threading.Thread(target=post) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.location for answer in answers} == {person.url("thanks")}
    assert len(answers) == 5
    assert [visit.page for visit in visits(database)] == ["attitudes", "about_you"]
    with database.reading() as session:
        assert [response.completed_at is not None for response in session.scalars(select(Response))] == [True]


def test_two_tabs_on_different_pages_lose_nothing(person: Person, database: Database) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    other_tab = person.page_pass("attitudes")
    this_tab = person.page_pass("about_you")
    person.autosave("about_you", {"age": "41"}, page_pass=this_tab)
    person.send("attitudes", {**ATTITUDES, "thrift2": "1"}, page_pass=other_tab)
    answers = stored(database).answers
    assert (answers["age"], answers["thrift2"], answers["thrift1"]) == (41, 1, 4)


def test_back_keeps_what_was_typed_and_shows_the_page_before(person: Person, database: Database) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    answer = person.send("about_you", {"gender": "3", "age": "what", "go": "back"})
    assert answer.location == person.url("page/attitudes")
    assert stored(database).answers["gender"] == 3
    page = person.get("page/attitudes").text
    assert re.search(r'<input[^>]*name="thrift1" value="4" checked', page)


def test_going_back_and_changing_an_answer_counts(person: Person, database: Database) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    person.send("attitudes", {**ATTITUDES, "thrift1": "1"})
    person.send("about_you", ABOUT_YOU)
    assert stored(database).answers["thrift1"] == 1
    assert len(visits(database)) == 3


def test_autosave_keeps_the_changed_fields_only(person: Person, database: Database) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    assert person.autosave("attitudes", {"thrift1": "2"}, page_pass=made).get_json() == {"saved": True}
    assert person.autosave("attitudes", {"thrift3": "5"}, page_pass=made).get_json() == {"saved": True}
    assert stored(database).answers == {"thrift1": 2, "thrift3": 5}
    assert visits(database) == []


def test_an_emptied_field_is_forgotten_by_autosave(person: Person, database: Database) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    person.autosave("about_you", {"age": "41", "why": "Oh"})
    person.autosave("about_you", {"age": ""})
    assert "age" not in stored(database).answers
    assert stored(database).answers["why"] == "Oh"


def test_an_autosave_that_comes_late_changes_nothing(person: Person, database: Database) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    person.send("attitudes", ATTITUDES, page_pass=made)
    late = person.autosave("attitudes", {"thrift1": "1"}, page_pass=made)
    assert late.get_json() == {"saved": False}
    assert stored(database).answers["thrift1"] == 4


def test_resume_by_cookie_shows_where_somebody_was(person: Person) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    page = person.get().text
    assert "Welcome back" in page
    assert person.url("page/about_you") in page


def test_resume_by_private_link_works_in_another_browser(person: Person, visit: Callable[[str], Person]) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    link = re.search(r'value="http://localhost(/s/[^"]*/resume/[^"]+)"', person.get("my-data").text)
    assert link is not None
    other = visit(person.slug)
    arrived = other.client.get(link[1])
    assert arrived.location == person.url()
    assert "Welcome back" in other.get().text
    assert other.send("about_you", ABOUT_YOU).location == person.url("thanks")


@pytest.mark.parametrize("token", ["x", "A" * 43, "..", "é" * 43])
def test_an_unknown_private_link_is_explained(person: Person, token: str) -> None:
    answer = person.get(f"resume/{token}")
    assert answer.status_code == 404
    assert "private link" in answer.text


def test_a_browser_without_its_cookie_is_helped(person: Person, visit: Callable[[str], Person]) -> None:
    for rest in ("page/attitudes", "thanks", "receipt", "my-data", "my-data.json", "receipt.json"):
        answer = visit(person.slug).get(rest)
        assert answer.status_code == 404
        assert "If you kept your private link" in answer.text


def test_nobody_skips_ahead(person: Person) -> None:
    person.agree()
    assert person.get("page/about_you").location == person.url("page/attitudes")
    assert person.get("thanks").location == person.url("page/attitudes")
    assert person.get("page/no_such_page").location == person.url("page/attitudes")


def test_a_last_page_sent_first_does_not_finish(person: Person, database: Database) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    forged = person.send("about_you", ABOUT_YOU, page_pass=made)
    assert forged.status_code == 400
    assert stored(database).state == "started"


def test_a_pass_of_somebody_else_is_refused_and_nothing_typed_is_lost(
    person: Person, visit: Callable[[str], Person], database: Database
) -> None:
    other = visit(person.slug)
    other.agree()
    foreign = other.page_pass("attitudes")
    person.agree()
    answer = person.send("attitudes", ATTITUDES, page_pass=foreign)
    assert answer.status_code == 400
    assert "please send them again" in answer.text
    assert re.search(r'<input[^>]*name="thrift1" value="4" checked', answer.text)
    with database.reading() as session:
        assert session.scalars(select(PageVisit)).all() == []
    fresh = hidden(answer.text, "csrf_token")
    assert person.send("attitudes", ATTITUDES, page_pass=fresh).status_code == 303


def test_a_changed_pass_is_refused_at_every_sign(person: Person, database: Database) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    for place in range(len(made)):
        other = "A" if made[place] != "A" else "B"
        changed = made[:place] + other + made[place + 1 :]
        assert person.autosave("attitudes", {"thrift1": "1"}, page_pass=changed).status_code == 400
    assert stored(database).answers == {}


def test_an_answer_that_brings_up_a_question_shows_the_page_again(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    dog = {"question": "pet", "operator": "equals", "value": 1}
    options = [{"code": 1, "label": "Dog"}, {"code": 2, "label": "None"}]
    questions = [
        {"type": "single_choice", "name": "pet", "text": "Which animal?", "options": options},
        {"type": "short_text", "name": "called", "text": "Its name?", "required": True, "show_if": dog},
    ]
    pages = [{"name": "one", "questions": questions}]
    sections = [{"name": "pets", "title": "Pets", "pages": pages}]
    owner = visit(publish(questionnaire={"name": "pets", "title": "Pets", "sections": sections}))
    owner.agree()
    assert "Its name?" not in owner.get("page/one").text
    again = owner.send("one", {"pet": "1"})
    assert again.status_code == 200
    assert "Its name?" in again.text
    assert owner.send("one", {"pet": "1", "called": "Rex"}).location == owner.url("thanks")
    assert stored(database).answers == {"pet": 1, "called": "Rex"}


def test_progress_is_shown_only_in_longer_studies(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    sections = [
        {"name": name, "title": name.title(), "pages": [
            {"name": f"{name}_page", "questions": [{"type": "short_text", "name": f"{name}_q", "text": "Why?"}]}]}
        for name in ("first", "second")
    ]  # fmt: skip
    questionnaire = {"name": "two", "title": "Two", "sections": sections}
    long = visit(publish(slug="long-study", minutes=9, questionnaire=questionnaire))
    long.agree()
    assert "Part 1 of 2" in long.get("page/first_page").text
    short = visit(publish(slug="short-study", minutes=2, questionnaire=questionnaire))
    short.agree()
    assert "Part 1 of 2" not in short.get("page/first_page").text


def test_nothing_is_stored_after_withdrawing_from_the_study(person: Person, database: Database) -> None:
    person.agree()
    made = person.page_pass("attitudes")
    person.withdraw("take_part")
    answer = person.send("attitudes", ATTITUDES, page_pass=made)
    assert answer.status_code == 410
    assert "You withdrew" in answer.text
    assert stored(database).answers == {}
    with database.reading() as session:
        assert session.scalars(select(ConsentEvent.given).order_by(ConsentEvent.id.desc())).first() is False


def test_a_get_never_changes_the_database(person: Person, database: Database) -> None:
    person.finish()
    before = (stored(database).updated_at, len(visits(database)))
    for rest in ("", "thanks", "receipt", "receipt.json", "my-data", "my-data.json", "reward/1", "page/attitudes"):
        assert person.get(rest).status_code < 400
    assert (stored(database).updated_at, len(visits(database))) == before


def test_what_a_tab_keeps_for_one_person_is_not_found_by_the_next(person: Person) -> None:
    """The script keeps unsent answers under the address it saves to."""
    addresses = []
    for _ in range(2):
        person.agree()
        found = re.search(r'data-autosave-url="([^"]+)"', person.get("page/attitudes").text)
        assert found is not None
        addresses.append(found[1])
    assert addresses[0] != addresses[1]


def test_who_has_begun_goes_on_with_the_version_that_was_begun(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    slug = publish()
    begun, later = visit(slug), visit(slug)
    begun.agree()
    questionnaire = factories.study_plain()["questionnaire"]
    questionnaire["sections"][0]["pages"][0]["questions"][0]["points"] = {"low": 1, "high": 7}
    publish(questionnaire=questionnaire, accept_breaking=True)
    later.agree()
    assert begun.send("attitudes", {**ATTITUDES, "thrift1": "7"}).location is None
    assert begun.send("attitudes", ATTITUDES).status_code == 303
    assert later.send("attitudes", {**ATTITUDES, "thrift1": "7"}).status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Response.version_id).order_by(Response.id)).all() == [1, 2]
