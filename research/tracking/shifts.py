"""How two independent waves differ: shares of segments, levels of dimensions, profiles of segments."""

import numpy as np
import pandas as pd
from scipy import stats

from research.arithmetic.arrays import Floats
from research.arithmetic.intervals import effective, newcombe
from research.arithmetic.many_tests import false_discovery
from research.tracking.frozen import FrozenSolution

Z = 1.959963984540054


def share_shifts(frozen: FrozenSolution, labels: pd.Series, weights: Floats) -> pd.DataFrame:
    """Compare the shares of the segments in a new wave with the stored ones.

    Difference of two independent shares with Newcombe's interval (method 10); two-sided z test with the pooled share;
    false discovery controlled over the segments. Weighted shares count with their effective number of people.

    Parameters
    ----------
    frozen : FrozenSolution
    labels : Series
        Segment per person of the new wave; missing ones are left out.
    weights : ndarray, people
        By the order of `labels`.

    Returns
    -------
    DataFrame, segments x (people, before, now, difference, low, high, p, q)

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890. Benjamini and Hochberg (1995).
    R: ``DescTools::BinomDiffCI(x1, n1, x2, n2, method = "score")``, ``prop.test(x, n, correct = FALSE)``.
    """
    known = labels.notna().to_numpy()
    codes = pd.Categorical(labels[known], categories=frozen.codes).codes
    mass = weights[known]
    people = effective(mass)
    now = np.bincount(codes, weights=mass, minlength=len(frozen.codes)) / mass.sum()
    lines = []
    for place, segment in enumerate(frozen.segments):
        low, high = newcombe(now[place], people, segment.share, frozen.effective_people)
        lines.append(
            {
                "people": int((codes == place).sum()),
                "before": segment.share,
                "now": float(now[place]),
                "difference": float(now[place] - segment.share),
                "low": low,
                "high": high,
                "p": two_shares(now[place], people, segment.share, frozen.effective_people),
            }
        )
    table = pd.DataFrame(lines, index=frozen.codes)
    table["q"] = false_discovery(table["p"].to_numpy(dtype=np.float64))
    return table


def two_shares(p1: float, n1: float, p2: float, n2: float) -> float:
    """Two-sided p of equal shares."""
    pooled = (p1 * n1 + p2 * n2) / (n1 + n2)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    return float(2 * stats.norm.sf(abs(p1 - p2) / error)) if error > 0 else 1.0


def level_shifts(frozen: FrozenSolution, scores: pd.DataFrame, weights: Floats) -> pd.DataFrame:
    """Compare everybody's mean on each dimension with the first wave's.

    The first wave has mean 0 and standard deviation 1 in these units; the standard error is
    ``sqrt(1 / n_before + s^2 / n_now)``.

    Parameters
    ----------
    frozen : FrozenSolution
    scores : DataFrame, people x dimensions
        Of the new wave, in units of the first (`WaveScores.scores`).
    weights : ndarray, people

    Returns
    -------
    DataFrame, dimensions x (words, difference, low, high, p, q)
    """
    known = scores.notna().all(axis=1).to_numpy()
    values, mass = scores[known].to_numpy(dtype=np.float64), weights[known]
    people = effective(mass)
    mean = np.average(values, axis=0, weights=mass)
    variance = np.average((values - mean) ** 2, axis=0, weights=mass) * people / max(people - 1, 1)
    error = np.sqrt(1 / frozen.effective_people + variance / people)
    table = pd.DataFrame(
        {
            "words": [dimension.words for dimension in frozen.dimensions],
            "difference": mean,
            "low": mean - Z * error,
            "high": mean + Z * error,
            "p": 2 * stats.norm.sf(np.abs(mean) / error),
        },
        index=[dimension.name for dimension in frozen.dimensions],
    )
    table["q"] = false_discovery(table["p"].to_numpy(dtype=np.float64))
    return table


def profile_shifts(frozen: FrozenSolution, keyed: pd.DataFrame, labels: pd.Series) -> pd.DataFrame:
    """Say how far the answers of each segment's members are from those of its members in the first wave.

    The distance is the root mean square, over items, of the difference in mean answers, in standard deviations of the
    first wave. Under no change its square is distributed as a weighted sum of chi-squares, whose weights are the
    eigenvalues of the sampling covariance of the difference; Satterthwaite's approximation gives the p.

    Parameters
    ----------
    frozen : FrozenSolution
    keyed : DataFrame, people x items
        Of the new wave.
    labels : Series

    Returns
    -------
    DataFrame, segments x (people, distance, expected, p, q)
        `expected` is what chance alone gives (root of the mean of the square). Missing where fewer than two people of
        the new wave are in the segment.

    References
    ----------
    Cronbach and Gleser (1953), Psychological Bulletin 50 (distance of profiles); Box (1954), Annals of Mathematical
    Statistics 25 (the approximation).
    """
    centre = np.array([item.mean for item in frozen.items])
    spread = np.array([item.deviation for item in frozen.items])
    z = (keyed.to_numpy(dtype=np.float64) - centre) / spread
    lines = []
    for segment in frozen.segments:
        own = z[(labels == segment.code).to_numpy()]
        distance, expected, p = _profile(own, np.array(segment.profile), np.array(segment.spread), segment.people)
        lines.append({"people": len(own), "distance": distance, "expected": expected, "p": p})
    table = pd.DataFrame(lines, index=frozen.codes)
    table["q"] = false_discovery(table["p"].to_numpy(dtype=np.float64))
    return table


def _profile(own: Floats, before: Floats, spread: Floats, people: int) -> tuple[float, float, float]:
    """Distance, expected distance and p of one segment."""
    counts = (~np.isnan(own)).sum(axis=0)
    if len(own) < 2 or (counts < 2).any():
        return float("nan"), float("nan"), float("nan")
    mean = np.nanmean(own, axis=0)
    filled = np.where(np.isnan(own), mean, own) - mean
    now = filled.T @ filled / (counts - 1)[:, None]
    now = (now + now.T) / 2
    together = now / np.sqrt(np.outer(counts, counts)) + _like(now, spread) / people
    square = float(np.mean((mean - before) ** 2))
    parts = np.maximum(np.linalg.eigvalsh(together), 0.0) / len(mean)
    if parts.sum() <= 0:
        return float(np.sqrt(square)), 0.0, 1.0 if square == 0 else 0.0
    scale = float((parts**2).sum() / parts.sum())
    freedom = float(parts.sum() ** 2 / (parts**2).sum())
    return float(np.sqrt(square)), float(np.sqrt(parts.sum())), float(stats.chi2.sf(square / scale, freedom))


def _like(now: Floats, spread: Floats) -> Floats:
    """Covariance of the first wave: its spreads (which were stored) with the new wave's correlations."""
    own = np.sqrt(np.diag(now))
    ratio = np.where(own > 0, spread / np.where(own > 0, own, 1.0), 0.0)
    return np.asarray(now * np.outer(ratio, ratio))


def smallest_shift(frozen: FrozenSolution, people: float) -> float:
    """Smallest difference in the share of a segment that is found four times in five (5 per cent level)."""
    shares = np.array([segment.share for segment in frozen.segments])
    errors = np.sqrt(shares * (1 - shares) * (1 / frozen.effective_people + 1 / max(people, 1.0)))
    return float((Z + stats.norm.ppf(0.8)) * errors.max())
