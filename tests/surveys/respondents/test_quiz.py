"""A quiz as its taker meets it: one question per screen, the result, My data, and the card that anybody may see."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from surveys.presentation.markdown import markdown
from tests.surveys.questionnaire.samples import FOLDER
from tests.surveys.respondents.person import Person

QUIZ: dict[str, Any] = yaml.safe_load((FOLDER / "quiz.yaml").read_text(encoding="utf-8"))
TEXTS = ("title", "who_asks", "why", "what_happens")


@pytest.fixture
def taker(publish: Callable[..., str], visit: Callable[[str], Person]) -> Person:
    questionnaire = {**QUIZ, "languages": []}
    return visit(publish(questionnaire=_in_english(questionnaire)))


def _in_english(part: Any) -> Any:
    if isinstance(part, dict):
        return part["en"] if set(part) == {"en", "ar"} else {key: _in_english(value) for key, value in part.items()}
    return [_in_english(value) for value in part] if isinstance(part, list) else part


def take(person: Person) -> str:
    person.agree()
    person.send("first", {"sound": "1"})
    person.send("first_2", {"company": ["1"]})
    person.send("pace", {"pace_1": "1", "pace_2": "5", "pace_3": "1"})
    return person.get("thanks").text


def test_the_result_comes_first_then_the_reward_then_what_to_share(taker: Person) -> None:
    page = take(taker)
    places = [page.index(words) for words in ("The Listener</h1>", 'class="reward', "Share your result")]
    assert places == sorted(places)
    assert "3 of 3" in page
    assert "It rests on your answers to 5 questions" in page
    assert "<li>slow</li>" in page
    assert page.count("<h1") == 1
    assert re.search(r'<meter [^>]*min="0[^>]*max="3[^>]*value="3', page)


def test_the_result_is_kept_in_my_data(taker: Person) -> None:
    take(taker)
    assert "Your result: The Listener" in taker.get("my-data").text
    told = taker.get("my-data.json").json
    assert told is not None
    assert told["result"]["outcome"] == "listener"


def test_who_takes_back_taking_part_is_told_no_result(taker: Person) -> None:
    take(taker)
    taker.withdraw("take_part")
    assert "The Listener" not in taker.get("my-data").text


def test_anybody_may_read_an_outcome_and_no_person_is_in_it(taker: Person, visit: Callable[[str], Person]) -> None:
    take(taker)
    stranger = visit(taker.slug)
    page = stranger.get("outcome/listener").text
    assert page == taker.get("outcome/listener").text
    assert '<meta property="og:title" content="The Listener">' in page
    assert re.search(r'og:image" content="http[^"]+/outcome/listener/card.png\?lang=en"', page)
    assert 'name="twitter:card" content="summary_large_image"' in page
    assert f'href="/s/{taker.slug}"' in page
    assert stranger.get("outcome/nobody").status_code == 404


def test_the_card_is_a_picture_that_others_may_keep(taker: Person) -> None:
    svg, png = taker.get("outcome/singer/card.svg"), taker.get("outcome/singer/card.png?lang=en")
    assert "The Singer" in svg.text
    assert png.data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(png.data[16:20]), int.from_bytes(png.data[20:24])) == (1200, 630)
    assert png.headers["Cache-Control"] == "public, max-age=3600"
    assert "Set-Cookie" not in png.headers
    again = taker.get("outcome/singer/card.png?lang=en", headers={"If-None-Match": png.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](http://elsewhere/y.png)", "<img src=x onerror=y>"],
)
def test_the_text_of_a_result_carries_nothing_that_acts(text: str) -> None:
    html = str(markdown(text))
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html


def test_headings_of_a_text_stand_below_those_of_the_page() -> None:
    assert str(markdown("# Big\n\n[more](https://example.org)")) == (
        '<h3>Big</h3>\n<p><a href="https://example.org" rel="noopener noreferrer nofollow">more</a></p>\n'
    )
