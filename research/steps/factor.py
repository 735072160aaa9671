"""How many factors are kept: the suggestion of the panel, stepped down while a factor cannot stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from research.codebook import Codebook
from research.correlations.correlate import Correlation, correlate, pearson
from research.errors import Caution, HeywoodCase, NotConverged, TooFewItems, caution
from research.factors.adequacy import UNUSABLE_KMO, Adequacy, adequacy
from research.factors.neighbours import Neighbour, neighbouring_solutions
from research.factors.retention import Retention, retention
from research.factors.scores import Scores, factor_scores
from research.factors.solution import FactorSolution, label_factors, solve_factors
from research.plan import AnalysisPlan
from research.said import Said, say
from research.steps.progress import Steps
from research.words.lists import without_common_start


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
        return None, (caution("no_factors", severity="stop", why=say("items_share_too_little", kmo=adequacy.kmo)),)
    reasons: list[Said] = []
    for k in range(retention.suggested, 0, -1):
        try:
            solution = _solve(correlation, plan, k=k, n=n)
        except (HeywoodCase, NotConverged) as error:
            reasons.append(_why_not(k, error))
            continue
        weak = [factor for factor, items in solution.markers.items() if len(items) < FEWEST_MARKERS]
        if not weak or k == 1:
            return solution, _stepped_down(retention.suggested, k, reasons)
        reasons.append(say("weak_factors", k=k, weak=len(weak), fewest=FEWEST_MARKERS))
    return None, (caution("no_factors", why=say("no_proper_number", reasons=reasons)),)


def _why_not(k: int, error: HeywoodCase | NotConverged) -> Said:
    if isinstance(error, HeywoodCase):
        return say("factors_explain_completely", k=k, items=error.where)
    return say("factors_not_settled", k=k)


def refuse_planned(plan: AnalysisPlan, items: Sequence[str]) -> tuple[Caution, ...]:
    """What is said where fewer than four items have ordered answers.

    Raises
    ------
    TooFewItems
        The plan names a number of factors.
    """
    if plan.factors == "none":
        return ()
    code = "few_ordered_items" if items else "no_ordered_items"
    if plan.factors != "auto":
        raise TooFewItems(code, where=("factors",), n=len(items), needed=FEWEST_FACTORED)
    return (caution("no_factors", why=say(code, n=len(items), needed=FEWEST_FACTORED)),)


def _solve(correlation: Correlation, plan: AnalysisPlan, *, k: int, n: int) -> FactorSolution:
    return solve_factors(
        correlation,
        k=k,
        n=n,
        extraction=plan.extraction,
        rotation=plan.rotation,
        seed=plan.seed,
    )


def _stepped_down(suggested: int, kept: int, reasons: list[Said]) -> tuple[Caution, ...]:
    if kept == suggested:
        return ()
    code = "fewer_factors_than_suggested"
    return (caution(code, severity="note", suggested=suggested, kept=kept, reasons=reasons),)


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
