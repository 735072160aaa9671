"""A text of several lines, with the writer's leave to quote it where that is asked."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.fields import posted
from surveys.questionnaire.question_types.typed_text import TypedText
from surveys.questionnaire.question_types.values import Answers, Form, Input, Parsed, Variable, VariableKind
from surveys.questionnaire.words import gettext as _

QUOTE = "_quote"
LONGEST = 10_000


class LongText(TypedText):
    type: Literal["long_text"]
    max_length: Annotated[int, Field(ge=1, le=LONGEST)] = 2_000
    quotable: bool = False
    """Ask, beside the field, whether the words may be quoted; unticked by default."""

    one_line: ClassVar[bool] = False

    @property
    def quote_name(self) -> str:
        return self.name + QUOTE

    def quote_boxes(self) -> dict[str, str]:
        return {self.name: self.quote_name} if self.quotable else {}

    def variables(self) -> tuple[Variable, ...]:
        if not self.quotable:
            return super().variables()
        quote = Variable(
            name=self.quote_name, kind=VariableKind.FLAG, question=self.name, codes=(0, 1), parent=self.name
        )
        return (*super().variables(), quote)

    def inputs(self) -> tuple[Input, ...]:
        if not self.quotable:
            return super().inputs()
        label = _("You may quote these words, without my name")
        return (*super().inputs(), Input(name=self.quote_name, label=label, role="quote"))

    def parse(self, form: Form) -> Parsed:
        """Leave to quote is stored beside a text only, and only a ticked box gives it."""
        parsed = super().parse(form)
        if not self.quotable:
            return parsed
        ticked = posted(form, self.quote_name) == ["1"]
        has_text = isinstance(parsed.answers.get(self.name), str)
        answers = parsed.answers | ({self.quote_name: int(ticked)} if has_text else {})
        kept = parsed.kept | ({self.quote_name: ["1"]} if ticked else {})
        return Parsed(answers=answers, faults=parsed.faults, kept=kept)

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        values = super().form_values(answers)
        if self.quotable and answers.get(self.quote_name) == 1:
            values[self.quote_name] = ["1"]
        return values

    def seconds(self) -> float:
        return 35.0

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        return item.name if item.group is None and item.type == "text" else None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        for item in items:
            yield cls.model_validate({**drafting.plain(item), "type": "long_text", "max_length": LONGEST})
