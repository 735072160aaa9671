"""Whether there are fewer people between two neighbouring segments than at their centres."""

import numpy as np

from research.arithmetic.arrays import Floats

GRID = 101
"""Places between two centres at which the density is looked at."""
BANDWIDTH = 0.9
"""Silverman's factor of the width of the kernel."""
FEWEST = 5.0
"""People below which a segment has no density to speak of."""


def valley(values: Floats, probabilities: Floats, means: Floats, covariance: Floats) -> float:
    """Density at the lowest place between neighbours over that at the lower of their two centres, mean over segments.

    Every segment is held against its nearest one (by Mahalanobis's distance). The people of both, each as far as they
    belong to one of the two, are laid out along the direction that tells the two apart best. The density is that of
    people, not of the model: on the slope of a long tail the fitted distributions lie far apart, and nobody is missing
    between them.

    Parameters
    ----------
    values : ndarray, people x variables
    probabilities : ndarray, people x k
    means : ndarray, k x variables
    covariance : ndarray, variables x variables
        Within segments.

    Returns
    -------
    float
        1 where there is no valley. Two equally large normal distributions four standard deviations apart: .27; three:
        .64; two: 1.

    References
    ----------
    Silverman (1986), Density Estimation, 3.4; Hennig (2010), Methods for merging Gaussian mixture components, Advances
    in Data Analysis and Classification 4, 3-34 (the ratio of densities between two components).
    """
    apart = np.linalg.solve(covariance, means.T).T
    own = (apart * means).sum(axis=1)
    distances = own[:, None] + own - 2 * means @ apart.T
    np.fill_diagonal(distances, np.inf)
    heads = probabilities.sum(axis=0)
    distances[:, heads < FEWEST] = np.inf
    found = []
    for one in map(int, np.flatnonzero(heads >= FEWEST)):
        other = int(distances[one].argmin())
        if np.isfinite(distances[one, other]):
            direction = apart[other] - apart[one]
            ends = means[[one, other]] @ direction
            found.append(_dip(values @ direction, probabilities[:, [one, other]].sum(axis=1), ends))
    return float(np.mean(found)) if found else 1.0


def _dip(places: Floats, mass: Floats, ends: Floats) -> float:
    grid = np.linspace(float(ends[0]), float(ends[1]), GRID)
    mass = mass / mass.sum()
    middle = float(mass @ places)
    spread = np.sqrt(mass @ (places - middle) ** 2)
    width = BANDWIDTH * spread * (1 / (mass**2).sum()) ** -0.2
    density = np.exp(-(((grid[:, None] - places) / width) ** 2) / 2) @ mass
    return float(density.min() / min(density[0], density[-1]))
