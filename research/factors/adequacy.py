"""Only whether the correlations are worth factoring."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import chi2 as chi2_distribution

from research.arithmetic.arrays import Floats
from research.correlations.correlate import Correlation
from research.errors import Caution, SingularCorrelations, TooFewResponses, caution
from research.said import Count, Said, say

VERDICTS = (
    (0.9, "kmo_excellent"),
    (0.8, "kmo_good"),
    (0.7, "kmo_fair"),
    (0.6, "kmo_modest"),
    (0.5, "kmo_poor"),
)
UNUSABLE_KMO = 0.5
FEW_PER_ITEM = 5
FEW_RESPONDENTS = 200
SIGNIFICANT = 0.05


@dataclass(frozen=True, kw_only=True)
class Adequacy:
    """Suitability of correlations for factor analysis.

    Parameters
    ----------
    kmo : float
        Kaiser-Meyer-Olkin measure: the share of correlation that is common to more than two items.
    kmo_items : Series
        The same per item.
    bartlett_chi2, bartlett_df, bartlett_p : float, int, float
        Bartlett's test that all correlations are zero.
    determinant : float
        Of the correlation matrix; near zero when items repeat each other.
    verdict : Said
        One plain sentence.
    cautions : tuple of Caution
    """

    kmo: float
    kmo_items: pd.Series
    bartlett_chi2: float
    bartlett_df: int
    bartlett_p: float
    determinant: float
    verdict: Said
    cautions: tuple[Caution, ...]


def adequacy(correlation: Correlation, *, n: int | None = None) -> Adequacy:
    """Judge whether correlations can be factored.

    ``KMO = sum r^2 / (sum r^2 + sum q^2)`` over all pairs, q the partial correlations;
    ``chi2 = -(n - 1 - (2p + 5)/6) log det R``.

    Parameters
    ----------
    correlation : Correlation
    n : int, optional
        Respondents; left out, those of the correlation.

    Raises
    ------
    SingularCorrelations
        The matrix cannot be inverted.
    TooFewResponses
        Not more respondents than items.

    References
    ----------
    Kaiser & Rice (1974); Bartlett (1951). R: ``psych::KMO(R)``, ``psych::cortest.bartlett(R, n)``.
    """
    matrix = correlation.values
    people = correlation.n if n is None else n
    if people <= len(matrix):
        raise TooFewResponses("no_more_people_than_items", n=Count(people), items=len(matrix))
    overall, items = _kmo(matrix)
    log_determinant = float(np.linalg.slogdet(matrix)[1])
    df = len(matrix) * (len(matrix) - 1) // 2
    chi2 = -(people - 1 - (2 * len(matrix) + 5) / 6) * log_determinant
    kmo_items = pd.Series(items, index=correlation.items)
    p = float(chi2_distribution.sf(chi2, df))
    return Adequacy(
        kmo=overall,
        kmo_items=kmo_items,
        bartlett_chi2=chi2,
        bartlett_df=df,
        bartlett_p=p,
        determinant=float(np.exp(log_determinant)),
        verdict=_verdict(overall, p, people, len(matrix)),
        cautions=_cautions(overall, kmo_items, p, people),
    )


def _kmo(matrix: Floats) -> tuple[float, Floats]:
    try:
        inverse = np.linalg.inv(matrix)
    except np.linalg.LinAlgError:
        raise SingularCorrelations("items_are_exact_combinations") from None
    scale = 1.0 / np.sqrt(np.diag(inverse))
    outside = ~np.eye(len(matrix), dtype=bool)
    partial = np.where(outside, (inverse * np.outer(scale, scale)) ** 2, 0.0)
    plain = np.where(outside, matrix**2, 0.0)
    total = plain.sum() + partial.sum()
    sums = plain.sum(axis=1) + partial.sum(axis=1)
    items = np.divide(plain.sum(axis=1), sums, out=np.zeros(len(matrix)), where=sums > 0)
    return float(plain.sum() / total) if total > 0 else 0.0, items


def _verdict(kmo: float, p: float, n: int, items: int) -> Said:
    word = next((word for least, word in VERDICTS if kmo >= least), None)
    if word is None or p >= SIGNIFICANT:
        return say("items_have_too_little_in_common", kmo=kmo)
    return say("items_have_enough_in_common", how=say(word), kmo=kmo, per_item=round(n / items))


def _cautions(kmo: float, items: pd.Series, p: float, n: int) -> tuple[Caution, ...]:
    said = []
    if kmo < UNUSABLE_KMO:
        said.append(caution("low_kmo", severity="stop", kmo=kmo))
    if p >= SIGNIFICANT:
        said.append(caution("no_correlations", severity="stop", p=p))
    low = [str(name) for name, value in items.items() if value < UNUSABLE_KMO]
    if low and kmo >= UNUSABLE_KMO:
        said.append(caution("low_kmo_item", where=low, items=low))
    if n < max(FEW_RESPONDENTS, FEW_PER_ITEM * len(items)):
        said.append(caution("few_respondents", n=Count(n), items=len(items)))
    return tuple(said)
