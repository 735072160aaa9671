"""Figures for pictures that stay with the research team, beside the summary: counts, means, spreads, never people."""

from typing import Annotated

from research.declared import Fact, Figure, Kept, Sure, Whole

Counts = Annotated[list[int], Kept()]
Point = tuple[float, float]


class Fit(Fact):
    """How many people of a segment, and of all others, belong to it with a probability of each bin; its own median."""

    members: Counts
    others: Counts
    median: Figure


class Belonging(Fact):
    """How surely people belong to each segment, in as many bins from 0 to 1."""

    bins: Whole
    segments: dict[str, Fit]


class Axis(Fact):
    """How much of the differences between segments it holds, and its correlations with what people were grouped by."""

    share: Sure
    related: dict[str, Sure]


class Spot(Fact):
    """Mean of a segment, and the covariance of its people; none where they are too few."""

    n: Annotated[int, Kept()]
    mean: Annotated[Point, Kept()]
    spread: Annotated[tuple[Point, Point] | None, Kept()]


class Separation(Fact):
    """Where segments stand on the two axes that tell them apart best, in units of the spread within segments."""

    axes: tuple[Axis, Axis]
    segments: dict[str, Spot]


class TeamFigures(Fact):
    """Either is None where there are no segments, or nothing to show."""

    belonging: Belonging | None = None
    separation: Separation | None = None
