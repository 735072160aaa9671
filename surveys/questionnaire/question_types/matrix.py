"""Several statements on the same points, shown one by one: each is one field and one variable."""

from collections.abc import Hashable, Iterator, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.elements import Definition, Facet, Points, VariableName
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.drafting import ITEMS_ON_A_PAGE, Drafting
from surveys.questionnaire.question_types.on_points import drafted_points
from surveys.questionnaire.question_types.rating import Rating
from surveys.questionnaire.question_types.rows_on_points import RowsOnPoints
from surveys.questionnaire.texts import LocalText


class MatrixItem(Definition):
    name: VariableName
    text: LocalText
    scale: VariableName | None = None
    reverse: bool = False
    facet: Facet | None = None
    show_if: Condition | None = None

    def worded(self, points: Points) -> Points:
        """The points of the matrix, which are the same for each of its items."""
        return points


class Matrix(RowsOnPoints):
    """Several items answered on the same points, shown one by one."""

    type: Literal["matrix"]
    items: Annotated[tuple[MatrixItem, ...], Field(min_length=1)]

    rows_key: ClassVar[str] = "items"
    decides_answers: ClassVar[frozenset[str]] = frozenset({"points", "items"})

    @property
    def rows(self) -> tuple[MatrixItem, ...]:
        return self.items

    def not_comparable(self) -> tuple[str, str]:
        text = f"“{self.name}” is a matrix: its answers are stored by item."
        return text, f"Name one of its items, such as “{self.items[0].name}”."

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
