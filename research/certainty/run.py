"""Only how sure each figure and statement is, when the people are drawn again and the whole chain runs anew."""

from collections import Counter
from functools import partial

import pandas as pd

from research.arithmetic.parallel import Progress, run_all, spawn
from research.certainty.original import original_of
from research.certainty.replicate import Replicate, replicate
from research.certainty.tables import (
    centres_table,
    certainty_of,
    congruence_table,
    factor_correlations_table,
    loadings_table,
    patterns_in,
    segments_table,
    statements_table,
)
from research.errors import BadPlan, Caution, NotConverged, caution
from research.result import Analysis, Uncertainty
from research.said import Said, say

FEWEST_REPLICATES = 10
ROUGH = 100
HOLDS = 0.8
MANY_FAILED = 0.05
LOADINGS = ("item", "factor", "value", "low", "high", "marker", "holds")
PAIRS = ("first", "second", "value", "low", "high")
CONGRUENCE = ("mean", "low", "holds")


def resample_analysis(
    analysis: Analysis, *, replicates: int = 100, seed: int, n_jobs: int = 2, progress: Progress | None = None
) -> Uncertainty:
    """Carry the uncertainty of a sample through every step to every statement.

    People are drawn with replacement, as many as there are. Each draw goes through correlations, factors (matched to
    the analysis by Tucker's phi and the Hungarian method), scores, segments (from random starts, matched by the people
    they share) and differences. So an interval of a statement holds the uncertainty of the dimensions and segments it
    rests on, which the usual interval around a difference in means leaves out.

    Parameters
    ----------
    analysis : Analysis
        The numbers of factors and of segments are taken as they are there.
    replicates : int, default 100
        At least 10; intervals want 1,000.
    seed : int
        The result depends neither on `n_jobs` nor on the joblib backend.
    n_jobs : int, default 2
        Threads by default, which gain little here (many small steps); inside `joblib.parallel_config("loky")`
        processes, which halve the time of long runs, and inside `("dask")` a cluster.
    progress : callable, optional
        Called with the share done; an error it raises ends the run.

    Returns
    -------
    Uncertainty

    Raises
    ------
    BadPlan
        Fewer than 10 replicates.
    NotConverged
        Fewer than half of the draws carried a solution.

    References
    ----------
    Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 13 and 7 (a factor solution resampled);
    Lorenzo-Seva and ten Berge (2006), Methodology 2; Hennig (2007), Computational Statistics & Data Analysis 52.
    R: ``boot::boot(x, function(x, i) ..., R = 100)``, ``psych::fa(x, n.iter = 100)``.
    """
    if replicates < FEWEST_REPLICATES:
        raise BadPlan("few_replicates_asked", n=replicates, least=FEWEST_REPLICATES)
    original = original_of(analysis)
    tasks = [partial(replicate, original, stream) for stream in spawn(seed, replicates)]
    results = run_all(tasks, n_jobs=n_jobs, progress=progress)
    good = [result for result in results if isinstance(result, Replicate)]
    failures = Counter(result for result in results if isinstance(result, str))
    if len(good) * 2 < replicates:
        raise NotConverged(
            "few_samples_with_solution", good=len(good), replicates=replicates, failures=counted(failures)
        )
    statements = statements_table(analysis, good)
    solution, patterns = original.factors, patterns_in(good)
    return Uncertainty(
        replicates=replicates,
        failed=replicates - len(good),
        loadings=loadings_table(solution, patterns) if solution else pd.DataFrame(columns=LOADINGS),
        factor_correlations=factor_correlations_table(solution, patterns) if solution else pd.DataFrame(columns=PAIRS),
        congruence=congruence_table(solution, patterns) if solution else pd.DataFrame(columns=CONGRUENCE),
        segments=segments_table(analysis, good),
        centres=centres_table(analysis, good),
        statements=statements,
        certainty=certainty_of(analysis, original, good),
        cautions=_cautions(replicates, failures, statements),
    )


def _cautions(replicates: int, failures: Counter[str], statements: pd.DataFrame) -> tuple[Caution, ...]:
    said, failed = [caution("numbers_taken_as_given", severity="note")], failures.total()
    if replicates < ROUGH:
        said.append(caution("few_replicates", replicates=replicates, severity="note"))
    if failed > MANY_FAILED * replicates:
        told = counted(failures)
        said.append(caution("samples_without_solution", failed=failed, replicates=replicates, failures=told))
    shaky = statements[statements["told"] & (statements["holds"] < HOLDS)]
    if len(shaky):
        segments, variables = (shaky[name].astype(str).tolist() for name in ("segment", "variable"))
        named = [
            say("statement_holds", segment=segment, variable=variable, holds=holds)
            for segment, variable, holds in zip(segments, variables, shaky["holds"].tolist(), strict=True)
        ]
        where = tuple(dict.fromkeys(segments))
        said.append(caution("shaky_statements", least=HOLDS, statements=named, where=where))
    return tuple(said)


def counted(failures: Counter[str]) -> list[Said]:
    """How often samples failed, by why."""
    return [
        say("failed_times", failure=say(f"failure_{kind}"), times=times) for kind, times in sorted(failures.items())
    ]
