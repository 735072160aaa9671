"""The numbers of factors beside the one kept: really fitted, compared, and told in one sentence."""

import numpy as np
import pandas as pd
import pytest

from research.correlations.correlate import Correlation, correlate
from research.factors.neighbours import Neighbour, neighbouring_solutions
from research.factors.solution import FactorSolution, solve_factors
from tests import told


def _answers(factors: int, per_factor: int, *, n: int = 600, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    traits = rng.standard_normal((n, factors))
    columns = {
        f"q{factor}{item}": 0.8 * traits[:, factor] + 0.6 * rng.standard_normal(n)
        for factor in range(factors)
        for item in range(per_factor)
    }
    return pd.DataFrame(columns)


def _correlation(frame: pd.DataFrame) -> Correlation:
    return correlate(frame, kind="pearson", ordinal=[], weights=None)


def _side_by_side(correlation: Correlation, k: int) -> tuple[FactorSolution, tuple[Neighbour, ...]]:
    kept = solve_factors(correlation, k=k, seed=1)
    labels = {name: f"trait {name}" for name in kept.factors}
    return kept, neighbouring_solutions(correlation, kept=kept, labels=labels, n=correlation.n, seed=1)


@pytest.fixture(scope="module")
def three() -> tuple[FactorSolution, tuple[Neighbour, ...]]:
    return _side_by_side(_correlation(_answers(3, 4)), 3)


def test_one_fewer_and_one_more_stand_beside_the_kept_number(
    three: tuple[FactorSolution, tuple[Neighbour, ...]],
) -> None:
    assert [(one.k, one.kept) for one in three[1]] == [(2, False), (3, True), (4, False)]


def test_a_neighbour_is_what_a_plan_with_that_number_would_give() -> None:
    correlation = _correlation(_answers(3, 4))
    fewer = _side_by_side(correlation, 3)[1][0].solution
    planned = solve_factors(correlation, k=2, seed=1)

    assert fewer is not None
    assert fewer.loadings.to_numpy() == pytest.approx(planned.loadings.to_numpy(), abs=1e-4)
    assert fewer.fit.rmsea == pytest.approx(planned.fit.rmsea)


def test_the_kept_solution_is_not_fitted_anew(three: tuple[FactorSolution, tuple[Neighbour, ...]]) -> None:
    kept, (_, middle, _) = three

    assert middle.solution is kept
    assert middle.congruence == (1.0, 1.0, 1.0)


def test_too_few_factors_fit_worse_and_lose_a_factor_by_name(
    three: tuple[FactorSolution, tuple[Neighbour, ...]],
) -> None:
    kept, (fewer, *_) = three

    assert fewer.solution is not None
    assert fewer.solution.fit.rmsea > kept.fit.rmsea
    assert "RMSEA rises from" in told.text(fewer.words)
    assert "Not found again: trait F" in told.text(fewer.words)


def test_a_factor_too_many_has_no_counterpart_and_few_marker_items(
    three: tuple[FactorSolution, tuple[Neighbour, ...]],
) -> None:
    more = three[1][2]

    assert more.congruence is not None
    assert more.congruence.count(None) == 1
    assert more.like.count(None) == 1
    assert more.fewest_markers is not None
    assert more.fewest_markers < 3
    assert "marker item" in told.text(more.words)
    assert "All 3 kept factors are found again." in told.text(more.words)


def test_an_improper_neighbour_is_named_not_left_out() -> None:
    correlation = _correlation(_answers(2, 3))
    more = _side_by_side(correlation, 3)[1][-1]

    assert more.k == 4
    assert more.solution is None
    assert more.problem is not None
    assert more.problem.code == "more_factors_than_items_carry"
    assert told.text(more.words).startswith("With 4 factors, there is no proper solution: 6 items")
    assert more.congruence is None


def test_where_no_factor_was_kept_one_is_shown() -> None:
    correlation = _correlation(_answers(1, 5))
    (alone,) = neighbouring_solutions(correlation, kept=None, labels={}, n=correlation.n, seed=1)

    assert (alone.k, alone.kept) == (1, False)
    assert told.text(alone.words).startswith("With one factor, 5 items mark it, and RMSEA is 0.")


def test_one_kept_factor_has_only_a_larger_neighbour() -> None:
    assert [one.k for one in _side_by_side(_correlation(_answers(1, 6)), 1)[1]] == [1, 2]
