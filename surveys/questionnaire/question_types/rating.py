"""One statement answered on a row of points."""

# ruff: noqa: ARG002 - every type is given the same things, and need not look at all of them
from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import Facet, Rating
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
    facet_of,
    offered_codes,
    parse_one_code,
    point_codes,
    point_labels,
    tell_point,
)


@dataclass(frozen=True)
class RatingType(QuestionType[Rating]):
    type_name: ClassVar[str] = "rating"
    template: ClassVar[str] = "questions/rating.html"

    def variables(self, question: Rating) -> tuple[Variable, ...]:
        own = Variable(
            name=question.name,
            kind=VariableKind.POINT,
            question=question.name,
            codes=point_codes(question.points),
            offered=offered_codes(question.also_offer),
        )
        return (own,)

    def parse(self, question: Rating, form: Form) -> Parsed:
        allowed = point_codes(question.points) + offered_codes(question.also_offer)
        return parse_one_code(form, question.name, question=question.name, allowed=allowed, required=question.required)

    def form_values(self, question: Rating, answers: Answers) -> dict[str, list[str]]:
        return code_to_form(question.name, answers.get(question.name))

    def tell(self, question: Rating, answers: Answers, wording: Wording) -> str:
        return tell_point(question.points, answers.get(question.name), wording)

    def codebook_items(
        self, question: Rating, *, section_facet: Facet | None, language: str, default: str
    ) -> list[Item]:
        item = Item(
            name=question.name,
            text=question.text.in_language(language, default),
            type="ordinal",
            facet=facet_of(question.facet, section_facet),
            scale=question.scale,
            reverse=question.reverse,
            range=(question.points.low, question.points.high),
            labels=point_labels(question.points, language=language, default=default),
        )
        return [item]

    def seconds(self, question: Rating) -> float:
        return 3.5
