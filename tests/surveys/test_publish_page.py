"""Publishing in the browser."""

import gzip
import html
import io
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient

from surveys.models import QuestionnaireVersion, Reward, Study
from surveys.questionnaire.formats.study_file import write_study_file
from surveys.store.database import Database
from tests import factories

SignedIn = Callable[[str], FlaskClient]


def text_of(**terms: Any) -> str:
    return write_study_file(factories.study_file(**terms))


def count(database: Database) -> int:
    with database.reading() as session:
        return session.query(QuestionnaireVersion).count()


def test_a_pasted_study_is_published_and_open(signed_in: SignedIn, database: Database) -> None:
    browser = signed_in("researcher")
    assert browser.get("/publish").status_code == 200
    answer = browser.post("/publish", data={"text": text_of()})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/studies/thrift-study")
    assert "is published and open for answers" in browser.get("/studies/thrift-study").get_data(as_text=True)
    with database.reading() as session:
        study = session.query(Study).one()
        assert study.owner is not None
        assert study.owner.name == "Researcher"
        assert study.team.name == factories.FIRST_TEAM


@pytest.mark.parametrize("name", ["study.yaml", "study.json"])
def test_an_uploaded_study_with_its_reward_file_is_published(
    signed_in: SignedIn, database: Database, name: str
) -> None:
    reward = {"kind": "file", "title": "Guide", "description": "A PDF.", "file": "guide.pdf"}
    kind = "json" if name.endswith("json") else "yaml"
    text = write_study_file(factories.study_file(rewards=[reward]), kind=kind)
    data = {
        "study": (io.BytesIO(text.encode()), name),
        "rewards": (io.BytesIO(b"%PDF"), "guide.pdf"),
    }
    answer = signed_in("researcher").post("/publish", data=data, content_type="multipart/form-data")
    assert answer.status_code == 303
    with database.reading() as session:
        assert session.query(Reward).one().content == b"%PDF"


def ten_faults() -> str:
    plain = factories.study_plain(mode="both", minutes=0, contact="", ends_on="soon", slug="Not A Slug")
    pages = plain["questionnaire"]["sections"][0]["pages"]
    pages[0]["questions"][0]["points"] = {"low": 5, "high": 1}
    pages[0]["questions"][0]["items"][0]["scale"] = "unknown"
    pages[1]["questions"][0]["options"] = [{"code": 1, "label": "A"}, {"code": 1, "label": "B"}]
    pages[1]["questions"][1]["name"] = "gender"
    pages[1]["questions"][2]["type"] = "poem"
    return str(yaml.safe_dump(plain, sort_keys=False))


def test_ten_faults_are_listed_at_once_and_nothing_is_published(signed_in: SignedIn, database: Database) -> None:
    answer = signed_in("researcher").post("/publish", data={"text": ten_faults()})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert page.count("<tr>") - 1 >= 10
    assert "things must be mended first" in page
    assert "Not A Slug" in page  # what was pasted is still there
    assert count(database) == 0


def test_a_text_that_is_no_study_is_refused_with_its_line(signed_in: SignedIn) -> None:
    answer = signed_in("researcher").post("/publish", data={"text": "study:\n  slug: [unclosed\n"})
    assert answer.status_code == 400
    assert "This is not YAML" in answer.get_data(as_text=True)


def test_nothing_sent_is_said_kindly(signed_in: SignedIn) -> None:
    answer = signed_in("researcher").post("/publish", data={"text": "  "})
    assert answer.status_code == 400
    assert "Choose a study file, or paste one below" in answer.get_data(as_text=True)


