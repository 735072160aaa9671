"""Only the criteria for the number of factors that need no random draws: MAP, EKC, Hull and BIC."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from research.arithmetic.arrays import Floats
from research.factors.extraction import degrees_of_freedom, discrepancy, ml_loadings
from research.factors.fit import comparative


@dataclass(frozen=True, kw_only=True)
class MlFits:
    """Maximum-likelihood fits for rising numbers of factors (0 included), one row each.

    `table` has the columns `chi2`, `df`, `cfi`, `bic` and is indexed by the number of factors; a number that
    could not be fitted has no row.
    """

    table: pd.DataFrame


def average_partials(matrix: Floats, *, most: int) -> pd.Series:
    """Return Velicer's average squared partial correlation after 0, 1, ... components are taken out.

    Parameters
    ----------
    matrix : array, shape (items, items)
    most : int
        Largest number of components.

    References
    ----------
    Velicer (1976), Psychometrika 41. R: ``psych::vss(R)$map`` (which starts at one component).
    """
    items = len(matrix)
    values, vectors = np.linalg.eigh(matrix)
    loadings = vectors[:, ::-1] * np.sqrt(np.maximum(values[::-1], 0.0))
    found = {}
    for taken in range(min(most, items - 1) + 1):
        left = matrix - loadings[:, :taken] @ loadings[:, :taken].T
        diagonal = np.diag(left)
        if diagonal.min() <= 1e-10:
            break
        partial = left / np.sqrt(np.outer(diagonal, diagonal))
        found[taken] = float((np.sum(partial**2) - items) / (items * (items - 1)))
    return pd.Series(found, name="map")


def empirical_kaiser(eigenvalues: Floats, *, n: float) -> int:
    """Count the leading eigenvalues above the empirical Kaiser criterion.

    ``reference_j = max((p - sum_{i<j} e_i) / (p - j + 1) * (1 + sqrt(p / n))^2, 1)``.

    References
    ----------
    Braeken & van Assen (2017), Psychological Methods 22. R: ``EFAtools::EKC(R, N = n)``.
    """
    items = len(eigenvalues)
    before = np.concatenate([[0.0], np.cumsum(eigenvalues)[:-1]])
    reference = (items - before) / (items - np.arange(items)) * (1 + np.sqrt(items / n)) ** 2
    above = eigenvalues > np.maximum(reference, 1.0)
    return int(items if above.all() else np.argmin(above))


def ml_fits(matrix: Floats, *, n: int, most: int) -> MlFits:
    """Fit 0, 1, ..., `most` factors by maximum likelihood.

    ``BIC = chi2 - df log(n)`` with Bartlett's chi-square. A solution at the bound of a uniqueness is kept:
    its fit is that of the bound.

    References
    ----------
    Schwarz (1978); Preacher et al. (2013), Multivariate Behavioral Research 48.
    R: ``psych::fa(R, k, n.obs = n, fm = "ml")$BIC``.
    """
    items = len(matrix)
    multiplier = n - 1 - (2 * items + 5) / 6
    null_df = degrees_of_freedom(items, 0)
    null_chi2 = -multiplier * float(np.linalg.slogdet(matrix)[1])
    rows = {0: (null_chi2, null_df, 0.0, null_chi2 - null_df * float(np.log(n)))}
    for k in range(1, most + 1):
        df = degrees_of_freedom(items, k)
        loadings, converged = ml_loadings(matrix, k)
        if df < 0 or not converged:
            continue
        left = np.maximum(1.0 - np.sum(loadings**2, axis=1), 1e-6)
        chi2 = (multiplier - 2 * k / 3) * discrepancy(matrix, loadings, left)
        rows[k] = (chi2, df, comparative(chi2, df, null_chi2, null_df), chi2 - df * float(np.log(n)))
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["chi2", "df", "cfi", "bic"])
    return MlFits(table=table)


def hull(fits: MlFits, *, most: int) -> tuple[int | None, pd.Series]:
    """Find the number of factors after which fit (CFI) hardly rises for the parameters it costs.

    Solutions below the convex hull of fit against parameters are dropped; of the others the one with the
    largest ratio of the slope before to the slope after it wins.

    Parameters
    ----------
    fits : MlFits
    most : int
        Largest number of factors looked at (parallel analysis plus one, as the authors advise).

    Returns
    -------
    k : int or None
        None where fewer than three solutions lie on the hull.
    ratios : Series
        Per solution on the hull that is neither the first nor the last.

    References
    ----------
    Lorenzo-Seva, Timmerman & Kiers (2011), Multivariate Behavioral Research 46.
    R: ``EFAtools::HULL(x, method = "ML", gof = "CFI")``.
    """
    table = fits.table[(fits.table.index <= most)]
    points = zip(table.index.tolist(), table["df"].tolist(), table["cfi"].tolist(), strict=True)
    kept = _upper_hull([(int(k), -float(df), float(cfi)) for k, df, cfi in points])
    ratios = {}
    for before, here, after in zip(kept[:-2], kept[1:-1], kept[2:], strict=True):
        rise = (here[2] - before[2]) / (here[1] - before[1])
        later = (after[2] - here[2]) / (after[1] - here[1])
        ratios[here[0]] = rise / max(later, 1e-12)
    found = pd.Series(ratios, name="hull", dtype=np.float64)
    return (int(found.index[int(found.argmax())]) if len(found) else None), found


def _upper_hull(points: list[tuple[int, float, float]]) -> list[tuple[int, float, float]]:
    kept: list[tuple[int, float, float]] = []
    for point in points:
        if kept and point[2] <= kept[-1][2]:
            continue
        while len(kept) > 1 and _below(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _below(first: tuple[int, float, float], middle: tuple[int, float, float], last: tuple[int, float, float]) -> bool:
    share = (middle[1] - first[1]) / (last[1] - first[1])
    return middle[2] <= first[2] + share * (last[2] - first[2])
