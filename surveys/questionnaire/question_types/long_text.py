"""A text of several lines, with the writer's leave to quote it where that is asked."""

# ruff: noqa: ARG002 - every type is given the same things, and need not look at all of them
from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import Facet, LongText
from surveys.questionnaire.question_types.base import (
    Answers,
    Form,
    Parsed,
    QuestionType,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.question_types.fields import facet_of, posted
from surveys.questionnaire.question_types.text_field import (
    parse_text,
    tell_text,
    text_to_form,
    text_variable,
)

QUOTE = "_quote"


@dataclass(frozen=True)
class LongTextType(QuestionType[LongText]):
    type_name: ClassVar[str] = "long_text"
    template: ClassVar[str] = "questions/long_text.html"

    def variables(self, question: LongText) -> tuple[Variable, ...]:
        if not question.quotable:
            return (text_variable(question),)
        quote = Variable(
            name=quote_name(question.name),
            kind=VariableKind.FLAG,
            question=question.name,
            codes=(0, 1),
            parent=question.name,
        )
        return (text_variable(question), quote)

    def parse(self, question: LongText, form: Form) -> Parsed:
        """Leave to quote is stored beside a text only, and only a ticked box gives it."""
        parsed = parse_text(question, form, one_line=False)
        if not question.quotable:
            return parsed
        name = quote_name(question.name)
        ticked = posted(form, name) == ["1"]
        has_text = isinstance(parsed.answers.get(question.name), str)
        answers = parsed.answers | ({name: int(ticked)} if has_text else {})
        kept = parsed.kept | ({name: ["1"]} if ticked else {})
        return Parsed(answers=answers, faults=parsed.faults, kept=kept)

    def form_values(self, question: LongText, answers: Answers) -> dict[str, list[str]]:
        values = text_to_form(question.name, answers)
        if question.quotable and answers.get(quote_name(question.name)) == 1:
            values[quote_name(question.name)] = ["1"]
        return values

    def tell(self, question: LongText, answers: Answers, wording: Wording) -> str:
        return tell_text(question.name, answers, wording)

    def codebook_items(
        self, question: LongText, *, section_facet: Facet | None, language: str, default: str
    ) -> list[Item]:
        text = question.text.in_language(language, default)
        return [Item(name=question.name, text=text, type="text", facet=facet_of(question.facet, section_facet))]

    def seconds(self, question: LongText) -> float:
        return 35.0


def quote_name(question: str) -> str:
    return question + QUOTE
