"""One statement answered on a row of points."""

# ruff: noqa: ARG002 - every type is given the same things, and need not look at all of them
from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import Facet, Rating
from surveys.questionnaire.question_types.base import VariableKind
from surveys.questionnaire.question_types.fields import facet_of, point_labels
from surveys.questionnaire.question_types.points import PointsType


@dataclass(frozen=True)
class RatingType(PointsType[Rating]):
    type_name: ClassVar[str] = "rating"
    template: ClassVar[str] = "questions/rating.html"
    variable_kind: ClassVar[VariableKind] = VariableKind.POINT

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
