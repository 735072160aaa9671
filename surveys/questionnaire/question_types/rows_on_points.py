"""What questions share whose rows are answered on the same points: each row is one field and one variable."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar, Protocol

from research.codebook import Item
from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.elements import Facet, Points
from surveys.questionnaire.evaluation import evaluate
from surveys.questionnaire.faults import Path
from surveys.questionnaire.order import Draw, How, in_order
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.fields import code_to_form, facet_of, merge
from surveys.questionnaire.question_types.on_points import OnPoints
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


class Row(Protocol):
    """One statement, or one pair of words, as the questions here need it."""

    @property
    def name(self) -> str: ...
    @property
    def text(self) -> LocalText: ...
    @property
    def scale(self) -> str | None: ...
    @property
    def reverse(self) -> bool: ...
    @property
    def facet(self) -> Facet | None: ...
    @property
    def show_if(self) -> Condition | None: ...
    def worded(self, points: Points) -> Points:
        """The points with the words that this row puts to them."""


def _name(row: Row) -> str:
    return row.name


class RowsOnPoints(OnPoints):
    """Several rows on the same points, in an order that may be drawn, each shown where its condition holds."""

    order: How | None = None
    pick: int | None = None

    fills_page: ClassVar[bool] = True
    rows_key: ClassVar[str]
    """Under which key the rows are written."""

    @property
    @abstractmethod
    def rows(self) -> Sequence[Row]:
        """The rows, as they are written."""

    def variables(self) -> tuple[Variable, ...]:
        return tuple(self.point(row.name, VariableKind.POINT, row.worded(self.points)) for row in self.rows)

    @property
    def is_drawn(self) -> bool:
        return bool(self.order or self.pick)

    def drawn(self, draw: Draw) -> Question:
        rows = draw.some(self.rows, self.pick, self.name, _name)
        return self._with(in_order(rows, self.order, draw, name=self.name, key=_name))

    def to_pick(self) -> tuple[int, int | None]:
        return len(self.rows), self.pick

    def inner_conditions(self) -> Iterator[tuple[Path, Condition]]:
        for number, row in enumerate(self.rows):
            if row.show_if is not None:
                yield (self.rows_key, number, "show_if"), row.show_if

    @cached_property
    def narrows(self) -> bool:
        """Whether answers can take rows out."""
        return any(row.show_if is not None for row in self.rows)

    def seen(self, answers: Answers) -> Question | None:
        if not self.narrows:
            return self
        rows = tuple(row for row in self.rows if evaluate(row.show_if, answers))
        if len(rows) == len(self.rows):
            return self
        return self._with(rows) if rows else None

    def written_names(self) -> Iterator[tuple[Path, str]]:
        yield from super().written_names()
        for number, row in enumerate(self.rows):
            yield (self.rows_key, number, "name"), row.name

    def rated_items(self) -> tuple[RatedItem, ...]:
        return tuple(
            RatedItem(
                name=row.name,
                text=row.text,
                points=row.worded(self.points),
                scale=row.scale,
                reverse=row.reverse,
                path=(self.rows_key, number),
            )
            for number, row in enumerate(self.rows)
        )

    def inputs(self) -> tuple[Input, ...]:
        return tuple(self.row(row.name, row.text, row.worded(self.points)) for row in self.rows)

    def parse(self, form: Form) -> Parsed:
        return merge(self.parse_point(row.name, form) for row in self.rows)

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        values: dict[str, list[str]] = {}
        for row in self.rows:
            values |= code_to_form(row.name, answers.get(row.name))
        return values

    def tell(self, answers: Answers, wording: Wording) -> str:
        told = ((row, self.tell_point(answers.get(row.name), wording, row.worded(self.points))) for row in self.rows)
        return "\n".join(f"{wording.say(row.text)}: {words}" for row, words in told if words)

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        facets = [facet_of(row.facet, self.facet, section_facet) for row in self.rows]
        return [
            self.ordinal_item(rated, facet, language=language, default=default)
            for rated, facet in zip(self.rated_items(), facets, strict=True)
        ]

    def _with(self, rows: Sequence[Row]) -> Question:
        return self.model_copy(update={self.rows_key: tuple(rows)})
