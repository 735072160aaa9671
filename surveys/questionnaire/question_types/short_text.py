"""A few words on one line."""

# ruff: noqa: ARG002 - every type is given the same things, and need not look at all of them
from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import Facet, ShortText
from surveys.questionnaire.question_types.base import (
    Answers,
    Form,
    Parsed,
    QuestionType,
    Variable,
    Wording,
)
from surveys.questionnaire.question_types.fields import facet_of
from surveys.questionnaire.question_types.text_field import (
    parse_text,
    tell_text,
    text_to_form,
    text_variable,
)


@dataclass(frozen=True)
class ShortTextType(QuestionType[ShortText]):
    type_name: ClassVar[str] = "short_text"
    template: ClassVar[str] = "questions/short_text.html"

    def variables(self, question: ShortText) -> tuple[Variable, ...]:
        return (text_variable(question),)

    def parse(self, question: ShortText, form: Form) -> Parsed:
        return parse_text(question, form, one_line=True)

    def form_values(self, question: ShortText, answers: Answers) -> dict[str, list[str]]:
        return text_to_form(question.name, answers)

    def tell(self, question: ShortText, answers: Answers, wording: Wording) -> str:
        return tell_text(question.name, answers, wording)

    def codebook_items(
        self, question: ShortText, *, section_facet: Facet | None, language: str, default: str
    ) -> list[Item]:
        text = question.text.in_language(language, default)
        return [Item(name=question.name, text=text, type="text", facet=facet_of(question.facet, section_facet))]

    def seconds(self, question: ShortText) -> float:
        return 10.0
