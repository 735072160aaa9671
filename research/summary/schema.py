"""The second contract: everything that came out of an analysis, as typed values that each say what they are.

Builders make it, the gate walks it, and pages, charts, exports and scripts read it.
"""

from typing import Annotated, Any, Literal

import orjson

from research.summary.declared import (
    Authored,
    Choice,
    Code,
    Everybody,
    Fact,
    Figure,
    Figures,
    Flag,
    Kept,
    Number,
    OfPeople,
    OfSegment,
    People,
    Plain,
    Prose,
    Sentence,
    Share,
    Statistic,
    Sure,
    Table,
    Text,
    Voice,
    Whole,
)

FORMAT = 2
"""Raised when a key of `summary.json` changes its meaning; summaries without a number are of the first."""


class Margin(Fact):
    """One answer of one question that people were weighted by."""

    variable: Code
    text: Text
    code: Annotated[Number, Authored()]
    label: Text
    n: People
    target: Share
    before: Share
    after: Share


class Weighting(Fact):
    """What raking was to reach, what it reached, and what it cost."""

    base: Annotated[str | None, Authored()]
    efficiency: Figure
    design_effect: Figure
    effective_n: Figure
    rounds: Whole
    trimmed: People
    margins: list[Margin]


class Data(Fact):
    """How many people and questions there were, and how much is missing."""

    name: Text
    n: Everybody
    n_analysed: Everybody
    n_assigned: Everybody
    items: list[Code]
    facets: Annotated[dict[str, int], Statistic()]
    question_count: Whole
    share_missing: Figure
    weighted: Flag
    weighting: Weighting | None
    fingerprint: Choice


class Reason(Fact):
    """Why some answers look careless."""

    words: Prose
    n: People
    share: Annotated[Number, OfPeople("n")]
    cutoff: Figure


class Screening(Fact):
    """Who may have answered carelessly, and why we think so."""

    n_flagged: People
    share_flagged: Annotated[Number, OfPeople("n_flagged")]
    excluded: Flag
    reasons: dict[str, Reason]
    cutoffs: Figures


class ItemFigures(Fact):
    """One analysed item as it was answered."""

    text: Text
    type: Choice
    facet: Annotated[str | None, Authored()]
    scale: Annotated[str | None, Authored()]
    reverse: Flag
    low: Annotated[Number, Authored()]
    high: Annotated[Number, Authored()]
    labels: Annotated[dict[str, str], Authored()]
    n: Everybody
    missing: People
    mean: Annotated[Number, OfPeople("n")]
    sd: Annotated[Number, OfPeople("n")]
    distribution: Annotated[dict[str, Number], OfPeople("n")]
    skew: Annotated[Number, OfPeople("n")]
    kurtosis: Annotated[Number, OfPeople("n")]
    floor: Annotated[Number, OfPeople("n")]
    ceiling: Annotated[Number, OfPeople("n")]
    item_rest: Figure


class ScaleFigures(Fact):
    """Reliability of one scale."""

    title: Text
    facet: Annotated[str | None, Authored()]
    items: list[Code]
    n_items: Whole
    n: Everybody
    alpha: Figure
    alpha_low: Figure
    alpha_high: Figure
    omega_total: Figure
    omega_hierarchical: Figure
    average_r: Figure
    mean: Annotated[Number, OfPeople("n")]
    sd: Annotated[Number, OfPeople("n")]
    alpha_if_dropped: Figures


class Correlations(Fact):
    """The correlations the factors rest on, with the answers behind them."""

    kind: Annotated[str | None, Statistic()] = None
    n: Everybody = 0
    n_effective: Figure = None
    smoothed: Flag = False
    smallest_eigenvalue: Figure = None
    base_low: Everybody = None
    base_high: Everybody = None
    items: list[Code] = []
    matrix: list[list[Figure]] = []
    pearson: list[list[Figure]] | None = None


class Bartlett(Fact):
    chi2: Figure = None
    df: Figure = None
    p: Figure = None


class Adequacy(Fact):
    """Whether the items have enough in common."""

    kmo: Figure = None
    kmo_items: Figures = {}
    bartlett: Bartlett = Bartlett()
    determinant: Figure = None
    verdict: Prose


class ParallelLine(Fact):
    k: Whole
    observed: Figure
    mean: Figure
    p95: Figure


class Neighbour(Fact):
    """A neighbouring number of factors, fitted in full."""

    k: Whole
    kept: Flag
    problem: Annotated[str | None, Statistic()]
    fit: Figures
    fewest_markers: Figure
    markers: list[list[Code]]
    congruence: list[Figure] | None
    like: list[Annotated[str | None, Statistic()]]
    words: Prose


