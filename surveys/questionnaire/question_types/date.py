"""A date, in three fields: no control of a browser fills one of them in by itself, or throws away half a date."""

import re
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import ClassVar, Literal

from research.codebook import Item
from surveys.questionnaire.elements import Facet
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.iso_dates import Precision, from_parts, is_date, precision_of, to_parts
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.base import Asked, Question
from surveys.questionnaire.question_types.cells import NotAnAnswer, Reader
from surveys.questionnaire.question_types.clean_text import clean_text
from surveys.questionnaire.question_types.drafting import Drafting
from surveys.questionnaire.question_types.fields import code_to_form, fault, required_fault
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

_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?$")
"""What spreadsheets add to a day."""
_Wrong = tuple[FaultKind, FaultValues]


class Date(Asked):
    """A day, or only a month or a year where no more is needed."""

    type: Literal["date"]
    precision: Precision = "day"
    earliest: date | None = None
    latest: date | None = None

    decides_answers: ClassVar[frozenset[str]] = frozenset({"precision"})

    def variables(self) -> tuple[Variable, ...]:
        own = Variable(name=self.name, kind=VariableKind.DATE, question=self.name, offered=self.offered)
        return (own,)

    def inputs(self) -> tuple[Input, ...]:
        return (Input(name=self.name, label=self.text, instead=self.offered, precision=self.precision),)

    def parse(self, form: Form) -> Parsed:
        """The fields of one name, in the order day, month, year; an empty one keeps its place."""
        raw = [clean_text(value, one_line=True) for value in form.get(self.name, ())]
        if not any(raw):
            return Parsed(faults=required_fault(self.name, self.name, required=self.required))
        found = self._understand(raw)
        if isinstance(found, tuple):
            return Parsed(faults=(fault(self.name, self.name, *found),), kept={self.name: raw})
        return Parsed(answers={self.name: found}, kept={self.name: raw})

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        value = answers.get(self.name)
        return {self.name: to_parts(value)} if isinstance(value, str) else code_to_form(self.name, value)

    def tell(self, answers: Answers, wording: Wording) -> str:
        value = answers.get(self.name)
        if isinstance(value, int) and is_missing(value):
            return wording.missing.get(value, "")
        return value if isinstance(value, str) else ""

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        text, facet = self.text.in_language(language, default), self.about(section_facet)
        return [Item(name=self.name, text=text, type="date", facet=facet)]

    def cell_reader(self, variable: Variable, languages: Sequence[str]) -> Reader:  # noqa: ARG002  (dates have none)
        def read(cell: str) -> str:
            text = _MIDNIGHT.sub("", cell.strip())
            if not is_date(text) or precision_of(text) != self.precision:
                raise NotAnAnswer(FaultKind.NOT_A_DATE, {"precision": self.precision})
            wrong = self._out_of_bounds(text)
            if wrong is not None:
                raise NotAnAnswer(*wrong)
            return text

        return read

    def seconds(self) -> float:
        return 8.0

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from super().faults(path)
        if self.earliest is not None and self.latest is not None and self.earliest > self.latest:
            yield Fault(
                path=(*path, "earliest"),
                code="minimum_above_maximum",
                name=self.name,
                text=f"The earliest date ({self.earliest}) comes after the latest ({self.latest}).",
                advice="Exchange them.",
            )

    def identifies(self, section_facet: Facet | None) -> str | None:
        """A date of birth and little else tells who somebody is."""
        about_people = self.about(section_facet) == Facet.DEMOGRAPHICS
        return "Ask for the year only: `precision: year`." if about_people and self.precision == "day" else None

    def _understand(self, raw: list[str]) -> str | int | _Wrong:
        """A date, or one of the offered codes of missing answers."""
        codes = {str(code): code for code in self.offered}
        typed, instead = [part for part in raw if part not in codes], {codes[part] for part in raw if part in codes}
        if instead:
            alone = not any(typed) and len(instead) == 1
            return instead.pop() if alone else (FaultKind.CONTRADICTORY, {})
        found = from_parts(typed, self.precision)
        if found is None:
            return FaultKind.NOT_A_DATE, {"precision": self.precision}
        return self._out_of_bounds(found) or found

    def _out_of_bounds(self, found: str) -> _Wrong | None:
        """Bounds count as finely as the answer: whoever is asked for a year may name that of the earliest day."""
        bounds = {"earliest": self.earliest, "latest": self.latest}
        told = {name: bound.isoformat()[: len(found)] for name, bound in bounds.items() if bound is not None}
        if found < told.get("earliest", found):
            return FaultKind.TOO_EARLY, told
        return (FaultKind.TOO_LATE, told) if found > told.get("latest", found) else None

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        return item.name if item.group is None and item.type == "date" else None

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        """As fine as the dates that are found in the data."""
        for item in items:
            found = {precision_of(text) for word in drafting.words.get(item.name, ()) if is_date(text := word.strip())}
            precision = next(iter(found)) if len(found) == 1 else "day"
            yield cls.model_validate({**drafting.plain(item), "type": "date", "precision": precision})
