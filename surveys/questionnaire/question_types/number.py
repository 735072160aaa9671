"""A number that is typed in."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.numeric import MOST_DECIMALS, Numeric
from surveys.questionnaire.question_types.on_points import drafted_points


class Number(Numeric):
    type: Literal["number"]
    decimals: Annotated[int, Field(ge=0, le=MOST_DECIMALS)] = 0

    @property
    def places(self) -> int:
        return self.decimals

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        if item.group is not None or item.type not in ("numeric", "ordinal") or cls._is_rated(item):
            return None
        return item.name

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        for item in items:
            low, high = item.range or (None, None)
            decimals = min(drafting.decimals.get(item.name, 0), MOST_DECIMALS)
            number = {"type": "number", "minimum": low, "maximum": high, "decimals": decimals}
            yield cls.model_validate({**drafting.plain(item), **number})

    @classmethod
    def _is_rated(cls, item: Item) -> bool:
        return item.type == "ordinal" and drafted_points(item) is not None
