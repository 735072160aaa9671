"""All question types: one file each, where everything about a type is said.

A new type is its class here, a template `questions/<type>.html`, its place in `registry` and a sample questionnaire,
from which the tests of all types take it. What types share is in `base`, `choice`, `one_choice`, `on_points` and
`typed_text`.
"""

from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.registry import BY_NAME, QUESTION_TYPES, AnyQuestion
from surveys.questionnaire.question_types.values import (
    AnswerFault,
    Answers,
    FaultKind,
    Form,
    Input,
    Parsed,
    RatedItem,
    Stored,
    Variable,
    VariableKind,
    WideColumn,
    Wording,
)

__all__ = [
    "BY_NAME",
    "QUESTION_TYPES",
    "AnswerFault",
    "Answers",
    "AnyQuestion",
    "FaultKind",
    "Form",
    "Input",
    "Parsed",
    "Question",
    "RatedItem",
    "Stored",
    "Variable",
    "VariableKind",
    "WideColumn",
    "Wording",
]
