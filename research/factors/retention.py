"""Only the panel of criteria for the number of factors, and the suggestion made from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.correlations.correlate import Correlation
from research.errors import (
    Caution,
    HeywoodCase,
    NotConverged,
    SingularCorrelations,
    TooFewItems,
    TooFewResponses,
    caution,
)
from research.factors.criteria import average_partials, empirical_kaiser, hull, ml_fits
from research.factors.extraction import most_factors
from research.factors.markers import FEWEST_MARKERS, same_factors, thin_factors
from research.factors.parallel import Parallel, parallel_analysis
from research.factors.solution import solve_factors
from research.said import Count, Said, say

FEWEST_ITEMS = 4
USUAL_MOST = 12
WIDE_SPAN = 3
TOLD_ONE_BY_ONE = 2


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How many factors: several criteria side by side, because the number of factors is not a number.

    Parameters
    ----------
    eigenvalues : Series
        Of the correlation matrix, falling; indexed 1, 2, ...
    parallel, parallel_mean : int
        Parallel analysis on factor eigenvalues (this decides) by the 95th percentile and the mean.
    parallel_components : int
        The same on component eigenvalues, 95th percentile.
    parallel_table : DataFrame
        Columns `observed`, `mean`, `p95` and the three of components; see `Parallel`.
    map : int
        Velicer's minimum average partial; `map_values` indexed by the number of components.
    ekc : int
        Empirical Kaiser criterion.
    hull : int or None
        Hull method on the CFI of maximum-likelihood fits; None where it cannot be computed.
    bic : int
        Number of factors with the smallest BIC; `bic_values` indexed by the number of factors.
    suggested : int
        Where to start looking; see `reasons`.
    candidates : tuple of int
        The numbers to look at side by side: one less, the suggestion, one more.
    reasons : tuple of Said
        Why, in plain sentences.
    cautions : tuple of Caution
    """

    eigenvalues: pd.Series
    parallel: int
    parallel_mean: int
    parallel_components: int
    parallel_table: pd.DataFrame
    map: int
    map_values: pd.Series
    ekc: int
    hull: int | None
    hull_values: pd.Series
    bic: int
    bic_values: pd.Series
    suggested: int
    candidates: tuple[int, ...]
    reasons: tuple[Said, ...]
    cautions: tuple[Caution, ...]


def retention(
    correlation: Correlation,
    *,
    n: int | None = None,
    seed: int,
    draws: int = 1000,
    max_factors: int | None = None,
    theory: int | None = None,
) -> Retention:
    """Ask several criteria how many factors there are, and suggest where to start.

    The suggestion is the median of parallel analysis, MAP, EKC and Hull (half a factor is rounded up), or the
    number of scales the questionnaire was built from (`theory`) if that lies within their range. It then
    steps down until every factor has at least three marker items and the solution is proper. "Eigenvalues
    above one" is not used.

    Parameters
    ----------
    correlation : Correlation
    n : int, optional
        Respondents; left out, those of the correlation.
    seed : int
        For the random matrices of the parallel analysis.
    draws : int
        Number of them.
    max_factors : int, optional
        Largest number looked at.
    theory : int, optional
        Number of scales the items were written for.

    Raises
    ------
    TooFewItems, TooFewResponses, SingularCorrelations

    References
    ----------
    Auerswald & Moshagen (2019), Psychological Methods 24; see the criteria for their papers and R calls.
    """
    people = correlation.n if n is None else n
    _check(correlation, people)
    compared = parallel_analysis(correlation, n=n, draws=draws, seed=seed)
    most = _most(correlation, compared, max_factors, theory)
    eigenvalues = pd.Series(compared.table["component_observed"], name="eigenvalue")
    partials = average_partials(correlation.values, most=most)
    fits = ml_fits(correlation.values, n=people, most=most)
    bic_values = fits.table["bic"].drop(index=0)
    by_hull, hull_values = hull(fits, most=min(compared.factors + 1, most))
    votes = {
        "vote_parallel": compared.factors,
        "vote_map": int(partials.index[int(partials.argmin())]),
        "vote_ekc": empirical_kaiser(eigenvalues.to_numpy(), n=_worth(correlation, n)),
        "vote_hull": by_hull,
    }
    suggested, reasons, cautions = _suggest(correlation, people, seed, votes, most, theory)
    return Retention(
        eigenvalues=eigenvalues,
        parallel=compared.factors,
        parallel_mean=compared.factors_by_mean,
        parallel_components=compared.components,
        parallel_table=compared.table,
        map=int(partials.index[int(partials.argmin())]),
        map_values=partials,
        ekc=int(votes["vote_ekc"] or 0),
        hull=by_hull,
        hull_values=hull_values,
        bic=int(bic_values.index[int(bic_values.argmin())]) if len(bic_values) else 0,
        bic_values=bic_values,
        suggested=suggested,
        candidates=tuple(k for k in (suggested - 1, suggested, suggested + 1) if 1 <= k <= most),
        reasons=reasons,
        cautions=cautions,
    )


