"""Factor scores equal R's, use a person's own answers where some are missing, and say how sure they are."""

import numpy as np
import pandas as pd
import pytest

from research.correlations.correlate import Correlation, pearson
from research.errors import BadData, BadPlan, NoVariance
from research.factors.alignment import Alignment, align
from research.factors.scores import ScoreMethod, factor_scores
from research.factors.solution import FactorSolution, solve_factors
from tests.research.peers import BFI, bfi, figures, r_loadings, simulated

METHODS: tuple[tuple[ScoreMethod, str], ...] = (("thurstone", "Thurstone"), ("ten_berge", "tenBerge"))


def solved(name: str) -> tuple[pd.DataFrame, Correlation, FactorSolution, Alignment]:
    answers = bfi(name)
    correlation = pearson(answers)
    solution = solve_factors(correlation, k=5, seed=1)
    return answers, correlation, solution, align(solution.loadings, r_loadings(name, "minres_oblimin"))


@pytest.mark.parametrize("name", BFI)
@pytest.mark.parametrize(("method", "peer"), METHODS)
def test_scores_and_weights_equal_those_of_psych(name: str, method: ScoreMethod, peer: str) -> None:
    answers, correlation, solution, matched = solved(name)
    found = factor_scores(answers, correlation, solution, method=method)
    said = np.asarray(figures()[name]["scores"][peer], dtype=float)
    ours = matched.columns(found.scores.to_numpy())[: len(said)]
    complete = ~np.isnan(said).any(axis=1)
    assert complete.sum() > 15
    assert np.abs(ours - said)[complete].max() < 1e-4
    assert np.abs(matched.columns(found.weights.to_numpy()) - figures()[name]["score_weights"][peer]).max() < 1e-4


def test_determinacy_equals_that_of_psych() -> None:
    answers, correlation, solution, matched = solved("bfi_complete")
    found = factor_scores(answers, correlation, solution).determinacy.to_numpy()
    assert np.abs(found[list(matched.order)] - figures()["bfi_complete"]["score_determinacy"]).max() < 1e-4


def test_ten_berge_scores_correlate_as_the_factors_do() -> None:
    answers, correlation, solution, _ = solved("bfi_complete")
    found = factor_scores(answers, correlation, solution, method="ten_berge").scores
    assert np.abs(found.corr().to_numpy() - solution.phi.to_numpy()).max() < 1e-6


def test_a_gap_is_bridged_by_the_regression_on_the_answered_items() -> None:
    answers, correlation, solution, _ = solved("bfi_complete")
    gaps = answers.copy()
    gaps.loc[0, ["A2", "E4", "O5"]] = np.nan
    means, deviations = answers.mean(), answers.std(ddof=1)
    found = factor_scores(gaps, correlation, solution, means=means, deviations=deviations)
    kept = [item for item in answers.columns if item not in ("A2", "E4", "O5")]
    z = ((answers.loc[0, kept] - means[kept]) / deviations[kept]).to_numpy(dtype=float)
    inner = correlation.matrix.loc[kept, kept].to_numpy()
    structure = solution.structure.loc[kept].to_numpy()
    assert np.abs(found.scores.loc[0].to_numpy() - z @ np.linalg.solve(inner, structure)).max() < 1e-10
    left = np.diag(solution.phi.to_numpy() - structure.T @ np.linalg.solve(inner, structure))
    assert np.abs(found.standard_errors.loc[0].to_numpy() - np.sqrt(left)).max() < 1e-10


@pytest.mark.parametrize("method", ["thurstone", "ten_berge"])
def test_missing_answers_make_a_score_less_sure(method: ScoreMethod) -> None:
    answers, correlation, solution, _ = solved("bfi_complete")
    gaps = answers.copy()
    gaps.loc[0, ["N1", "N2"]] = np.nan
    found = factor_scores(gaps, correlation, solution, method=method)
    assert found.standard_errors.loc[0, "F1"] > found.standard_errors.loc[1, "F1"] + 0.02
    assert found.share_answered.loc[0] == pytest.approx(23 / 25)


def test_standard_errors_cover_the_true_factor() -> None:
    rng = np.random.default_rng(7)
    truth = rng.standard_normal(4_000)
    values = truth[:, None] * 0.7 + rng.standard_normal((4_000, 6)) * np.sqrt(0.51)
    answers = pd.DataFrame(values, columns=list("abcdef")).mask(rng.random((4_000, 6)) < 0.15)
    correlation = pearson(answers)
    found = factor_scores(answers, correlation, solve_factors(correlation, k=1, seed=1))
    error = (found.scores["F1"] - truth) / found.standard_errors["F1"]
    assert error.std() == pytest.approx(1, abs=0.05)
    assert np.corrcoef(found.scores["F1"].fillna(0), truth)[0, 1] > 0.85


def test_whoever_answered_less_than_half_has_no_score() -> None:
    answers, correlation, solution, _ = solved("bfi_complete")
    gaps = answers.copy()
    gaps.iloc[0, :13] = np.nan
    gaps.iloc[1, :12] = np.nan
    gaps.iloc[2, :] = np.nan
    found = factor_scores(gaps, correlation, solution)
    assert found.scores.isna().all(axis=1).head(4).tolist() == [True, False, True, False]
    assert found.share_answered.iloc[2] == 0


def test_newcomers_are_scored_with_the_stored_standards() -> None:
    answers, correlation, solution, _ = solved("bfi_complete")
    first = factor_scores(answers, correlation, solution)
    alone = factor_scores(answers.loc[[5]], correlation, solution, means=first.means, deviations=first.deviations)
    assert np.allclose(alone.scores.loc[5], first.scores.loc[5])


def test_scores_say_what_they_cannot_use() -> None:
    answers, correlation, solution, _ = solved("bfi_complete")
    with pytest.raises(BadData, match="items_of_factors_missing"):
        factor_scores(answers.drop(columns="A1"), correlation, solution)
    with pytest.raises(BadData, match="infinite_values"):
        factor_scores(answers.assign(A1=np.inf), correlation, solution)
    with pytest.raises(NoVariance):
        factor_scores(answers.head(1), correlation, solution)
    with pytest.raises(BadPlan):
        factor_scores(answers, correlation, solution, method="bartlett")  # type: ignore[arg-type]


def test_scores_do_not_depend_on_who_stands_next_in_the_file() -> None:
    answers = simulated(n=500, factors=2, per_factor=5, seed=2).mask(np.random.default_rng(1).random((500, 10)) < 0.1)
    correlation = pearson(answers)
    solution = solve_factors(correlation, k=2, seed=1)
    first = factor_scores(answers, correlation, solution).scores
    shuffled = factor_scores(answers.sample(frac=1, random_state=4), correlation, solution).scores
    assert np.allclose(shuffled.loc[first.index], first, equal_nan=True)
