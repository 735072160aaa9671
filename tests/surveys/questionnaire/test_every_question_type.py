"""What every question type keeps to: a new type is tested by being in the registry."""

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire import definition
from surveys.questionnaire.missing import ALL_CODES, was_given
from surveys.questionnaire.question_types import BY_NAME, HANDLERS, FaultKind, VariableKind, handler_for
from tests.surveys.questionnaire.strategies import QUESTIONS, calmly, forms

TYPES = sorted(BY_NAME)
PATIENT = {FaultKind.REQUIRED, FaultKind.TOO_FEW}


def test_every_type_of_the_definition_has_a_handler() -> None:
    union = get_args(definition.Question)[0]
    assert set(HANDLERS) == set(get_args(union))


def test_every_type_has_a_strategy_for_these_tests() -> None:
    assert sorted(QUESTIONS) == TYPES


@pytest.mark.parametrize("name", TYPES)
def test_a_type_is_named_as_in_the_definition(name: str) -> None:
    model = next(model for model, handler in HANDLERS.items() if handler is BY_NAME[name])
    assert get_args(model.model_fields["type"].annotation) == (name,)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_a_template(name: str) -> None:
    templates = Path(__file__).resolve().parents[3] / "templates"
    assert BY_NAME[name].template == f"questions/{name}.html"
    assert (templates / BY_NAME[name].template).is_file()


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_what_was_stored_comes_back_from_its_own_form(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    handler = handler_for(question)
    parsed = handler.parse(question, data.draw(forms(question)))
    again = handler.parse(question, handler.form_values(question, parsed.answers))
    assert again.answers == parsed.answers
    assert {fault.kind for fault in again.faults} <= PATIENT


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_stored_answers_are_of_the_declared_kind(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    handler = handler_for(question)
    parsed = handler.parse(question, data.draw(forms(question)))
    variables = {variable.name: variable for variable in handler.variables(question)}
    assert parsed.answers.keys() <= variables.keys()
    for field, stored in parsed.answers.items():
        variable = variables[field]
        if isinstance(stored, int) and stored in variable.offered:
            continue
        if variable.kind is VariableKind.TEXT:
            assert isinstance(stored, str)
            assert stored == stored.strip() != ""
        elif variable.kind is VariableKind.CHOICES:
            assert isinstance(stored, list)
            assert set(stored) <= set(variable.codes)
            assert len(stored) == len(set(stored)) > 0
        elif variable.kind is VariableKind.NUMBER:
            assert isinstance(stored, (int, float))
            assert stored not in ALL_CODES
        else:
            assert stored in variable.codes


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_a_fault_names_a_field_of_its_question(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    handler = handler_for(question)
    fields = {variable.name for variable in handler.variables(question)}
    parsed = handler.parse(question, data.draw(forms(question)))
    assert {fault.field for fault in parsed.faults} <= fields
    assert {fault.question for fault in parsed.faults} <= {question.name}
    assert parsed.kept.keys() <= fields


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_an_empty_form_is_at_fault_only_where_an_answer_is_required(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    parsed = handler_for(question).parse(question, {})
    required = getattr(question, "required", False)
    assert parsed.answers == {}
    assert bool(parsed.faults) == required
    assert {fault.kind for fault in parsed.faults} <= {FaultKind.REQUIRED}


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_an_answer_without_fault_is_answered_and_can_be_told(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    handler = handler_for(question)
    parsed = handler.parse(question, data.draw(forms(question)))
    told = handler.to_text(question, parsed.answers, "en", "en")
    given_answers = [value for value in parsed.answers.values() if was_given(value)]
    assert bool(given_answers) == bool(told)
    if name != "matrix" and given_answers:
        assert handler.is_answered(question, parsed.answers)


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_columns_of_the_codebook_carry_the_facet_of_the_section(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    items = handler_for(question).codebook_items(
        question, section_facet=definition.Facet.VALUES, language="en", default="en"
    )
    own = getattr(question, "facet", None)
    assert {item.facet for item in items} <= {str(own or definition.Facet.VALUES)}
    assert all(item.text for item in items)
