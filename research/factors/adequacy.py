"""Only whether the correlations are worth factoring."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import chi2 as chi2_distribution

from research.arithmetic.arrays import Floats
from research.correlations.correlate import Correlation
from research.errors import Caution, SingularCorrelations, TooFewResponses, written
from research.words.lists import listed

VERDICTS = (
    (0.9, "excellent"),
    (0.8, "good"),
    (0.7, "fair"),
    (0.6, "modest"),
    (0.5, "poor"),
    (-np.inf, "unusable"),
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
    verdict : str
        One plain sentence.
    cautions : tuple of Caution
    """

    kmo: float
    kmo_items: pd.Series
    bartlett_chi2: float
    bartlett_df: int
    bartlett_p: float
    determinant: float
    verdict: str
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
        raise TooFewResponses(
            f"There are {people} respondents for {len(matrix)} items.",
            advice="Collect more answers (five per item at the least), or choose fewer items.",
        )
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
        raise SingularCorrelations(
            "The correlation matrix cannot be inverted.", advice="Leave out items that repeat others."
        ) from None
    scale = 1.0 / np.sqrt(np.diag(inverse))
    outside = ~np.eye(len(matrix), dtype=bool)
    partial = np.where(outside, (inverse * np.outer(scale, scale)) ** 2, 0.0)
    plain = np.where(outside, matrix**2, 0.0)
    total = plain.sum() + partial.sum()
    sums = plain.sum(axis=1) + partial.sum(axis=1)
    items = np.divide(plain.sum(axis=1), sums, out=np.zeros(len(matrix)), where=sums > 0)
    return float(plain.sum() / total) if total > 0 else 0.0, items


def _verdict(kmo: float, p: float, n: int, items: int) -> str:
    word = next(word for least, word in VERDICTS if kmo >= least)
    if word == "unusable" or p >= SIGNIFICANT:
        return f"The items have too little in common to be summarised by factors (KMO {kmo:.2f})."
    return (
        f"The items have enough in common to be summarised by factors: {word} (KMO {kmo:.2f}), "
        f"{n / items:.0f} respondents per item."
    )


def _cautions(kmo: float, items: pd.Series, p: float, n: int) -> tuple[Caution, ...]:
    said = []
    if kmo < UNUSABLE_KMO:
        said.append(
            written(
                "low_kmo",
                text=f"The items share too little (KMO {kmo:.2f}, at least .50 is needed).",
                advice="Choose items that measure fewer things with more items each.",
                severity="stop",
            )
        )
    if p >= SIGNIFICANT:
        said.append(
            written(
                "no_correlations",
                text=f"The correlations could all be zero (Bartlett's p = {p:.2f}).",
                advice="Do not summarise these items by factors.",
                severity="stop",
            )
        )
    low = tuple(str(name) for name, value in items.items() if value < UNUSABLE_KMO)
    if low and kmo >= UNUSABLE_KMO:
        said.append(
            written(
                "low_kmo_item",
                text=f"These items share too little with the others (KMO below .50): {listed(low)}.",
                advice="Look at their wording and keying, and consider leaving them out.",
                where=low,
            )
        )
    if n < FEW_PER_ITEM * len(items) or n < FEW_RESPONDENTS:
        said.append(
            written(
                "few_respondents",
                text=f"{n} respondents for {len(items)} items is few for a factor analysis.",
                advice=f"Aim for {max(FEW_RESPONDENTS, FEW_PER_ITEM * len(items))} or more; until then read "
                "the factors as a first impression.",
            )
        )
    return tuple(said)