def _check(correlation: Correlation, people: int) -> None:
    items = len(correlation.items)
    if items < FEWEST_ITEMS:
        raise TooFewItems("few_items_for_factors", where=correlation.items, n=items, fewest=FEWEST_ITEMS)
    if people <= items:
        raise TooFewResponses("no_more_people_than_items", n=Count(people), items=items)


def _most(correlation: Correlation, compared: Parallel, asked: int | None, theory: int | None) -> int:
    limit = max(most_factors(len(correlation.items)), 1)
    if asked is not None:
        return max(1, min(asked, limit))
    return min(limit, max(USUAL_MOST, compared.factors + 3, (theory or 0) + 1))


def _worth(correlation: Correlation, n: int | None) -> float:
    """Return the answers on a continuous scale that the answers are worth (harmonic mean over pairs)."""
    lower = np.tril_indices(len(correlation.items), -1)
    worth = float(1.0 / np.mean(1.0 / correlation.pair_information()[lower]))
    return worth if n is None else worth * n / correlation.n_effective


def _suggest(
    correlation: Correlation,
    people: int,
    seed: int,
    votes: dict[str, int | None],
    most: int,
    theory: int | None,
) -> tuple[int, tuple[Said, ...], tuple[Caution, ...]]:
    cast = {criterion: vote for criterion, vote in votes.items() if vote is not None}
    low, high = min(cast.values()), max(cast.values())
    middle = int(np.floor(np.median(list(cast.values())) + 0.5))
    told = [say(criterion, k=vote) for criterion, vote in cast.items()]
    within = theory if theory is not None and max(low, 1) <= theory <= high else None
    start = min(max(middle if within is None else within, 1), most)
    where = say("middle_of_criteria", k=middle) if within is None else say("scales_within_criteria", k=within)
    sentences = [say("criteria_say", votes=told), where]
    faults: list[Said] = []
    for k in range(start, 0, -1):
        fault = _fault(correlation, k, people, seed)
        if fault is None:
            sentences += [*_refusals(faults, start, k), say("factors_can_be_marked", k=k)]
            return k, tuple(sentences), _cautions(low, high, told)
        faults.append(fault)
    sentences.append(say("no_number_is_sound", k=start))
    unsound = caution("no_sound_number_of_factors", severity="stop", k=start, fewest=FEWEST_MARKERS)
    return start, tuple(sentences), (*_cautions(low, high, told), unsound)


def _refusals(faults: list[Said], start: int, kept: int) -> list[Said]:
    if len(faults) <= TOLD_ONE_BY_ONE:
        return faults
    return [say("many_refused", first=start, last=kept + 1, fewest=FEWEST_MARKERS)]


def _fault(correlation: Correlation, k: int, people: int, seed: int) -> Said | None:
    """Why `k` factors are refused, if they are."""
    try:
        solution = solve_factors(correlation, k=k, n=people, seed=seed, starts=1)
    except (HeywoodCase, NotConverged, SingularCorrelations, TooFewItems) as error:
        return say("factors_refused", k=k, why=error.said)
    for first, second, size in same_factors(solution.phi):
        return say("factors_refused_as_alike", k=k, first=first, second=second, correlation=size)
    thin = thin_factors(solution.markers)
    return say("factors_refused_as_thin", k=k, factors=thin, fewest=FEWEST_MARKERS) if thin else None


def _cautions(low: int, high: int, votes: Sequence[Said]) -> tuple[Caution, ...]:
    said = []
    if low == 0:
        said.append(caution("no_common_factor", severity="stop" if high == 0 else "warning", votes=votes))
    if high - low >= WIDE_SPAN:
        said.append(_disagreement(votes))
    return tuple(said)


def _disagreement(votes: Sequence[Said]) -> Caution:
    """Criteria of which most say the same do not disagree widely: one of them says something else."""
    k, most = Counter(vote.figures["k"] for vote in votes).most_common(1)[0]
    if 2 * most > len(votes):
        return caution("criteria_mostly_agree", severity="note", k=k, most=most, of=len(votes), votes=votes)
    return caution("criteria_disagree", votes=votes)
