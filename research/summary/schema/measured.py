"""What was measured: people, items, scales, correlations, factors and the way the scale was used."""

from typing import Annotated

from research.declared import (
    Authored,
    Choice,
    Code,
    Everybody,
    Fact,
    Figure,
    Figures,
    Flag,
    Number,
    OfPeople,
    People,
    Share,
    Statistic,
    Table,
    Text,
    Whole,
)
from research.said import Said
from research.summary.schema.tested import ComparedGroups, ConfirmedScales


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


class VersionAnswered(Fact):
    """One version of the questionnaire, and how many of the people in the segments answered it."""

    number: Whole
    n: People


class Wording(Fact):
    """How an item was put to people, and to how many of those in the segments."""

    text: Text
    labels: Annotated[dict[str, str], Authored()]
    versions: list[Whole]
    n: People


class Reworded(Fact):
    """An item that versions put in different words, the newest ones first."""

    variable: Code
    wordings: list[Wording]


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
    versions: list[VersionAnswered] = []
    """Empty where nothing is known of versions."""
    reworded: list[Reworded] = []


class Reason(Fact):
    """Why some answers look careless."""

    words: Said
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
    verdict: Said


class ParallelLine(Fact):
    k: Whole
    observed: Figure
    mean: Figure
    p95: Figure


class Neighbour(Fact):
    """A neighbouring number of factors, fitted in full."""

    k: Whole
    kept: Flag
    problem: Said | None
    fit: Figures
    fewest_markers: Figure
    markers: list[list[Code]]
    congruence: list[Figure] | None
    like: list[Annotated[str | None, Statistic()]]
    words: Said


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
    reasons: list[Said] = []
    eigenvalues: list[Figure] = []
    table: list[ParallelLine] = []
    map_values: list[Figure] = []
    bic_values: Figures = {}
    neighbours: list[Neighbour] = []


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
    words: Said
