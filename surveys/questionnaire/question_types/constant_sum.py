"""Points shared out over options, so that they add up to a given total."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.elements import Facet
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.cells import NotAnAnswer, Reader
from surveys.questionnaire.question_types.choice import drafted_group
from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.each_option import EachOption
from surveys.questionnaire.question_types.fields import fault, merge, posted, required_fault
from surveys.questionnaire.question_types.typed_number import read_number, write_number
from surveys.questionnaire.question_types.values import (
    AnswerFault,
    Answers,
    FaultKind,
    FaultValues,
    Form,
    Input,
    Parsed,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.words import Words
from surveys.questionnaire.words import gettext as _


class ConstantSum(EachOption):
    """Whole points over options, to a total; what is left empty gets none of them."""

    type: Literal["constant_sum"]
    total: Annotated[int, Field(ge=2, le=10_000)] = 100
    unit: LocalText | None = None

    def variables(self) -> tuple[Variable, ...]:
        return tuple(
            Variable(name=name, kind=VariableKind.NUMBER, question=self.name, offered=self.offered, about=option.label)
            for name, option in self.columns.items()
        )

    def inputs(self) -> tuple[Input, ...]:
        attrs = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "20", "data-total": str(self.total)}
        return tuple(
            Input(
                name=name,
                label=option.label,
                instead=self.offered if name == self.first else (),
                suffix=self.unit,
                attrs=attrs,
            )
            for name, option in self.columns.items()
        )

    def hint_words(self) -> LocalText | Words | None:
        return self.hint or _("Your numbers must add up to %(total)s.", total=self.total)

    def parse_options(self, form: Form) -> Parsed:
        """Numbers that stand; they are kept while they do not add up yet, for somebody is still sharing out."""
        found = merge(self._parse_one(form, name) for name in self.columns)
        numbers = {name: value for name, value in found.answers.items() if isinstance(value, int)}
        if found.faults:
            return found
        if not numbers:
            faults = required_fault(self.name, self.first, required=self.required)
            return Parsed(faults=faults, kept=found.kept)
        if sum(numbers.values()) != self.total:
            return Parsed(answers=found.answers, faults=(self._off(sum(numbers.values())),), kept=found.kept)
        return Parsed(answers=dict.fromkeys(self.columns, 0) | found.answers, kept=found.kept)

    def to_form(self, value: float) -> str:
        return write_number(value)

    def tell_options(self, answers: Answers, wording: Wording) -> Iterator[str]:
        unit = wording.say(self.unit) if self.unit else ""
        for name, option in self.columns.items():
            value = answers.get(name)
            if isinstance(value, (int, float)):
                yield f"{wording.say(option.label)}: {write_number(value)} {unit}".strip()

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        return [
            Item(
                name=name,
                text=self.text.in_language(language, default),
                option=option.label.in_language(language, default),
                type="numeric",
                facet=self.about(section_facet),
                range=(0, self.total),
                group=self.name,
                unit=self.unit.in_language(language, default) if self.unit else "",
            )
            for name, option in self.columns.items()
        ]

    def cell_reader(self, variable: Variable, languages: Sequence[str]) -> Reader:  # noqa: ARG002  (numbers have none)
        def read(cell: str) -> int:
            value = self._points_in(cell.strip())
            if isinstance(value, int):
                return value
            raise NotAnAnswer(value.kind, value.values)

        return read

    def seconds(self) -> float:
        return 6.0 + 5.0 * len(self.options)

    def is_answered(self, answers: Answers) -> bool:
        """Whether the points are all shared out, or not to be shared out was chosen."""
        given = [answers.get(name) for name in self.columns]
        numbers = [value for value in given if isinstance(value, int)]
        return super().is_answered(answers) and (given[0] in self.offered or sum(numbers) == self.total)

    def _parse_one(self, form: Form, name: str) -> Parsed:
        raw = [clean_text(value, one_line=True) for value in posted(form, name)]
        if not raw:
            return Parsed()
        if len(set(raw)) > 1:
            return Parsed(faults=(fault(self.name, name, FaultKind.ONE_ONLY),), kept={name: raw})
        value = self._points_in(raw[0], name)
        if isinstance(value, AnswerFault):
            return Parsed(faults=(value,), kept={name: raw})
        return Parsed(answers={name: value}, kept={name: raw})

    def _points_in(self, text: str, field: str = "") -> int | AnswerFault:
        """Whole points, or what is wrong with them."""
        typed = read_number(text)
        bounds: FaultValues = {"minimum": "0", "maximum": str(self.total)}
        if typed is None:
            return fault(self.name, field, FaultKind.NOT_A_NUMBER)
        if not isinstance(typed.value, int):
            return fault(self.name, field, FaultKind.TOO_MANY_DECIMALS, {"decimals": 0})
        if typed.value < 0:
            return fault(self.name, field, FaultKind.TOO_SMALL, bounds)
        if typed.value > self.total:
            return fault(self.name, field, FaultKind.TOO_LARGE, bounds)
        return typed.value

    def _off(self, given: int) -> AnswerFault:
        """The sum is not the total: by how much, and in which direction."""
        return fault(self.name, self.first, FaultKind.SUM_OFF, {"total": self.total, "given": given})

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        is_shared = item.group is not None and item.type == "numeric" and item.range is not None
        return (item.group, item.range) if is_shared else None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        """Columns of points with one total, as one question."""
        total = int(items[0].range[1]) if items[0].range else 100
        yield cls.model_validate({**drafted_group(items, drafting), "type": "constant_sum", "total": total})
