"""Correlations find a known truth, do not depend on order, and refuse what cannot be correlated."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.stats import multivariate_normal, norm

from research.correlations.bivariate_normal import bivariate_cdf
from research.correlations.correlate import Correlation, correlate, pearson, polychoric
from research.errors import BadData, BadPlan, NoVariance, TooFewItems, TooFewResponses
from tests import told
from tests.research.peers import simulated

BOTH = pytest.mark.parametrize("way", [pearson, polychoric])
Way = Callable[..., Correlation]


def answers(n: int = 400, items: int = 6, seed: int = 1) -> pd.DataFrame:
    drawn = np.random.default_rng(seed).integers(1, 6, size=(n, items)).astype(float)
    return pd.DataFrame(drawn, columns=[f"q{place}" for place in range(items)])


def test_polychoric_correlations_find_the_correlation_behind_coarse_answers() -> None:
    behind = simulated(n=40_000, factors=1, per_factor=4, loading=0.8, seed=3)
    coarse = behind.apply(lambda column: pd.Series(np.digitize(column, [-1.0, 0.9, 1.6]), dtype=float))
    found = polychoric(coarse).matrix.to_numpy()
    assert np.abs(found[np.tril_indices(4, -1)] - 0.64).max() < 0.02
    assert pearson(coarse).matrix.to_numpy()[1, 0] < 0.6


@given(h=st.floats(-3, 3), k=st.floats(-3, 3), rho=st.floats(-0.9, 0.9))
@settings(max_examples=60, deadline=None)
def test_the_bivariate_normal_equals_that_of_scipy(h: float, k: float, rho: float) -> None:
    found = bivariate_cdf(np.asarray([h]), np.asarray([k]), np.asarray([rho]))[0]
    expected = multivariate_normal([0, 0], [[1, rho], [rho, 1]]).cdf([h, k])
    assert found == pytest.approx(expected, abs=1e-7)


@BOTH
def test_the_order_of_respondents_and_items_does_not_matter(way: Way) -> None:
    given_order = answers().mask(np.random.default_rng(5).random((400, 6)) < 0.1)
    shuffled = given_order.sample(frac=1, random_state=2)[["q3", "q0", "q5", "q1", "q4", "q2"]]
    again = way(shuffled).matrix.loc[given_order.columns, given_order.columns]
    assert np.abs(way(given_order).matrix.to_numpy() - again.to_numpy()).max() < 1e-9


@BOTH
def test_blocks_of_rows_give_the_same_figures(way: Way) -> None:
    some = answers().mask(np.random.default_rng(5).random((400, 6)) < 0.1)
    assert np.abs(way(some).matrix.to_numpy() - way(some, block_rows=37).matrix.to_numpy()).max() < 1e-12


@BOTH
def test_whole_weights_count_people_several_times(way: Way) -> None:
    once = answers()
    times = pd.Series(np.random.default_rng(8).integers(1, 4, size=len(once)), index=once.index)
    repeated = once.loc[once.index.repeat(times)].reset_index(drop=True)
    assert np.abs(way(once, weights=times).matrix.to_numpy() - way(repeated).matrix.to_numpy()).max() < 1e-9
    assert way(once, weights=times).n_effective < len(once)


@BOTH
def test_an_item_that_never_varies_is_named(way: Way) -> None:
    with pytest.raises(NoVariance, match="items_answered_alike") as caught:
        way(answers().assign(q2=3.0))
    assert caught.value.where == ("q2",)


@BOTH
@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda data: data.assign(q1=np.inf), BadData),
        (lambda data: data.assign(q1=np.nan), TooFewResponses),
        (lambda data: data.head(1), TooFewResponses),
        (lambda data: data.head(0), TooFewResponses),
        (lambda data: data[["q1"]], TooFewItems),
        (lambda data: data.assign(q1="yes"), BadData),
        (lambda data: data.mask(data.index.to_numpy()[:, None] % 2 == np.arange(6) % 2), TooFewResponses),
    ],
    ids=["infinite", "nobody answered", "one respondent", "no respondent", "one item", "text", "no common base"],
)
def test_data_that_cannot_be_correlated_are_refused_with_advice(
    way: Way, spoil: Callable[[pd.DataFrame], pd.DataFrame], error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        way(spoil(answers()))
    assert told.advice(caught.value)


@BOTH
def test_weights_that_miss_somebody_are_refused(way: Way) -> None:
    with pytest.raises(BadData, match="unusable_weights"):
        way(answers(), weights=pd.Series(1.0, index=range(10)))


@BOTH
def test_an_item_given_twice_is_said_and_smoothed(way: Way) -> None:
    data = answers()
    found = way(data.assign(copy=data["q1"]))
    assert "same_item_twice" in {caution.code for caution in found.cautions}
    assert np.linalg.eigvalsh(found.matrix.to_numpy())[0] > 0


def test_fewer_respondents_than_items_are_smoothed_and_said() -> None:
    found = pearson(answers(n=5, items=12))
    assert found.smoothed
    assert found.smallest_eigenvalue < 1e-8
    assert np.linalg.eigvalsh(found.matrix.to_numpy())[0] > 0
    assert np.allclose(np.diag(found.matrix), 1)
    assert "only 5 respondents for 12 items" in told.text(found.cautions[0])


def test_polychoric_correlations_refuse_measurements() -> None:
    with pytest.raises(BadData, match="many_categories"):
        polychoric(simulated(n=200, factors=1, per_factor=3, seed=1))


def test_an_unknown_kind_of_correlation_is_refused() -> None:
    with pytest.raises(BadPlan, match="unknown_correlation"):
        correlate(answers(), kind="spearman", ordinal=[])  # type: ignore[arg-type]


def test_a_zero_cell_does_not_stop_polychoric_correlations() -> None:
    pairs = pd.DataFrame({"a": [1.0, 1, 1, 2, 2, 2, 1, 2], "b": [1.0, 1, 1, 2, 2, 2, 1, 2], "c": [1.0, 2] * 4})
    found = polychoric(pairs).matrix
    assert found.loc["a", "b"] > 0.99
    assert np.isfinite(found.to_numpy()).all()


def _exact_log_likelihood(rho: float, counts: np.ndarray) -> float:
    """Of a cross table, every cell integrated by itself to thirteen digits."""
    edges = [np.r_[-9, norm.ppf(np.cumsum(counts.sum(axis=axis))[:-1] / counts.sum()), 9] for axis in (1, 0)]
    spread = np.sqrt(1 - rho**2)

    def cell(x: tuple[float, float], y: tuple[float, float]) -> float:
        def inner(at: float) -> float:
            low, high = (y[0] - rho * at) / spread, (y[1] - rho * at) / spread
            return norm.pdf(at) * (norm.sf(low) - norm.sf(high) if low > 0 else norm.cdf(high) - norm.cdf(low))

        return quad(inner, *x, epsabs=0, epsrel=1e-11, limit=300)[0]

    logs = [[np.log(cell(x, y)) for y in pairwise(edges[1])] for x in pairwise(edges[0])]
    return float(np.sum(counts * np.array(logs)))


@pytest.mark.parametrize("sign", [1, -1])
def test_a_few_contrary_answers_count_where_nearly_everybody_answers_alike(sign: int) -> None:
    counts = np.array([[700, 30, 3], [20, 900, 40], [2, 30, 800]])
    rows, columns = (np.repeat(places.ravel(), counts.ravel()) for places in np.indices(counts.shape))
    found = polychoric(pd.DataFrame({"a": rows, "b": sign * columns})).matrix.to_numpy()[0, 1]
    best = minimize_scalar(lambda rho: -_exact_log_likelihood(rho, counts), bounds=(0.9, 0.999), method="bounded")
    assert abs(found) > 0.95
    assert found == pytest.approx(sign * best.x, abs=1e-5)
