"""All question types: one file each, found through `handler_for`."""

from surveys.questionnaire.question_types.base import (
    AnswerFault,
    Answers,
    FaultKind,
    Form,
    Parsed,
    QuestionType,
    Stored,
    Variable,
    VariableKind,
)
from surveys.questionnaire.question_types.registry import BY_NAME, HANDLERS, all_variables, handler_for

__all__ = [
    "BY_NAME",
    "HANDLERS",
    "AnswerFault",
    "Answers",
    "FaultKind",
    "Form",
    "Parsed",
    "QuestionType",
    "Stored",
    "Variable",
    "VariableKind",
    "all_variables",
    "handler_for",
]
