"""What makes a quiz of a questionnaire: scores, outcomes with their rules, and what is told to the person."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from surveys.questionnaire.elements import Definition, VariableName
from surveys.questionnaire.pictures import Picture
from surveys.questionnaire.texts import LocalText

Motif = Literal["cup", "leaf", "sun", "compass", "wave", "star", "hill", "spark"]
"""Drawings of our own that stand on a result and its card."""
Bound = Annotated[float, Field(allow_inf_nan=False)]


class ScoredItem(Definition):
    """A rated statement that adds its point to a score."""

    item: VariableName
    reverse: bool = False


class Score(Definition):
    """One figure of a person: what the options they chose give to it, rated items, or a scale of the questionnaire."""

    name: VariableName
    title: LocalText
    scale: VariableName | None = None
    """Its items count, each in the direction of the scale."""
    items: tuple[ScoredItem, ...] = ()
    combine: Literal["sum", "mean"] = "sum"
    share_needed: Annotated[float, Field(gt=0, le=1)] = 0.5
    """Of the questions that count for it; with fewer answered there is no score."""


class Highest(Definition):
    """Holds where this score is the highest, of all or of those named."""

    highest: VariableName
    among: tuple[VariableName, ...] = ()


class Within(Definition):
    """Holds where a score lies in a range: from `at_least` on, and below `below`."""

    score: VariableName
    at_least: Bound | None = None
    below: Bound | None = None


class Typed(Definition):
    """Holds where the rule of an analysis gives this segment."""

    segment: Annotated[str, StringConstraints(min_length=1, max_length=26)]


Test = Highest | Within | Typed


class Outcome(Definition):
    """One result: when somebody gets it, and what they read."""

    name: VariableName
    title: LocalText
    text: LocalText
    """Markdown."""
    motif: Motif | None = None
    picture: Picture | None = None
    """Stands in the place of the drawing."""
    when: tuple[Test, ...] = ()
    """All must hold. Outcomes are tried in their order, and the first that holds is the person's."""


class Quiz(Definition):
    scores: tuple[Score, ...] = ()
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=2)]
    fallback: VariableName
    """The outcome of whoever gets no other."""
    ties: Literal["first", "fallback"] | None = None
    """Where several scores are the highest: the one written first counts as it, or none does."""
    rule: dict[str, Any] | None = None
    """The rule of an analysis as `whyprint type` reads it; outcomes then name its segments."""

    def outcome(self, name: str) -> Outcome | None:
        return next((outcome for outcome in self.outcomes if outcome.name == name), None)
