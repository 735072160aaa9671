"""One option out of several, all of them seen at once."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Literal

from research.codebook import Item
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.choice import drafted_options
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.one_choice import OneChoice


class SingleChoice(OneChoice):
    type: Literal["single_choice"]

    def seconds(self) -> float:
        return 2.5 + 0.4 * len(self.options)

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        return item.name if item.is_category and not item.is_option else None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        for item in items:
            options = drafted_options(item, drafting.words.get(item.name, ()))
            yield cls.model_validate({**drafting.plain(item), "type": "single_choice", "options": options})
