"""Information to read: nothing is asked and nothing is stored."""

# ruff: noqa: ARG002 - every type is given the same things, and need not look at all of them
from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import Facet, Statement
from surveys.questionnaire.question_types.base import (
    Answers,
    Form,
    Parsed,
    QuestionType,
    Variable,
    Wording,
)


@dataclass(frozen=True)
class StatementType(QuestionType[Statement]):
    type_name: ClassVar[str] = "statement"
    template: ClassVar[str] = "questions/statement.html"

    def variables(self, question: Statement) -> tuple[Variable, ...]:
        return ()

    def parse(self, question: Statement, form: Form) -> Parsed:
        return Parsed()

    def form_values(self, question: Statement, answers: Answers) -> dict[str, list[str]]:
        return {}

    def tell(self, question: Statement, answers: Answers, wording: Wording) -> str:
        return ""

    def codebook_items(
        self, question: Statement, *, section_facet: Facet | None, language: str, default: str
    ) -> list[Item]:
        return []

    def seconds(self, question: Statement) -> float:
        return 1.0
