"""How many factors are kept: the suggestion of the panel, stepped down while a factor cannot stand."""

from collections.abc import Sequence

import pandas as pd

from research.codebook import Codebook
from research.correlation import Correlation
from research.errors import Caution, HeywoodCase, NotConverged, Severity, TooFewItems
from research.factors.adequacy import UNUSABLE_KMO, Adequacy
from research.factors.retention import Retention
from research.factors.solution import FactorSolution, label_factors, solve_factors
from research.listing import without_common_start
from research.plan import AnalysisPlan

FEWEST_MARKERS = 3
FEWEST_FACTORED = 4
"""From fewer items nobody can tell how many factors there are: three always fit one."""


def choose_solution(
    correlation: Correlation, adequacy: Adequacy, retention: Retention, plan: AnalysisPlan, *, n: int
) -> tuple[FactorSolution | None, tuple[Caution, ...]]:
    """Solve with the planned number of factors, or with as many as hold; None where there shall be or can be none.

    A planned number is taken as it is (its faults are said). With `"auto"` there are none where the items share too
    little (KMO below .5); else the panel's suggestion is tried first, then one fewer, while a factor has fewer than
    three marker items or the solution is improper.

    Raises
    ------
    HeywoodCase, NotConverged
        Where a planned number has no proper solution.
    """
    if plan.factors == "none":
        return None, ()
    if plan.factors != "auto":
        return _solve(correlation, plan, k=int(plan.factors), n=n), ()
    if adequacy.kmo < UNUSABLE_KMO:
        reason = f"The items share too little for factors (KMO {adequacy.kmo:.2f}, below .50)."
        return None, (_without_factors(reason, severity="stop"),)
    reasons: list[str] = []
    for k in range(retention.suggested, 0, -1):
        named = f"{k} factor{'' if k == 1 else 's'}"
        try:
            solution = _solve(correlation, plan, k=k, n=n)
        except (HeywoodCase, NotConverged) as error:
            reasons.append(f"{named}: {error.text}")
            continue
        weak = [factor for factor, items in solution.markers.items() if len(items) < FEWEST_MARKERS]
        if not weak or k == 1:
            return solution, _stepped_down(retention.suggested, k, reasons)
        reasons.append(f"{named}: {len(weak)} of them had fewer than {FEWEST_MARKERS} marker items")
    return None, (_without_factors("No number of factors has a proper solution. " + " ".join(reasons)),)


def refuse_planned(plan: AnalysisPlan, items: Sequence[str]) -> tuple[Caution, ...]:
    """What is said where fewer than four items have ordered answers.

    Raises
    ------
    TooFewItems
        The plan names a number of factors.
    """
    if plan.factors == "none":
        return ()
    told = f"Only {len(items)} of the items have" if items else "None of the items has"
    if plan.factors != "auto":
        raise TooFewItems(
            f"{told} ordered answers; factors need at least {FEWEST_FACTORED}.",
            advice="Plan the factors as `auto` or `none`, or ask more questions with ordered answers.",
            where=("factors",),
        )
    return (_without_factors(f"{told} ordered answers; factors need at least {FEWEST_FACTORED}."),)


def _without_factors(reason: str, *, severity: Severity = "warning") -> Caution:
    return Caution(
        code="no_factors",
        text=f"{reason} So there are no factors here: people are described and grouped by their answers themselves, or "
        "by scale scores where the codebook names scales.",
        advice="Segments do not need factors. If you need dimensions, leave out an item that nearly repeats another, "
        "ask more questions with ordered answers, or collect more answers.",
        severity=severity,
    )


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
    """Name of each factor in words: the scale most of its markers belong to, else its strongest item.

    What every item starts with ("The shop is …") tells factors apart no better than nothing, and is left out.
    """
    items = [str(name) for name in solution.loadings.index]
    texts = dict(zip(items, without_common_start([codebook[name].words for name in items]), strict=True))
    scales = {codebook.scale(name).words: members for name, members in codebook.scale_items().items()}
    return label_factors(solution, texts=texts, scales=scales)
