"""A questionnaire as columns: the codebook the analysis reads, and the wide form of one person's answers."""

from dataclasses import dataclass

from research.codebook import Codebook
from research.codebook import Scale as CodebookScale
from surveys.questionnaire.definition import AttentionCheck, Pole, Questionnaire
from surveys.questionnaire.missing import ALL_CODES, is_missing
from surveys.questionnaire.question_types import (
    Answers,
    Variable,
    VariableKind,
    all_variables,
    handler_for,
)
from surveys.questionnaire.question_types.multiple_choice import option_column


@dataclass(frozen=True, kw_only=True)
class WideColumn:
    """One column of an export: a variable, or one option of a multiple choice (`option`)."""

    name: str
    variable: Variable
    option: int | None = None


def build_codebook(questionnaire: Questionnaire, *, language: str | None = None) -> Codebook:
    """What the analysis must know about every column; in the questionnaire's own language by default."""
    default = questionnaire.language
    wanted = language or default
    items = tuple(
        item
        for section in questionnaire.sections
        for page in section.pages
        for question in page.questions
        for item in handler_for(question).codebook_items(
            question, section_facet=section.facet, language=wanted, default=default
        )
    )
    scales = tuple(
        CodebookScale(
            name=scale.name,
            title=scale.title.in_language(wanted, default),
            facet=None if scale.facet is None else str(scale.facet),
            high=_pole(scale.high),
            low=_pole(scale.low),
        )
        for scale in questionnaire.scales
    )
    return Codebook(
        name=questionnaire.name,
        items=items,
        scales=scales,
        missing_codes=ALL_CODES,
        attention=_attention(questionnaire),
    )


def _pole(pole: Pole | None) -> tuple[str, str] | None:
    return None if pole is None else (pole.adjective, pole.people)


def _attention(questionnaire: Questionnaire) -> dict[str, float]:
    return {
        question.name: question.expected
        for question in questionnaire.questions()
        if isinstance(question, AttentionCheck)
    }


def wide_columns(questionnaire: Questionnaire) -> tuple[WideColumn, ...]:
    """The columns of the wide export in the order of the questionnaire; a multiple choice has one per option."""
    return tuple(column for variable in all_variables(questionnaire) for column in _columns_of(variable))


def wide_row(questionnaire: Questionnaire, answers: Answers) -> dict[str, int | float | str | None]:
    """One person's answers by column name; None where nothing is stored at all."""
    return {column.name: wide_value(column, answers) for column in wide_columns(questionnaire)}


def wide_value(column: WideColumn, answers: Answers) -> int | float | str | None:
    """The value of one column: a missing code stands in every option column of its question."""
    stored = answers.get(column.variable.name)
    if column.option is None:
        return None if isinstance(stored, list) else stored
    if isinstance(stored, list):
        return int(column.option in stored)
    return stored if isinstance(stored, int) and is_missing(stored) else None


def _columns_of(variable: Variable) -> list[WideColumn]:
    if variable.kind is not VariableKind.CHOICES:
        return [WideColumn(name=variable.name, variable=variable)]
    return [
        WideColumn(name=option_column(variable.name, code), variable=variable, option=code) for code in variable.codes
    ]
