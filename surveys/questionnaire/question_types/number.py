"""A number that is typed in."""

# ruff: noqa: ARG002 - every type is given the same things, and need not look at all of them
from dataclasses import dataclass
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.definition import Facet, Number
from surveys.questionnaire.missing import HIGHEST, LOWEST, is_missing, is_reserved
from surveys.questionnaire.question_types.base import (
    Answers,
    FaultKind,
    Form,
    Parsed,
    QuestionType,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.questionnaire.question_types.fields import (
    facet_of,
    fault,
    offered_codes,
    posted,
    read_codes,
    required_fault,
)
from surveys.questionnaire.question_types.typed_number import (
    TypedNumber,
    read_number,
    write_number,
)


@dataclass(frozen=True)
class NumberType(QuestionType[Number]):
    type_name: ClassVar[str] = "number"
    template: ClassVar[str] = "questions/number.html"

    def variables(self, question: Number) -> tuple[Variable, ...]:
        own = Variable(
            name=question.name,
            kind=VariableKind.NUMBER,
            question=question.name,
            offered=offered_codes(question.also_offer),
        )
        return (own,)

    def parse(self, question: Number, form: Form) -> Parsed:
        raw = [clean_text(value, one_line=True) for value in posted(form, question.name)]
        kept = {question.name: raw} if raw else {}
        if not raw:
            return Parsed(faults=required_fault(question.name, question.name, required=question.required), kept=kept)
        found = _understand(question, raw)
        if isinstance(found, _Wrong):
            return Parsed(faults=(fault(question.name, question.name, found.kind, found.values),), kept=kept)
        return Parsed(answers={question.name: found}, kept=kept)

    def form_values(self, question: Number, answers: Answers) -> dict[str, list[str]]:
        value = answers.get(question.name)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return {}
        return {question.name: [write_number(value)]}

    def tell(self, question: Number, answers: Answers, wording: Wording) -> str:
        value = answers.get(question.name)
        if isinstance(value, int) and is_missing(value):
            return wording.missing.get(value, "")
        if not isinstance(value, (int, float)):
            return ""
        unit = question.unit.in_language(wording.language, wording.default) if question.unit else ""
        return f"{write_number(value)} {unit}".strip()

    def codebook_items(
        self, question: Number, *, section_facet: Facet | None, language: str, default: str
    ) -> list[Item]:
        low, high = question.minimum, question.maximum
        item = Item(
            name=question.name,
            text=question.text.in_language(language, default),
            type="numeric",
            facet=facet_of(question.facet, section_facet),
            range=(low, high) if low is not None and high is not None and low < high else None,
        )
        return [item]

    def seconds(self, question: Number) -> float:
        return 6.0


@dataclass(frozen=True)
class _Wrong:
    kind: FaultKind
    values: dict[str, int | float | str]


def _understand(question: Number, raw: list[str]) -> int | float | _Wrong:
    """One number, or one of the offered codes of missing answers."""
    distinct = read_codes(raw)
    instead = [code for code in offered_codes(question.also_offer) if code in distinct]
    if instead:
        return instead[0] if len(set(raw)) == 1 else _Wrong(FaultKind.CONTRADICTORY, {})
    if len(set(raw)) > 1:
        return _Wrong(FaultKind.ONE_ONLY, {})
    typed = read_number(raw[0])
    if typed is None:
        return _Wrong(FaultKind.NOT_A_NUMBER, {})
    return _within(question, typed) or typed.value


def _within(question: Number, typed: TypedNumber) -> _Wrong | None:
    if typed.decimals > question.decimals:
        return _Wrong(FaultKind.TOO_MANY_DECIMALS, {"decimals": question.decimals})
    if question.minimum is not None and typed.value < question.minimum:
        return _Wrong(FaultKind.TOO_SMALL, _bounds(question))
    if question.maximum is not None and typed.value > question.maximum:
        return _Wrong(FaultKind.TOO_LARGE, _bounds(question))
    if is_reserved(typed.value):
        return _Wrong(FaultKind.RESERVED_NUMBER, {"lowest": LOWEST, "highest": HIGHEST})
    return None


def _bounds(question: Number) -> dict[str, int | float | str]:
    bounds = {"minimum": question.minimum, "maximum": question.maximum}
    return {name: write_number(bound) for name, bound in bounds.items() if bound is not None}
