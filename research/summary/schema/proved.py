"""What the result is good for: outcomes told out of sample, and the short form that finds a newcomer's segment."""

from typing import Annotated, Any

from research.declared import (
    Authored,
    Choice,
    Code,
    Everybody,
    Fact,
    Figure,
    Figures,
    Kept,
    Number,
    OfPeople,
    Share,
    Statistic,
    Table,
    Text,
)
from research.said import Said


class Importance(Fact):
    variable: Code
    text: Text
    set: Choice
    value: Figure
    low: Figure
    high: Figure


class Outcome(Fact):
    """Which view tells more of one outcome, out of sample.

    `personas`: what the segment of a person alone tells; `price`: psychographics minus personas, on the same people.
    `about`: why attitudes that win say little of why.
    """

    text: Text
    metric: Choice
    demographics: Figure
    demographics_low: Figure
    demographics_high: Figure
    psychographics: Figure
    psychographics_low: Figure
    psychographics_high: Figure
    both: Figure
    both_low: Figure
    both_high: Figure
    personas: Figure = None
    personas_low: Figure = None
    personas_high: Figure = None
    price: Figure = None
    price_low: Figure = None
    price_high: Figure = None
    n: Everybody
    winner: Choice
    words: Said
    price_words: Said | None = None
    about: Said | None = None
    importance: list[Importance]


class GoldenQuestion(Fact):
    """What somebody needs to ask it again and to know which answers there are."""

    text: Text
    type: Choice
    low: Annotated[Number, Authored()]
    high: Annotated[Number, Authored()]
    labels: Annotated[dict[str, str], Authored()]


class ThresholdLine(Fact):
    threshold: Figure
    classified_share: Share
    hit_rate: Share


class CurveLine(Fact):
    n_items: Figure
    hit_rate: Figure


class TypingTool(Fact):
    """The few questions that find a newcomer's segment, how often they are right, and when they cannot tell."""

    items: list[Code]
    texts: list[Text]
    questions: dict[str, GoldenQuestion]
    n: Everybody
    hit_rate: Figure
    hit_low: Figure
    hit_high: Figure
    chance: Figure
    majority: Figure
    threshold: Figure
    classified_share: Annotated[Number, OfPeople("n_classified")]
    n_classified: Everybody
    hit_rate_classified: Annotated[Number, OfPeople("n_classified")]
    hit_low_classified: Annotated[Number, OfPeople("n_classified")]
    hit_high_classified: Annotated[Number, OfPeople("n_classified")]
    threshold_curve: Annotated[list[ThresholdLine] | None, Kept()]
    method: Choice
    methods: Figures
    confusion: Annotated[Table | None, Kept()]
    curve: list[CurveLine]
    rule: Annotated[dict[str, Any], Statistic()]
