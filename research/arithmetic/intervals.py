"""What is certain: intervals of shares, and how many people weighted ones are worth."""

from math import sqrt

from research.arithmetic.arrays import Floats

Z95 = 1.959963984540054


def wilson(share: float, n: float) -> tuple[float, float]:
    """95 % interval of a share.

    Parameters
    ----------
    share : float, 0 to 1
    n : float
        People, or effective people where they are weighted.

    Returns
    -------
    (float, float)
        From 0 to 1 where nobody was asked.

    References
    ----------
    Wilson (1927), JASA 22, 209-212. R: `prop.test(x, n, correct = FALSE)$conf.int`.
    """
    if n <= 0:
        return 0.0, 1.0
    middle = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 * sqrt(max(share * (1 - share), 0.0) / n + Z95**2 / (4 * n**2)) / (1 + Z95**2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(p1: float, n1: float, p2: float, n2: float) -> tuple[float, float]:
    """95 per cent interval of ``p1 - p2`` for independent samples, from the Wilson interval of each.

    References
    ----------
    Newcombe (1998), Statistics in Medicine 17, 873-890 (method 10).
    """
    (l1, u1), (l2, u2) = wilson(p1, n1), wilson(p2, n2)
    gap = p1 - p2
    return gap - sqrt((p1 - l1) ** 2 + (u2 - p2) ** 2), gap + sqrt((u1 - p1) ** 2 + (p2 - l2) ** 2)


def effective(weights: Floats) -> float:
    """Effective number of people."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares > 0 else 0.0
