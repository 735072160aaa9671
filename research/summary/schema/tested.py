"""What was tested on request: the scales of the questionnaire, and whether groups can be compared on them."""

from typing import Annotated

from research.declared import (
    Choice,
    Code,
    Exactly,
    Fact,
    Figure,
    Figures,
    Flag,
    Kept,
    People,
    Share,
    Table,
    Text,
)
from research.said import Said


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
    n: Exactly
    left_out: People
    fit: Figures
    loadings: list[Loading]
    factor_correlations: Table
    suggestions: list[Suggestion]
    words: Said


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
    verdict: Said
    sentence: Said
    factor_means: dict[str, dict[str, Share]] | None
    differing: Annotated[list[Differing], Kept()]
