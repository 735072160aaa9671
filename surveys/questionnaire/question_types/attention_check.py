"""An item whose right answer is said in its text: stored, told apart, never analysed."""

# ruff: noqa: ARG002 - every type is given the same things, and need not look at all of them
from collections.abc import Iterator
from typing import ClassVar, Literal

from research.codebook import Item
from surveys.questionnaire.elements import Facet, PointCode, Points
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.question_types.on_points import OnePoint
from surveys.questionnaire.question_types.values import VariableKind
from surveys.questionnaire.texts import LocalText


class AttentionCheck(OnePoint):
    """An item whose right answer is said in its text."""

    type: Literal["attention_check"]
    expected: PointCode

    kind: ClassVar[VariableKind] = VariableKind.CHECK

    @classmethod
    def expecting(cls, expected: int, *, name: str, text: str) -> "AttentionCheck":
        """A check that data collected elsewhere have; its points are guessed."""
        points = Points(low=min(1, expected), high=max(7, expected))
        return cls(type="attention_check", name=name, text=LocalText.plain(text), points=points, expected=expected)

    def expected_answers(self) -> dict[str, int]:
        return {self.name: self.expected}

    def codebook_items(self, *, section_facet: Facet | None, language: str, default: str) -> list[Item]:
        """None: the codebook names the checks apart, in `attention`."""
        return []

    def seconds(self) -> float:
        return 4.0

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from super().faults(path)
        points = self.points
        if points.low < points.high and not points.low <= self.expected <= points.high:
            yield Fault(
                path=(*path, "expected"),
                code="expected_outside_points",
                name=self.name,
                about=self.name,
                text=f"The expected answer {self.expected} is not among the points "
                f"{points.low} to {points.high}: nobody could pass.",
                advice="Name one of the points.",
            )
