"""What all questions share that are answered by one point of a row: how it is stored, read and told."""

from dataclasses import dataclass
from typing import ClassVar, TypeVar

from surveys.questionnaire.definition import AttentionCheck, Rating
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

OnPoints = TypeVar("OnPoints", Rating, AttentionCheck)


@dataclass(frozen=True)
class PointsType(QuestionType[OnPoints]):
    variable_kind: ClassVar[VariableKind]

    def variables(self, question: OnPoints) -> tuple[Variable, ...]:
        own = Variable(
            name=question.name,
            kind=self.variable_kind,
            question=question.name,
            codes=point_codes(question.points),
            offered=offered_codes(question.also_offer),
        )
        return (own,)

    def parse(self, question: OnPoints, form: Form) -> Parsed:
        allowed = point_codes(question.points) + offered_codes(question.also_offer)
        return parse_one_code(form, question.name, question=question.name, allowed=allowed, required=question.required)

    def form_values(self, question: OnPoints, answers: Answers) -> dict[str, list[str]]:
        return code_to_form(question.name, answers.get(question.name))

    def tell(self, question: OnPoints, answers: Answers, wording: Wording) -> str:
        return tell_point(question.points, answers.get(question.name), wording)