def test_a_file_that_is_not_text_is_refused(signed_in: SignedIn) -> None:
    data = {"study": (io.BytesIO(b"\xff\xfe\x00"), "study.yaml")}
    answer = signed_in("researcher").post("/publish", data=data, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "not UTF-8" in answer.get_data(as_text=True)


def test_a_breaking_version_asks_before_it_is_published(signed_in: SignedIn, database: Database) -> None:
    browser = signed_in("researcher")
    with database.writing() as session:
        factories.make_response(session, factories.publish_study(session))
    changed = text_of().replace("name: gender", "name: identity")
    answer = browser.post("/publish", data={"text": changed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "People already answered" in page
    assert "although answers given so far" in page
    assert count(database) == 1
    assert browser.post("/publish", data={"text": changed, "accept_breaking": "y"}).status_code == 303
    assert count(database) == 2


def test_the_example_on_the_page_can_be_published(signed_in: SignedIn, database: Database) -> None:
    browser = signed_in("researcher")
    page = browser.get("/publish").get_data(as_text=True)
    example = html.unescape(page.split("<pre><code>")[1].split("</code></pre>")[0])
    assert browser.post("/publish", data={"text": example}).status_code == 303
    assert browser.get("/s/how-people-buy").status_code == 200


def test_markup_in_a_study_is_shown_as_text(signed_in: SignedIn) -> None:
    answer = signed_in("researcher").post("/publish", data={"text": "study:\n  '<script>alert(1)</script>': 1\n"})
    assert "<script>alert" not in answer.get_data(as_text=True)


def test_a_marketer_cannot_publish(signed_in: SignedIn) -> None:
    assert signed_in("marketer").get("/publish").status_code == 403


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("points: {low: 1, high: 2000000000}", "It must be at most 9999."),
        ("points: {low: 1, high: 99999999999999999999}", "It must be at most 9999."),
        ("points: {low: 1, high: .inf}", "must be a whole number"),
        ("points: {low: 1, high: 500}", "There are 500 points"),
    ],
)
def test_a_small_file_that_asks_for_very_much_is_refused_on_the_page(
    signed_in: SignedIn, database: Database, change: str, words: str
) -> None:
    answer = signed_in("researcher").post("/publish", data={"text": _with_question(change)})
    assert answer.status_code == 400
    assert words in html.unescape(answer.get_data(as_text=True))
    assert count(database) == 0


def _with_question(change: str) -> str:
    plain = yaml.safe_load(text_of())
    question = {"type": "rating", "name": "very_much", "text": "I plan."}
    plain["questionnaire"]["sections"][0]["pages"][0]["questions"].append(question)
    return str(yaml.safe_dump(plain)).replace("name: very_much\n", f"name: very_much\n{' ' * 8}{change}\n")


def test_a_far_day_is_refused_and_not_counted_from(signed_in: SignedIn, database: Database) -> None:
    answer = signed_in("researcher").post("/publish", data={"text": text_of(ends_on="9999-12-31")})
    assert answer.status_code == 400
    assert "The study would end on 9999-12-31." in html.unescape(answer.get_data(as_text=True))


DEEP = '{"a":' * 100_000


@pytest.mark.parametrize(
    "text",
    [
        DEEP,
        "[" * 100_000,
        '{"format": NaN, "study": Infinity, "questionnaire": -Infinity}',
        '{"format": "whyprint/1", "format": "whyprint/1"}',
        '{"study": ' + "9" * 5_000 + "}",
        '{"study": [], "questionnaire": 3}',
        '{"study": {"slug": {}}, "questionnaire": {"sections": "many"}}',
        '"text"',
        "null",
        "{} {}",
        "\ud800",
        "a: &a [*a]",
    ],
)
def test_json_that_breaks_readers_is_refused_and_never_stored(
    signed_in: SignedIn, database: Database, text: str
) -> None:
    answer = signed_in("researcher").post("/publish", data={"text": text.encode("utf-8", "surrogatepass")})
    assert answer.status_code in (400, 413)
    assert count(database) == 0


def test_a_form_of_a_thousand_parts_and_a_packed_body_are_refused(signed_in: SignedIn, database: Database) -> None:
    browser = signed_in("researcher")
    parts: dict[str, Any] = {f"part{number}": "1" for number in range(1_001)}
    many = browser.post("/publish", data={**parts, "text": text_of()}, content_type="multipart/form-data")
    packed = browser.post(
        "/publish",
        data=gzip.compress(f"text={'a' * 20_000_000}".encode()),
        headers={"Content-Encoding": "gzip"},
        content_type="application/x-www-form-urlencoded",
    )
    assert many.status_code == 413
    assert packed.status_code in (400, 413, 415)
    assert count(database) == 0
