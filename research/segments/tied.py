"""Mixtures of normal distributions with one shared covariance, quickly, with weights, and many of them at a time.

With one covariance the odds of two segments are linear in the values, and what lies within segments is what lies in
everybody less what lies between the means. So a step of many fits to the same people, each with weights of its own
(bootstrap samples are such weights), is two large products of matrices.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from research.arithmetic.arrays import Floats

RIDGE = 1e-6
"""Share of a variable's variance that is added to the covariance within segments, so that it can be inverted."""
SHORT, SHORT_GAIN = 20, 1e-4
"""Steps of a start, and gain in mean log-likelihood at which it has gone far enough to be compared."""
SETTLING, LLOYD_STEPS = 1_000, 8
STARTS_TOGETHER = 6
"""Starts that go side by side: enough to be worth a call of numpy, few enough for the processor's cache."""
UNSURE = 0.1
"""Share of a person that a start divides over all segments."""
QUICK_GAIN, QUICK_STEPS = 1e-5, 80
"""Where a fit to a bootstrap sample stops: where the borders lie no longer changes."""


@dataclass(frozen=True, kw_only=True)
class Tied:
    """A fitted mixture.

    Parameters
    ----------
    shares : ndarray, k
    means : ndarray, k x variables
    covariance : ndarray, variables x variables
        Within every segment.
    probabilities : ndarray, people x k
    log_likelihood : float
        Weighted mean over people.
    settled : bool
        Whether the last step gained less than was asked for.
    """

    shares: Floats
    means: Floats
    covariance: Floats
    probabilities: Floats
    log_likelihood: float
    settled: bool

    @property
    def parameters(self) -> int:
        """Numbers that were estimated."""
        return parameters_of(*self.means.shape)

    def bic(self, people: float) -> float:
        """-2 log L + parameters x log n; smaller is better."""
        return self.parameters * float(np.log(people)) - 2 * self.log_likelihood * people


@dataclass(frozen=True, kw_only=True)
class _Fits:
    """Several fits to the same people: shares b x k, means b x k x p, covariances b x p x p, odds b x k x n."""

    shares: Floats
    means: Floats
    covariances: Floats
    probabilities: Floats
    log_likelihoods: Floats
    gains: Floats


def parameters_of(k: int, width: int) -> int:
    """Free numbers of a mixture of `k` normal distributions with one covariance."""
    return (k - 1) + k * width + width * (width + 1) // 2


def fit_tied(
    values: Floats,
    k: int,
    *,
    rng: np.random.Generator,
    starts: int,
    tolerance: float,
    weights: Floats | None = None,
) -> Tied:
    """The most likely of several starts: all go a short way, the best of them to the end.

    Parameters
    ----------
    values : ndarray, people x variables
    k : int
    rng : Generator
    starts : int
        Every second one begins from k-means where all directions are equally wide: what people share across segments
        (such as saying yes to everything) must not decide where a start begins.
    tolerance : float
        Gain in mean log-likelihood at which the fit stops.
    weights : ndarray, people, optional

    References
    ----------
    McLachlan and Peel (2000), Finite Mixture Models, 3.2. R: `mclust::Mclust(X, G = k, modelNames = "EEE")`.
    """
    mass = np.ones((1, len(values))) if weights is None else (weights / weights.mean())[None]
    middle = np.average(values, axis=0, weights=mass[0])
    centred = values - middle  # squares of numbers far from zero would eat the digits that count
    begun = _begun(centred.astype(np.float32), mass.astype(np.float32), k, starts, rng).astype(np.float64)
    return _nth(_settle(centred, mass, begun, SETTLING, tolerance), 0, middle, tolerance)


def settle_tied(values: Floats, begun: Tied, *, tolerance: float, weights: Floats) -> Tied:
    """Go on from a fit to some of the people until it has settled on all of them."""
    mass, middle = (weights / weights.mean())[None], np.average(values, axis=0, weights=weights)
    scores = scores_of(values, begun.shares, begun.means, begun.covariance)
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    sure = (odds / odds.sum(axis=1, keepdims=True)).T[None]
    return _nth(_settle(values - middle, mass, sure, SETTLING, tolerance), 0, middle, tolerance)


