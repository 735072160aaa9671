"""Hartigan's exchange, which improves a k-means partition where Lloyd's algorithm stops."""

import numpy as np

from research.arithmetic.arrays import Floats, Integers

MOST_MOVES = 2_000


def exchange(rows: Floats, weights: Floats, centres: Floats) -> tuple[Floats, float]:
    """Move one point at a time, the most useful first, until no move lowers the loss.

    Lloyd's algorithm compares distances to centres as they are; Hartigan and Wong's also counts that both
    centres shift when a point changes sides, so it goes on where Lloyd's has stopped.

    Parameters
    ----------
    rows, weights, centres : ndarray
        Points x variables, points, k x variables.

    Returns
    -------
    centres : ndarray, k x variables
    loss : float
        Weighted sum of squared distances.

    References
    ----------
    Hartigan and Wong (1979), Applied Statistics 28, 100-108. R: `kmeans(algorithm = "Hartigan-Wong")`.
    """
    norms = (rows * rows).sum(axis=1)
    gaps = _gaps(rows, norms, centres)
    labels = gaps.argmin(axis=0)
    mass = np.bincount(labels, weights=weights, minlength=len(centres)).astype(np.float64)
    if (mass == 0).any():
        return centres, float(gaps.min(axis=0) @ weights)
    sums = np.stack(
        [np.bincount(labels, weights=weights * column, minlength=len(centres)) for column in rows.T], axis=1
    )
    centres = sums / mass[:, None]
    gaps = _gaps(rows, norms, centres)
    people = np.arange(len(rows))
    smallest_gain = 1e-12 * float(gaps[labels, people] @ weights)
    for _ in range(MOST_MOVES):
        who, where, gain = _best_move(gaps, labels, mass, weights)
        if gain <= smallest_gain:
            break
        for group, sign in ((labels[who], -1.0), (where, 1.0)):
            mass[group] += sign * weights[who]
            sums[group] += sign * weights[who] * rows[who]
            centres[group] = sums[group] / mass[group]
            gaps[group] = _gaps(rows, norms, centres[group : group + 1])[0]
        labels[who] = where
    return centres, float(gaps[labels, people] @ weights)


def _gaps(rows: Floats, norms: Floats, centres: Floats) -> Floats:
    """Squared distances, k x points."""
    gaps: Floats = (centres * centres).sum(axis=1)[:, None] - 2 * centres @ rows.T + norms
    return gaps


def _best_move(gaps: Floats, labels: Integers, mass: Floats, weights: Floats) -> tuple[int, int, float]:
    people = np.arange(len(labels))
    own_mass = mass[labels]
    rest = own_mass - weights
    alone = rest <= 1e-9 * own_mass
    leaving = np.where(alone, -np.inf, gaps[labels, people] * own_mass / np.where(alone, 1.0, rest))
    entering = gaps * (mass[:, None] / (mass[:, None] + weights))
    entering[labels, people] = np.inf
    target = entering.argmin(axis=0)
    gain = weights * (leaving - entering[target, people])
    gain[weights == 0] = -np.inf
    who = int(gain.argmax())
    return who, int(target[who]), float(gain[who])
