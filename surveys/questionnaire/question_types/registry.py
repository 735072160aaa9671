"""Which type handles which question: the one list of all question types."""

from collections.abc import Iterator, Mapping
from typing import Any

from surveys.questionnaire.definition import (
    AttentionCheck,
    LongText,
    Matrix,
    MultipleChoice,
    Number,
    Question,
    Questionnaire,
    Rating,
    ShortText,
    SingleChoice,
    Statement,
)
from surveys.questionnaire.question_types.attention_check import AttentionCheckType
from surveys.questionnaire.question_types.base import QuestionType, Variable
from surveys.questionnaire.question_types.long_text import LongTextType
from surveys.questionnaire.question_types.matrix import MatrixType
from surveys.questionnaire.question_types.multiple_choice import MultipleChoiceType
from surveys.questionnaire.question_types.number import NumberType
from surveys.questionnaire.question_types.rating import RatingType
from surveys.questionnaire.question_types.short_text import ShortTextType
from surveys.questionnaire.question_types.single_choice import SingleChoiceType
from surveys.questionnaire.question_types.statement import StatementType

HANDLERS: Mapping[type, QuestionType[Any]] = {
    SingleChoice: SingleChoiceType(),
    MultipleChoice: MultipleChoiceType(),
    Rating: RatingType(),
    Matrix: MatrixType(),
    Number: NumberType(),
    ShortText: ShortTextType(),
    LongText: LongTextType(),
    Statement: StatementType(),
    AttentionCheck: AttentionCheckType(),
}

BY_NAME: Mapping[str, QuestionType[Any]] = {handler.type_name: handler for handler in HANDLERS.values()}


def handler_for(question: Question) -> QuestionType[Any]:
    """The type of a question, as the object that knows everything about it."""
    return HANDLERS[type(question)]


def all_variables(questionnaire: Questionnaire) -> Iterator[Variable]:
    """Every stored variable in the order of the questionnaire."""
    for question in questionnaire.questions():
        yield from handler_for(question).variables(question)
