"""The JSON Schema describes what the reader takes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from surveys.questionnaire.definition import Questionnaire
from surveys.questionnaire.formats.study_file import (
    read_questionnaire_file,
    read_study_file,
    write_study_file,
)
from surveys.questionnaire.schema import Kind, json_schema
from tests.surveys.questionnaire.samples import FOLDER, GOOD, is_study
from tests.surveys.questionnaire.strategies import calmly, questionnaires


def validator(kind: Kind) -> Any:
    return Draft202012Validator(json_schema(kind))


@pytest.mark.parametrize("kind", ["study", "questionnaire"])
def test_the_schema_is_a_schema_with_a_name_of_its_own(kind: Kind) -> None:
    schema = json_schema(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:whyprint:schema:{kind}:1"
    assert schema["title"]
    assert schema["description"]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_every_good_sample_fits_the_schema(path: Path) -> None:
    kind: Kind = "study" if is_study(path) else "questionnaire"
    study = read_study_file(path) if kind == "study" else read_questionnaire_file(path)
    validator(kind).validate(json.loads(write_study_file(study, kind="json")))


@calmly
@given(questionnaires())
def test_every_questionnaire_that_is_written_fits_the_schema(questionnaire: Questionnaire) -> None:
    SCHEMA.validate(json.loads(write_study_file(questionnaire, kind="json")))


@pytest.mark.parametrize(
    "change",
    [{"titel": "x"}, {"sections": []}, {"name": "Not a name"}, {"language": "english"}, {"title": {}}],
)
def test_what_the_reader_refuses_does_not_fit(change: dict[str, Any]) -> None:
    good = json.loads(write_study_file(read_questionnaire_file(FOLDER / "matrix.yaml"), kind="json"))
    with pytest.raises(ValidationError):
        SCHEMA.validate({**good, **change})


SCHEMA = validator("questionnaire")
