"""A private link in a browser that has answers of its own: asked about, never taken over unasked."""

from collections.abc import Callable

import pytest
from flask import Flask

from surveys.store.database import Database
from tests.surveys.respondents.person import ATTITUDES, Person, hidden

Visit = Callable[[str], Person]


@pytest.fixture
def other(person: Person, visit: Visit) -> Person:
    """Somebody who sent their link to the person; both have begun."""
    person.agree()
    someone = visit(person.slug)
    someone.agree()
    return someone


def test_a_link_of_somebody_else_leaves_the_cookie_alone_and_asks(person: Person, other: Person) -> None:
    own = person.cookie()
    answer = person.get(f"resume/{other.cookie()}")
    assert answer.location == person.url("another-link")
    page = person.get("another-link")
    assert "This link leads to other answers" in page.text
    assert own in page.text  # one's own link, to be kept
    assert other.cookie() not in page.text
    assert person.cookie() == own
    person.send("attitudes", ATTITUDES)
    assert "I compare prices" in person.get("my-data").text
    assert other.get("my-data.json").get_json()["stored_values"] == {}


@pytest.mark.parametrize("choice", ["go_over", "stay"])
def test_only_the_answer_to_the_question_goes_over(person: Person, other: Person, choice: str) -> None:
    own = person.cookie()
    person.get(f"resume/{other.cookie()}")
    answer = person.client.post(person.url("another-link"), data={"choice": choice})
    assert answer.location == person.url()
    assert person.cookie() == (other.cookie() if choice == "go_over" else own)
    assert person.get("another-link").location == person.url()  # asked once


def test_a_forged_answer_goes_nowhere(app: Flask, person: Person, other: Person) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    own = person.cookie()
    person.get(f"resume/{other.cookie()}")
    page = person.get("another-link").text
    url = person.url("another-link")
    assert person.client.open(url, method="POST", data={"choice": "go_over", "csrf_token": "forged"}).status_code == 400
    assert person.cookie() == own
    made = hidden(page, "csrf_token")
    assert person.client.post(url, data={"choice": "go_over", "csrf_token": made}).status_code == 303
    assert person.cookie() == other.cookie()


def test_ones_own_link_and_a_browser_without_answers_are_not_asked(
    person: Person, other: Person, visit: Visit, database: Database
) -> None:
    assert person.get(f"resume/{person.cookie()}").location == person.url()
    elsewhere = visit(person.slug)
    assert elsewhere.get(f"resume/{other.cookie()}").location == person.url()
    assert elsewhere.cookie() == other.cookie()
    other.erase()
    assert person.get(f"resume/{elsewhere.cookie()}").status_code == 404  # leads nowhere any more


def test_whoever_erased_all_and_has_no_reward_is_not_asked(person: Person, other: Person) -> None:
    person.erase()
    assert person.get(f"resume/{other.cookie()}").location == person.url()


def test_a_page_under_a_private_address_does_not_tell_where_it_was_asked_from(person: Person) -> None:
    for address in (person.url("resume/nobody-has-this-link"), "/reward/nobody-has-this-link"):
        assert person.client.get(address).headers["Referrer-Policy"] == "no-referrer"
    assert person.get().headers["Referrer-Policy"] == "same-origin"
