"""Mixtures with one shared covariance: as likely as others find them, whatever the weights, and many at a time."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from research.segments.assignment import assign
from research.segments.models import fit_model
from research.segments.tied import fit_tied, refit_tied, settle_tied, single_bic
from research.segments.valley import valley
from tests.research.segment_data import blobs


def _rng():
    return np.random.default_rng(1)


@pytest.mark.parametrize("k", [1, 2, 3])
def test_it_is_as_likely_as_the_best_of_scikit_learn(k):
    values = blobs(n=500, width=4, k=3, separation=3, seed=3)[0].to_numpy()
    found = fit_tied(values, k, rng=_rng(), starts=20, tolerance=1e-9)
    theirs = GaussianMixture(k, covariance_type="tied", n_init=10, tol=1e-8, max_iter=2000, random_state=1).fit(values)
    assert found.bic(len(values)) <= theirs.bic(values) + 0.1
    assert found.settled


def test_one_group_has_the_bic_of_a_normal_distribution():
    values = blobs(n=300, width=3, k=2, separation=2, seed=1)[0].to_numpy()
    assert single_bic(values) == pytest.approx(
        fit_tied(values, 1, rng=_rng(), starts=1, tolerance=1e-9).bic(300), abs=0.05
    )


def test_unequal_groups_across_what_all_share_are_found():
    """k-means cuts the long direction in which nobody differs in kind."""
    rng = np.random.default_rng(4)
    groups = rng.choice(3, 900, p=[0.6, 0.25, 0.15])
    values = rng.standard_normal((900, 3)) * [6.0, 1.0, 1.0]
    values[:, 1:] += np.array([[0, 0], [5, 0], [0, 5]])[groups]
    found = fit_tied(values, 3, rng=_rng(), starts=10, tolerance=1e-7)
    assert adjusted_rand_score(groups, found.probabilities.argmax(axis=1)) > 0.9
    assert np.sort(found.shares) == pytest.approx(np.sort(np.bincount(groups) / 900), abs=0.02)


def test_weights_count_as_people_do():
    values = blobs(n=200, width=2, k=2, separation=4, seed=2)[0].to_numpy()
    times = np.random.default_rng(0).integers(1, 4, len(values))
    weighted = fit_tied(values, 2, rng=_rng(), starts=4, tolerance=1e-10, weights=times.astype(float))
    repeated = fit_tied(np.repeat(values, times, axis=0), 2, rng=_rng(), starts=4, tolerance=1e-10)
    assert np.sort(weighted.shares) == pytest.approx(np.sort(repeated.shares), abs=1e-4)
    assert weighted.log_likelihood == pytest.approx(repeated.log_likelihood, abs=1e-6)


def test_many_at_a_time_are_what_each_would_be_alone():
    values = blobs(n=400, width=3, k=3, separation=4, seed=5)[0].to_numpy()
    masses = np.stack([np.bincount(np.random.default_rng(at).integers(0, 400, 400), minlength=400) for at in range(4)])
    together = refit_tied(values, masses.astype(float), 3, rng=_rng(), starts=6)
    for mass, found in zip(masses, together, strict=True):
        alone = fit_tied(values, 3, rng=_rng(), starts=6, tolerance=1e-7, weights=mass.astype(float))
        assert found.log_likelihood == pytest.approx(alone.log_likelihood, abs=1e-3)
        own, other = alone.probabilities.argmax(axis=1), found.probabilities.argmax(axis=1)
        assert adjusted_rand_score(own, other) > 0.98


def test_a_fit_to_some_settles_on_all():
    values = blobs(n=3000, width=3, k=3, separation=3, seed=6)[0].to_numpy()
    some = fit_tied(values[:500], 3, rng=_rng(), starts=6, tolerance=1e-8)
    settled = settle_tied(values, some, tolerance=1e-9, weights=np.ones(3000))
    direct = fit_tied(values, 3, rng=_rng(), starts=6, tolerance=1e-9)
    assert settled.log_likelihood == pytest.approx(direct.log_likelihood, abs=1e-6)


def test_a_stored_rule_gives_everybody_the_probability_of_the_fit():
    points, _ = blobs(n=300, width=3, k=3, separation=3, seed=2)
    model = fit_model(points, 3, method="tied", seed=1, starts=20)
    again = assign(points.iloc[::-1], model.rule)
    assert np.allclose(again.probabilities.to_numpy()[::-1], model.probabilities, atol=1e-12)
    gone = points.copy()
    gone.iloc[0, 0] = np.nan
    assert pd.isna(assign(gone, model.rule).labels.iloc[0])


@pytest.mark.parametrize(("apart", "low", "high"), [(4.0, 0.2, 0.45), (3.0, 0.5, 0.8), (1.5, 0.97, 1.0)])
def test_a_valley_is_as_deep_as_groups_are_apart(apart, low, high):
    values = blobs(n=4000, width=2, k=2, separation=apart, seed=1)[0].to_numpy()
    found = fit_tied(values, 2, rng=_rng(), starts=6, tolerance=1e-7)
    assert low <= valley(values, found.probabilities, found.means, found.covariance) <= high


def test_the_slope_of_a_long_tail_is_no_valley():
    """The fitted distributions lie three standard deviations apart there, but nobody is missing between them."""
    values = np.exp(0.9 * np.random.default_rng(2).standard_normal((3000, 2)))
    found = fit_tied(values, 3, rng=_rng(), starts=10, tolerance=1e-7)
    assert valley(values, found.probabilities, found.means, found.covariance) > 0.9
