"""What flow decides, as a respondent meets it: on the page, after sending, and in their own data."""

from collections.abc import Callable
from typing import Any

from tests.surveys.questionnaire.samples import sample
from tests.surveys.respondents.person import Person


def in_english(plain: Any) -> Any:
    """A questionnaire in one language, as the small study has one."""
    if isinstance(plain, dict):
        if "en" in plain:
            return plain["en"]
        return {key: in_english(part) for key, part in plain.items() if key != "languages"}
    return [in_english(part) for part in plain] if isinstance(plain, list) else plain


def begin(publish: Callable[..., str], visit: Callable[[str], Person], name: str) -> Person:
    person = visit(publish(questionnaire=in_english(sample(name).model_dump(mode="json", by_alias=True))))
    person.agree()
    return person


def test_earlier_answers_stand_in_later_pages_as_text(
    publish: Callable[..., str], visit: Callable[[str], Person]
) -> None:
    person = begin(publish, visit, "answers_in_texts")
    person.send("known", {"known": ["1", "2"], "place": "<b>bed</b>"})
    page = person.get("page/best").text
    assert "Which do you like best in \u2068&lt;b&gt;bed&lt;/b&gt;\u2069?" in page
    assert page.count("Maté") == 1
    assert "Choose one of the answers that are offered." in person.send("best", {"best": "3"}).text
    person.send("best", {"best": "2"})
    assert "Coffee is a joy." in person.get("page/why").text
    person.send("why", {"joy": "5"})
    assert "Coffee is a joy." in person.get("my-data").text
