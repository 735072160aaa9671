"""Several statements on the same points: each is one field and one variable."""

from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import Facet, Matrix
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
    merge,
    offered_codes,
    parse_one_code,
    point_codes,
    point_labels,
    tell_point,
)


@dataclass(frozen=True)
class MatrixType(QuestionType[Matrix]):
    type_name: ClassVar[str] = "matrix"
    template: ClassVar[str] = "questions/matrix.html"

    def variables(self, question: Matrix) -> tuple[Variable, ...]:
        codes, offered = point_codes(question.points), offered_codes(question.also_offer)
        return tuple(
            Variable(
                name=item.name,
                kind=VariableKind.POINT,
                question=question.name,
                codes=codes,
                offered=offered,
            )
            for item in question.items
        )

    def parse(self, question: Matrix, form: Form) -> Parsed:
        allowed = point_codes(question.points) + offered_codes(question.also_offer)
        return merge(
            parse_one_code(form, item.name, question=question.name, allowed=allowed, required=question.required)
            for item in question.items
        )

    def form_values(self, question: Matrix, answers: Answers) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        for item in question.items:
            values |= code_to_form(item.name, answers.get(item.name))
        return values

    def tell(self, question: Matrix, answers: Answers, wording: Wording) -> str:
        lines = []
        for item in question.items:
            told = tell_point(question.points, answers.get(item.name), wording)
            if told:
                lines.append(f"{item.text.in_language(wording.language, wording.default)}: {told}")
        return "\n".join(lines)

    def codebook_items(
        self, question: Matrix, *, section_facet: Facet | None, language: str, default: str
    ) -> list[Item]:
        labels = point_labels(question.points, language=language, default=default)
        return [
            Item(
                name=item.name,
                text=item.text.in_language(language, default),
                type="ordinal",
                facet=facet_of(item.facet, question.facet, section_facet),
                scale=item.scale,
                reverse=item.reverse,
                range=(question.points.low, question.points.high),
                labels=labels,
            )
            for item in question.items
        ]

    def seconds(self, question: Matrix) -> float:
        return 3.0 * len(question.items)
