"""How people are grouped: numbers tried, sizes, whole distributions, other ways, certainty."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from research.declared import (
    Authored,
    Choice,
    Code,
    Everybody,
    Exactly,
    Fact,
    Figure,
    Figures,
    Flag,
    Kept,
    Number,
    OfSegment,
    People,
    Share,
    Statistic,
    Table,
    Text,
    Whole,
)
from research.said import Said, say
from research.segments.kind_of_set import KindOfSet, kind_of_set
from research.summary.schema.written import OpenQuestion


class Interval(Fact):
    """A share of everybody with its interval over people drawn again."""

    share: Share
    low: Share
    high: Share


class Candidate(Fact):
    """One number of segments that was tried; what its method does not measure is None."""

    k: Whole
    ari_mean: Figure
    ari_low: Figure
    ari_high: Figure
    null_ari_mean: Figure
    null_ari_high: Figure
    null_clouds: Figure = None
    silhouette: Figure
    null_silhouette: Figure
    gap: Figure
    prediction_strength: Figure
    bic: Figure
    entropy: Figure
    gain: Figure
    null_gain_high: Figure
    valley: Figure
    smallest_share: Share
    supported: Flag


class Transition(Fact):
    """Who goes where from one number of segments to the next."""

    k: Whole
    next: Whole
    transition: list[list[People]]
    stability: list[Figure]


class Option(Fact):
    """An answer; of several that are told together, `mildest` has the words of the one nearest the middle."""

    code: Annotated[Number, Authored()]
    label: Text
    told: Said | None = None
    mildest: Annotated[str | None, Authored()] = None

    @property
    def said(self) -> Said:
        """What it is called, by us where the author has no word for it."""
        return self.told or say("answer", label=self.label)

    @property
    def words(self) -> str:
        """Its label, where that is more than its code."""
        return "" if self.code is not None and self.label == f"{self.code:g}" else self.label


class Profile(Fact):
    """Who chose what, segment by segment: whole distributions of one question.

    `designs` says by segment how many people who answered count as one where it matters that nobody knows exactly who
    belongs to the segment; without it no interval is told.
    """

    variable: Code
    text: Text
    question: Text = ""
    option: Text = ""
    facet: Annotated[str | None, Authored()]
    type: Choice
    role: Annotated[Literal["maker", "who", "why", "behaviour"], Statistic()]
    dimension: Annotated[str | None, Authored()]
    options: list[Option]
    counts: dict[str, list[People]]
    bases: dict[str, OfSegment]
    shares: dict[str, list[Share]]
    population: list[People]
    population_base: Everybody
    population_shares: list[Share]
    designs: Figures = {}


class Prediction(Fact):
    """How often demographics alone find the segment."""

    hit_rate: Figure
    hit_low: Figure
    hit_high: Figure
    majority: Figure
    chance: Figure
    auc: Figure
    words: Said


class Passport(Fact):
    """People alike in their demographics, and the segments they belong to."""

    cell: Said
    where: Annotated[dict[str, tuple[float, float]], Authored()] = {}
    n: People
    counts: dict[str, People]
    shares: dict[str, Share]
    population_shares: dict[str, Share]


class BasisLine(Fact):
    """The same people grouped by something else."""

    basis: Choice
    words: Said
    variables: Whole
    k: Whole
    ari_mean: Figure
    ari_low: Figure
    ari_high: Figure
    null_ari_mean: Figure
    null_ari_high: Figure
    beats_null: Flag
    person_mean_share: Figure
    left_out_eta2: Figure


class Bases(Fact):
    """What people might be grouped by, side by side."""

    k: Whole
    people: Exactly
    recommended: Choice
    recommendation: Said
    lines: list[BasisLine]
    agreement: Table
    left_out: Annotated[Table, Kept()]

    @property
    def do_the_same(self) -> bool:
        """Whether no basis did clearly better than another, so that one of them was kept rather than recommended."""
        return "bases_much_the_same" in _codes(self.recommendation)


def _codes(said: Said) -> set[str]:
    return {said.code}.union(*(_codes(part) for parts in said.parts.values() for part in parts))


class Methods(Fact):
    """Ways of grouping, side by side."""

    k: Whole
    words: Said
    agreement: Table
    sizes: Annotated[dict[str, list[Number]], Kept()]


class SegmentCertainty(Fact):
    share: Share
    low: Share
    high: Share
    jaccard: Figure
    jaccard_low: Figure


class CertainLoading(Fact):
    item: Code
    factor: Choice
    value: Figure
    low: Figure
    high: Figure
    marker: Flag
    holds: Figure


class CertainPair(Fact):
    first: Choice
    second: Choice
    value: Figure
    low: Figure
    high: Figure


class Certainty(Fact):
    """How sure the result is, where people were drawn again."""

    replicates: Whole
    failed: Whole
    segments: dict[str, SegmentCertainty]
    congruence: Table
    loadings: list[CertainLoading]
    factor_correlations: list[CertainPair]
    certain_share: Share


class OtherGroup(Fact):
    """One group of the second grouping, and the items that its people say more and less than their average suggests."""

    code: Code
    n: People
    more: list[Text]
    less: list[Text]


class WithoutStyle(Fact):
    """The same people grouped by what each says beside their own average; its groups are for the research team."""

    k: Whole
    verdict: Choice
    kind_of_set: Annotated[KindOfSet, Statistic()]
    agreement: Figure
    person_mean_share: Figure
    people: Exactly
    words: Said
    groups: Annotated[list[OtherGroup], Kept()]


class Line(Fact):
    """The one dimension on which all segments lie, from the lowest to the highest."""

    share: Figure
    name: Said
    order: list[Code]


class Redrawn(Fact):
    """How often people were drawn again, how many each time, and what came back of each segment.

    Memberships are said with scores divided by `temperature`, so that they come true.
    """

    draws: Whole
    failed: Whole
    people: Exactly
    comes_back: Figures
    temperature: Figure


class GroupRule(Fact):
    """What decides who belongs where: centres, and for mixtures also shares and the covariance within segments."""

    means: Table
    shares: Figures
    covariance: Table


class Segments(Fact):
    """How many segments, their verdict, sizes, stability and distributions.

    `n_fitted` people shaped the segments; `n_looked_at` of them stand for all where agreement was computed.
    """

    k: Whole
    verdict: Choice
    reason: Said
    line: Line | None = None
    without_style: WithoutStyle | None = None
    base: Choice
    base_words: Said
    why_this_way: Said
    method: Choice
    one_class_bic: Figure
    codes: list[Code]
    sizes: dict[str, People]
    shares: dict[str, Interval]
    jaccard: Figures
    person_mean_share: Figure
    centres: Table
    rule: Annotated[GroupRule | None, Kept()]
    n_fitted: Everybody
    n_looked_at: Everybody
    n_unassigned: People
    candidates: list[Candidate]
    across: list[Transition]
    profiles: list[Profile]
    demographics_predict: Prediction | None
    same_passport: list[Passport]
    bases: Bases | None
    methods: Methods | None
    redrawn: Redrawn | None = None
    certainty: Certainty | None
    open_text: list[OpenQuestion]
    kind_of_set: Annotated[KindOfSet, Statistic(), Field(validate_default=True)] = "none"
    """What headline, lights and paragraphs go by; it follows from the figures above, whatever was written down."""

    @property
    def kept(self) -> Candidate | None:
        """What was measured of the number of segments that was kept."""
        return _kept(self.candidates, self.k)

    @field_validator("kind_of_set", mode="before")
    @classmethod
    def _that_follows(cls, _given: object, known: ValidationInfo) -> KindOfSet:
        found = known.data
        kept = _kept(found.get("candidates", []), found.get("k", 0))
        return kind_of_set(
            found.get("verdict", "none"),
            supported=kept is not None and kept.supported,
            on_a_line=found.get("line") is not None,
        )


def _kept(candidates: Sequence[Candidate], k: int) -> Candidate | None:
    return next((each for each in candidates if each.k == k), None)
