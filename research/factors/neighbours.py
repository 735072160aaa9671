"""Only the solutions with one factor fewer and one more, really fitted, beside the one that was kept."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from research.correlations.correlate import Correlation
from research.errors import HeywoodCase, NotConverged, SingularCorrelations, TooFewItems
from research.factors.alignment import tucker_congruence
from research.factors.extraction import Method
from research.factors.markers import FEWEST_MARKERS, SAME_FACTOR, thin_factors
from research.factors.rotation import Rotation
from research.factors.solution import FactorSolution, solve_factors
from research.said import Said, say

DIGITS = 3
"""Digits in which RMSEA is told."""
STARTS = 1
"""Starts of the rotation: these solutions are looked at, not built upon, and must cost next to nothing."""


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """One number of factors, as it comes out.

    Parameters
    ----------
    k : int
    kept : bool
        Whether this is the solution that the analysis builds upon.
    solution : FactorSolution or None
        None where there is no proper solution.
    problem : Said or None
        Why there is none.
    congruence : tuple of (float or None), or None
        Tucker's phi of each factor with the kept factor it was matched to (one to one, so that the sum is greatest);
        None for a factor that has no counterpart, and None for all where nothing was kept or nothing came out.
    like : tuple of (str or None)
        Names of these kept factors.
    words : Said
        One sentence that compares it with the kept solution.
    """

    k: int
    kept: bool
    solution: FactorSolution | None
    problem: Said | None = None
    congruence: tuple[float | None, ...] | None = None
    like: tuple[str | None, ...] = ()
    words: Said

    @property
    def fewest_markers(self) -> int | None:
        """Marker items of the factor that has the fewest."""
        return None if self.solution is None else min(len(items) for items in self.solution.markers.values())


def neighbouring_solutions(
    correlation: Correlation,
    *,
    kept: FactorSolution | None,
    labels: Mapping[str, str],
    n: int,
    extraction: Method = "minres",
    rotation: Rotation = "oblimin",
    seed: int,
) -> tuple[Neighbour, ...]:
    """Fit one factor fewer and one more than were kept, and put the three side by side.

    Parameters
    ----------
    correlation : Correlation
        What the kept solution was made of.
    kept : FactorSolution or None
        None where no factor could be kept; then only one factor is tried.
    labels : mapping of factor to words
        Of the kept solution.
    n : int
        Respondents for the fit statistics.
    extraction, rotation
        As for the kept solution.
    seed : int

    Returns
    -------
    tuple of Neighbour
        By rising number of factors; an improper solution is named, not left out.

    References
    ----------
    Fabrigar, Wegener, MacCallum & Strahan (1999), Psychological Methods 4, on comparing neighbouring solutions.
    R: ``lapply(k + -1:1, function(k) psych::fa(R, k, n.obs = n))``, ``psych::factor.congruence``.
    """
    middle = 0 if kept is None else kept.k
    found = []
    for k in range(max(middle - 1, 1), middle + 2):
        if kept is not None and k == kept.k:
            found.append(_kept(kept))
            continue
        try:
            solution = solve_factors(
                correlation, k=k, n=n, extraction=extraction, rotation=rotation, seed=seed, starts=STARTS
            )
        except (HeywoodCase, NotConverged, SingularCorrelations, TooFewItems) as error:
            words = say("neighbour_improper", k=k, why=error.said)
            found.append(Neighbour(k=k, kept=False, solution=None, problem=error.said, words=words))
        else:
            found.append(_beside(solution, kept, labels))
    return tuple(found)


def _kept(solution: FactorSolution) -> Neighbour:
    return Neighbour(
        k=solution.k,
        kept=True,
        solution=solution,
        congruence=(1.0,) * solution.k,
        like=tuple(solution.factors),
        words=say("neighbour_kept", k=solution.k, marked=_marked(solution), rmsea=solution.fit.rmsea),
    )


def _beside(solution: FactorSolution, kept: FactorSolution | None, labels: Mapping[str, str]) -> Neighbour:
    marked = _marked(solution)
    if kept is None:
        words = say("neighbour_alone", k=solution.k, marked=marked, rmsea=solution.fit.rmsea)
        return Neighbour(k=solution.k, kept=False, solution=solution, like=(None,) * solution.k, words=words)
    like, congruence = _matched(solution, kept)
    found = {name for name, size in zip(like, congruence, strict=True) if size is not None and abs(size) >= SAME_FACTOR}
    lost = [labels.get(name, name) for name in kept.factors if name not in found]
    again = say("factors_not_found_again", factors=lost) if lost else say("factors_found_again", k=kept.k)
    fit = _moved(kept.fit.rmsea, solution.fit.rmsea)
    return Neighbour(
        k=solution.k,
        kept=False,
        solution=solution,
        congruence=congruence,
        like=like,
        words=say("neighbour", k=solution.k, marked=marked, fit=fit, again=again),
    )


def _matched(solution: FactorSolution, kept: FactorSolution) -> tuple[tuple[str | None, ...], tuple[float | None, ...]]:
    """Counterparts among the kept factors, one to one, and how alike they are (whatever their direction)."""
    table = tucker_congruence(solution.loadings, kept.loadings).abs().to_numpy(dtype=np.float64)
    rows, columns = linear_sum_assignment(-table)
    partner = dict(zip(rows.tolist(), columns.tolist(), strict=True))
    places = [partner.get(row) for row in range(solution.k)]
    return (
        tuple(None if place is None else kept.factors[place] for place in places),
        tuple(None if place is None else float(table[row, place]) for row, place in enumerate(places)),
    )


def _marked(solution: FactorSolution) -> Said:
    fewest = min(len(items) for items in solution.markers.values())
    thin = len(thin_factors(solution.markers))
    if solution.k == 1:
        return say("one_factor_marked", n=fewest) if fewest else say("one_factor_unmarked")
    if not thin:
        return say("factors_marked", n=fewest)
    if thin > 1:
        return say("factors_marked_thinly", n=thin, fewest=FEWEST_MARKERS)
    return say("factor_marked_thinly", n=fewest) if fewest else say("factor_unmarked")


def _moved(before: float, after: float) -> Said:
    if round(before, DIGITS) == round(after, DIGITS):
        return say("rmsea_stays", after=after)
    return say("rmsea_falls" if after < before else "rmsea_rises", before=before, after=after)