def refit_tied(values: Floats, masses: Floats, k: int, *, rng: np.random.Generator, starts: int) -> list[Tied]:
    """One fit for each set of weights, quickly.

    Parameters
    ----------
    values : ndarray, people x variables
    masses : ndarray, sets x people
        How often each person was drawn, or any weights.
    k : int
    rng : Generator
    starts : int
    """
    values = values.astype(np.float32)  # half the time, and borders want no more digits
    masses = (masses / masses.mean(axis=1, keepdims=True)).astype(np.float32)
    found = _settle(values, masses, _begun(values, masses, k, starts, rng), QUICK_STEPS, QUICK_GAIN)
    return [_nth(found, place, np.zeros(values.shape[1]), QUICK_GAIN) for place in range(len(masses))]


def _nth(found: _Fits, place: int, middle: Floats, tolerance: float) -> Tied:
    return Tied(
        shares=found.shares[place],
        means=found.means[place] + middle,
        covariance=found.covariances[place],
        probabilities=found.probabilities[place].T,
        log_likelihood=float(found.log_likelihoods[place]),
        settled=bool(found.gains[place] < tolerance),
    )


def single_bic(values: Floats, weights: Floats | None = None) -> float:
    """BIC of one normal distribution: what a mixture must beat."""
    n, width = values.shape
    spread = np.atleast_2d(np.cov(values, rowvar=False, aweights=weights, ddof=0))
    likely = -(width * np.log(2 * np.pi) + np.linalg.slogdet(spread)[1] + width) / 2
    return float(parameters_of(1, width) * np.log(n) - 2 * n * likely)


def _begun(values: Floats, masses: Floats, k: int, starts: int, rng: np.random.Generator) -> Floats:
    """The best of several short ways for each set of weights: b x k x n."""
    best, likely = np.empty((len(masses), k, len(values)), dtype=values.dtype), np.full(len(masses), -np.inf)
    metrics = (values, _equally_wide(values, masses.mean(axis=0)))
    for first in range(0, starts, STARTS_TOGETHER):
        some = range(first, min(first + STARTS_TOGETHER, starts))
        softened = np.concatenate([_begin(metrics[start % 2], masses, k, rng) for start in some]).astype(values.dtype)
        found = _settle(values, np.tile(masses, (len(some), 1)), softened, SHORT, SHORT_GAIN)
        for place, probabilities in enumerate(found.probabilities):
            own = place % len(masses)
            if found.log_likelihoods[place] > likely[own]:
                best[own], likely[own] = probabilities, found.log_likelihoods[place]
    return best


def _equally_wide(values: Floats, mass: Floats) -> Floats:
    roots, vectors = np.linalg.eigh(np.atleast_2d(np.cov(values, rowvar=False, aweights=mass)))
    wide: Floats = values @ (vectors / np.sqrt(np.maximum(roots, RIDGE * roots.max())))
    return wide


def _begin(values: Floats, masses: Floats, k: int, rng: np.random.Generator) -> Floats:
    """A few steps of k-means from people far apart, for each set of weights, softened: b x k x n."""
    centres = np.stack([_far_apart(values, mass, k, rng) for mass in masses])
    for _ in range(LLOYD_STEPS):
        held = _nearest(values, centres) * masses[:, None]
        heads = held.sum(axis=2)[:, :, None]
        sums = (held.reshape(-1, len(values)) @ values).reshape(centres.shape)
        centres = np.where(heads > 0, sums / np.where(heads > 0, heads, 1), centres)
    probabilities: Floats = _nearest(values, centres) * (1 - UNSURE) + UNSURE / k
    return probabilities


def _far_apart(values: Floats, mass: Floats, k: int, rng: np.random.Generator) -> Floats:
    """People drawn one after the other, each by the square of the distance to those drawn so far (k-means++)."""
    chosen = [_drawn(mass, rng)]
    gaps = np.full(len(values), np.inf)
    for _ in range(k - 1):
        away = values - values[chosen[-1]]
        gaps = np.minimum(gaps, np.einsum("np,np->n", away, away))
        chosen.append(_drawn(mass * gaps, rng))
    return values[chosen]


