"""Only the steps from answers to factor scores, and what is left where there are no factors."""

from dataclasses import dataclass

import pandas as pd

from research.codebook import Codebook
from research.correlation import Correlation, correlate, pearson
from research.errors import Caution
from research.factoring import FEWEST_FACTORED, choose_solution, label_dimensions, refuse_planned
from research.factors.adequacy import Adequacy, adequacy
from research.factors.neighbours import Neighbour, neighbouring_solutions
from research.factors.retention import Retention, retention
from research.factors.scores import Scores, factor_scores
from research.factors.solution import FactorSolution
from research.plan import AnalysisPlan
from research.progress import Steps


@dataclass(frozen=True, kw_only=True)
class Factored:
    """Correlations, factors and scores; each is None where it does not exist."""

    correlation: Correlation | None = None
    pearson: Correlation | None = None
    adequacy: Adequacy | None = None
    retention: Retention | None = None
    solution: FactorSolution | None = None
    labels: dict[str, str]
    neighbours: tuple[Neighbour, ...] = ()
    scores: Scores | None = None
    cautions: tuple[Caution, ...]


def find_factors(
    keyed: pd.DataFrame,
    plan: AnalysisPlan,
    *,
    codebook: Codebook,
    weights: pd.Series | None,
    theory: int | None,
    steps: Steps,
) -> Factored:
    """Correlate items, decide how many factors there are, and score people on them.

    Parameters
    ----------
    keyed : DataFrame, people x items
        Ordered answers and numbers; fewer than four items have no factors.
    plan : AnalysisPlan
    codebook : Codebook
    weights : Series or None
    theory : int or None
        Number of scales in the codebook.
    steps : Steps
        Told of every stage.
    """
    steps.begin("correlations")
    items = [str(name) for name in keyed]
    if len(items) < FEWEST_FACTORED:
        return Factored(labels={}, cautions=refuse_planned(plan, items))
    ordinal = [name for name in items if codebook[name].type in ("ordinal", "binary")]
    correlation = correlate(keyed, kind=plan.correlation, ordinal=ordinal, weights=weights)
    n = correlation.n if weights is None else round(correlation.n_effective)
    adequate = adequacy(correlation, n=n)
    steps.begin("retention")
    kept = retention(correlation, n=n, seed=plan.seed, theory=theory)
    steps.begin("factors")
    solution, said = choose_solution(correlation, adequate, kept, plan, n=n)
    labels = {} if solution is None else label_dimensions(solution, codebook)
    neighbours: tuple[Neighbour, ...] = ()
    if solution is not None:
        neighbours = neighbouring_solutions(
            correlation,
            kept=solution,
            labels=labels,
            n=n,
            extraction=plan.extraction,
            rotation=plan.rotation,
            seed=plan.seed,
        )
    steps.begin("scores")
    return Factored(
        correlation=correlation,
        pearson=None if correlation.kind == "pearson" else pearson(keyed, weights=weights),
        adequacy=adequate,
        retention=kept,
        solution=solution,
        labels=labels,
        neighbours=neighbours,
        scores=None if solution is None else factor_scores(keyed, correlation, solution, method=plan.scores),
        cautions=said  # what is said about correlations matters to nothing where there are no factors
        if solution is None
        else (*correlation.cautions, *adequate.cautions, *kept.cautions, *said, *solution.cautions),
    )
