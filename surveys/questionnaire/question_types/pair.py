"""Two statements of which one is chosen, once or several times: neither can be had without giving up the other.

What somebody chooses tells which of two they put first, not how much they like either: answers of this form compare a
person with themselves. A pair therefore names no scale for its sides.
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.elements import Definition, Facet, Option, VariableName
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.missing import is_missing
from surveys.questionnaire.question_types.base import Asked
from surveys.questionnaire.question_types.fields import code_to_form, facet_of, merge, parse_one_code
from surveys.questionnaire.question_types.option_checks import check_options
from surveys.questionnaire.question_types.values import (
    Answers,
    Form,
    Input,
    Parsed,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.texts import LocalText
from surveys.questionnaire.words import gettext as _


class Sides(Definition):
    """Two statements, coded 1 and 2."""

    name: VariableName
    first: LocalText
    second: LocalText
    facet: Facet | None = None

    @property
    def options(self) -> tuple[Option, Option]:
        return Option(code=1, label=self.first), Option(code=2, label=self.second)


class Pair(Asked):
    """Forced choices between two statements, one after the other."""

    type: Literal["pair"]
    pairs: Annotated[tuple[Sides, ...], Field(min_length=1)]

    fills_page: ClassVar[bool] = True
    decides_answers: ClassVar[frozenset[str]] = frozenset({"pairs"})

    def variables(self) -> tuple[Variable, ...]:
        return tuple(
            Variable(
                name=sides.name,
                kind=VariableKind.CHOICE,
                question=self.name,
                codes=(1, 2),
                labels={1: sides.first, 2: sides.second},
                offered=self.offered,
            )
            for sides in self.pairs
        )

    def written_names(self) -> Iterator[tuple[Path, str]]:
        yield from super().written_names()
        for number, sides in enumerate(self.pairs):
            yield ("pairs", number, "name"), sides.name

    def not_comparable(self) -> tuple[str, str]:
        text = f"“{self.name}” is a block of pairs: its answers are stored by pair."
        return text, f"Name one of its pairs, such as “{self.pairs[0].name}”."

    def inputs(self) -> tuple[Input, ...]:
        count = len(self.pairs)
        return tuple(
            Input(
                name=sides.name,
                label=_("%(number)s of %(count)s", number=number, count=count),
                options=sides.options,
                instead=self.offered,
            )
            for number, sides in enumerate(self.pairs, 1)
        )

    def parse(self, form: Form) -> Parsed:
        allowed = (1, 2, *self.offered)
        return merge(
            parse_one_code(form, sides.name, question=self.name, allowed=allowed, required=self.required)
            for sides in self.pairs
        )

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        for sides in self.pairs:
            values |= code_to_form(sides.name, answers.get(sides.name))
        return values

    def tell(self, answers: Answers, wording: Wording) -> str:
        return "\n".join(told for sides in self.pairs if (told := _told(sides, answers.get(sides.name), wording)))

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        items = []
        for sides in self.pairs:
            labels = {option.code: option.label.in_language(language, default) for option in sides.options}
            items.append(
                Item(
                    name=sides.name,
                    text=f"{self.text.in_language(language, default)} {' / '.join(labels.values())}",
                    type="binary",
                    facet=facet_of(sides.facet, self.facet, section_facet),
                    range=(1, 2),
                    labels=labels,
                )
            )
        return items

    def seconds(self) -> float:
        return 4.0 * len(self.pairs)

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from super().faults(path)
        for number, sides in enumerate(self.pairs):
            for found in check_options(sides.options, (), sides.name):
                yield Fault(
                    path=(*path, "pairs", number, "second"),
                    code=found.code,
                    name=sides.name,
                    text="Both sides of the pair say the same.",
                    advice="Write two statements that can be told apart.",
                )


def _told(sides: Sides, value: object, wording: Wording) -> str:
    if not isinstance(value, int):
        return ""
    if is_missing(value):
        return f"{wording.say(sides.first)} / {wording.say(sides.second)}: {wording.missing.get(value, '')}"
    return next((wording.say(option.label) for option in sides.options if option.code == value), "")
