"""The axes on which groups stand apart most."""

from collections.abc import Sequence

import numpy as np

from research.arithmetic.arrays import Floats


def discriminant_axes(values: Floats, groups: np.ndarray, codes: Sequence[str]) -> tuple[Floats, Floats] | None:
    """The two directions with the most variance between groups for each unit within.

    Parameters
    ----------
    values : ndarray, people x variables
        Without gaps.
    groups : ndarray of str
        Code of each person.
    codes : sequence of str

    Returns
    -------
    (ndarray, variables x 2), (ndarray of 2) or None
        The directions, in units of the spread within groups, and the share of the differences that each holds. None
        where fewer than two things vary.

    References
    ----------
    Fisher (1936); linear discriminant axes. R: `MASS::lda(x, grouping)`.
    """
    means = np.array([values[groups == code].mean(axis=0) for code in codes])
    sizes = np.array([(groups == code).sum() for code in codes])
    centred = np.concatenate([values[groups == code] - mean for code, mean in zip(codes, means, strict=True)])
    within = centred.T @ centred / max(len(centred) - len(codes), 1)
    roots, vectors = np.linalg.eigh(within)
    kept = roots > 1e-9 * max(roots.max(), 1e-300)
    if kept.sum() < 2:
        return None
    white = vectors[:, kept] / np.sqrt(roots[kept])
    scaled = means @ white
    between = (scaled * sizes[:, None]).T @ scaled / sizes.sum()
    strengths, turned = np.linalg.eigh(between)
    order = np.argsort(strengths)[::-1][:2]
    total = strengths.clip(0).sum()
    shares = strengths[order].clip(0) / total if total > 0 else np.zeros(2)
    return white @ turned[:, order], shares
