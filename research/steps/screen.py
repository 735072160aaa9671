"""Who may have answered without care, found in the way of a plan: for an analysis and for a later wave alike."""

from collections.abc import Collection, Mapping, Sequence

from research.matrix import ResponseMatrix
from research.plan import AnalysisPlan
from research.screening.screen import Screening, screen, unscreened

FEWEST_SCREENED = 2
"""Ordered answers that figures of careless answering need."""
TELLING = 0.3
"""Median of a figure of consistency below which a low one is no sign of carelessness."""


def screen_people(
    matrix: ResponseMatrix,
    plan: AnalysisPlan,
    *,
    items: Sequence[str],
    ranges: Mapping[str, tuple[float, float]],
    reversed_items: Collection[str],
    scales: Mapping[str, Sequence[str]],
) -> tuple[ResponseMatrix, Screening]:
    """Screen the answers to some items, and keep those people whom the plan analyses.

    Parameters
    ----------
    matrix : ResponseMatrix
        Also holds the seconds people took, and who failed an attention check.
    plan : AnalysisPlan
    items : sequence of str
        In the order shown.
    ranges, reversed_items, scales
        See `research.screening.screen.screen`.

    Returns
    -------
    (ResponseMatrix, Screening)
        Those who are analysed, and what was found about everybody.
    """
    if len(items) < FEWEST_SCREENED:
        found = unscreened(matrix.values.index, attention_failed=matrix.attention_failed)
    else:
        found = screen(
            matrix.values[list(items)],
            ranges=ranges,
            reversed_items=reversed_items,
            scales=scales,
            seconds=matrix.seconds,
            attention_failed=matrix.attention_failed,
            telling=TELLING if plan.consistency == "telling" else None,
        )
    return matrix.of(matrix.values.index[~found.flagged.to_numpy()]) if plan.exclude_flagged else matrix, found
