"""The same people grouped in several ways: k-means, mixtures, latent classes, Ward."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage

from research.arithmetic.agreement import adjusted_rand, cross_table
from research.arithmetic.arrays import Floats, Integers
from research.errors import Caution, ResearchError, caution
from research.said import Count, Said, say
from research.segments.kmeans import kmeans
from research.segments.models import fit_model
from research.segments.points import check_k, points_of, values_of

WARD_LIMIT = 5_000
"""Ward needs all distances between people; beyond this many it is not tried."""
MOST_LEVELS = 12
SAME, SIMILAR = 0.75, 0.5
TWO_ANSWERS, MOST_COARSE = 2, 0.5
"""Where more variables than this share hold two answers each, mixtures of normal curves mean nothing."""


@dataclass(frozen=True, kw_only=True)
class MethodComparison:
    """The same people grouped in several ways.

    Parameters
    ----------
    k : int
    agreement : DataFrame, methods x methods
        Adjusted Rand index.
    sizes : DataFrame, methods x segments
        People, the largest segment first.
    labels : DataFrame, people x methods
        Segments, 0 the largest.
    words : Said
    cautions : tuple of Caution
        Methods that could not be tried, and why.
    """

    k: int
    agreement: pd.DataFrame
    sizes: pd.DataFrame
    labels: pd.DataFrame
    words: Said
    cautions: tuple[Caution, ...]


def compare_methods(
    X: pd.DataFrame,
    *,
    k: int,
    seed: int,
    answers: pd.DataFrame | None = None,
    weights: pd.Series | None = None,
    starts: int = 50,
) -> MethodComparison:
    """Group the same people into `k` segments in several ways, and say how far they agree.

    Segments that only one method finds are a property of the method. k-means, mixtures (shape of the covariances by
    BIC) and Ward see the variables of `X`; latent classes see the answers themselves, since they need categories.

    Parameters
    ----------
    X : DataFrame, people x variables
        What people are grouped by, without gaps.
    k : int
    seed : int
    answers : DataFrame, people x items, optional
        Answers with at most 12 categories, by the index of `X`; people who skipped one are left out of the comparison
        with latent classes. Left out, latent classes are not tried.
    weights : Series, optional
        For k-means and latent classes; mixtures and Ward know no weights.
    starts : int, default 50
        Of k-means; a tenth of it for mixtures, a third for latent classes.

    Returns
    -------
    MethodComparison

    Raises
    ------
    BadData, NoVariance, TooFewResponses
        See `research.segments.points.values_of`.

    References
    ----------
    Ward (1963), J. American Statistical Association 58; Hubert and Arabie (1985).
    R: ``hclust(dist(X), "ward.D2")``, ``mclust::Mclust(X, G = k)``, ``poLCA``, ``mclust::adjustedRandIndex``.
    """
    check_k(points_of(X, weights=weights), k)
    tries: dict[str, Callable[[], pd.Series]] = {
        "kmeans": lambda: pd.Series(kmeans(X, k, seed=seed, starts=starts, weights=weights).labels, index=X.index),
    }
    cautions: list[Caution] = []
    if (X.nunique() <= TWO_ANSWERS).mean() <= MOST_COARSE:
        tries["gmm"] = lambda: pd.Series(fit_model(X, k, method="gmm", seed=seed, starts=starts).labels, index=X.index)
    else:
        cautions.append(_not_tried("gmm", say("normal_curves_on_two_answers")))
    if len(X) <= WARD_LIMIT:
        tries["ward"] = lambda: pd.Series(ward_labels(values_of(X), k), index=X.index)
    else:
        cautions.append(_not_tried("ward", say("too_many_for_ward", n=Count(len(X)))))
    if answers is not None:
        tries["lca"] = lambda: _latent(answers.reindex(X.index), k, seed, starts, weights)
    found: dict[str, pd.Series] = {}
    for method, run in tries.items():
        try:
            found[method] = _by_size(run())
        except ResearchError as error:
            cautions.append(_not_tried(method, error.said))
    labels = pd.DataFrame(found, index=X.index)
    agreement = _agreement(labels, k)
    return MethodComparison(
        k=k,
        agreement=agreement,
        sizes=pd.DataFrame(
            {method: [int((labels[method] == place).sum()) for place in range(k)] for method in labels}
        ).T,
        labels=labels.astype("Int64"),
        words=_words(agreement),
        cautions=tuple(cautions),
    )


def ward_labels(values: Floats, k: int) -> Integers:
    """Cut the tree of Ward's method into k groups; R: ``cutree(hclust(dist(X), "ward.D2"), k)``."""
    return np.asarray(fcluster(linkage(values, method="ward"), k, criterion="maxclust") - 1, dtype=np.int64)


def _latent(answers: pd.DataFrame, k: int, seed: int, starts: int, weights: pd.Series | None) -> pd.Series:
    usable = [name for name in answers if 2 <= answers[name].nunique() <= MOST_LEVELS]
    complete = answers[usable].dropna()
    own = None if weights is None else weights.loc[complete.index]
    model = fit_model(complete, k, method="lca", seed=seed, starts=starts, weights=own)
    return pd.Series(model.labels, index=complete.index).reindex(answers.index)


def _by_size(labels: pd.Series) -> pd.Series:
    """Number groups from the largest; people without one stay missing."""
    order = {label: place for place, label in enumerate(labels.value_counts(sort=True).index)}
    return labels.map(order)


def _agreement(labels: pd.DataFrame, k: int) -> pd.DataFrame:
    def alike(first: str, second: str) -> float:
        both = labels[[first]].assign(other=labels[second]).dropna().to_numpy().astype(np.int64)
        return adjusted_rand(cross_table(both[:, 0], both[:, 1], shape=(k, k), heads=np.ones(len(both))))

    names = list(map(str, labels))
    return pd.DataFrame({one: [alike(other, one) for other in names] for one in names}, index=names)


def _words(agreement: pd.DataFrame) -> Said:
    if len(agreement) < 2 or "kmeans" not in agreement:
        return say("one_method_only")
    others = {str(name): float(value) for name, value in agreement["kmeans"].items() if name != "kmeans"}
    agreements = [say("agreement_of", method=_called(name), ari=value) for name, value in others.items()]
    return say(_how_alike(list(others.values())), agreements=agreements)


def _how_alike(agreements: list[float]) -> str:
    if min(agreements) >= SAME:
        return "methods_agree"
    if min(agreements) >= SIMILAR:
        return "methods_similar"
    return "methods_divided" if max(agreements) >= SAME else "methods_disagree"


def _called(method: str) -> Said:
    return say(f"compared_{method}")


def _not_tried(method: str, why: Said) -> Caution:
    return caution("method_not_tried", method=_called(method), why=why, severity="note", where=(method,))
