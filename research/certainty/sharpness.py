"""How sure memberships really are: one number that softens all probabilities until they come true."""

from collections.abc import Sequence

import numpy as np

from research.arithmetic.arrays import Floats, Integers

SOFTEST = 3.0
"""Where segments do not come back there is nothing to be sure of, and no temperature would tell that any better."""
STEPS = 40
FLOOR = 1e-12


def came_back(left_out: Sequence[Integers], k: int) -> Floats:
    """How often each person was given each segment by samples they were not in: people x k."""
    times: Floats = np.zeros((len(left_out[0]), k))
    for labels in left_out:
        there = np.flatnonzero(labels >= 0)
        times[there, labels[there]] += 1.0
    return times


def temperature_of(probabilities: Floats, times: Floats) -> float:
    """The temperature with which probabilities tell best where people come back; never below 1.

    Parameters
    ----------
    probabilities : ndarray, people x k
    times : ndarray, people x k
        See `came_back`.

    References
    ----------
    Guo, Pleiss, Sun and Weinberger (2017), On calibration of modern neural networks, ICML.
    """
    logs = np.log(np.maximum(probabilities, FLOOR))
    low, high = 1.0 / SOFTEST, 1.0
    for _ in range(STEPS):  # the likelihood has one top, so halving finds it
        middle = (low + high) / 2
        low, high = (middle, high) if _rises(logs, times, middle) else (low, middle)
    return 1.0 / high


def _rises(logs: Floats, times: Floats, slope: float) -> bool:
    """Whether a larger slope tells better: what came back has a larger mean score than what is expected."""
    scores = slope * (logs - logs.max(axis=1, keepdims=True))
    powers = np.exp(scores)
    expected = (powers / powers.sum(axis=1, keepdims=True) * logs).sum(axis=1)
    return bool(((times * logs).sum(axis=1) - times.sum(axis=1) * expected).sum() > 0)
