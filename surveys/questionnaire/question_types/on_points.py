"""What all questions share that are answered on a row of points."""

from collections.abc import Iterator
from typing import ClassVar

from research.codebook import Item
from surveys.questionnaire.elements import Points
from surveys.questionnaire.faults import Fault, Path
from surveys.questionnaire.missing import HIGHEST, LOWEST
from surveys.questionnaire.question_types.base import Asked
from surveys.questionnaire.question_types.fields import code_to_form, parse_one_code
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

MOST_POINTS = 11


class OnPoints(Asked):
    """One or more statements answered on the same points."""

    points: Points = Points()

    decides_answers: ClassVar[frozenset[str]] = frozenset({"points"})

    def faults(self, path: Path) -> Iterator[Fault]:
        yield from check_points(self.points, (*path, "points"), self.name)
        yield from super().faults(path)

    @property
    def worded(self) -> Points:
        """The points with the words that are shown at them."""
        return self.points

    def point(self, name: str, kind: VariableKind, points: Points | None = None) -> Variable:
        points = points or self.worded
        codes = tuple(range(points.low, points.high + 1))
        return Variable(
            name=name, kind=kind, question=self.name, codes=codes, labels=points.labels, offered=self.offered
        )

    def row(self, name: str, label: LocalText, points: Points | None = None) -> Input:
        return Input(name=name, label=label, points=points or self.worded, instead=self.offered)

    def parse_point(self, name: str, form: Form) -> Parsed:
        allowed = (*range(self.points.low, self.points.high + 1), *self.offered)
        return parse_one_code(form, name, question=self.name, allowed=allowed, required=self.required)

    def tell_point(self, value: object, wording: Wording, points: Points | None = None) -> str:
        """A point in words: its label, else its number."""
        if not isinstance(value, int):
            return ""
        if value in wording.missing:
            return wording.missing[value]
        label = (points or self.worded).labels.get(value)
        return str(value) if label is None else f"{value} ({wording.say(label)})"

    def ordinal_item(self, rated: RatedItem, facet: str | None, *, language: str, default: str) -> Item:
        labels = sorted(rated.points.labels.items())
        return Item(
            name=rated.name,
            text=rated.text.in_language(language, default),
            type="ordinal",
            facet=facet,
            scale=rated.scale,
            reverse=rated.reverse,
            range=(rated.points.low, rated.points.high),
            labels={code: label.in_language(language, default) for code, label in labels},
        )


class OnePoint(OnPoints):
    """One statement on a row of points."""

    kind: ClassVar[VariableKind] = VariableKind.POINT

    def variables(self) -> tuple[Variable, ...]:
        return (self.point(self.name, self.kind),)

    def inputs(self) -> tuple[Input, ...]:
        return (self.row(self.name, self.text),)

    def parse(self, form: Form) -> Parsed:
        return self.parse_point(self.name, form)

    def form_values(self, answers: Answers) -> dict[str, list[str]]:
        return code_to_form(self.name, answers.get(self.name))

    def tell(self, answers: Answers, wording: Wording) -> str:
        return self.tell_point(answers.get(self.name), wording)


def drafted_points(item: Item) -> Points | None:
    """The points of a rated column; None where there are too many or they are not whole numbers."""
    if item.range is None or not all(float(bound).is_integer() for bound in item.range):
        return None
    low, high = int(item.range[0]), int(item.range[1])
    if high - low >= MOST_POINTS:
        return None
    labels = {code: LocalText.plain(label) for code, label in item.labels.items() if low <= code <= high}
    return Points(low=low, high=high, labels={code: label for code, label in labels.items() if label})


def check_points(points: Points, path: Path, name: str) -> Iterator[Fault]:
    if points.low >= points.high:
        yield Fault(
            path=path,
            code="points_reversed",
            name=name,
            text=f"The points run from {points.low} to {points.high}.",
            advice="“low” must be smaller than “high”; the order on the page follows the language.",
        )
        return
    if points.high - points.low + 1 > MOST_POINTS:
        yield Fault(
            path=path,
            code="too_many_points",
            name=name,
            text=f"There are {points.high - points.low + 1} points; nobody can tell so many apart.",
            advice=f"Use at most {MOST_POINTS} points; five or seven serve most questions.",
        )
    if points.low <= HIGHEST and points.high >= LOWEST:
        yield reserved_numbers(path, name)
    yield from _check_labels(points, path, name)


def _check_labels(points: Points, path: Path, name: str) -> Iterator[Fault]:
    for code in points.labels:
        if not points.low <= code <= points.high:
            yield Fault(
                path=(*path, "labels", str(code)),
                code="label_outside_points",
                name=name,
                about=name,
                text=f"There is a label for {code}, but the points run from {points.low} to {points.high}.",
                advice="Take the label out, or widen the points.",
            )


def reserved_numbers(path: Path, name: str) -> Fault:
    return Fault(
        path=path,
        code="reserved_numbers",
        name=name,
        text=f"Answers could lie between {LOWEST} and {HIGHEST}, where the codes of missing answers lie.",
        advice="Choose limits outside that range.",
    )
