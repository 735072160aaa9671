"""What changes between two versions, and how grave it is."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.ids import content_hash
from surveys.questionnaire.question_types import Question
from surveys.questionnaire.versions import difference
from surveys.services.studies.change_words import change_words
from tests.pseudo import pseudo_language
from tests.surveys.questionnaire.samples import question_of_type, sample
from tests.surveys.questionnaire.strategies import calmly, questionnaires

Edit = Callable[[dict[str, Any]], object]


def edited(name: str, edit: Edit) -> tuple[Questionnaire, Questionnaire]:
    """A sample before and after an edit of its first page."""
    old = sample(name)
    plain = old.model_dump(mode="json", by_alias=True)
    edit(plain["sections"][0]["pages"][0]["questions"])
    return old, Questionnaire.model_validate(plain)


def set_in(*path: Any, to: Any) -> Edit:
    def edit(node: Any) -> None:
        for part in path[:-1]:
            node = node[part]
        node[path[-1]] = to

    return edit


def test_nothing_changed_is_the_same() -> None:
    old = sample("matrix")
    assert difference(old, sample("matrix")).kind == "same"
    assert content_hash(old) == content_hash(sample("matrix"))


@pytest.mark.parametrize(
    ("name", "edit", "kind", "what"),
    [
        ("keyed_scale", set_in(0, "text", to="I stay calm!"), "cosmetic", "wording"),
        ("keyed_scale", set_in(0, "text", to={"en": "I stay calm.", "fi": "Olen tyyni."}), "cosmetic", "wording"),
        ("keyed_scale", set_in(0, "hint", to="Think of last week."), "cosmetic", "presentation"),
        ("keyed_scale", set_in(0, "text", to="I never stay calm."), "comparable", "rewritten"),
        ("keyed_scale", set_in(0, "required", to=False), "comparable", "required"),
        ("keyed_scale", set_in(2, "show_if", to={"question": "calm_1", "value": 1}), "comparable", "show_if"),
        ("keyed_scale", set_in(1, "reverse", to=False), "breaking", "keying"),
        ("keyed_scale", set_in(1, "points", "high", to=7), "breaking", "points"),
        ("keyed_scale", set_in(1, "name", to="calm_9"), "breaking", "removed"),
        ("keyed_scale", lambda questions: questions.pop(), "breaking", "removed"),
        ("keyed_scale", lambda questions: questions.reverse(), "comparable", "order"),
        ("matrix", set_in(0, "items", 0, "text", to="I look at prices."), "comparable", "rewritten"),
        ("matrix", lambda questions: questions[0]["items"].pop(), "breaking", "removed"),
        ("image_choice", set_in(0, "options", 1, "picture", "file", to="jug.png"), "comparable", "pictures"),
        ("image_choice", set_in(0, "options", 1, "picture", "alt", to="A mug"), "cosmetic", "presentation"),
        ("multiple_choice_limits", set_in(0, "at_most", to=3), "comparable", "at_most"),
        ("multiple_choice_limits", set_in(0, "options", 0, "code", to=9), "breaking", "option_removed"),
        ("multiple_choice_limits", set_in(0, "options", 0, "label", to="Fresh fruit"), "comparable", "relabelled"),
        ("multiple_choice_limits", lambda questions: questions[0]["options"].pop(0), "breaking", "option_removed"),
        (
            "multiple_choice_limits",
            lambda questions: questions[0]["options"].append({"code": 5, "label": "Cake"}),
            "comparable",
            "option_added",
        ),
        ("numbers", set_in(0, "unit", to="months"), "breaking", "unit"),
        ("numbers", set_in(0, "maximum", to=99), "comparable", "maximum"),
        ("texts", set_in(0, to={"type": "number", "name": "town", "text": "Where?"}), "breaking", "type"),
    ],
)  # fmt: skip
def test_each_edit_has_its_weight(name: str, edit: Edit, kind: str, what: str) -> None:
    old, new = edited(name, edit)
    found = difference(old, new)
    assert found.kind == kind
    assert what in [change.what for change in found.changes]
    assert content_hash(old) != content_hash(new)


@pytest.mark.parametrize(
    ("kind", "field", "values", "told"),
    [
        ("date", "earliest", ("2020-01-01", "2021-06-30"), "date of “%s” is now 2021-06-30 (before: 2020-01-01)"),
        ("date", "latest", ("2030-01-01", None), "latest date of “%s” is now – (before: 2030-01-01)"),
        ("slider", "step", (1, 0.5), "One step of “%s” is now 0.5 (before: 1)"),
        ("slider", "maximum", (100, 200), "largest number of “%s” is now 200 (before: 100)"),
        ("hidden", "pattern", ("a+", "[ab]+"), "“%s” now takes texts of the form [ab]+ (before: a+)"),
        ("date", "precision", ("day", "year"), "“%s” is now given with another precision"),
        ("long_text", "max_length", (500, 900), "“%s” now takes 900 characters at most (before: 500)"),
    ],
)
def test_a_changed_limit_says_what_it_was_and_is(kind: str, field: str, values: tuple[Any, Any], told: str) -> None:
    question = question_of_type(kind)
    old, new = (_alone(question, {field: value}) for value in values)
    found = difference(old, new)
    assert [told % question.name in change_words(change) for change in found.changes] == [True]
    assert found.kind == ("breaking" if field in {"precision", "maximum"} else "comparable")


def _alone(question: Question, fields: dict[str, Any]) -> Questionnaire:
    plain = question.model_dump(mode="json", by_alias=True, exclude_defaults=True) | fields | {"type": question.type}
    pages = [{"name": "only", "questions": [{key: value for key, value in plain.items() if value is not None}]}]
    sections = [{"name": "only", "title": "Only", "pages": pages}]
    return Questionnaire.model_validate({"name": "only", "title": "Only", "sections": sections})


def test_exchanged_labels_break_the_meaning_of_the_codes() -> None:
    def exchange(questions: list[dict[str, Any]]) -> None:
        first, second = questions[0]["options"][:2]
        first["label"], second["label"] = second["label"], first["label"]

    found = difference(*edited("multiple_choice_limits", exchange))
    assert found.kind == "breaking"
    assert {change.what for change in found.changes} == {"labels_exchanged"}


@calmly
@given(questionnaires())
def test_a_questionnaire_does_not_differ_from_itself(questionnaire: Questionnaire) -> None:
    assert difference(questionnaire, questionnaire.model_copy(deep=True)).kind == "same"


@calmly
@given(questionnaires(), questionnaires())
def test_any_difference_is_named(old: Questionnaire, new: Questionnaire) -> None:
    found = difference(old, new)
    assert (found.kind == "same") == (old == new)
    assert bool(found.changes) == (old != new)
    with pseudo_language():
        told = [change_words(change) for change in found.changes]
    assert all(text.startswith("⟦") and text.endswith("⟧") for text in told), "all of it is for translators"
    assert not any("%(" in text for text in told)
