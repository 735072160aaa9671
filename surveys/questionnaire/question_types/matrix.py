"""Several statements on the same points, shown one by one: each is one field and one variable."""

from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.elements import Definition, Facet, VariableName
from surveys.questionnaire.evaluation import evaluate
from surveys.questionnaire.faults import Path
from surveys.questionnaire.order import Draw, How, in_order
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.drafting import ITEMS_ON_A_PAGE, Drafting
from surveys.questionnaire.question_types.fields import code_to_form, facet_of, merge
from surveys.questionnaire.question_types.on_points import OnPoints, drafted_points
from surveys.questionnaire.question_types.rating import Rating
from surveys.questionnaire.question_types.values import (
    Answers,
    Form,
    Input,
    Parsed,
    RatedItem,
    Variable,
    VariableKind,
    Wording,
)
from surveys.questionnaire.texts import LocalText


class MatrixItem(Definition):
    name: VariableName
    text: LocalText
    scale: VariableName | None = None
    reverse: bool = False
    facet: Facet | None = None
    show_if: Condition | None = None


def _name(item: MatrixItem) -> str:
    return item.name


class Matrix(OnPoints):
    """Several items answered on the same points, shown one by one."""

    type: Literal["matrix"]
    items: Annotated[tuple[MatrixItem, ...], Field(min_length=1)]

    order: How | None = None
    pick: int | None = None

    fills_page: ClassVar[bool] = True
    decides_answers: ClassVar[frozenset[str]] = frozenset({"points", "items"})

    def variables(self) -> tuple[Variable, ...]:
        return tuple(self.point(item.name, VariableKind.POINT) for item in self.items)

    @property
    def is_drawn(self) -> bool:
        return bool(self.order or self.pick)

    def drawn(self, draw: Draw) -> "Question":
        items = draw.some(self.items, self.pick, self.name, _name)
        return self.model_copy(update={"items": in_order(items, self.order, draw, name=self.name, key=_name)})

    def to_pick(self) -> tuple[int, int | None]:
        return len(self.items), self.pick

    def inner_conditions(self) -> Iterator[tuple[Path, Condition]]:
        for number, item in enumerate(self.items):
            if item.show_if is not None:
                yield ("items", number, "show_if"), item.show_if

    @cached_property
    def narrows(self) -> bool:
        """Whether answers can take items out."""
        return any(item.show_if is not None for item in self.items)

    def seen(self, answers: Answers) -> "Question | None":
        if not self.narrows:
            return self
        items = tuple(item for item in self.items if evaluate(item.show_if, answers))
        if len(items) == len(self.items):
            return self
        return self.model_copy(update={"items": items}) if items else None

    def written_names(self) -> Iterator[tuple[Path, str]]:
        yield from super().written_names()
        for number, item in enumerate(self.items):
            yield ("items", number, "name"), item.name

    def rated_items(self) -> tuple[RatedItem, ...]:
        return tuple(
            RatedItem(
                name=item.name,
                text=item.text,
                points=self.points,
                scale=item.scale,
                reverse=item.reverse,
                path=("items", number),
            )
            for number, item in enumerate(self.items)
        )

    def not_comparable(self) -> tuple[str, str]:
        text = f"“{self.name}” is a matrix: its answers are stored by item."
        return text, f"Name one of its items, such as “{self.items[0].name}”."

    def inputs(self) -> tuple[Input, ...]:
        return tuple(self.row(item.name, item.text) for item in self.items)

    def parse(self, form: Form) -> Parsed:
        return merge(self.parse_point(item.name, form) for item in self.items)

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        for item in self.items:
            values |= code_to_form(item.name, answers.get(item.name))
        return values

    def tell(self, answers: Answers, wording: Wording) -> str:
        told = ((item, self.tell_point(answers.get(item.name), wording)) for item in self.items)
        return "\n".join(f"{wording.say(item.text)}: {words}" for item, words in told if words)

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        facets = [facet_of(item.facet, self.facet, section_facet) for item in self.items]
        return [
            self.ordinal_item(rated, facet, language=language, default=default)
            for rated, facet in zip(self.rated_items(), facets, strict=True)
        ]

    def seconds(self) -> float:
        return 3.0 * len(self.items)

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        if item.group is not None or item.type != "ordinal" or drafted_points(item) is None:
            return None
        return item.facet, item.range, tuple(sorted(item.labels.items()))

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        """Columns rated alike, some to a matrix; one that is left over is a rating."""
        for start in range(0, len(items), ITEMS_ON_A_PAGE):
            part = items[start : start + ITEMS_ON_A_PAGE]
            shared = {"points": drafted_points(part[0]), "facet": part[0].facet}
            if len(part) == 1:
                yield Rating.model_validate({"type": "rating", **shared, **drafting.keyed(part[0])})
                continue
            rows = [drafting.keyed(item) for item in part]
            name = f"{drafting.columns[part[0].name]}_ff"
            plain = {"name": name, "text": "How far does each of these apply?", "items": rows}
            yield cls.model_validate({"type": "matrix", **shared, **plain})
