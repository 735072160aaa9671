"""Only the finished factor solution: extracted, rotated, ordered, reflected, with markers and cautions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.correlations.correlate import Correlation
from research.errors import Caution, TooFewResponses
from research.factors.extraction import Method, extract
from research.factors.fit import Fit, fit
from research.factors.markers import find_markers, solution_cautions
from research.factors.rotation import Rotated, Rotation, rotate
from research.said import Count

MARKER_LOADING = 0.4
LONGEST_LABEL = 60


@dataclass(frozen=True, kw_only=True)
class FactorSolution:
    """A factor solution.

    Parameters
    ----------
    loadings : DataFrame, shape (items, factors)
        Pattern; F1, F2, ... by falling explained variance, each reflected so that its loadings sum to more
        than zero.
    phi : DataFrame, shape (factors, factors)
        Correlations between the factors.
    structure : DataFrame, shape (items, factors)
        Correlations between items and factors, ``L Phi``.
    communalities, uniquenesses : Series
        Per item, ``rowSums(L * (L Phi))`` and the rest to 1.
    complexity : Series
        Per item, how many factors it loads on (Hofmann): ``(sum l^2)^2 / sum l^4``.
    explained : Series
        Per factor, the share of the variance of all items.
    markers : dict of str to list of str
        Per factor, the items that load on it at least `marker_loading` and on no other more, strongest first.
    fit : Fit
    cautions : tuple of Caution
    k, n : int
        Number of factors and of respondents.
    marker_loading : float
    """

    loadings: pd.DataFrame
    phi: pd.DataFrame
    structure: pd.DataFrame
    communalities: pd.Series
    uniquenesses: pd.Series
    complexity: pd.Series
    explained: pd.Series
    markers: dict[str, list[str]]
    fit: Fit
    cautions: tuple[Caution, ...]
    k: int
    n: int
    marker_loading: float = MARKER_LOADING

    @property
    def factors(self) -> list[str]:
        """Names of the factors."""
        return [str(name) for name in self.loadings.columns]


def solve_factors(
    correlation: Correlation,
    *,
    k: int,
    n: int | None = None,
    extraction: Method = "minres",
    rotation: Rotation = "oblimin",
    seed: int,
    marker_loading: float = MARKER_LOADING,
    kaiser: bool | None = None,
    starts: int = 10,
) -> FactorSolution:
    """Extract and rotate `k` factors.

    Parameters
    ----------
    correlation : Correlation
    k : int
        Number of factors.
    n : int, optional
        Respondents for the fit statistics; left out, those of the correlation.
    extraction : {"minres", "ml"}
    rotation : {"oblimin", "promax", "varimax", "quartimin", "geomin", "none"}
    seed : int
        For the random starts of the rotation.
    marker_loading : float
        Least absolute loading of a marker item.
    kaiser : bool, optional
        See `rotate`.
    starts : int
        Starts of the rotation.

    Returns
    -------
    FactorSolution

    Raises
    ------
    TooFewResponses, TooFewItems, SingularCorrelations, NotConverged, HeywoodCase, BadPlan

    References
    ----------
    Fabrigar, Wegener, MacCallum & Strahan (1999), Psychological Methods 4.
    R: ``psych::fa(R, nfactors = k, n.obs = n, fm = "minres", rotate = "oblimin")``.
    """
    people = correlation.n if n is None else n
    if people <= len(correlation.items):
        raise TooFewResponses("no_more_people_than_items", n=Count(people), items=len(correlation.items))
    extracted = extract(correlation.matrix, k, method=extraction)
    turned = rotate(extracted.loadings, method=rotation, kaiser=kaiser, starts=starts, seed=seed)
    loadings, phi, explained = order_and_reflect(turned)
    structure = loadings @ phi
    communalities = (loadings * structure).sum(axis=1)
    markers = find_markers(loadings, marker_loading)
    quality = fit(correlation.matrix, extracted, n=people)
    return FactorSolution(
        loadings=loadings,
        phi=phi,
        structure=structure,
        communalities=communalities,
        uniquenesses=1.0 - communalities,
        complexity=(loadings**2).sum(axis=1) ** 2 / (loadings**4).sum(axis=1),
        explained=explained,
        markers=markers,
        fit=quality,
        cautions=solution_cautions(loadings, phi, markers, quality, turned.share_at_best, marker_loading),
        k=k,
        n=people,
        marker_loading=marker_loading,
    )


def order_and_reflect(turned: Rotated) -> tuple[pd.DataFrame, pd.DataFrame, pd.Series]:
    """Order factors by explained variance ``diag(Phi L'L) / p`` and turn each to a positive sum of loadings.

    Returns
    -------
    loadings, phi : DataFrame
    explained : Series
    """
    loadings, phi = turned.loadings.to_numpy(np.float64), turned.phi.to_numpy(np.float64)
    variance = np.diag(phi @ loadings.T @ loadings) / len(loadings)
    order = np.argsort(-variance, kind="stable")
    signs = np.where(loadings[:, order].sum(axis=0) < 0, -1.0, 1.0)
    names = [f"F{number}" for number in range(1, len(order) + 1)]
    return (
        pd.DataFrame(loadings[:, order] * signs, index=turned.loadings.index, columns=names),
        pd.DataFrame(_reflected(phi, order, signs), index=names, columns=names),
        pd.Series(variance[order], index=names),
    )


def _reflected(phi: Floats, order: np.ndarray, signs: Floats) -> Floats:
    return np.asarray(phi[np.ix_(order, order)] * np.outer(signs, signs))


def label_factors(
    solution: FactorSolution, *, texts: Mapping[str, str], scales: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Name factors by rule: the scale that most markers belong to, else the text of the strongest item.

    Parameters
    ----------
    solution : FactorSolution
    texts : mapping of item to wording
    scales : mapping of scale to its items

    Returns
    -------
    dict of factor to label
        Every label occurs once; a second factor of the same scale is named after its strongest item too.
    """
    labels: dict[str, str] = {}
    for factor in solution.factors:
        items = solution.markers[factor] or [str(solution.loadings[factor].abs().idxmax())]
        strongest = _shortened(texts.get(items[0], items[0]))
        scale = _majority_scale(items, scales)
        label = scale if scale is not None else strongest
        if label in labels.values():
            label = f"{label}: {strongest}" if scale is not None else f"{label} ({factor})"
        labels[factor] = label if label not in labels.values() else f"{label} ({factor})"
    return labels


def _majority_scale(items: list[str], scales: Mapping[str, Sequence[str]]) -> str | None:
    shares = {name: sum(item in members for item in items) for name, members in scales.items()}
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] * 2 > len(items) else None


def _shortened(text: str) -> str:
    plain = " ".join(text.split()).rstrip(".")
    if len(plain) <= LONGEST_LABEL:
        return plain
    return plain[:LONGEST_LABEL].rsplit(" ", 1)[0].rstrip(",;:") + " …"
