"""Endings: who is turned away reads why, earns nothing that was not promised, and their answers are theirs."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from surveys.models import Response
from surveys.questionnaire.endings import ENDING_KINDS
from surveys.store.database import Database
from tests import factories
from tests.surveys.respondents.person import ATTITUDES, Person


def end(database: Database, ending: str) -> None:
    with database.writing() as session:
        response = session.scalars(select(Response)).one()
        response.state, response.ending = "ended", ending  # type: ignore[assignment]


@pytest.mark.parametrize("ending", [kind for kind in ENDING_KINDS if kind != "complete"])
def test_a_part_that_ended_early_is_over_for_good_and_earns_nothing(
    person: Person, database: Database, ending: str
) -> None:
    person.agree()
    person.send("attitudes", ATTITUDES)
    end(database, ending)
    page = person.get("thanks")
    assert page.status_code == 200
    assert "Ten ways to keep more money" not in page.text
    assert "no analysis reads them" in page.text
    assert "There are no more questions" in person.get().text
    assert person.get("page/about_you").location == person.url("thanks")
    assert person.send("about_you", {}, page_pass="-").location == person.url("thanks")
    assert "I compare prices" in person.get("my-data").text
    assert person.get("my-data.json").json["response"]["ending"] == ending  # type: ignore[index]


def test_a_study_says_its_own_words_at_an_ending_as_markdown(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    words = {"title": "Not this time", "text": "See *you* <b>soon</b>.", "keep_answers": False}
    person = visit(publish(endings={"screened_out": words}))
    person.agree()
    end(database, "screened_out")
    page = person.get("thanks").text
    assert "<h1>Not this time</h1>" in page
    assert "See <em>you</em> &lt;b&gt;soon&lt;/b&gt;." in page
    assert "were deleted when your part ended" in page


def screening(condition: object, *, place: str = "page") -> dict[str, Any]:
    """The small study, where somewhere people are screened out who fulfil a condition."""
    plain: dict[str, Any] = factories.study_plain()["questionnaire"]
    section = plain["sections"][0]
    {"page": section["pages"][0], "section": section, "whole": plain}[place]["screen_out"] = condition
    return plain


NOT_THRIFTY = {"question": "thrift1", "operator": "less_than", "value": 3}


@pytest.mark.parametrize("place", ["page", "whole"])
def test_who_does_not_fit_is_asked_no_more_and_is_not_complete(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database, place: str
) -> None:
    slug = publish(questionnaire=screening(NOT_THRIFTY, place=place))
    stays = visit(slug)
    stays.agree()
    assert stays.get("page/attitudes/ahead").json["pages"] == []  # type: ignore[index]
    assert stays.send("attitudes", ATTITUDES).location == stays.url("page/about_you")
    person = visit(slug)
    person.agree()
    assert person.send("attitudes", {**ATTITUDES, "thrift1": "1"}).location == person.url("thanks")
    assert "looks for people in another situation" in person.get("thanks").text
    with database.reading() as session:
        response = session.scalars(select(Response).where(Response.ending.is_not(None))).one()
    assert (response.state, response.ending, response.completed_at) == ("ended", "screened_out", None)
    assert (response.answers["thrift1"], response.answers["age"]) == (1, -94)


def test_answers_of_who_was_screened_out_are_dropped_where_the_study_says_so(
    publish: Callable[..., str], visit: Callable[[str], Person], database: Database
) -> None:
    drop = {"screened_out": {"keep_answers": False}}
    person = visit(publish(questionnaire=screening(NOT_THRIFTY, place="section"), endings=drop))
    person.agree()
    assert person.send("attitudes", {**ATTITUDES, "thrift1": "1"}).location == person.url("page/about_you")
    assert person.send("about_you", {}).location == person.url("thanks")
    with database.reading() as session:
        response = session.scalars(select(Response)).one()
    assert (response.ending, response.answers) == ("screened_out", {})
