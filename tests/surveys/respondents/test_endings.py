"""Endings: who is turned away reads why, earns nothing that was not promised, and their answers are theirs."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from surveys.models import Response
from surveys.questionnaire.endings import ENDING_KINDS
from surveys.store.database import Database
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