def _drawn(odds: Floats, rng: np.random.Generator) -> int:
    up = np.cumsum(odds)
    return int(min(np.searchsorted(up, rng.random() * up[-1], side="right"), len(odds) - 1))


def _nearest(values: Floats, centres: Floats) -> Floats:
    """Ones where a centre is the nearest, b x k x n; whoever stands just between two belongs to both in halves."""
    fits, k, width = centres.shape
    scores = (-2 * centres.reshape(-1, width) @ values.T).reshape(fits, k, -1)
    scores += (centres * centres).sum(axis=2)[:, :, None]
    near: Floats = (scores == scores.min(axis=1, keepdims=True)).astype(values.dtype)
    near /= near.sum(axis=1, keepdims=True)
    return near


def _settle(values: Floats, masses: Floats, probabilities: Floats, steps: int, tolerance: float) -> _Fits:
    """Expectation and maximisation in turn until a step gains too little in every fit."""
    exact = values.astype(np.float64, copy=False)
    moments = np.stack([(exact.T * mass) @ exact for mass in masses]) / len(values)
    ridge = RIDGE * np.stack([np.diag(np.diag(one)) for one in moments])
    before = np.full(len(masses), -np.inf)
    for _ in range(steps):
        shares, means, covariances = _maximised(values, masses, probabilities, moments, ridge)
        probabilities, likely = _expected(values, masses, shares, means, covariances, moments)
        gains, before = likely - before, likely
        if (gains < tolerance).all():
            break
    return _Fits(
        shares=shares,
        means=means,
        covariances=covariances,
        probabilities=probabilities,
        log_likelihoods=before,
        gains=gains,
    )


def _maximised(
    values: Floats, masses: Floats, probabilities: Floats, moments: Floats, ridge: Floats
) -> tuple[Floats, Floats, Floats]:
    fits, k, n = probabilities.shape
    held = probabilities * masses[:, None]
    heads = held.sum(axis=2, dtype=np.float64) + 1e-9
    means = (held.reshape(-1, n) @ values).reshape(fits, k, -1) / heads[:, :, None]
    shares = heads / heads.sum(axis=1, keepdims=True)
    between = np.swapaxes(means, 1, 2) @ (means * shares[:, :, None])
    return shares, means, moments - between + ridge


def _expected(
    values: Floats, masses: Floats, shares: Floats, means: Floats, covariances: Floats, moments: Floats
) -> tuple[Floats, Floats]:
    """How likely everybody belongs where, and the mean log-likelihood of each fit."""
    fits, k, width = means.shape
    inverse = np.linalg.inv(covariances)
    slopes = means @ inverse
    offsets = np.log(shares) - (slopes * means).sum(axis=2) / 2
    scores = (slopes.reshape(fits * k, width).astype(values.dtype) @ values.T).reshape(fits, k, -1)
    scores += offsets[:, :, None].astype(values.dtype)
    top = scores.max(axis=1, keepdims=True)  # people last: numpy is slow along short rows
    scores -= top  # in place: fresh memory at every step would cost more than the sums
    odds = np.exp(scores, out=scores)
    total = odds.sum(axis=1, keepdims=True)
    spread = np.trace(inverse @ moments, axis1=1, axis2=2) + np.linalg.slogdet(covariances)[1]
    told = ((np.log(total) + top)[:, 0] * masses).mean(axis=1, dtype=np.float64)
    odds /= total
    return odds, told - (spread + width * np.log(2 * np.pi)) / 2


def scores_of(values: Floats, shares: Sequence[float] | Floats, means: Floats, covariance: Floats) -> Floats:
    """Logarithms of the odds of the segments for each person, up to a number of the person's own: people x k."""
    slopes = np.linalg.solve(covariance, means.T)
    scores: Floats = values @ slopes + (np.log(shares) - (means.T * slopes).sum(axis=0) / 2)
    return scores
