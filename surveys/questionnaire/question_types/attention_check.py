"""An item whose right answer is said in its text: stored, told apart, never analysed."""

# ruff: noqa: ARG002 - every type is given the same things, and need not look at all of them
from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import AttentionCheck, Facet
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.base import (
    Answers,
    Form,
    Parsed,
    QuestionType,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.question_types.fields import (
    code_to_form,
    offered_codes,
    parse_one_code,
    point_codes,
    tell_point,
)


@dataclass(frozen=True)
class AttentionCheckType(QuestionType[AttentionCheck]):
    type_name: ClassVar[str] = "attention_check"
    template: ClassVar[str] = "questions/attention_check.html"

    def variables(self, question: AttentionCheck) -> tuple[Variable, ...]:
        own = Variable(
            name=question.name,
            kind=VariableKind.CHECK,
            question=question.name,
            codes=point_codes(question.points),
            offered=offered_codes(question.also_offer),
        )
        return (own,)

    def parse(self, question: AttentionCheck, form: Form) -> Parsed:
        allowed = point_codes(question.points) + offered_codes(question.also_offer)
        return parse_one_code(form, question.name, question=question.name, allowed=allowed, required=question.required)

    def form_values(self, question: AttentionCheck, answers: Answers) -> dict[str, list[str]]:
        return code_to_form(question.name, answers.get(question.name))

    def tell(self, question: AttentionCheck, answers: Answers, wording: Wording) -> str:
        return tell_point(question.points, answers.get(question.name), wording)

    def codebook_items(
        self, question: AttentionCheck, *, section_facet: Facet | None, language: str, default: str
    ) -> list[Item]:
        """None: the codebook names the checks apart, in `attention`."""
        return []

    def seconds(self, question: AttentionCheck) -> float:
        return 4.0

    def passed(self, question: AttentionCheck, answers: Answers) -> bool | None:
        """Whether the answer is the expected one; None where none was given."""
        answer = answers.get(question.name)
        if answer is None or is_missing(answer):
            return None
        return answer == question.expected
