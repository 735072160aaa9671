"""One typed text or one of the codes offered instead: what short and long texts share."""

from collections.abc import Sequence
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.elements import Facet
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.base import Asked
from surveys.questionnaire.question_types.cells import Reader, text_reader
from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.questionnaire.question_types.fields import (
    apart_from_typed,
    fault,
    instead_to_form,
    posted,
    required_fault,
)
from surveys.questionnaire.question_types.values import (
    Answers,
    FaultKind,
    Form,
    Input,
    Parsed,
    Variable,
    VariableKind,
    Wording,
)


class TypedText(Asked):
    """Words of one's own, up to `max_length` signs."""

    max_length: int

    one_line: ClassVar[bool]

    def variables(self) -> tuple[Variable, ...]:
        own = Variable(name=self.name, kind=VariableKind.TEXT, question=self.name, offered=self.offered)
        return (own,)

    def inputs(self) -> tuple[Input, ...]:
        attrs = {"maxlength": str(self.max_length), "autocomplete": "off"}
        return (Input(name=self.name, label=self.text, instead=self.offered, typed=True, attrs=attrs),)

    def parse(self, form: Form) -> Parsed:
        """The text as it was meant; its length is counted in characters."""
        cleaned = [clean_text(value, one_line=self.one_line) for value in posted(form, self.name)]
        typed, instead = apart_from_typed((value for value in cleaned if value), self.offered)
        kept = {self.name: [value for value in cleaned if value]} if typed or instead else {}
        if instead:
            if typed or len(instead) > 1:
                return Parsed(faults=(fault(self.name, self.name, FaultKind.CONTRADICTORY),), kept=kept)
            return Parsed(answers={self.name: instead[0]}, kept=kept)
        if not typed:
            return Parsed(faults=required_fault(self.name, self.name, required=self.required), kept=kept)
        if len(typed[0]) > self.max_length:
            values = {"maximum": self.max_length, "given": len(typed[0])}
            return Parsed(faults=(fault(self.name, self.name, FaultKind.TOO_LONG, values),), kept=kept)
        return Parsed(answers={self.name: typed[0]}, kept=kept)

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        value = answers.get(self.name)
        return {self.name: [value]} if isinstance(value, str) else instead_to_form(self.name, value)

    def tell(self, answers: Answers, wording: Wording) -> str:
        value = answers.get(self.name)
        if isinstance(value, int) and is_missing(value):
            return wording.missing.get(value, "")
        return value if isinstance(value, str) else ""

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        text = self.text.in_language(language, default)
        return [Item(name=self.name, text=text, type="text", facet=self.about(section_facet))]

    def cell_reader(self, variable: Variable, languages: Sequence[str]) -> Reader:
        if variable.kind is not VariableKind.TEXT:
            return super().cell_reader(variable, languages)
        return text_reader(longest=self.max_length, one_line=self.one_line)