class Retention(Fact):
    """How many factors each criterion asks for."""

    parallel: Figure = None
    parallel_mean: Figure = None
    map: Figure = None
    ekc: Figure = None
    hull: Figure = None
    bic: Figure = None
    suggested: Whole = 0
    chosen: Whole = 0
    reasons: Prose = ""
    eigenvalues: list[Figure] = []
    table: list[ParallelLine] = []
    map_values: list[Figure] = []
    bic_values: Figures = {}
    neighbours: list[Neighbour] = []


class Loading(Fact):
    item: Code
    scale: Code
    value: Figure


class Suggestion(Fact):
    """A change of the model that would fit the answers better."""

    left: Code
    right: Code
    kind: Choice
    chi2: Figure
    change: Figure


class ConfirmedScales(Fact):
    """Confirmatory factor analysis of the declared scales."""

    estimator: Choice
    missing: Choice
    n: Everybody
    left_out: People
    fit: Figures
    loadings: list[Loading]
    factor_correlations: Table
    suggestions: list[Suggestion]
    words: Prose


class InvarianceStep(Fact):
    step: Choice
    chi2: Figure
    df: Figure
    p: Figure
    cfi: Figure
    rmsea: Figure
    srmr: Figure
    cfi_change: Figure
    rmsea_change: Figure
    holds: Flag


class Differing(Fact):
    """A parameter that differs between groups."""

    item: Code
    what: Choice
    group: Code
    chi2: Figure


class ComparedGroups(Fact):
    """Measurement invariance across groups."""

    group: Text
    groups: dict[str, People]
    left_out: People
    steps: list[InvarianceStep]
    level: Choice
    comparison: Choice
    verdict: Prose
    sentence: Prose
    factor_means: dict[str, dict[str, Share]] | None
    differing: Annotated[list[Differing], Kept()]


class Factors(Fact):
    """Loadings, correlations of factors, fit, and how well the scores stand for the factors."""

    k: Whole = 0
    names: list[Choice] = []
    labels: Annotated[dict[str, str], Authored()]
    extraction: Choice
    rotation: Choice = "none"
    scores: Choice = "none"
    loadings: Table = {}
    phi: Table = {}
    communalities: Figures = {}
    explained: Figures = {}
    markers: dict[str, list[Code]] = {}
    determinacy: Figures = {}
    fit: Figures
    confirmation: ConfirmedScales | None
    invariance: ComparedGroups | None


class ResponseStyle(Fact):
    """How much of answers and factors is the way people use the scale."""

    factors: Figures
    acquiescence: Figure
    variance_share: Figure
    extreme_share: Figure = None
    words: Prose


class Interval(Fact):
    """A share of everybody with its interval."""

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
    silhouette: Figure
    null_silhouette: Figure
    gap: Figure
    prediction_strength: Figure
    bic: Figure
    entropy: Figure
    smallest_share: Share
    supported: Flag


class Transition(Fact):
    """Who goes where from one number of segments to the next."""

    k: Whole
    next: Whole
    transition: list[list[People]]
    stability: list[Figure]


class Option(Fact):
    code: Annotated[Number, Authored()]
    label: Text


class Profile(Fact):
    """Who chose what, segment by segment: whole distributions of one question."""

    variable: Code
    text: Text
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


class Prediction(Fact):
    """How often demographics alone find the segment."""

    hit_rate: Figure
    hit_low: Figure
    hit_high: Figure
    majority: Figure
    chance: Figure
    auc: Figure
    words: Prose


class Passport(Fact):
    """People alike in their demographics, and the segments they belong to."""

    cell: Text
    n: People
    counts: dict[str, People]
    shares: dict[str, Share]
    population_shares: dict[str, Share]


class BasisLine(Fact):
    """The same people grouped by something else."""

    basis: Choice
    words: Prose
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
    people: Everybody
    recommended: Choice
    recommendation: Prose
    lines: list[BasisLine]
    agreement: Table
    left_out: Annotated[Table, Kept()]


class Methods(Fact):
    """Ways of grouping, side by side."""

    k: Whole
    words: Prose
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


class ThemeWord(Fact):
    word: Annotated[str, Voice()]
    answers: People
    share: Share
    share_elsewhere: Share
    named: Flag


class Theme(Fact):
    """What several people wrote about."""

    code: Choice
    name: Annotated[str, Voice()]
    words: list[ThemeWord]
    answers: People
    share: Annotated[Number, OfPeople("answers")]


class ThemeLine(Fact):
    """How often one segment speaks of one theme."""

    theme: Choice
    segment: Code
    count: People
    base: OfSegment
    share: Annotated[Number, OfPeople("base")]
    population: Share
    difference: Annotated[Number, OfPeople("base")]
    low: Annotated[Number, OfPeople("base")]
    high: Annotated[Number, OfPeople("base")]
    q: Figure
    index: Annotated[Number, OfPeople("base")]
    notable: Flag


