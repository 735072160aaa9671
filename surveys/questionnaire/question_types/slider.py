"""A line between two ends on which one puts a mark: a visual analogue scale.

A range always has a value, which would be taken for an answer of whoever never touched it. So the answer is a field to
type a number into, empty as long as nothing is answered; where scripts run, a range stands beside it and writes there.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.elements import Facet
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.numeric import MOST_DECIMALS, Numeric
from surveys.questionnaire.question_types.typed_number import write_number
from surveys.questionnaire.question_types.values import Input
from surveys.questionnaire.texts import LocalText


class Slider(Numeric):
    """A number between two ends, found by moving a handle or by typing it."""

    type: Literal["slider"]
    minimum: float = 0
    maximum: float = 100
    step: Annotated[float, Field(gt=0)] = 1
    """How far the handle moves at once; as many decimals may be typed."""
    low: LocalText | None = None
    high: LocalText | None = None

    decides_answers: ClassVar[frozenset[str]] = frozenset({"minimum", "maximum"})

    @property
    def places(self) -> int:
        exponent = Decimal(str(self.step)).normalize().as_tuple().exponent
        return min(max(0, -int(exponent)), MOST_DECIMALS)

    def inputs(self) -> tuple[Input, ...]:
        """The field; what the range beside it needs goes along."""
        span = {"min": self.minimum, "max": self.maximum, "step": self.step}
        (own,) = super().inputs()
        return (replace(own, ends=(self.low, self.high), span={key: write_number(at) for key, at in span.items()}),)

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        (item,) = super().codebook_items(section_facet=section_facet, language=language, default=default)
        ends = ((self.minimum, self.low), (self.maximum, self.high))
        labels = {int(at): words.in_language(language, default) for at, words in ends if words and at == int(at)}
        return [replace(item, labels=labels, asked_as=self.type)]

    def seconds(self) -> float:
        return 5.0

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from super().faults(path)
        if self.minimum < self.maximum and self.step > self.maximum - self.minimum:
            yield Fault(
                path=(*path, "step"),
                code="step_too_large",
                name=self.name,
                text=f"One step ({self.step:g}) is more than the whole line.",
                advice="Choose a smaller step; 1 on a line from 0 to 100 serves most questions.",
            )

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        return item.name if item.asked_as == cls.type_name() and item.type == "numeric" and item.range else None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        for item in items:
            low, high = item.range or (0, 100)
            decimals = min(drafting.decimals.get(item.name, 0), MOST_DECIMALS)
            line = {"minimum": low, "maximum": high, "step": float(Decimal(1).scaleb(-decimals))}
            ends = {"low": item.labels.get(int(low)), "high": item.labels.get(int(high))}
            given = {key: words for key, words in ends.items() if words}
            yield cls.model_validate({**drafting.plain(item), **line, **given, "type": "slider"})
