"""How likely somebody is to recommend, from 0 to 10: the question of the net promoter score.

The score is the share of promoters (9 and 10) less the share of detractors (0 to 6); 7 and 8 are passive.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.elements import Facet, Points
from surveys.questionnaire.faults import Path
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.on_points import OnePoint, drafted_points
from surveys.questionnaire.question_types.values import RatedItem
from surveys.questionnaire.texts import LocalText

LOWEST, HIGHEST = 0, 10
OWN_POLES = {
    LOWEST: LocalText(
        {
            "en": "Not at all likely",
            "ms": "Tidak mungkin sama sekali",
            "mt": "Mhux probabbli xejn",
            "fi": "Ei lainkaan todennäköistä",
            "zh-Hans": "完全不可能",
            "ar": "غير محتمل إطلاقًا",
        }
    ),
    HIGHEST: LocalText(
        {
            "en": "Extremely likely",
            "ms": "Sangat mungkin",
            "mt": "Probabbli ħafna",
            "fi": "Erittäin todennäköistä",
            "zh-Hans": "非常可能",
            "ar": "محتمل جدًا",
        }
    ),
}


class FromNoughtToTen(Points):
    """The points of the score: others would be another measure."""

    low: Annotated[int, Field(ge=LOWEST, le=LOWEST)] = LOWEST
    high: Annotated[int, Field(ge=HIGHEST, le=HIGHEST)] = HIGHEST


class Nps(OnePoint):
    """How likely somebody is to recommend, from 0 to 10."""

    type: Literal["nps"]
    points: FromNoughtToTen = FromNoughtToTen()

    @property
    def worded(self) -> Points:
        return Points(low=LOWEST, high=HIGHEST, labels=OWN_POLES | self.points.labels)

    def own_words(self) -> Iterator[tuple[Path, LocalText]]:
        for code, words in OWN_POLES.items():
            if code not in self.points.labels:
                yield ("points", "labels", str(code)), words

    def rated_items(self) -> tuple[RatedItem, ...]:
        return (RatedItem(name=self.name, text=self.text, points=self.worded, scale=None, reverse=False),)

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        facet, (rated,) = self.about(section_facet), self.rated_items()
        item = self.ordinal_item(rated, facet, language=language, default=default)
        return [replace(item, asked_as=self.type)]

    def seconds(self) -> float:
        return 5.0

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        return item.name if item.asked_as == cls.type_name() and item.range == (LOWEST, HIGHEST) else None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        for item in items:
            yield cls.model_validate({**drafting.plain(item), "type": "nps", "points": drafted_points(item)})
