"""Every button of a page saves first, with or without JavaScript; a page takes what it allows to be written."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from surveys.store.database import Database
from tests.surveys.respondents.person import ATTITUDES, Person, hidden
from tests.surveys.respondents.test_answering import stored

LONGEST = 10_000


def in_two() -> dict[str, Any]:
    """Terms in both languages."""
    words = {"en": "Some words", "fi": "Joitakin sanoja"}
    purpose = {"name": "take_part", "required": True, "text": words}
    told = dict.fromkeys(("title", "who_asks", "why", "what_happens"), words)
    return {**told, "purposes": [purpose], "rewards": []}


def words_page(**more: Any) -> dict[str, Any]:
    question = {
        "type": "long_text",
        "name": "why",
        "text": {"en": "Why?", "fi": "Miksi?"},
        "max_length": LONGEST,
        **more,
    }
    pages = [{"name": "one", "questions": [question]}]
    title = {"en": "Words", "fi": "Sanat"}
    sections = [{"name": "words", "title": title, "pages": pages}]
    return {"name": "words", "title": title, "languages": ["fi"], "sections": sections}


def names_of_buttons(page: str) -> set[str]:
    tags = [tag for tag in re.findall(r"<button[^>]*>", page) if 'name="go"' in tag]
    assert all('form="answers"' in tag or 'value="back"' in tag for tag in tags)
    return {value for tag in tags for value in re.findall(r'value="([^"]*)"', tag)}


def test_whatever_leads_away_from_a_page_sends_its_form(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    someone = visit(publish(questionnaire=words_page(), **in_two()))
    someone.agree()
    page = someone.get("page/one").text
    assert names_of_buttons(page) == {"language:en", "language:fi", "later", "about", "my_data"}
    addresses = re.findall(r'<a[^>]*href="([^"]+)"', page)
    assert [address for address in addresses if not address.startswith("#")] == []


@pytest.mark.parametrize(("go", "to"), [("later", ""), ("about", "#about"), ("my_data", "/my-data")])
def test_leaving_a_page_keeps_what_was_typed(person: Person, database: Database, go: str, to: str) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    answer = person.send("about_you", {"age": "41", "why": "Half a thought", "go": go})
    assert answer.location == person.url() + to
    assert (stored(database).answers["age"], stored(database).answers["why"]) == (41, "Half a thought")
    assert stored(database).state == "started"


def test_another_language_stays_on_the_page_with_all_that_was_typed(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    someone = visit(publish(questionnaire=words_page(required=True, max_length=8), **in_two()))
    someone.agree()
    failed = someone.send("one", {"why": "far too long"})
    made = hidden(failed.text, "csrf_token")
    answer = someone.send("one", {"why": "far too long, too", "go": "language:fi"}, page_pass=made)
    assert answer.status_code == 200
    assert 'lang="fi"' in answer.text
    assert "far too long, too" in answer.text
    assert stored(database).answers == {}
    assert someone.send("one", {"why": "short"}, page_pass=hidden(answer.text, "csrf_token")).status_code == 303
    assert stored(database).answers == {"why": "short"}


def test_the_enter_key_sends_the_page_and_changes_no_language(person: Person) -> None:
    person.agree()
    first = re.search(r"<button[^>]*>", person.get("page/attitudes").text)
    assert first is not None
    assert 'form="answers"' in first[0]
    assert "name=" not in first[0]


@pytest.mark.parametrize("sign", ["好", "🌱", "\n"])
def test_a_page_takes_the_longest_text_it_allows(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database, sign: str
) -> None:
    someone = visit(publish(questionnaire=words_page(), **in_two()))
    someone.agree()
    text = "a" + sign * (LONGEST - 2) + "b"
    assert someone.send("one", {"why": text}).status_code == 303
    assert stored(database).answers["why"] == text


def test_more_than_a_page_can_take_is_said_in_the_words_of_a_survey(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    someone = visit(publish(questionnaire=words_page(max_length=100), **in_two()))
    someone.agree()
    answer = someone.send("one", {"why": "好" * 30_000})
    assert answer.status_code == 413
    assert "That is more than this page can take" in answer.text
    assert f'href="{someone.url("page/one")}"' in answer.text
    assert "file" not in re.sub(r"<[^>]*>", "", answer.text)


def test_who_skips_is_told_once(publish: Callable[..., str], visit: Callable[[str], Person]) -> None:
    pages = [
        {"name": name, "questions": [{"type": "short_text", "name": f"{name}_q", "text": "Why?"}]}
        for name in ("first", "second", "third")
    ]
    sections = [{"name": "a", "title": "A", "pages": pages}]
    someone = visit(publish(questionnaire={"name": "three", "title": "Three", "sections": sections}))
    someone.agree()
    assert someone.send("first", {}).location == someone.url("page/second")
    page = someone.get("page/second").text
    assert "You left 1 question open" in page
    assert f'href="{someone.url("page/first")}"' in page
    assert "You left" not in someone.get("page/second").text
    someone.send("second", {})
    assert "You left" not in someone.get("page/third").text


def test_who_keeps_no_cookies_learns_why_nothing_begins(app: Flask, person: Person) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    page = person.get().text
    fields = {"start": hidden(page, "start"), "csrf_token": hidden(page, "csrf_token")}
    answer = FlaskClient(app, use_cookies=False).post(
        person.url("start"), data={**fields, "age": "1", "consent_take_part": "1"}
    )
    assert answer.status_code == 400
    assert "sent no cookie" in answer.text
    assert "Allow cookies for this address" in answer.text


def test_what_is_needed_is_said_in_words_and_to_screen_readers(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    typed = {"type": "short_text", "name": "first", "text": "First?", "required": True}
    rated = {"type": "rating", "name": "rated", "text": "Rated?", "required": True}
    free = [{"type": "short_text", "name": f"free_{n}", "text": f"Free {n}?"} for n in range(3)]
    marks = {}
    for slug, questions in (
        ("few-needed", [typed, rated, *free]),
        ("few-free", [typed, rated, rated | {"name": "more"}, free[0]]),
    ):
        sections = [{"name": "a", "title": "A", "pages": [{"name": "one", "questions": questions}]}]
        someone = visit(publish(slug=slug, questionnaire={"name": "q", "title": "Q", "sections": sections}))
        someone.agree()
        marks[slug] = someone.get("page/one").text
    assert "First? (required)" in marks["few-needed"]
    assert "Rated? (required)" in marks["few-needed"]
    assert "optional" not in marks["few-needed"]
    assert "Free 0? (optional)" in marks["few-free"]
    assert "(required)" not in marks["few-free"]
    for page in marks.values():
        assert re.search(r'<input[^>]*name="first"[^>]*aria-required="true"', page)
        assert re.search(r'<fieldset[^>]*role="radiogroup"[^>]*aria-required="true"', page)
        assert not re.search(r'<input[^>]*name="free_0"[^>]*aria-required', page)
