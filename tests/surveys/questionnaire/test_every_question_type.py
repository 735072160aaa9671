"""What every question type keeps to: a new type is tested by being in the registry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.paths import PACKAGE, TEMPLATES
from surveys.questionnaire.answers import PATIENT
from surveys.questionnaire.definition import Page
from surveys.questionnaire.elements import Facet
from surveys.questionnaire.iso_dates import is_date
from surveys.questionnaire.missing import ALL_CODES, was_given
from surveys.questionnaire.question_types import BY_NAME, QUESTION_TYPES, FaultKind, VariableKind, Wording
from tests.surveys.questionnaire.samples import question_of_type
from tests.surveys.questionnaire.strategies import QUESTIONS, calmly, forms

TYPES = sorted(BY_NAME)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_is_in_a_sample_questionnaire(name: str) -> None:
    assert question_of_type(name).type == name


def test_no_type_has_the_name_of_another() -> None:
    assert len(BY_NAME) == len(QUESTION_TYPES)


def test_no_file_beside_the_types_knows_one_of_them() -> None:
    """Apart from what writes questionnaires: a weight, or a choice among texts, is a question of a certain type."""
    modules = {f"from {kind.__module__} import" for kind in QUESTION_TYPES}
    others = (path for path in PACKAGE.rglob("*.py") if path.parent.name != "question_types")
    knowing = {path.name for path in others if any(module in path.read_text(encoding="utf-8") for module in modules)}
    assert knowing == {"from_codebook.py", "quiz_from_analysis.py"}


def test_a_definition_may_hold_every_type_and_no_other() -> None:
    kinds = Page.model_json_schema()["properties"]["questions"]["items"]["discriminator"]["mapping"]
    assert sorted(kinds) == TYPES


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_a_template(name: str) -> None:
    assert (TEMPLATES / "questions" / f"{name}.html").is_file()


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_what_was_stored_comes_back_from_its_own_form(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    parsed = question.parse(data.draw(forms(question)))
    again = question.parse(question.form_values(parsed.answers))
    assert again.answers == parsed.answers
    assert {fault.kind for fault in again.faults} <= PATIENT


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_stored_answers_are_of_the_declared_kind(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    parsed = question.parse(data.draw(forms(question)))
    variables = {variable.name: variable for variable in question.variables()}
    assert parsed.answers.keys() <= variables.keys()
    for field, stored in parsed.answers.items():
        variable = variables[field]
        if isinstance(stored, int) and stored in variable.offered:
            continue
        if variable.kind is VariableKind.TEXT:
            assert isinstance(stored, str)
            assert stored == stored.strip() != ""
        elif variable.kind is VariableKind.DATE:
            assert isinstance(stored, str)
            assert is_date(stored)
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
    fields = {variable.name for variable in question.variables()}
    parsed = question.parse(data.draw(forms(question)))
    assert {fault.field for fault in parsed.faults} <= fields
    assert {fault.question for fault in parsed.faults} <= {question.name}
    assert parsed.kept.keys() <= fields


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_an_empty_form_is_at_fault_only_where_an_answer_is_required(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    parsed = question.parse({})
    required = getattr(question, "required", False)
    assert parsed.answers == {}
    assert bool(parsed.faults) == required
    assert {fault.kind for fault in parsed.faults} <= {FaultKind.REQUIRED}


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_an_answer_without_fault_is_answered_and_can_be_told(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    parsed = question.parse(data.draw(forms(question)))
    told = question.tell(parsed.answers, Wording(language="en", default="en"))
    given_answers = [value for value in parsed.answers.values() if was_given(value)]
    assert bool(given_answers) == bool(told)
    own = [variable for variable in question.variables() if variable.parent is None]
    if given_answers and not parsed.faults and len(own) == 1:
        assert question.is_answered(parsed.answers)


@pytest.mark.parametrize("name", TYPES)
@calmly
@given(data=st.data())
def test_columns_of_the_codebook_carry_the_facet_of_the_section(name: str, data: st.DataObject) -> None:
    question = data.draw(QUESTIONS[name]("q"))
    items = question.codebook_items(section_facet=Facet.VALUES, language="en", default="en")
    own = getattr(question, "facet", None)
    assert {item.facet for item in items} <= {str(own or Facet.VALUES)}
    assert all(item.text for item in items)
