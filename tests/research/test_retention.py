"""The number of factors: criteria equal R's, find a known number, and refuse factors without markers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from research.correlations.correlate import pearson, polychoric
from research.errors import TooFewItems, TooFewResponses
from research.factors.criteria import average_partials
from research.factors.parallel import one_factor, parallel_analysis
from research.factors.retention import Retention, retention
from research.factors.solution import FactorSolution, solve_factors
from tests import told
from tests.research.peers import ALL, BFI, SCALES, bfi, figures, hs1939, r_pearson, simulated


@pytest.mark.parametrize("name", ALL)
def test_average_partials_equal_those_of_psych(name: str) -> None:
    said = figures()[name]["map"]
    found = average_partials(r_pearson(name).to_numpy(), most=len(said))
    assert np.abs(found.loc[1:].to_numpy() - said[: len(found) - 1]).max() < 1e-6
    assert found.idxmin() == figures()[name]["map_argmin"]


@pytest.mark.parametrize("name", BFI)
def test_parallel_analysis_equals_that_of_psych(name: str) -> None:
    said = figures()[name]["parallel"]
    found = parallel_analysis(pearson(bfi(name)), seed=1)
    assert found.factors == said["factors"] == 6
    assert found.components == said["components"]
    assert np.abs(found.table["observed"] - said["observed"]).max() < 1e-4
    assert np.abs(found.table["component_mean"] - said["component_simulated"]).max() < 0.02
    # psych's own two means of the first eigenvalue (simulated and resampled, 100 draws) differ by up to .036: about one
    # draw in a hundred ends at an improper one-factor solution. Their middle is compared.
    expected = (np.asarray(said["simulated"]) + np.asarray(said["resampled"])) / 2
    assert np.abs(found.table["mean"] - expected).max() < 0.02
    assert np.abs(found.table["mean"].to_numpy()[1:] - said["simulated"][1:]).max() < 0.02


def test_polychoric_eigenvalues_are_compared_with_equally_uncertain_ones() -> None:
    rng = np.random.default_rng(5)

    def unrelated() -> pd.DataFrame:
        drawn = np.digitize(rng.standard_normal((400, 8)), [1.0, 1.8]).astype(float)
        return pd.DataFrame(drawn, columns=[f"q{place}" for place in range(8)])

    real = np.mean([np.linalg.eigvalsh(polychoric(unrelated()).matrix)[::-1] for _ in range(60)], axis=0)
    coarse, blind = polychoric(unrelated()), pearson(unrelated())
    mean = parallel_analysis(coarse, seed=1).table["component_mean"].to_numpy()
    assert np.abs(mean - real)[:4].max() < 0.04
    assert parallel_analysis(blind, seed=1).table["component_mean"].to_numpy()[0] < real[0] - 0.08


@pytest.mark.parametrize("name", BFI)
@pytest.mark.parametrize("way", [pearson, polychoric])
def test_bfi_has_five_to_six_factors(name: str, way: object) -> None:
    found = retention(way(bfi(name)), seed=1, theory=len(SCALES))  # type: ignore[operator]
    assert (found.parallel, found.map, found.ekc) == (6, 5, 6)
    assert found.hull in (5, 6)
    assert found.suggested in (5, 6)
    assert set(found.candidates) == {found.suggested - 1, found.suggested, found.suggested + 1}
    assert told.text(found.reasons[0]).startswith("The criteria say: parallel analysis 6; MAP 5; EKC 6")


def test_a_factor_that_three_items_cannot_mark_is_refused() -> None:
    found = retention(pearson(bfi("bfi_complete")), seed=1)
    assert "6 is refused: F6 would have fewer than 3 marker items." in map(told.text, found.reasons)
    assert found.suggested == 5


def test_ability_tests_have_three_factors(shared_reference: Path) -> None:
    found = retention(pearson(hs1939(shared_reference)), seed=1)
    said = figures()["hs1939"]
    assert (found.parallel, found.map, found.ekc, found.hull) == (3, said["map_argmin"], said["ekc"], 3)
    assert found.suggested == 3


@pytest.mark.parametrize("factors", [1, 3, 4])
def test_a_known_number_of_factors_is_found(factors: int) -> None:
    found = retention(pearson(simulated(n=800, factors=factors, per_factor=5, seed=factors)), seed=1)
    assert found.suggested == factors
    assert found.bic == factors
    assert found.parallel == factors


def test_the_seed_decides_the_draws_and_nothing_else() -> None:
    correlation = pearson(simulated(n=300, factors=2, per_factor=5, seed=3))
    first, same, other = (retention(correlation, seed=seed, draws=50) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first.parallel_table, same.parallel_table)
    assert not first.parallel_table["p95"].equals(other.parallel_table["p95"])
    assert first.map_values.equals(other.map_values)


def test_unrelated_items_stop_the_analysis() -> None:
    drawn = np.random.default_rng(9).standard_normal((500, 10))
    found: Retention = retention(pearson(pd.DataFrame(drawn, columns=list("abcdefghij"))), seed=1)
    assert found.parallel == 0
    assert "stop" in {caution.severity for caution in found.cautions}


def test_many_one_factor_fits_at_once_equal_single_ones() -> None:
    matrix = np.full((5, 5), 0.49) + 0.51 * np.eye(5)
    assert np.abs(np.abs(one_factor(np.stack([matrix, matrix]))) - 0.7).max() < 1e-3


def test_too_little_to_ask_for_the_number_of_factors_is_refused() -> None:
    with pytest.raises(TooFewItems):
        retention(pearson(simulated(n=100, factors=1, per_factor=3, seed=1)), seed=1)
    with pytest.raises(TooFewResponses):
        retention(pearson(simulated(n=8, factors=2, per_factor=5, seed=1)), seed=1)


def test_factors_that_would_be_nearly_the_same_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def alike(*args: object, k: int, **options: object) -> FactorSolution:
        found = solve_factors(*args, k=k, **options)  # type: ignore[arg-type]
        return found if k != 5 else replace(found, phi=found.phi.where(np.eye(5) == 1, 0.9))

    monkeypatch.setattr("research.factors.retention.solve_factors", alike)
    found = retention(pearson(bfi("bfi_complete")), seed=1, theory=5)
    refused = next(said for said in found.reasons if said.code == "factors_refused_as_alike")
    assert told.text(refused) == "5 is refused: F1 and F2 would be nearly the same factor (correlation 0.90)."
    assert found.suggested == 4
