"""One statement answered on a row of points."""

from typing import Literal

from research.codebook import Item
from surveys.questionnaire.elements import Facet, VariableName
from surveys.questionnaire.question_types.on_points import OnePoint
from surveys.questionnaire.question_types.values import RatedItem


class Rating(OnePoint):
    type: Literal["rating"]
    scale: VariableName | None = None
    reverse: bool = False

    def rated_items(self) -> tuple[RatedItem, ...]:
        own = RatedItem(name=self.name, text=self.text, points=self.points, scale=self.scale, reverse=self.reverse)
        return (own,)

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        facet = self.about(section_facet)
        return [self.ordinal_item(rated, facet, language=language, default=default) for rated in self.rated_items()]

    def seconds(self) -> float:
        return 3.5