class Quote(Fact):
    key: Choice
    text: Annotated[str, Voice()]
    theme: Annotated[str | None, Statistic()]
    dissenting: Flag


class SegmentQuotes(Fact):
    """What may be quoted from one segment."""

    answers: OfSegment
    quotable: People
    reason: Annotated[str | None, Sentence()]
    quotes: list[Quote]


class OpenQuestion(Fact):
    """The answers to one open question in one language."""

    variable: Code
    text: Text
    facet: Annotated[str | None, Authored()]
    language: Annotated[str | None, Authored()]
    answers: Everybody
    k: Whole
    supported: Annotated[bool | None, Statistic()]
    reason: Prose
    themes: list[Theme]
    by_segment: list[ThemeLine]
    quotes: dict[str, SegmentQuotes]


class Segments(Fact):
    """How many segments, their verdict, sizes, stability and distributions."""

    k: Whole
    verdict: Choice
    reason: Prose
    base: Choice
    base_words: Prose
    why_this_way: Prose
    method: Choice
    one_class_bic: Figure
    codes: list[Code]
    sizes: dict[str, People]
    shares: dict[str, Interval]
    jaccard: Figures
    person_mean_share: Figure
    centres: Table
    n_unassigned: People
    candidates: list[Candidate]
    across: list[Transition]
    profiles: list[Profile]
    demographics_predict: Prediction | None
    same_passport: list[Passport]
    bases: Bases | None
    methods: Methods | None
    certainty: Certainty | None
    open_text: list[OpenQuestion]


class Rarity(Fact):
    """How many people are all that the card says."""

    n_match: People
    n: OfSegment
    traits: list[Text]


class Statement(Fact):
    """One careful sentence about one item, with its evidence."""

    text: Prose
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
    label: Text
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


class Attitude(Fact):
    """The whole distribution of the ordered answers to one item."""

    variable: Code
    text: Text
    facet: Annotated[str | None, Authored()]
    codes: list[Annotated[Number, Authored()]]
    labels: list[Text]
    shares: list[Share]
    population: list[Share]
    n: OfSegment
    middle_code: Annotated[Number, Authored()]
    reverse: Flag


class FacetBlock(Fact):
    asked: Flag
    rows: list[Row]


class Persona(Fact):
    """A segment told to people, every line with its evidence."""

    code: Code
    name: Prose
    name_holds: Figure
    sentence: Prose
    n: People
    share: Annotated[Number, OfPeople("n")]
    low: Annotated[Number, OfPeople("n")]
    high: Annotated[Number, OfPeople("n")]
    jaccard: Figure
    light: Choice
    light_words: Prose
    rarity: Rarity
    statements: list[Statement]
    defines: list[Defining]
    who: list[Row]
    why: list[Row]
    attitudes: list[Attitude]
    facets: dict[str, FacetBlock]
    scores: dict[str, dict[str, Annotated[Number, OfPeople("n")]]]


class Importance(Fact):
    variable: Code
    text: Text
    set: Choice
    value: Figure
    low: Figure
    high: Figure


class Outcome(Fact):
    """Which view tells more of one outcome, out of sample."""

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
    n: Everybody
    winner: Choice
    words: Prose
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


class Warned(Fact):
    """What a reader must know."""

    code: Choice
    text: Prose
    advice: Prose
    severity: Choice
    where: list[Code]


class Provenance(Fact):
    """Everything that is needed to run it again."""

    plan: Annotated[dict[str, Any], Authored()]
    seed: Whole
    versions: Annotated[dict[str, str], Statistic()]
    data_fingerprint: Choice
    methods: Prose


class Disclosure(Fact):
    """By which rules figures were hidden, and how many."""

    smallest_group: Whole
    percent_base: Whole
    index_base: Whole
    hidden_cells: Whole


class Summary(Fact):
    """Everything that came out of one analysis.

    Shares run from 0 to 1; what could not be computed, or may not be shown, is None.
    """

    format: Whole = FORMAT
    data: Data
    screening: Screening
    items: dict[str, ItemFigures]
    scales: dict[str, ScaleFigures]
    correlations: Correlations
    adequacy: Adequacy
    retention: Retention
    factors: Factors
    response_style: ResponseStyle
    segments: Segments
    personas: list[Persona]
    contrast: dict[str, Outcome]
    typing_tool: TypingTool
    warnings: list[Warned]
    provenance: Provenance
    disclosure: Disclosure | None = None

    def plain(self) -> Plain:
        """As `summary.json` has it."""
        return self.model_dump(exclude_none=False, exclude={"disclosure"} if self.disclosure is None else None)

    def to_bytes(self) -> bytes:
        """The summary as a file: same data, plan and seed, same bytes."""
        return orjson.dumps(self.plain(), option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2) + b"\n"
