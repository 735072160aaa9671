"""Only the maximum-likelihood criterion of a model: complete answers, answers with gaps, one group or many."""

from dataclasses import dataclass

import numpy as np

from research.arithmetic.arrays import Floats
from research.confirmation.implied import Slopes, implied_covariance, implied_mean, slopes
from research.confirmation.layout import Layout, Matrices
from research.confirmation.scoring import State
from research.correlations.fiml import normal_moments
from research.correlations.normal_gaps import Expected, NormalSample, normal_sample

EM_TOLERANCE = 1e-11


@dataclass(frozen=True, kw_only=True)
class NormalGroup:
    """The answers of one group, as far as a normal likelihood needs them.

    Parameters
    ----------
    n : int
    mean, covariance : array
        Of the model without restrictions; divisor n.
    deviance : float
        -2 log-likelihood per person under these.
    null_deviance : float
        The same with all items unrelated.
    sample : NormalSample or None
        The answers themselves, where some are missing.
    """

    n: int
    mean: Floats
    covariance: Floats
    deviance: float
    null_deviance: float
    sample: NormalSample | None = None

    def expect(self, mean: Floats, covariance: Floats) -> Expected:
        """Return the moments of the completed answers and the deviance under a mean and a covariance."""
        if self.sample is not None:
            return self.sample.expect(mean, covariance)
        return Expected(self.mean, self.covariance, _deviance(self, mean, covariance))


def normal_group(values: Floats) -> NormalGroup:
    """Reduce answers to what the likelihood needs.

    Parameters
    ----------
    values : array, shape (people, items)
        NaN where missing; no row without answers.
    """
    people, items = values.shape
    if not np.isnan(values).any():
        mean = values.mean(axis=0)
        covariance = (values - mean).T @ (values - mean) / people
        log_2_pi = items * float(np.log(2 * np.pi))
        full = log_2_pi + float(np.linalg.slogdet(covariance)[1]) + items
        null = log_2_pi + float(np.log(np.diag(covariance)).sum()) + items
        return NormalGroup(n=people, mean=mean, covariance=covariance, deviance=full, null_deviance=null)
    found = normal_moments(values, tolerance=EM_TOLERANCE)
    answered = (~np.isnan(values)).sum(axis=0)
    null = float(answered @ (np.log(2 * np.pi * np.nanvar(values, axis=0)) + 1)) / people
    return NormalGroup(
        n=people,
        mean=found.mean,
        covariance=found.covariance,
        deviance=found.deviance,
        null_deviance=null,
        sample=normal_sample(values),
    )


def _deviance(group: NormalGroup, mean: Floats, covariance: Floats) -> float:
    root = np.linalg.cholesky(covariance)
    away = group.mean - mean
    ratio = np.linalg.solve(covariance, group.covariance + np.outer(away, away))
    log_det = 2 * float(np.sum(np.log(np.diag(root))))
    return len(mean) * float(np.log(2 * np.pi)) + log_det + float(np.trace(ratio))


@dataclass(frozen=True)
class NormalCriterion:
    """``F / 2 = sum_g n_g / N (deviance_g - deviance of the unrestricted model_g) / 2`` of a layout.

    Its slope is ``1/2 tr(G dS) - (K d)' dm`` with ``G = K - K (T + d d') K``, K the inverse of the implied
    covariance, T and d the covariance of the (completed) answers and their distance to the implied mean; the
    information is ``1/2 tr(K dS_i K dS_j) + dm_i' K dm_j``. Where answers are missing T and d are those of the E step.

    References
    ----------
    Jöreskog (1971), Psychometrika 36. R: ``lavaan::cfa(...)`` with ``likelihood = "normal"``.
    """

    layout: Layout
    groups: list[NormalGroup]

    def __call__(self, values: Floats) -> State | None:
        """Look at the criterion; None where a covariance is not positive definite."""
        return self._look(values, informed=True)

    def slope(self, values: Floats) -> Floats | None:
        """Return the slope alone, which is quicker; None where a covariance is not positive definite."""
        state = self._look(values, informed=False)
        return None if state is None else state.slope

    def _look(self, values: Floats, *, informed: bool) -> State | None:
        total = sum(group.n for group in self.groups)
        value, slope = 0.0, np.zeros(self.layout.size)
        information = np.zeros((self.layout.size, self.layout.size))
        for group, placed, numbers in zip(self.groups, self.layout.place(values), self.layout.numbers, strict=True):
            at = slopes(placed, numbers)
            try:
                part = group_state(group, placed, at, means=self.layout.means, informed=informed)
            except np.linalg.LinAlgError:
                return None
            share = group.n / total
            value += share * part.value
            slope[at.numbers] += share * part.slope
            if informed:
                information[np.ix_(at.numbers, at.numbers)] += share * part.information
        return State(value, slope, information) if np.isfinite(value) else None


def group_state(group: NormalGroup, placed: Matrices, at: Slopes, *, means: bool, informed: bool = True) -> State:
    """Return the criterion of one group with its slope and information along the given slopes.

    Parameters
    ----------
    group, placed, at
    means : bool
        Whether means are part of the model.
    informed : bool
        Whether the information is wanted; empty if not.

    Raises
    ------
    numpy.linalg.LinAlgError
        The implied covariance is not positive definite.
    """
    covariance = implied_covariance(placed)
    mean = implied_mean(placed) if means else group.mean
    expected = group.expect(mean, covariance)
    inverse = np.linalg.inv(covariance)
    away = expected.mean - mean
    pull = inverse - inverse @ (expected.covariance + np.outer(away, away)) @ inverse
    flat = at.covariance.reshape(len(at.numbers), -1)
    return State(
        (expected.deviance - group.deviance) / 2,
        flat @ pull.ravel() / 2 - at.mean @ (inverse @ away),
        _information(at, np.asarray(inverse, dtype=np.float64)) if informed else np.zeros((0, 0)),
    )


def _information(at: Slopes, inverse: Floats) -> Floats:
    turned = inverse @ at.covariance
    shape = (len(at.numbers), -1)
    products = turned.reshape(shape) @ turned.transpose(0, 2, 1).reshape(shape).T
    return np.asarray(products / 2 + at.mean @ inverse @ at.mean.T)
