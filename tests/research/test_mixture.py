"""Gaussian mixtures: at least as likely as mclust's, with the usual sign of the BIC."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from research.errors import TooFewResponses
from research.segments.assignment import membership, mixture_rule
from research.segments.mixture import fit_mixture
from tests.research.segment_data import blobs, r_figures


@pytest.fixture(scope="module")
def scores(shared_reference):
    return pd.read_csv(shared_reference / "data" / "bfi_scores5.csv")


@pytest.mark.parametrize(("shape", "name"), [("full", "VVV"), ("tied", "EEE"), ("diag", "VVI")])
@pytest.mark.parametrize("k", [2, 3])
def test_bic_is_no_worse_than_that_of_mclust(scores, shape, name, k):
    found = fit_mixture(scores, k, seed=1, shape=shape)
    assert found.bic <= -r_figures()["bfi"]["mclust_bic"][name][str(k)] + 1.0


def test_bic_is_minus_two_log_likelihoods_plus_the_penalty():
    points, _ = blobs(n=300, width=3, k=2, separation=4, seed=1)
    found = fit_mixture(points, 2, seed=1, shape="full")
    assert found.parameters == 2 * (3 + 6) + 1
    assert found.bic == pytest.approx(-2 * found.log_likelihood + found.parameters * np.log(300))


def test_bic_finds_the_planted_number_of_groups():
    points, groups = blobs(n=600, width=3, k=3, separation=6, seed=2)
    found = {k: fit_mixture(points, k, seed=1, starts=3) for k in (1, 2, 3, 4)}
    assert min(found, key=lambda k: found[k].bic) == 3
    assert adjusted_rand_score(groups, found[3].probabilities.argmax(axis=1)) > 0.97


@pytest.mark.parametrize("shape", ["full", "tied", "diag", "spherical"])
def test_the_stored_rule_gives_the_probabilities_of_the_fit(shape):
    points, _ = blobs(n=300, width=3, k=3, separation=3, seed=2)
    found = fit_mixture(points, 3, seed=1, starts=2, shape=shape)
    again = membership(points.to_numpy(), mixture_rule(found, list(points.columns)))
    assert np.allclose(again, found.probabilities, atol=1e-9)


def test_more_groups_than_people_are_refused():
    with pytest.raises(TooFewResponses):
        fit_mixture(pd.DataFrame({"a": [1.0, 2, 4]}), 4, seed=1)
