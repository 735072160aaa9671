"""The lean logit is scikit-learn's, coefficient by coefficient."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from research.typing import logit
from research.typing.logit import Logit


def _drawn(groups: int, *, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(600, 4))
    scores = X @ rng.normal(size=(4, groups)) + rng.gumbel(size=(600, groups))
    return X, scores.argmax(axis=1) * 2 + 1


@pytest.mark.parametrize("groups", [2, 3, 6])
def test_coefficients_and_probabilities_are_those_of_scikit_learn(groups: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logit, "FLAT", 1e-9)
    X, own = _drawn(groups)
    found = Logit(C=1.0).fit(X, own)
    wanted = LogisticRegression(C=1.0, tol=1e-9, max_iter=1000).fit(X, own)
    assert found.classes_.tolist() == wanted.classes_.tolist()
    assert found.coef_ == pytest.approx(wanted.coef_, abs=1e-5)
    assert found.intercept_ == pytest.approx(wanted.intercept_, abs=1e-5)
    assert found.predict_proba(X) == pytest.approx(wanted.predict_proba(X), abs=1e-6)


def test_the_usual_tolerance_assigns_the_same_people() -> None:
    X, own = _drawn(4)
    found = Logit(C=1.0).fit(X, own)
    wanted = LogisticRegression(C=1.0, tol=1e-3, max_iter=200).fit(X, own)
    assert found.predict_proba(X) == pytest.approx(wanted.predict_proba(X), abs=1e-6)


def test_groups_that_nothing_tells_apart_get_their_shares() -> None:
    own = np.repeat([0, 1, 2], [100, 200, 300])
    shares = Logit(C=1.0).fit(np.zeros((600, 2)), own).predict_proba(np.zeros((1, 2)))
    assert shares[0] == pytest.approx([1 / 6, 1 / 3, 1 / 2], abs=1e-3)


def test_groups_far_apart_are_told_without_overflow() -> None:
    X = np.concatenate([np.full((50, 1), place) for place in (-1000.0, 0.0, 1000.0)])
    own = np.repeat([0, 1, 2], 50)
    shares = Logit(C=1e6).fit(X, own).predict_proba(X)
    assert np.isfinite(shares).all()
    assert (shares.argmax(axis=1) == own).mean() > 0.9
