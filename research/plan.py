"""Every choice of an analysis and its seed, as one frozen value that is stored, shown and run again.

A choice is declared once: its type and default, its words, why the default is what it is, and how it is answered.
The plan form, the page that shows a plan, and the JSON Schema are made from these declarations.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    FiniteFloat,
    ModelWrapValidatorHandler,
    Strict,
    StrictBool,
    StrictInt,
    StrictStr,
    ValidationError,
    model_validator,
)
from pydantic.dataclasses import dataclass
from pydantic_core import ArgsKwargs

from research.choices import (
    Bounds,
    Choice,
    Column,
    Group,
    Names,
    OneOf,
    Range,
    Refused,
    Shares,
    Whole,
    WholeOr,
    YesNo,
    read_faults,
)
from research.errors import BadPlan
from research.words.marking import N_

DEFAULT_SEED = 20260607
SHARES_SUM = 1e-6
"""How far shares that should sum to 1 may miss it."""
LARGEST_SEED = 2**32 - 1

Correlations = Literal["auto", "pearson", "polychoric", "fiml"]
Extraction = Literal["minres", "ml"]
Rotation = Literal["oblimin", "promax", "quartimin", "geomin", "varimax"]
ScoreMethod = Literal["thurstone", "ten_berge"]
Basis = Literal[
    "auto",
    "adjusted_scale_scores",
    "adjusted_factor_scores",
    "factor_scores",
    "scale_scores",
    "items",
    "centred_items",
]
Grouping = Literal["auto", "kmeans", "tied", "gmm", "lca"]


def _once(names: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(names or ())) or None


def _forwards(ends: tuple[int, int]) -> tuple[int, int]:
    if ends[0] > ends[1]:
        raise Refused("ends_backwards", low=ends[0], high=ends[1])
    return ends


def _whole(shares: Mapping[str, float]) -> Mapping[str, float]:
    total = sum(shares.values())
    if abs(total - 1) > SHARES_SUM:
        raise Refused("shares_not_one", sum=total)
    return shares


Count = Annotated[StrictInt, Field(ge=2, le=20)]
SomeNames = Annotated[tuple[StrictStr, ...] | None, AfterValidator(_once)]
ColumnName = Annotated[StrictStr | None, AfterValidator(lambda name: name or None)]
Number = Annotated[FiniteFloat, Strict()]
Text = Annotated[str, BeforeValidator(str)]
"""Answer codes are kept as text, as in JSON."""
Margin = Annotated[Mapping[Text, Annotated[Number, Field(gt=0)]], Field(min_length=1), AfterValidator(_whole)]

ANSWERS = Group("what", N_("Which answers"))
SINGLE_ITEMS = Group("single", N_("Choose single items instead"), within=ANSWERS)
DIMENSIONS = Group("dimensions", N_("Dimensions"))
HOW_DIMENSIONS = Group(
    "how-dimensions",
    N_("How dimensions are found"),
    about=N_("Correlations, extraction, rotation, scores"),
    within=DIMENSIONS,
    in_columns=True,
)
GROUPS = Group("groups", N_("Groups of people"))
HOW_GROUPS = Group(
    "how-groups",
    N_("How groups are found"),
    about=N_("What people are grouped by, the way of grouping, new samples"),
    within=GROUPS,
    in_columns=True,
)
WEIGHTING = Group("weighting", N_("Does the sample stand for the population?"))
KNOWN_SHARES = Group(
    "shares", N_("Known shares of the population"), about=N_("Weigh people to a census"), within=WEIGHTING
)
FURTHER = Group(
    "further",
    N_("How sure do you want to be?"),
    about=N_("Nothing here changes dimensions or groups. It tells you more about them, and takes longer."),
)
SCALES = Group(
    "scales", N_("Do the scales hold?"), about=N_("Confirm them, compare them across groups"), within=FURTHER
)
AGAIN = Group("rest", N_("So that it can be run again"))


@dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))
class AnalysisPlan:
    """Every choice of an analysis.

    Raises
    ------
    BadPlan
        With every fault.
    """

    # fmt: off
    facets: Annotated[SomeNames, Choice(
        ANSWERS, N_("Facets to analyse"), Names(of="facets", nothing=N_("All psychographic ratings, unless items are named")),
        why=N_("All psychographic facets that were asked. Demographics and behaviour stay out, so that they can be compared with the segments afterwards."),
        hint=N_("What people are grouped by. Everything else describes the groups afterwards."),
    )] = None
    items: Annotated[SomeNames, Choice(
        SINGLE_ITEMS, N_("Items to analyse"), Names(of="ratings", nothing=N_("All of the facets")),
        why=N_("Left empty, every rating item of the psychographic facets is analysed: naming items by hand invites choosing those that please."),
        hint=N_("Any item ticked here replaces the facets above."),
    )] = None
    outcomes: Annotated[SomeNames, Choice(
        ANSWERS, N_("Outcomes"), Names(of="outcomes", nothing=N_("All outcomes and purchases")),
        why=N_("What demographics and psychographics compete to explain. Left empty: every item of the facets outcome and purchase."),
        hint=N_("What demographics and psychographics compete to explain."),
    )] = None
    consistency: Annotated[Literal["always", "telling"], Choice(
        ANSWERS, N_("Signs of inconsistent answers"), OneOf({
            "always": N_("Always counted"),
            "telling": N_("Counted only where they tell something"),
        }),
        why=N_("Where they tell something: a person whose answers contradict each other has perhaps not read them. But where the figures of consistency are low in everybody (a median below .3), they flag careful people; there they are left aside. Some careless people are missed for it."),
    )] = "telling"
    exclude_flagged: Annotated[StrictBool, Choice(
        ANSWERS, N_("Leave out flagged people"), YesNo(),
        why=N_("No: flags are reasons to look, not to delete. Run the analysis both ways and compare."),
    )] = False
    themes: Annotated[StrictBool, Choice(
        ANSWERS, N_("Themes of open answers"), YesNo(),
        why=N_("Yes: what people wrote in their own words is counted by theme and by segment. It changes no other figure."),
        needs="open_questions",
    )] = True
    factors: Annotated[Literal["auto", "none"] | Annotated[StrictInt, Field(ge=1, le=50)], Choice(
        DIMENSIONS, N_("Number of factors"), WholeOr(1, 50, besides={"auto": N_("Automatic"), "none": N_("None")}),
        why=N_("Automatic: suggested by parallel analysis, MAP, EKC, Hull and BIC together; a factor with fewer than three marker items is refused. Where no number has a proper solution, the analysis goes on without factors; “none” asks for that."),
        hint=N_("“auto”, a whole number, or “none” to do without dimensions."),
    )] = "auto"
    correlation: Annotated[Correlations, Choice(
        HOW_DIMENSIONS, N_("Correlations"), OneOf({
            "auto": N_("Automatic"),
            "pearson": N_("Pearson"),
            "polychoric": N_("Polychoric"),
            "fiml": N_("Pearson by full information (FIML), for answers with gaps"),
        }),
        why=N_("Automatic: polychoric where all items have at most seven ordered answers, because Pearson correlations of coarse answers are too small. FIML is for ratings with many gaps: it uses what everybody did answer, and leaves nobody out."),
    )] = "auto"
    extraction: Annotated[Extraction, Choice(
        HOW_DIMENSIONS, N_("Extraction"), OneOf({
            "minres": N_("MINRES"),
            "ml": N_("Maximum likelihood"),
        }),
        why=N_("MINRES: makes no assumption of normality and rarely fails; maximum likelihood is there to compare."),
    )] = "minres"
    rotation: Annotated[Rotation, Choice(
        HOW_DIMENSIONS, N_("Rotation"), OneOf({
            "oblimin": N_("Oblimin: correlated factors"),
            "promax": N_("Promax: correlated factors"),
            "quartimin": N_("Quartimin: correlated factors"),
            "geomin": N_("Geomin: correlated factors"),
            "varimax": N_("Varimax: uncorrelated factors"),
        }),
        why=N_("Oblimin: lets factors be correlated, as attitudes are."),
    )] = "oblimin"
    scores: Annotated[ScoreMethod, Choice(
        HOW_DIMENSIONS, N_("Factor scores"), OneOf({
            "thurstone": N_("Regression, Thurstone"),
            "ten_berge": N_("ten Berge"),
        }),
        why=N_("Regression (Thurstone) scores predict the factor best; ten Berge scores keep the correlations between factors."),
    )] = "thurstone"
    segments: Annotated[Literal["auto"] | Count | Annotated[tuple[Count, Count], AfterValidator(_forwards)], Choice(
        GROUPS, N_("Number of segments"), Range(2, 20),
        why=N_("Automatic: every number from 2 to 8 is tried on bootstrap samples and against data without groups."),
        hint=N_("“auto”, a number such as 4, or a range such as 3-6."),
    )] = "auto"
    segment_on: Annotated[Basis, Choice(
        HOW_GROUPS, N_("What people are grouped by"), OneOf({
            "auto": N_("Automatic"),
            "adjusted_scale_scores": N_("Scale scores without acquiescence"),
            "adjusted_factor_scores": N_("Factor scores without acquiescence"),
            "factor_scores": N_("Factor scores"),
            "scale_scores": N_("Scale scores"),
            "items": N_("Single items"),
            "centred_items": N_("Items around each person's own mean"),
        }),
        why=N_("Automatic: scale scores where the items hang together in the scales they were written for, else factor scores. Where scales are worded both ways, what saying yes to everything puts into the scores is taken out. Without factors and scales, the answers themselves."),
    )] = "auto"
    segmentation: Annotated[Grouping, Choice(
        HOW_GROUPS, N_("Way of grouping"), OneOf({
            "auto": N_("Automatic: a mixture, k-means, or latent classes"),
            "kmeans": N_("k-means with many starts"),
            "tied": N_("Gaussian mixture with one shared covariance"),
            "gmm": N_("Gaussian mixtures"),
            "lca": N_("Latent classes"),
        }),
        why=N_("Automatic: a Gaussian mixture with one shared covariance where its groups come back and are more than data without groups give, else k-means with many starts, whose segments are told as a cut of a continuum. Latent classes of the answers where there are no factors, or where few items make the segments and most of them are yes or no or have answers in no order."),
    )] = "auto"
    bootstraps: Annotated[StrictInt, Field(ge=10, le=10_000), Choice(
        HOW_GROUPS, N_("Bootstrap pairs"), Whole(10, 10_000),
        why=N_("100 pairs put the stability within about two hundredths."),
        hint=N_("More is steadier and slower."),
    )] = 100
    weights: Annotated[ColumnName, Choice(
        WEIGHTING, N_("Weights"), Column(of="numbers", nothing=N_("None: everybody counts the same")),
        why=N_("A column of survey weights, where the sample was drawn or weighted by design."),
    )] = None
    margins: Annotated[Mapping[Text, Margin] | None, AfterValidator(lambda margins: margins or None), Choice(
        KNOWN_SHARES, N_("Known shares of the population"), Shares(nothing=N_("None")),
        why=N_("None: everybody counts the same. Where the sample is off, give shares from a census, and people are weighted until all of them hold at once (raking). Every answer that somebody gave needs a share."),
        hint=N_("Per cent of the population for each answer, from a census or another source you can name. Questions left empty are not used."),
        needs="demographics",
    )] = None
    trim: Annotated[tuple[Annotated[Number, Field(ge=0, lt=1)], Annotated[Number, Field(gt=1)]] | None, Choice(
        KNOWN_SHARES, N_("Bounds of the weights"), Bounds(
            low=(N_("Smallest weight"), N_("Such as 0.2; the mean weight is 1.")),
            high=(N_("Largest weight"), N_("Such as 5.")),
            nothing=N_("None"),
        ),
        why=N_("None. Bounds such as 0.2 and 5 keep one person from speaking for many others; the shares are then met less exactly, which is said."),
        needs="demographics",
    )] = None
    replicates: Annotated[Annotated[StrictInt, Field(ge=0, le=0)] | Annotated[StrictInt, Field(ge=10, le=10_000)], Choice(
        FURTHER, N_("New samples for the certainty of statements"), WholeOr(10, 10_000, besides={0: N_("None")}),
        why=N_("None, because each one runs the whole analysis again on people drawn anew. With 100, every statement of a persona says in how many of them it holds; intervals want 1,000."),
        hint=N_("0 for none, or 10 to 1,000. 100 take about twice as long as all the rest."),
    )] = 0
    side_by_side: Annotated[StrictBool, Choice(
        FURTHER, N_("Other ways side by side"), YesNo(),
        why=N_("No, because it takes long. The same people are grouped by items, centred items, scales and factors, and by other methods. What only one of them finds is made by the method, not by the people."),
        hint=N_("Takes about three times as long as all the rest."),
    )] = False
    confirm: Annotated[StrictBool, Choice(
        SCALES, N_("Confirm the scales"), YesNo(),
        why=N_("No: the search for factors does not need it. Tick it where scales come from the literature: a confirmatory factor analysis then tests whether these items measure them, and says which do not."),
        hint=N_("Scales with three items or more: {scales}."),
        needs="scales",
    )] = False
    compare_across: Annotated[ColumnName, Choice(
        SCALES, N_("Compare scales across"), Column(of="groups", nothing=N_("Nobody")),
        why=N_("Nobody. Choose a group or language before you compare its averages: people who understand the questions differently cannot be compared, however different their answers are (measurement invariance)."),
        needs="scales",
    )] = None
    seed: Annotated[StrictInt, Field(ge=0, le=LARGEST_SEED), Choice(
        AGAIN, N_("Seed"), Whole(0, LARGEST_SEED),
        why=N_("Fixed, so that the same plan and data give the same result."),
        hint=N_("The same plan, answers and seed give the same result."),
    )] = DEFAULT_SEED
    # fmt: on

    @property
    def segment_range(self) -> tuple[int, int]:
        """Lowest and highest number of segments to try."""
        if isinstance(self.segments, tuple):
            return self.segments
        return (2, 8)

    def to_dict(self) -> dict[str, Any]:
        plain = asdict(self)
        return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}

    @classmethod
    def from_dict(cls, plain: object) -> "AnalysisPlan":
        """Read the plain form (from YAML, JSON or a web form); all faults are collected."""
        if not isinstance(plain, Mapping):
            raise BadPlan("plan_no_mapping")
        return cls(**{str(name): value for name, value in plain.items()})

    @model_validator(mode="wrap")
    @classmethod
    def _in_our_words(cls, given: Any, read: ModelWrapValidatorHandler["AnalysisPlan"]) -> "AnalysisPlan":
        try:
            return read(given)
        except ValidationError as error:
            values = given.kwargs if isinstance(given, ArgsKwargs) else given
            raise BadPlan.of(read_faults(CHOICES, values or {}, error.errors())) from error


def _declared() -> Mapping[str, Choice]:
    hints = get_type_hints(AnalysisPlan, include_extras=True)
    return {name: next(part for part in hint.__metadata__ if isinstance(part, Choice)) for name, hint in hints.items()}


CHOICES: Mapping[str, Choice] = _declared()
"""Every choice by its name, in the order in which a form shows them."""
DEFAULTS = AnalysisPlan()
