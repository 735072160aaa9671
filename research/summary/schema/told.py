"""Segments told to people: cards, statements, bars, and what defines each."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import model_validator

from research.declared import (
    Authored,
    Choice,
    Code,
    Everybody,
    Fact,
    Figure,
    Flag,
    Number,
    OfPeople,
    OfSegment,
    People,
    Share,
    Sure,
    Text,
    Whole,
)
from research.said import Said, say


class Trait(Fact):
    """A line of a card as a trait: this answer, where it is given more often than by everybody, or any other answer."""

    variable: Code
    text: Text
    question: Text = ""
    option: Text = ""
    label: Said
    type: Choice
    place: Whole
    more: Flag
    formed: Flag


class Rarity(Fact):
    """How many people have every trait of the card, among its own and among all others who answered all of its lines.

    `typical`: how many of the traits the person in the middle has. An earlier version counted other traits than the
    card shows; what it wrote down is not read.
    """

    n_match: People
    n: OfSegment
    n_match_others: People = None
    n_others: Everybody = None
    typical: Annotated[Number, OfPeople("n")] = None
    typical_others: Annotated[Number, OfPeople("n_others")] = None
    lines: list[Trait] = []

    @model_validator(mode="before")
    @classmethod
    def _counted_by_the_card(cls, given: object) -> object:
        earlier = isinstance(given, Mapping) and "traits" in given
        return {"n_match": None, "n": None} if earlier else given


class Statement(Fact):
    """One careful sentence about one item, with its evidence."""

    text: Said
    variable: Code
    statistic: Choice
    effect: Sure
    low: Figure
    high: Figure
    base: OfSegment
    holds: Figure


class Defining(Fact):
    """How a segment answers one item, against everybody."""

    variable: Code
    text: Text
    type: Choice
    option: Flag
    value: Annotated[Number, OfPeople("n")]
    q05: Annotated[Number, OfPeople("n")]
    q25: Annotated[Number, OfPeople("n")]
    q50: Annotated[Number, OfPeople("n")]
    q75: Annotated[Number, OfPeople("n")]
    q95: Annotated[Number, OfPeople("n")]
    population: Annotated[Number, OfPeople("base_n")]
    effect: Sure
    q: Figure
    effect_low: Figure
    effect_high: Figure
    population_sd: Figure
    marker: Flag
    n: OfSegment
    base_n: Everybody
    scale_low: Annotated[Number, Authored()]
    scale_high: Annotated[Number, Authored()]
    low_label: Text
    high_label: Text
    reverse: Flag


class Row(Fact):
    """One line of a card: an option of a question, in a segment and in everybody."""

    segment: Code
    variable: Code
    text: Text
    question: Text = ""
    option: Text = ""
    label: Said
    facet: Annotated[str | None, Authored()]
    role: Choice
    type: Choice
    dimension: Annotated[str | None, Authored()]
    place: Whole
    n: People
    base_n: OfSegment
    population_n: People
    share: Annotated[Number, OfPeople("base_n")]
    population_share: Share
    low: Annotated[Number, OfPeople("base_n")] = None
    high: Annotated[Number, OfPeople("base_n")] = None
    index: Annotated[Number, OfPeople("base_n")] = None
    z: Figure = None
    q: Figure = None
    notable: Flag = False
    suppressed: Flag

    @property
    def formed(self) -> bool:
        """Whether it made the segments, so that they differ by construction; so does every dimension in thirds."""
        return self.role == "maker" or self.type == "third"


class Attitude(Fact):
    """The whole distribution of the ordered answers to one item.

    `ends` are the words of either side, if it has any; `steps` says from how many answers people chose, also where
    several are told together (0: not kept).
    """

    variable: Code
    text: Text
    facet: Annotated[str | None, Authored()]
    codes: list[Annotated[Number, Authored()]]
    labels: list[Text]
    ends: list[Text] = []
    shares: list[Share]
    population: list[Share]
    n: OfSegment
    middle_code: Annotated[Number, Authored()]
    reverse: Flag
    formed: Flag = False
    steps: Whole = 0


class FacetBlock(Fact):
    asked: Flag
    rows: list[Row]


class NamedEnd(Fact):
    """An end of a dimension that the name of a persona rests on."""

    dimension: Code
    words: Text
    end: Choice


class Persona(Fact):
    """A segment told to people, every line with its evidence."""

    code: Code
    name: Said | None
    """By rule; None where no rule allows a name."""
    name_holds: Figure
    name_rests_on: list[NamedEnd] = []
    given_name: Annotated[str | None, Authored()] = None
    """What the team calls it: no finding, so nothing says how often it holds."""
    sentence: Said
    n: People
    share: Annotated[Number, OfPeople("n")]
    low: Annotated[Number, OfPeople("n")]
    high: Annotated[Number, OfPeople("n")]
    jaccard: Figure
    light: Choice
    light_words: Said
    rarity: Rarity
    statements: list[Statement]
    defines: list[Defining]
    who: list[Row]
    why: list[Row]
    nearly: list[Row] = []
    found_by_demographics: Figure = None
    attitudes: list[Attitude]
    facets: dict[str, FacetBlock]
    scores: dict[str, dict[str, Annotated[Number, OfPeople("n")]]]

    @property
    def called(self) -> Said | None:
        """The name in use: the team's before the one by rule; None where a persona has its code alone."""
        return self.name if self.given_name is None else say("name_by_team", name=self.given_name)
