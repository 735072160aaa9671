"""Figures about segments that only the research team reads, beside the summary."""

from typing import Any

from research.result import Analysis
from research.segments import separation as team_figures
from research.steps.group import pictured


def figures_for_team(analysis: Analysis) -> dict[str, Any]:
    """Figures about segments that the summary does not hold: counts, means and spreads, never single people.

    Parameters
    ----------
    analysis : Analysis

    Returns
    -------
    dict
        `belonging` and `separation` of `research.segments.separation`; None where there are no segments.
    """
    solution, measured = analysis.segmentation.solution, analysis.measurement
    if solution.k < 2:
        return {"belonging": None, "separation": None}
    basis = pictured(measured, analysis.plan, method=solution.method)
    return {
        "belonging": team_figures.belonging(solution.probabilities, solution.labels),
        "separation": team_figures.separation(basis, solution.labels),
    }
