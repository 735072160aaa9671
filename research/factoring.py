"""How many factors are kept: the suggestion of the panel, stepped down while a factor cannot stand."""

import pandas as pd

from research.codebook import Codebook
from research.correlation import Correlation
from research.errors import Caution, HeywoodCase, NotConverged
from research.factors.retention import Retention
from research.factors.solution import FactorSolution, label_factors, solve_factors
from research.plan import AnalysisPlan

FEWEST_MARKERS = 3


def choose_solution(
    correlation: Correlation, retention: Retention, plan: AnalysisPlan, *, n: int
) -> tuple[FactorSolution, tuple[Caution, ...]]:
    """Solve with the planned number of factors, or with as many as hold.

    A planned number is taken as it is (its faults are said). With `"auto"` the panel's suggestion is tried first, then
    one fewer, while a factor has fewer than three marker items or the solution is improper.

    Raises
    ------
    HeywoodCase, NotConverged
        Where a planned number, or even one factor, has no proper solution.
    """
    if plan.factors != "auto":
        return _solve(correlation, plan, k=int(plan.factors), n=n), ()
    reasons: list[str] = []
    for k in range(retention.suggested, 0, -1):
        try:
            solution = _solve(correlation, plan, k=k, n=n)
        except (HeywoodCase, NotConverged) as error:
            if k == 1:
                raise
            reasons.append(f"{k} factors: {error.text}")
            continue
        weak = [factor for factor, items in solution.markers.items() if len(items) < FEWEST_MARKERS]
        if not weak or k == 1:
            return solution, _stepped_down(retention.suggested, k, reasons)
        reasons.append(f"{k} factors: {len(weak)} of them had fewer than {FEWEST_MARKERS} marker items")
    raise NotConverged("No number of factors gave a proper solution.", advice="Look at the correlations of the items.")


def _solve(correlation: Correlation, plan: AnalysisPlan, *, k: int, n: int) -> FactorSolution:
    return solve_factors(
        correlation,
        k=k,
        n=n,
        extraction=plan.extraction,
        rotation=plan.rotation,
        seed=plan.seed,
    )


def _stepped_down(suggested: int, kept: int, reasons: list[str]) -> tuple[Caution, ...]:
    if kept == suggested:
        return ()
    return (
        Caution(
            code="fewer_factors_than_suggested",
            text=f"The panel suggested {suggested} factors; {kept} were kept ({'; '.join(reasons)}).",
            advice="Look at the solution with one factor more before you settle.",
            severity="note",
        ),
    )


def standardised(scores: pd.DataFrame) -> pd.DataFrame:
    """Scores in standard deviations of everybody, so that centres read as distances from the population."""
    return (scores - scores.mean()) / scores.std(ddof=1)


def label_dimensions(solution: FactorSolution, codebook: Codebook) -> dict[str, str]:
    """Name of each factor in words: the scale most of its markers belong to, else its strongest items."""
    labels = label_factors(solution, texts={item.name: item.words for item in codebook}, scales=codebook.scale_items())
    titles = {scale.name: scale.words for scale in codebook.scales}
    return {factor: titles.get(label, label) for factor, label in labels.items()}
