"""Every question type as a person meets it: walks the registry, so that a new type is tested by existing."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from flask import Flask, render_template
from pydantic import TypeAdapter

from surveys import create_app
from surveys.questionnaire.question_types import BY_NAME, AnswerFault, AnyQuestion, FaultKind, Question, VariableKind
from surveys.questionnaire.texts import LocalText
from surveys.translations_build import compile_all
from surveys.web.language import INTERFACE_LANGUAGES
from surveys.web.question_fields import QuestionField, question_fields
from tests import factories
from tests.surveys.careful_client import Page
from tests.surveys.questionnaire.samples import answers_to, question_of_type

QUESTION: TypeAdapter[Question] = TypeAdapter(AnyQuestion)
OPTIONS = [
    {"code": 1, "label": "Tea & coffee"},
    {"code": 2, "label": "<b>Water</b>"},
    {"code": 8, "label": "Something else", "kind": "other"},
]
POINTS = {"low": 1, "high": 5, "labels": {1: "Never", 5: "Always"}}
SAMPLES: dict[str, dict[str, Any]] = {
    "single_choice": {"text": "Which?", "hint": "One of them.", "options": OPTIONS},
    "multiple_choice": {"text": "Which ones?", "options": OPTIONS, "at_most": 2},
    "rating": {"text": "How often?", "points": POINTS},
    "matrix": {"text": "How much?", "points": POINTS, "items": [
        {"name": "first_item", "text": "I plan."}, {"name": "second_item", "text": "I forget."}]},
    "number": {"text": "How old?", "minimum": 18, "maximum": 99, "unit": "years"},
    "short_text": {"text": "Where?"},
    "long_text": {"text": "Why?", "quotable": True},
    "statement": {"text": "Take your time.\n\nThere is no hurry."},
    "attention_check": {"text": "Choose 2.", "points": POINTS, "expected": 2},
}  # fmt: skip
ANSWERS: dict[str, dict[str, Any]] = {
    "single_choice": {"it": 2},
    "multiple_choice": {"it": [1, 8], "it_other": "Milk"},
    "rating": {"it": 4},
    "matrix": {"first_item": 1, "second_item": 5},
    "number": {"it": 42},
    "short_text": {"it": 'In "Rome" <i>'},
    "long_text": {"it": "Because.\nReally.", "it_quote": 1},
    "statement": {},
    "attention_check": {"it": 2},
    "ranking": {"it_1": 2, "it_2": 3, "it_5": 1},
    "constant_sum": {"it_1": 70, "it_2": 0, "it_3": 30},
}
ANSWERS["maxdiff"] = {
    variable.name: [1, 3] if variable.kind is VariableKind.CHOICES else variable.codes["best" not in variable.name]
    for variable in question_of_type("maxdiff").model_copy(update={"name": "it"}).variables()
}
ASKING = sorted(name for name, kind in BY_NAME.items() if kind.on_page and name != "statement")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    compile_all()
    folder = tmp_path_factory.mktemp("templates")
    settings = factories.make_settings(database_url=f"sqlite:///{folder}/x.sqlite", data_dir=folder)
    made = create_app(settings)
    yield made
    made.extensions["database"].close()


def sample(name: str, **changes: Any) -> Question:
    """A question of a type: of those above, else the one in its sample questionnaire."""
    more = {} if name not in ASKING else {"also_offer": ["dont_know", "prefer_not_to_say"]}
    known = SAMPLES.get(name) or question_of_type(name).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return QUESTION.validate_python({**known, "type": name, "name": "it", **more, **changes})


def answers(name: str) -> dict[str, Any]:
    return ANSWERS[name] if name in ANSWERS else answers_to(sample(name))


@pytest.fixture
def draw(app: Flask) -> Callable[..., str]:
    """One question as HTML, within a whole document so that it can be checked."""

    def render(question: Question, *, language: str = "en", **values: Any) -> str:
        with app.test_request_context(f"/?lang={language}"):
            field = fields_of(question, **values)
            body = render_template(field.template, field=field)
        return f'<html lang="en"><head><title>x</title></head><body><h1>x</h1><form>{body}</form></body></html>'

    return render


def fields_of(question: Question, **values: Any) -> QuestionField:
    settings: dict[str, Any] = {"language": "en", "default": "en", "form": {}, **values}
    return question_fields([question], **settings)[0]


def names_of_controls(html: str) -> set[str]:
    return {str(control["name"]) for control in Page(html).controls}


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_every_type_is_sound_html_with_a_name_for_each_control(name: str, draw: Callable[..., str]) -> None:
    assert Page(draw(sample(name))).all_faults() == []


@pytest.mark.parametrize("name", ASKING)
def test_the_form_has_exactly_the_fields_that_are_stored(name: str, draw: Callable[..., str]) -> None:
    question = sample(name)
    stored = {variable.name for variable in question.variables()}
    assert names_of_controls(draw(question)) == stored


@pytest.mark.parametrize("name", ASKING)
def test_stored_answers_are_shown_and_would_be_sent_again_as_they_are(name: str, draw: Callable[..., str]) -> None:
    question = sample(name)
    html = draw(question, form=question.form_values(answers(name)))
    assert question.parse(what_a_browser_sends(html)).answers == answers(name)


@pytest.mark.parametrize("name", ASKING)
def test_dont_know_is_offered_and_kept(name: str, draw: Callable[..., str]) -> None:
    question = sample(name)
    variable = question.variables()[0].name
    html = draw(question, form=question.form_values({variable: -98}))
    assert "Don’t know" in html
    assert question.parse(what_a_browser_sends(html)).answers[variable] == -98


@pytest.mark.parametrize("name", ASKING)
def test_a_fault_is_beside_its_control_and_the_link_leads_there(name: str, draw: Callable[..., str]) -> None:
    question = sample(name)
    variable = question.variables()[-1].name
    fault = AnswerFault(field=variable, question="it", kind=FaultKind.REQUIRED)
    html = draw(question, faults=[fault])
    page = Page(html)
    assert page.all_faults() == []
    assert f"q-{variable}" in page.ids
    assert f"q-{variable}-error" in page.ids
    assert html.count("Please answer this question.") == 1


@pytest.mark.parametrize("name", ["rating", "matrix", "single_choice", "multiple_choice", "attention_check"])
def test_choices_are_native_controls_in_a_fieldset_with_a_legend(name: str, draw: Callable[..., str]) -> None:
    page = Page(draw(sample(name)))
    groups = 2 if name == "matrix" else 1
    assert page.tags["fieldset"] == page.tags["legend"] == groups
    assert page.tags["table"] == 0


@pytest.mark.parametrize("name", ASKING)
def test_every_question_has_one_heading(name: str, draw: Callable[..., str]) -> None:
    assert Page(draw(sample(name))).tags["h2"] == 1


def test_words_of_authors_are_never_markup(draw: Callable[..., str]) -> None:
    html = draw(sample("single_choice"))
    assert "<b>" not in html
    assert "&lt;b&gt;Water&lt;/b&gt;" in html


def test_the_ends_of_a_scale_are_part_of_the_names_of_its_points(draw: Callable[..., str]) -> None:
    html = draw(sample("rating"))
    assert re.search(r"1<span class=\"scale__end\"> – Never</span>", html)
    assert re.search(r"5<span class=\"scale__end\"> – Always</span>", html)


def test_a_long_text_keeps_its_first_empty_line(draw: Callable[..., str]) -> None:
    question = sample("long_text")
    html = draw(question, form={"it": ["\nAfter an empty line"]})
    assert what_a_browser_sends(html)["it"] == ["\nAfter an empty line"]


def test_leave_to_quote_is_not_ticked_for_anybody(draw: Callable[..., str]) -> None:
    assert "checked" not in draw(sample("long_text"))


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_has_words_in_every_language(app: Flask, language: str, kind: FaultKind) -> None:
    values = {
        "earliest": "2020",
        "latest": "2029",
        "at_least": 2,
        "at_most": 3,
        "given": 9,
        "minimum": "1",
        "maximum": "200",
        "decimals": 2,
        "first": LocalText.plain("Tea"),
        "second": LocalText.plain("Milk"),
        "rank": "1",
        "option": LocalText.plain("Tea"),
        "left": 2,
        "total": 10,
    }
    fault = AnswerFault(field="it", question="it", kind=kind, values=values)
    with app.test_request_context(f"/?lang={language}"):
        words = fields_of(sample("number"), faults=[fault]).main.error
    with app.test_request_context("/?lang=en"):
        english = fields_of(sample("number"), faults=[fault]).main.error
    assert words.strip()
    assert "%(" not in words
    assert (words == english) is (language == "en")


def what_a_browser_sends(html: str) -> dict[str, list[str]]:
    """The fields of the form, as a browser without JavaScript would post them."""
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", html):
        found = {key: unescape(value) for key, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        choosable = found.get("type") in ("radio", "checkbox")
        if not choosable or re.search(r"\schecked[\s>]", tag):
            sent.setdefault(found["name"], []).append(found.get("value", ""))
    for name, options in re.findall(r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected>', options)
        sent.setdefault(name, []).extend(map(unescape, chosen or re.findall(r'<option value="([^"]*)"', options)[:1]))
    for attributes, text in re.findall(r"<textarea([^>]*)>(.*?)</textarea>", html, re.DOTALL):
        found_name = re.search(r'name="([^"]*)"', attributes)
        assert found_name is not None
        sent.setdefault(found_name[1], []).append(unescape(text.removeprefix("\n")))
    return sent
