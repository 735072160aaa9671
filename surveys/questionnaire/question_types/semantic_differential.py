"""Pairs of opposite words, each with a row of points between them: where between the two does a thing stand?

The low code is always at the first word, which stands where a line of the language begins: on the right in Arabic.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from research.codebook import Item
from surveys.questionnaire.conditions import Condition
from surveys.questionnaire.elements import Definition, Facet, Points, VariableName
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.question_types.base import Question
from surveys.questionnaire.question_types.drafting import ITEMS_ON_A_PAGE, Drafting
from surveys.questionnaire.question_types.on_points import drafted_points
from surveys.questionnaire.question_types.rows_on_points import RowsOnPoints
from surveys.questionnaire.texts import PLAIN, LocalText

HOW_MANY = (5, 7, 9)
"""Points between two words: an odd number, for the middle means that neither is nearer."""


class Pair(Definition):
    """Two opposite words; `low` stands at the smallest code, `high` at the largest."""

    name: VariableName
    low: LocalText
    high: LocalText
    scale: VariableName | None = None
    reverse: bool = False
    facet: Facet | None = None
    show_if: Condition | None = None

    @property
    def text(self) -> LocalText:
        """Both words, in every language that either is written in."""
        keys = self.low.languages | self.high.languages
        written = {key: self._both(key) for key in sorted(keys)}
        return LocalText(written or {PLAIN: self._both(PLAIN)})

    def worded(self, points: Points) -> Points:
        """The points with the two words at their ends."""
        return Points(
            low=points.low, high=points.high, labels={**points.labels, points.low: self.low, points.high: self.high}
        )

    def _both(self, language: str) -> str:
        return f"{self.low.in_language(language, PLAIN)} – {self.high.in_language(language, PLAIN)}"


class SemanticDifferential(RowsOnPoints):
    """Several pairs of opposite words on the same number of points."""

    type: Literal["semantic_differential"]
    points: Points = Points(low=1, high=7)
    pairs: Annotated[tuple[Pair, ...], Field(min_length=1)]

    rows_key: ClassVar[str] = "pairs"
    decides_answers: ClassVar[frozenset[str]] = frozenset({"points", "pairs"})

    @property
    def rows(self) -> tuple[Pair, ...]:
        return self.pairs

    def not_comparable(self) -> tuple[str, str]:
        text = f"“{self.name}” asks for several pairs of words: its answers are stored by pair."
        return text, f"Name one of its pairs, such as “{self.pairs[0].name}”."

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        asked = self.text.in_language(language, default)
        items = super().codebook_items(section_facet=section_facet, language=language, default=default)
        return [replace(item, text=f"{asked} {item.text}", asked_as=self.type) for item in items]

    def seconds(self) -> float:
        return 3.5 * len(self.pairs)

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from super().faults(path)
        how_many = self.points.high - self.points.low + 1
        if how_many not in HOW_MANY:
            yield Fault(
                path=(*path, "points"),
                code="no_middle",
                name=self.name,
                about=self.name,
                text=f"There are {how_many} points between the words.",
                advice="Use 5, 7 or 9, so that there is a middle.",
            )
        for number, pair in enumerate(self.pairs):
            if pair.low == pair.high:
                yield _same_words((*path, "pairs", number), pair.name)

    @classmethod
    def draft_key(cls, item: Item) -> Hashable:
        points = drafted_points(item)
        if item.asked_as != cls.type_name() or points is None or not {points.low, points.high} <= points.labels.keys():
            return None
        return _asked(item), item.facet, item.range

    @classmethod
    def draft(cls, items: Sequence[Item], drafting: Drafting) -> Iterator[Question]:
        for start in range(0, len(items), ITEMS_ON_A_PAGE):
            part = items[start : start + ITEMS_ON_A_PAGE]
            points = drafted_points(part[0]) or Points()
            pairs = [_drafted_pair(item, drafting) for item in part]
            plain = {"name": f"{drafting.columns[part[0].name]}_ff", "text": _asked(part[0]), "facet": part[0].facet}
            bounds = {"low": points.low, "high": points.high}
            yield cls.model_validate({**plain, "type": cls.type_name(), "points": bounds, "pairs": pairs})


def _drafted_pair(item: Item, drafting: Drafting) -> dict[str, object]:
    keyed = {key: value for key, value in drafting.keyed(item).items() if key != "text"}
    return {**keyed, "low": item.labels[min(item.labels)], "high": item.labels[max(item.labels)]}


def _asked(item: Item) -> str:
    """The question of a pair: its words without the two that end them."""
    both = f"{item.labels[min(item.labels)]} – {item.labels[max(item.labels)]}"
    return item.text.removesuffix(both).strip() or "Where between the two?"


def _same_words(path: Path, name: str) -> Fault:
    return Fault(
        path=path,
        code="same_poles",
        name=name,
        text="Both ends of the pair have the same words.",
        advice="Write two opposites.",
    )
