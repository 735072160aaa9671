"""What all questions share that are answered with a number: how it is read, checked, told and analysed."""

import re
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from research.codebook import Item
from surveys.questionnaire.elements import Facet
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.missing import HIGHEST, LOWEST, is_missing, is_reserved
from surveys.questionnaire.question_types.base import Asked
from surveys.questionnaire.question_types.cells import NotAnAnswer, Reader
from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.questionnaire.question_types.fields import (
    apart_from_typed,
    fault,
    instead_to_form,
    posted,
    required_fault,
)
from surveys.questionnaire.question_types.on_points import reserved_numbers
from surveys.questionnaire.question_types.typed_number import MOST_DIGITS, read_number, write_number
from surveys.questionnaire.question_types.values import (
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

MOST_DECIMALS = 6
LARGEST = 10.0**MOST_DIGITS
_SCIENTIFIC = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{0,20})?[eE][+-]?[0-9]{1,2}", re.ASCII)


class Numeric(Asked):
    """One number within bounds, or one of the codes offered instead."""

    minimum: float | None = None
    maximum: float | None = None
    unit: LocalText | None = None

    @property
    @abstractmethod
    def places(self) -> int:
        """How many decimal places an answer may have."""

    def variables(self) -> tuple[Variable, ...]:
        own = Variable(name=self.name, kind=VariableKind.NUMBER, question=self.name, offered=self.offered)
        return (own,)

    def inputs(self) -> tuple[Input, ...]:
        whole = self.places == 0 and (self.minimum or 0) >= 0
        attrs = {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off", "maxlength": "40"}
        own = Input(name=self.name, label=self.text, instead=self.offered, typed=True, suffix=self.unit, attrs=attrs)
        return (own,)

    def hint_words(self) -> LocalText | Words | None:
        if self.hint or self.minimum is None or self.maximum is None:
            return self.hint
        low, high = write_number(self.minimum), write_number(self.maximum)
        return _("A number from %(minimum)s to %(maximum)s", minimum=low, maximum=high)

    def parse(self, form: Form) -> Parsed:
        raw = [clean_text(value, one_line=True) for value in posted(form, self.name)]
        kept = {self.name: raw} if raw else {}
        if not raw:
            return Parsed(faults=required_fault(self.name, self.name, required=self.required), kept=kept)
        found = self._understand(raw)
        if isinstance(found, _Wrong):
            return Parsed(faults=(fault(self.name, self.name, found.kind, found.values),), kept=kept)
        return Parsed(answers={self.name: found}, kept=kept)

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        value = answers.get(self.name)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return {}
        if isinstance(value, int) and is_missing(value):
            return instead_to_form(self.name, value)
        return {self.name: [write_number(value)]}

    def tell(self, answers: Answers, wording: Wording) -> str:
        value = answers.get(self.name)
        if isinstance(value, int) and is_missing(value):
            return wording.missing.get(value, "")
        if not isinstance(value, (int, float)):
            return ""
        unit = wording.say(self.unit) if self.unit else ""
        return f"{write_number(value)} {unit}".strip()

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        low, high = self.minimum, self.maximum
        item = Item(
            name=self.name,
            text=self.text.in_language(language, default),
            type="numeric",
            facet=self.about(section_facet),
            range=(low, high) if low is not None and high is not None and low < high else None,
            unit=self.unit.in_language(language, default) if self.unit else "",
        )
        return [item]

    def cell_reader(self, variable: Variable, languages: Sequence[str]) -> Reader:  # noqa: ARG002  (numbers have none)
        def read(cell: str) -> int | float:
            text = cell.strip()
            typed = read_number(text)
            value = typed.value if typed else float(text) if _SCIENTIFIC.fullmatch(text) else None
            if value is None:
                raise NotAnAnswer(FaultKind.NOT_A_NUMBER)
            wrong = self._out_of_bounds(value)
            if wrong is None and round(value, self.places) != value:
                wrong = _Wrong(FaultKind.TOO_MANY_DECIMALS, {"decimals": self.places})
            wrong = wrong or _reserved(value)
            if wrong is not None:
                raise NotAnAnswer(wrong.kind, wrong.values)
            return value

        return read

    def seconds(self) -> float:
        return 6.0

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from super().faults(path)
        low, high = self.minimum, self.maximum
        if low is not None and high is not None and low > high:
            yield Fault(
                path=(*path, "minimum"),
                code="minimum_above_maximum",
                name=self.name,
                text=f"The minimum ({low:g}) is greater than the maximum ({high:g}).",
                advice="Exchange them.",
            )
        for name, bound in (("minimum", low), ("maximum", high)):
            if bound is not None and abs(bound) > LARGEST:
                yield _too_large((*path, name), self.name, name, bound)
        if low is not None and (high is None or low <= high) and low <= HIGHEST and (high is None or high >= LOWEST):
            yield reserved_numbers((*path, "minimum"), self.name)

    def _understand(self, raw: list[str]) -> "int | float | _Wrong":
        """One number, or one of the offered codes of missing answers."""
        numbers, instead = apart_from_typed(raw, self.offered)
        if instead:
            return _Wrong(FaultKind.CONTRADICTORY) if numbers or len(instead) > 1 else instead[0]
        if len(set(raw)) > 1:
            return _Wrong(FaultKind.ONE_ONLY)
        typed = read_number(raw[0])
        if typed is None:
            return _Wrong(FaultKind.NOT_A_NUMBER)
        if typed.decimals > self.places:
            return _Wrong(FaultKind.TOO_MANY_DECIMALS, {"decimals": self.places})
        wrong = self._out_of_bounds(typed.value) or _reserved(typed.value)
        return typed.value if wrong is None else wrong

    def _out_of_bounds(self, value: float) -> "_Wrong | None":
        bounds = {"minimum": self.minimum, "maximum": self.maximum}
        told = {name: write_number(bound) for name, bound in bounds.items() if bound is not None}
        if self.minimum is not None and value < self.minimum:
            return _Wrong(FaultKind.TOO_SMALL, told)
        if self.maximum is not None and value > self.maximum:
            return _Wrong(FaultKind.TOO_LARGE, told)
        return None


@dataclass(frozen=True)
class _Wrong:
    kind: FaultKind
    values: FaultValues = field(default_factory=dict)


def _too_large(path: Path, name: str, key: str, bound: float) -> Fault:
    return Fault(
        path=path,
        code="bound_too_large",
        name=name,
        text=f"The {key} is {bound:g}; numbers are kept with {MOST_DIGITS} digits.",
        advice=f"Choose one between {-LARGEST:g} and {LARGEST:g}, or take it out.",
    )


def _reserved(value: float) -> _Wrong | None:
    return _Wrong(FaultKind.RESERVED_NUMBER, {"lowest": LOWEST, "highest": HIGHEST}) if is_reserved(value) else None
